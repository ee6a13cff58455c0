import {
  CASE,
  type Check,
  FALSE,
  type FactRef,
  NONE,
  NOT_KNOWN,
  TRUE,
  type Truth,
  UNKNOWN,
} from '../conditions/index.ts';
import { type Deadline, deadlines } from './deadline.ts';
import { lossRank } from './order.ts';
import type { CompiledProcedure, Program } from './program.ts';
import type { CaseSituation } from './situation.ts';

export type Standing = 'applies' | 'may-apply' | 'does-not-apply';

/** 判定 of one procedure for one subject. */
export interface Finding {
  compiled: CompiledProcedure;
  /** A person's index, or CASE where the procedure is one for all it concerns. */
  subject: number;
  standing: Standing;
  /** People it concerns for certain, and those it may concern. */
  people: number[];
  possiblePeople: number[];
  /** The facts that decided it; for *may apply*, none. */
  because: FactRef[];
  /** What must become known before it is decided. */
  missing: FactRef[];
  /** Its clocks with their last days, earliest first; only where it applies or may apply. */
  deadlines: Deadline[];
}

const nobody: number[] = [];
const nothing: FactRef[] = [];
const never: Deadline[] = [];
const standings: Record<Truth, Standing> = { [FALSE]: 'does-not-apply', [TRUE]: 'applies', [NOT_KNOWN]: 'may-apply' };

/** Every procedure of the events, for every subject. Pure: the same facts and the same day give the same findings. */
export function determine(program: Program, situation: CaseSituation): Finding[] {
  const findings: Finding[] = [];
  for (const compiled of program.procedures) {
    const { concerns } = compiled.procedure;
    const reasons: FactRef[] = [];
    const truth = compiled.when ? compiled.when(situation, CASE, reasons) : TRUE;
    if (!concerns || !compiled.member) {
      findings.push(finding(program, situation, compiled, CASE, truth, reasons, nobody, nobody));
    } else if (truth === FALSE) {
      findings.push(finding(program, situation, compiled, CASE, FALSE, reasons, nobody, nobody));
    } else if (concerns.as === 'each') {
      each(program, situation, compiled, compiled.member, truth, reasons, findings);
    } else {
      findings.push(one(program, situation, compiled, compiled.member, truth, reasons));
    }
  }
  return findings;
}

/** One person against the set a procedure concerns and its `where`, with the reasons that decided it. */
function concern(
  situation: CaseSituation,
  compiled: CompiledProcedure,
  member: Check,
  person: number,
  trail: FactRef[],
): Truth | undefined {
  const start = trail.length;
  const belongs = member(situation, person, trail);
  if (belongs === FALSE) return undefined;
  if (!compiled.where) {
    return belongs;
  }
  const before = trail.length;
  const holds = compiled.where(situation, person, trail);
  if (holds === belongs) return holds;
  if (holds === FALSE) {
    drop(trail, start, before);
    return FALSE;
  }
  // One is known to hold and the other is not known: only what is missing is a reason.
  if (holds === NOT_KNOWN) drop(trail, start, before);
  else trail.length = before;
  return NOT_KNOWN;
}

/** Removes what lies between two places of a trail. */
function drop(trail: FactRef[], from: number, to: number): void {
  if (from === to) return;
  const end = trail.length;
  let into = from;
  for (let index = to; index < end; index++) trail[into++] = trail[index] as FactRef;
  trail.length = into;
}

function each(
  program: Program,
  situation: CaseSituation,
  compiled: CompiledProcedure,
  member: Check,
  when: Truth,
  reasons: FactRef[],
  findings: Finding[],
): void {
  let any = false;
  const outside: FactRef[] = [];
  for (let person = 0; person < situation.people; person++) {
    const trail: FactRef[] = [];
    const truth = concern(situation, compiled, member, person, trail);
    if (truth === undefined) {
      for (const ref of trail) outside.push(ref);
      continue;
    }
    any = true;
    const both = and(when, truth);
    const because = both === FALSE ? trail : joined(both === when ? reasons : [], both === truth ? trail : []);
    findings.push(
      finding(
        program,
        situation,
        compiled,
        person,
        both,
        because,
        both === TRUE ? [person] : nobody,
        both === NOT_KNOWN ? [person] : nobody,
      ),
    );
  }
  if (!any) findings.push(finding(program, situation, compiled, CASE, FALSE, outside, nobody, nobody));
}

