import type { Action, Said, SignaturePlace, Statement } from './action.ts';

/** The subject of facts that are about the case and not about a person. */
export const CASE_SUBJECT = 'case';

/** One thing said about one fact, with where it came from. Nothing said is ever removed. */
export interface Entry {
  said: Said;
  source: Statement['source'];
  action: string;
}

export interface Person {
  id: string;
  removed: boolean;
}

/** Where the person is looking, when that is not simply the next open step. */
export type Position = { at: string; why: 'walk' | 'change' } | { after: string } | undefined;

/** A signature (署名) given on the screen. It holds as long as what was signed stands in its boxes. */
export interface Signature {
  /** What was signed, as text. */
  signed: string;
  /** SHA-256 of it, in hexadecimal. */
  digest: string;
  strokes: readonly (readonly number[])[];
  at: string;
}

/** The name of a place in `CaseState.signatures`. */
export const signatureKey = ({ procedure, subject, form, box }: SignaturePlace): string =>
  [procedure, subject, form, box].join(' ');

/** What staff have written back from the register (住民票の記載), by person. */
export interface RegisterEntry {
  at: string;
  numbers: ReadonlyMap<string, { addresseeNumber: string; householdNumber: string }>;
}

/** The name of an application in `CaseState.accepted`. */
export const applicationKey = (procedure: string, subject: string): string => `${procedure} ${subject}`;

/** A case folded from its actions. Knows no content. */
export interface CaseState {
  id: string;
  today: string;
  municipality: string;
  events: readonly string[];
  people: readonly Person[];
  /** subject → fact → entries, oldest first. */
  facts: ReadonlyMap<string, ReadonlyMap<string, readonly Entry[]>>;
  /** Steps at which this person answered, with the action that did, in the order of the first answer. */
  answered: ReadonlyMap<string, string>;
  passed: ReadonlySet<string>;
  position: Position;
  /** The latest signature in each place, by `signatureKey`. */
  signatures: ReadonlyMap<string, Signature>;
  staffCalls: readonly { reason: string; at: string }[];
  /** 今日はここまで: what is still open stays open. */
  finishedEarly: boolean;
  prepared: { receipt: string; at: string } | undefined;
  /** When staff accepted which application, by `applicationKey`. */
  accepted: ReadonlyMap<string, string>;
  /** None until staff have done the register entry. */
  registerEntry: RegisterEntry | undefined;
}

/** The state of a case that was just opened. */
export function openCase(action: Extract<Action, { type: 'opened' }>): CaseState {
  return {
    id: action.case,
    today: action.today,
    municipality: action.municipality,
    events: action.events,
    people: [{ id: action.visitor, removed: false }],
    facts: new Map([
      [
        CASE_SUBJECT,
        new Map([['visitor', [{ said: { value: action.visitor }, source: 'computed' as const, action: action.id }]]]),
      ],
    ]),
    answered: new Map(),
    passed: new Set(),
    position: undefined,
    signatures: new Map(),
    staffCalls: [],
    finishedEarly: false,
    prepared: undefined,
    accepted: new Map(),
    registerEntry: undefined,
  };
}

/** The case after one more action; the given state is left as it was. */
export function fold(state: CaseState, action: Action): CaseState {
  switch (action.type) {
    case 'opened':
      return state;
    case 'day-set':
      return { ...state, today: action.today };
    case 'person-added':
      return state.people.some((person) => person.id === action.person)
        ? {
            ...state,
            people: state.people.map((person) =>
              person.id === action.person ? { ...person, removed: false } : person,
            ),
          }
        : { ...state, people: [...state.people, { id: action.person, removed: false }] };
    case 'person-removed':
      return {
        ...state,
        people: state.people.map((person) => (person.id === action.person ? { ...person, removed: true } : person)),
      };
    case 'recorded':
      return { ...state, facts: withStatements(state.facts, action.statements, action.id) };
    case 'answered':
      return {
        ...state,
        facts: withStatements(state.facts, action.statements, action.id),
        answered: new Map(state.answered).set(action.step, action.id),
        position: leave(state, action.step),
      };
    case 'passed':
      return { ...state, passed: new Set(state.passed).add(action.step), position: leave(state, action.step) };
    case 'went-to':
      return { ...state, position: { at: action.step, why: action.why } };
    case 'staff-called':
      return { ...state, staffCalls: [...state.staffCalls, { reason: action.reason, at: action.at }] };
    case 'finished-early':
      return { ...state, finishedEarly: true, position: undefined };
    case 'signed': {
      const { place, signed, digest, strokes, at } = action;
      const signatures = new Map(state.signatures).set(signatureKey(place), { signed, digest, strokes, at });
      return { ...state, signatures };
    }
    case 'signature-withdrawn': {
      const signatures = new Map(state.signatures);
      signatures.delete(signatureKey(action.place));
      return { ...state, signatures };
    }
    case 'prepared':
      return { ...state, prepared: { receipt: action.receipt, at: action.at }, position: undefined };
    case 'accepted': {
      const key = applicationKey(action.procedure, action.subject);
      return { ...state, accepted: new Map(state.accepted).set(key, action.at) };
    }
    case 'register-entered': {
      const numbers = new Map(state.registerEntry?.numbers);
      for (const { person, ...own } of action.numbers) numbers.set(person, own);
      return { ...state, registerEntry: { at: action.at, numbers } };
    }
  }
}

/** Leaving a step: after stepping back onward one by one over what was done before; after a change straight on. */
function leave({ position, answered, passed }: CaseState, step: string): Position {
  const walking = position && ('after' in position || position.why === 'walk');
  return walking && (answered.has(step) || passed.has(step)) ? { after: step } : undefined;
}

/** The case as it would be if this were said: for looking ahead, never stored. */
export const supposing = (state: CaseState, statements: readonly Statement[]): CaseState => ({
  ...state,
  facts: withStatements(state.facts, statements, 'supposed'),
});

function withStatements(
  facts: CaseState['facts'],
  statements: readonly Statement[],
  action: string,
): CaseState['facts'] {
  const next = new Map(facts);
  for (const { subject, fact, said, source } of statements) {
    const of = new Map(next.get(subject));
    of.set(fact, [...(of.get(fact) ?? []), { said, source, action }]);
    next.set(subject, of);
  }
  return next;
}

/**
 * Which of several sources is used: what staff established, then what the resident said, then papers, then registers.
 * All are kept; where they differ, staff see it. Of one source the latest counts.
 */
export const sourceOrder = ['staff', 'resident', 'certificate', 'register', 'card', 'home', 'computed'] as const;

/**
 * The entry in use. Of one source the latest counts, "I don't know" too; but it never displaces something known from
 * elsewhere.
 */
export function entryInUse(entries: readonly Entry[]): Entry | undefined {
  if (entries.length === 1) return entries[0];
  let used: Entry | undefined;
  for (let index = entries.length - 1; index >= 0; index--) {
    const entry = entries[index];
    if (!entry || (used && rank(entry) >= rank(used))) continue;
    const outdated = entries.some(({ source }, later) => later > index && source === entry.source);
    if (!outdated) used = entry;
  }
  return used;
}

const rank = (entry: Entry) => sourceOrder.indexOf(entry.source) + ('unknown' in entry.said ? sourceOrder.length : 0);

/** Whether two sources say different things about one fact. */
export function differs(entries: readonly Entry[]): boolean {
  const values = new Set<string>();
  for (const source of sourceOrder) {
    const latest = entries.findLast((entry) => entry.source === source);
    if (latest && 'value' in latest.said) values.add(JSON.stringify(latest.said.value));
  }
  return values.size > 1;
}
