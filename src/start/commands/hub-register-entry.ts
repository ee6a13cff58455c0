import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { actOnCase, casesNamed, type Records, reopened, type StaffDeed } from '../../hub/index.ts';
import type { Outlook } from '../../engine/index.ts';
import { whyNotReopened } from './parts/case-named.ts';
import type { Command } from './parts/command.ts';
import { recordsOptions, withRecords } from './parts/records.ts';
import { type LineProblem, readRegisterEntries, type RegisterLine } from './parts/register-entries.ts';

type Numbers = Extract<StaffDeed, { type: 'register-entered' }>['numbers'];

/** What the file says of one case. */
interface Entry {
  caseId: string;
  receipt: string;
  numbers: Numbers;
  /** People of the case for whom no number is known afterwards. */
  without: number;
}

/**
 * `npm run hub:register-entry -- FILE.csv --by ACCOUNT`: takes 宛名番号 and 世帯番号 back from the register: the entry
 * (住民票の記載) of these cases is done, and what is exported from now on is released. The file is `register-entry.csv` of
 * the packages, filled in. All of it is taken or, where one line is faulty, nothing; what is known already stays as it is.
 */
export const command: Command = async (args, voice) => {
  const { print, complain } = voice;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { ...recordsOptions, by: { type: 'string' } },
  });
  const [file] = positionals;
  const { by } = values;
  if (file === undefined || positionals.length > 1 || !existsSync(file) || !/^[\w.@-]{1,64}$/.test(by ?? '')) {
    complain('Write: npm run hub:register-entry -- register-entry.csv --by ACCOUNT (who did the register entry)');
    return 2;
  }
  const tell = (problems: readonly LineProblem[]) => {
    for (const { line, problem } of problems) complain(`${file}, line ${line}: ${problem}`);
    complain('Nothing was written.');
    return 1;
  };
  const read = readRegisterEntries(readFileSync(file));
  if (!read.ok) return tell(read.reason);
  return withRecords(values, voice, async (records) => {
    const { entries, problems } = await entriesOf(records, read.value);
    if (problems.length > 0) return tell(problems);
    for (const { caseId, receipt, numbers, without } of entries) {
      if (numbers.length === 0) {
        print(`${receipt}: known already`);
        continue;
      }
      const done = await actOnCase(records, caseId, { type: 'register-entered', numbers }, by ?? '');
      if (!done.ok) {
        complain(`${receipt}: ${done.reason === 'does-not-fit' ? notPrepared : whyNotReopened[done.reason]}`);
        return 1;
      }
      print(`${receipt}: ${numbers.length} people, released${without > 0 ? `; ${without} without numbers` : ''}`);
    }
    return 0;
  });
};

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
