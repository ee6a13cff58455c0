import { CASE_SUBJECT, type Deed, type Statement } from '../case/index.ts';
import { type FactValue, type HouseholdAnswer, PROTOCOL } from '../protocol/index.ts';
import type { HubClient } from '../sync/index.ts';
import { samePerson } from './cards.ts';
import type { CaseSession } from './case-session.ts';

type Found = Extract<HouseholdAnswer, { outcome: 'found' }>;
type From = 'certificate' | 'register';

/**
 * Where asking for the family stands. `late`: the record has not answered yet and is asked again; `refused`: the hub
 * would not or could not ask; `unavailable`: no hub or no register. `staff` says no more than that.
 */
export type FamilyState = 'not-asked' | 'asking' | 'found' | 'late' | 'not-found' | 'refused' | 'unavailable' | 'staff';

interface Asked {
  from: From;
  outcome: Exclude<FamilyState, 'not-asked' | 'asking'>;
}

/** Of two answers that bring nobody, the one that says more. */
const telling = ['late', 'refused', 'unavailable', 'not-found'] as const;

/** After how long a record that was late is asked again, in milliseconds. The visit does not wait for it. */
const laterTries: readonly number[] = [5_000, 15_000, 45_000];

export interface FamilyWays {
  hub: Pick<HubClient, 'household'>;
  callStaff: (reason: string) => void;
  /** Resolves after so many milliseconds, or when the case is over. */
  pause: (milliseconds: number, over: AbortSignal) => Promise<void>;
}

/**
 * Asks for the household in the background, once the visitor is known by a card: one bulk request a record, only facts of
 * this event. For a move-in that is 転出証明書情報 first. Whatever comes of it, the visit goes on: the family can always
 * be tapped in.
 */
export class FamilyLookup {
  readonly #session: CaseSession;
  readonly #listeners = new Set<() => void>();
  #state: FamilyState = 'not-asked';

  constructor(session: CaseSession) {
    this.#session = session;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  getState = (): FamilyState => this.#state;

  async ask(person: { name: string; birthDate: string }, { hub, callStaff, pause }: FamilyWays): Promise<void> {
    if (this.#state === 'asking' || this.#state === 'late' || this.#state === 'found') return;
    this.#set('asking');
    let waitingFor: readonly From[] = ['certificate', 'register'];
    for (const wait of [0, ...laterTries]) {
      if (wait > 0) await pause(wait, this.#session.over);
      if (this.#session.over.aborted) return;
      const answers = await this.#round(waitingFor, person, hub);
      const brought = answers.find(({ outcome }) => outcome === 'found' || outcome === 'staff');
      if (brought?.outcome === 'staff') {
        this.#set('staff');
        return callStaff('register');
      }
      if (brought) return this.#set('found');
      this.#set(telling.find((one) => answers.some(({ outcome }) => outcome === one)) ?? 'unavailable');
      waitingFor = answers.flatMap(({ from, outcome }) => (outcome === 'late' ? [from] : []));
      if (waitingFor.length === 0) return;
    }
  }

  /** One request to each record, until one of them answers with somebody. */
  async #round(
    records: readonly From[],
    person: { name: string; birthDate: string },
    hub: FamilyWays['hub'],
  ): Promise<Asked[]> {
    const { outlook } = this.#session.visit;
    const { content, events } = outlook.program;
    const answers: Asked[] = [];
    for (const from of records) {
      const facts = content.facts.filter((fact) => fact.sources.includes(from)).map((fact) => fact.id);
      const answer = await hub.household(from, {
        protocol: PROTOCOL,
        case: outlook.view.state.id,
        municipality: content.municipality.id,
        consent: true,
        person: { name: person.name, birthDate: person.birthDate },
        events: [...events],
        facts,
      });
      if (this.#session.over.aborted) return answers;
      const outcome = answer.ok ? answer.value.outcome : answer.reason === 'unreachable' ? 'unavailable' : 'refused';
      answers.push({ from, outcome });
      if (answer.ok && answer.value.outcome === 'found') await bring(this.#session, answer.value, from);
      if (outcome === 'found' || outcome === 'staff') return answers;
    }
    return answers;
  }

  #set(state: FamilyState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

const lookups = new WeakMap<CaseSession, FamilyLookup>();

/** The one lookup of a case. */
export function familyOf(session: CaseSession): FamilyLookup {
  const lookup = lookups.get(session) ?? new FamilyLookup(session);
  lookups.set(session, lookup);
  return lookup;
}

/** While cards are read and the family is shown, people may come by themselves; later only between two screens. */
const screensThatWait = new Set(['cards', 'household']);

function bring(session: CaseSession, answer: Found, source: From): Promise<void> {
  const deeds = () => deedsFrom(session, answer, source);
  if (screensThatWait.has(session.visit.step.key)) return session.enact(deeds);
  session.enactWithNext(deeds);
  return Promise.resolve();
}

/**
 * Brings people and facts of the register or of a certificate into the case: people who are there already are
 * recognised by name and birth date, somebody added and not yet named takes the next, others are added. What the
 * resident said stays; the difference is kept for staff. Once the resident has said who belongs to this visit, whoever
 * comes after that is kept aside, for staff to see: nobody joins behind their back.
 */
export function* deedsFrom(session: CaseSession, answer: Found, source: From): Generator<Deed> {
  const { state } = session.visit.outlook.view;
  const settled = state.passed.has('household');
  const visitor = session.known(CASE_SUBJECT, 'visitor').value;
  const { ids: present } = session.visit.outlook.situation;
  const unnamed = present.filter((id) => id !== visitor && (state.facts.get(id)?.size ?? 0) === 0);
  const ids = new Map<string, string>();
  const aside: string[] = [];
  for (const { person, facts } of answer.people) {
    const value = (id: string) => facts.find(({ fact }) => fact === id)?.value;
    const there = present.find((id) =>
      samePerson(
        { name: session.nameOf(id), birthDate: session.known(id, 'birth-date').value },
        { name: value('name'), birthDate: value('birth-date') },
      ),
    );
    const id = there ?? unnamed.shift() ?? session.newPersonId();
    ids.set(person, id);
    if (present.includes(id)) continue;
    yield { type: 'person-added', person: id };
    if (settled) aside.push(id);
  }
  const own = (value: FactValue): FactValue =>
    Array.isArray(value)
      ? value.map((one) => ids.get(one) ?? one).filter((one) => !aside.includes(one))
      : typeof value === 'string'
        ? (ids.get(value) ?? value)
        : value;
  const statements = [
    ...answer.people.flatMap(({ person, facts }) =>
      facts.map(
        ({ fact, value }): Statement => ({
          subject: ids.get(person) ?? person,
          fact,
          said: { value: own(value) },
          source,
        }),
      ),
    ),
    ...answer.case
      .filter(({ value }) => typeof value !== 'string' || !aside.includes(String(own(value))))
      .map(({ fact, value }): Statement => ({ subject: CASE_SUBJECT, fact, said: { value: own(value) }, source })),
  ];
  const fitting = session.fitting(statements);
  if (fitting.length > 0) yield { type: 'recorded', statements: fitting };
  for (const person of aside) yield { type: 'person-removed', person };
}
