import { CASE, type Condition, FALSE, NONE, NOT_KNOWN, type Truth, UNKNOWN, type Value } from '../conditions/index.ts';
import { applicantOf, type Finding } from './determine.ts';
import type { Outlook } from './next.ts';

/** As what the visitor would file (届出人の立場). */
export type FilesAs = 'applicant' | 'legal-representative' | 'household' | 'agent';

/** Whether the person who came may file one procedure. Staff look at it again: a card is no proof of a relation. */
export type MayFile =
  | { how: 'here' | 'with-letter'; as: FilesAs }
  /** The applicant files in person (本人申請). */
  | { how: 'not-by-agent' }
  /** The facts do not say enough, or who may come instead is for staff to judge. */
  | { how: 'to-be-checked' };

/** 成年 (民法4条) */
const adulthood = 18;
const letter = 'letter-of-authority';

/**
 * Whether this visitor may file this procedure here and now: as the applicant, as the parent of a minor (法定代理人, 民法824条),
 * as one of the household, or as an agent with or without a letter (委任状). From who came (`visitor`, `visitor-standing`),
 * who applies, and what the procedure allows (`represented`).
 */
export function mayFile(outlook: Outlook, finding: Finding): MayFile {
  const { program, situation } = outlook;
  const { by, letter: rule } = finding.compiled.procedure.represented;
  const visitor = personIn(outlook, 'visitor');
  const standing = read(outlook, 'visitor-standing', CASE);
  // Somebody who belongs to those who move is not asked for their standing: the question does not arise.
  const isAgent = standing === 'other';
  const unclear: MayFile = { how: 'to-be-checked' };
  if (visitor === undefined) return unclear;

  const applicant = applicantOf(program, situation, finding);
  if (applicant === undefined) return unclear;
  const agent = (): MayFile => {
    if (by.includes('agent')) return { how: rule === 'never' || !isAgent ? outOf(rule) : 'with-letter', as: 'agent' };
    return by.some((role) => !ofHousehold.has(role)) ? unclear : { how: 'not-by-agent' };
  };
  // Where no role applies the applicant is whoever came: then an agent stands for somebody else.
  if (isAgent) return agent();
  if (applicant === visitor || applicant === CASE) return { how: 'here', as: 'applicant' };
  if (standing === UNKNOWN) return unclear;
  if (by.length > 0 && isMinorChildOf(outlook, applicant, visitor)) return { how: 'here', as: 'legal-representative' };
  if (
    by.includes('household') ||
    by.includes('family') ||
    (by.includes('spouse') && areMarried(outlook, applicant, visitor))
  )
    return { how: outOf(rule), as: 'household' };
  return agent();
}

/** Roles of `represented.by` that only somebody of the household can have. */
const ofHousehold: ReadonlySet<string> = new Set(['household', 'spouse']);

/** For somebody of the household a letter is needed only where it always is. */
const outOf = (rule: 'never' | 'outside-household' | 'always'): 'here' | 'with-letter' =>
  rule === 'always' ? 'with-letter' : 'here';

/** What to bring for a procedure (持ち物), with the letter of authority where this visitor needs one. */
export function bringFor(
  outlook: Outlook,
  finding: Finding,
  person = finding.subject === CASE ? (finding.people[0] ?? finding.possiblePeople[0] ?? CASE) : finding.subject,
): { document: string; needed: 'yes' | 'maybe' }[] {
  const { program, situation } = outlook;
  const { procedure } = finding.compiled;
  const holds = (when: Condition | undefined): Truth | undefined =>
    when === undefined ? undefined : program.check(when)(situation, person, []);
  const listed = procedure.bring.flatMap(({ document, when }) => {
    const truth = holds(when);
    return truth === FALSE ? [] : [{ document, needed: truth === NOT_KNOWN ? ('maybe' as const) : ('yes' as const) }];
  });
  if (procedure.end === 'notice-only' || mayFile(outlook, finding).how !== 'with-letter') return listed;
  return listed.some(({ document, needed }) => document === letter && needed === 'yes')
    ? listed
    : [...listed.filter(({ document }) => document !== letter), { document: letter, needed: 'yes' }];
}

function read({ program, situation }: Outlook, fact: string, person: number): Value {
  const compiled = program.byId.get(fact);
  return compiled ? situation.read(compiled.index, person, []) : NONE;
}

function personIn(outlook: Outlook, role: string): number | undefined {
  const holder = read(outlook, role, CASE);
  return typeof holder === 'string' ? outlook.situation.person(holder) : undefined;
}

/** The relation to the head (続柄) tells who is whose child and who is married, where one of the two is the head. */
const relationOf = (outlook: Outlook, person: number): Value => {
  if (personIn(outlook, 'new-head') === person) return 'head';
  return read(outlook, 'relation-to-head', person);
};

const isSpouse = (relation: Value) => relation === 'wife' || relation === 'husband';

function isMinorChildOf(outlook: Outlook, child: number, parent: number): boolean {
  const age = read(outlook, 'age', child);
  const parentAge = read(outlook, 'age', parent);
  if (typeof age !== 'number' || age >= adulthood || typeof parentAge !== 'number' || parentAge < adulthood)
    return false;
  const of = relationOf(outlook, child);
  const to = relationOf(outlook, parent);
  if (of === 'child') return to === 'head' || isSpouse(to);
  return of === 'child-of-spouse' && isSpouse(to);
}

function areMarried(outlook: Outlook, one: number, other: number): boolean {
  const of = relationOf(outlook, one);
  const to = relationOf(outlook, other);
  return (of === 'head' && isSpouse(to)) || (to === 'head' && isSpouse(of));
}
