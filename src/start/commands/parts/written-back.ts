import { fail, ok, type Result } from '../../../basics/index.ts';
import type { Outlook } from '../../../engine/index.ts';
import { actOnCase, casesNamed, type Records, reopened, type StaffDeed } from '../../../hub/index.ts';
import { whyNotReopened } from './case-named.ts';
import type { LineProblem, RegisterLine } from './register-entries.ts';

type Numbers = Extract<StaffDeed, { type: 'register-entered' }>['numbers'];

/** What the lines say of one case. */
interface Entry {
  caseId: string;
  receipt: string;
  /** What is not known yet. */
  numbers: Numbers;
  /** People of the case for whom no number is known afterwards. */
  without: number;
}

/**
 * Writes the numbers of the register behind their cases, by an account. All lines or, where one does not fit its case,
 * none: every such line is told. Says of each case for how many people something was new.
 */
export async function writtenBack(
  records: Records,
  lines: readonly RegisterLine[],
  account: string,
): Promise<Result<{ receipt: string; people: number; without: number }[], LineProblem[]>> {
  const { entries, problems } = await entriesOf(records, lines);
  if (problems.length > 0) return fail(problems);
  for (const { caseId, receipt, numbers } of entries) {
    if (numbers.length === 0) continue;
    const done = await actOnCase(records, caseId, { type: 'register-entered', numbers }, account);
    // Looked at a moment ago: only another process that works on the same records comes between.
    if (!done.ok) throw new Error(`${receipt} was not written (${done.reason}). Run the command again.`);
  }
  return ok(entries.map(({ receipt, numbers, without }) => ({ receipt, people: numbers.length, without })));
}

const notPrepared = 'This case was left before its end: nothing is prepared in it.';

/** The lines by case, compared with what the cases hold. */
async function entriesOf(
  records: Records,
  lines: readonly RegisterLine[],
): Promise<{ entries: Entry[]; problems: LineProblem[] }> {
  const entries: Entry[] = [];
  const problems: LineProblem[] = [];
  for (const [name, own] of Map.groupBy(lines, (one) => (one.case === '' ? one.receipt : one.case))) {
    const report = (problem: string, line = own[0]?.line ?? 1) => problems.push({ line, problem });
    const [found, ...others] = await casesNamed(records, name);
    if (!found || others.length > 0) {
      report(found ? `Several cases have the number ${name}: keep the column 受付ID.` : `No case is called ${name}.`);
      continue;
    }
    const opened = await reopened(records, found.id, 'register-entry-checked');
    const { state } = opened.ok ? opened.value.outlook.view : {};
    if (!opened.ok || !state?.prepared) {
      report(opened.ok ? notPrepared : whyNotReopened[opened.reason]);
      continue;
    }
    const { receipt } = state.prepared;
    const known = new Map(state.registerEntry?.numbers);
    const numbers = new Map<string, Numbers[number]>();
    for (const line of own) {
      const { person, addresseeNumber, householdNumber } = line;
      const before = numbers.get(person);
      const same = (one: { addresseeNumber: string; householdNumber: string } | undefined) =>
        one?.addresseeNumber === addresseeNumber && one.householdNumber === householdNumber;
      const problem = problemWith(line, receipt, opened.value.outlook);
      if (problem !== undefined) report(problem, line.line);
      else if (before && !same(before)) report(`${person} stands above with other numbers. Keep one line.`, line.line);
      else if (!same(known.get(person))) numbers.set(person, { person, addresseeNumber, householdNumber });
    }
    const people = state.people.filter(({ removed }) => !removed);
    entries.push({
      caseId: found.id,
      receipt,
      numbers: [...numbers.values()],
      without: people.filter(({ id }) => !known.has(id) && !numbers.has(id)).length,
    });
  }
  return { entries, problems };
}

function problemWith({ receipt, person, name }: RegisterLine, own: string, outlook: Outlook): string | undefined {
  if (receipt !== own) return `The case has the number ${own}, and the line says ${receipt}.`;
  const { program, situation } = outlook;
  const index = situation.person(person);
  if (index === undefined) return `The case has nobody with the 人ID ${person}.`;
  const fact = program.byId.get('name');
  const known = fact ? situation.read(fact.index, index, []) : undefined;
  // 〓 stands for what the encoding of the file does not have.
  if (name === '' || name.includes('〓') || typeof known !== 'string' || bare(name) === bare(known)) return undefined;
  return 'The 氏名 is not that of this person in the case. Look whether the lines have moved.';
}

const bare = (name: string) => name.normalize('NFKC').replaceAll(/\s/g, '');