function one(
  program: Program,
  situation: CaseSituation,
  compiled: CompiledProcedure,
  member: Check,
  when: Truth,
  reasons: FactRef[],
): Finding {
  const certain: number[] = [];
  const possible: number[] = [];
  const because: FactRef[] = [];
  const missing: FactRef[] = [];
  const against: FactRef[] = [];
  const trail: FactRef[] = [];
  for (let person = 0; person < situation.people; person++) {
    trail.length = 0;
    const truth = concern(situation, compiled, member, person, trail);
    let into = against;
    if (truth === TRUE) {
      certain.push(person);
      into = because;
    } else if (truth === NOT_KNOWN) {
      possible.push(person);
      into = missing;
    }
    for (const ref of trail) into.push(ref);
  }
  const some: Truth = certain.length > 0 ? TRUE : possible.length > 0 ? NOT_KNOWN : FALSE;
  if (some === FALSE) return finding(program, situation, compiled, CASE, FALSE, against, nobody, nobody);
  if (when === TRUE && some === TRUE) {
    const found = finding(program, situation, compiled, CASE, TRUE, joined(reasons, because), certain, possible);
    found.missing = missing;
    return found;
  }
  const unknown = joined(when === NOT_KNOWN ? reasons : [], some === NOT_KNOWN ? missing : []);
  return finding(program, situation, compiled, CASE, NOT_KNOWN, unknown, certain, possible);
}

const and = (a: Truth, b: Truth): Truth =>
  a === FALSE || b === FALSE ? FALSE : a === NOT_KNOWN || b === NOT_KNOWN ? NOT_KNOWN : TRUE;
const joined = (a: FactRef[], b: FactRef[]): FactRef[] => (a.length === 0 ? b : b.length === 0 ? a : [...a, ...b]);

function finding(
  program: Program,
  situation: CaseSituation,
  compiled: CompiledProcedure,
  subject: number,
  truth: Truth,
  trail: FactRef[],
  certain: number[],
  possible: number[],
): Finding {
  const open = truth === NOT_KNOWN;
  const clockSubject = subject === CASE ? (certain[0] ?? possible[0] ?? CASE) : subject;
  return {
    compiled,
    subject,
    standing: standings[truth],
    people: certain,
    possiblePeople: possible,
    because: open ? nothing : trail,
    missing: open ? trail : nothing,
    deadlines: truth === FALSE ? never : deadlines(compiled, situation, clockSubject, program.content.calendar),
  };
}

/** Of whom its conditions speak: its person; of one for several the first of them. */
export const personOf = (finding: Finding): number =>
  finding.subject === CASE ? (peopleOn(finding)[0] ?? CASE) : finding.subject;

/** The people on its paper: those it concerns for certain, or while nobody is certain those it may concern. */
export const peopleOn = ({ people, possiblePeople }: Finding): readonly number[] =>
  people.length > 0 ? people : possiblePeople;

/** The person who applies (申請者): the role the procedure names, else the person it is about, else the visitor. */
export function applicantOf(program: Program, situation: CaseSituation, finding: Finding): number | undefined {
  const role =
    finding.compiled.applicant ?? (finding.subject === CASE ? program.byId.get('visitor')?.index : undefined);
  if (role === undefined) return finding.subject;
  const holder = situation.read(role, CASE, []);
  return holder === UNKNOWN || holder === NONE ? undefined : situation.person(String(holder));
}

/** What is lost first comes first: by loss, then by last day, then by the order in which the content lists them. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const listed = findings.filter((finding) => finding.standing !== 'does-not-apply');
  const key = (finding: Finding) => ({
    elsewhere: finding.compiled.procedure.end === 'another-office' ? 1 : 0,
    notice: finding.compiled.procedure.end === 'notice-only' ? 1 : 0,
    loss: lossRank(finding.compiled.procedure.loss),
    date: finding.deadlines[0]?.date ?? '9999-12-31',
  });
  return listed
    .map((finding, index) => ({ finding, index, ...key(finding) }))
    .sort(
      (a, b) =>
        a.elsewhere - b.elsewhere ||
        a.notice - b.notice ||
        a.loss - b.loss ||
        (a.date < b.date ? -1 : a.date > b.date ? 1 : 0) ||
        a.index - b.index,
    )
    .map(({ finding }) => finding);
}
