import { CASE_SUBJECT, type CaseState, type Entry } from '../../case/index.ts';
import {
  CASE,
  type FactRef,
  type KnownValue,
  NOT_KNOWN,
  refFact,
  refPerson,
  type Truth,
} from '../../conditions/index.ts';
import type { Program } from '../program.ts';
import { CaseSituation } from '../situation.ts';
import type { Samples } from './samples.ts';

/** What is looked at: a truth of the situation, with the facts that decided it or that it misses. */
export type Goal = (situation: CaseSituation, trail: FactRef[]) => Truth;

/** A fact of somebody, or of the case, by their ids. */
export interface Place {
  subject: string;
  fact: string;
}

/** A made-up case in which one fact after the other is made known. The first of the people is the visitor. */
export class Trial {
  readonly #program: Program;
  readonly #people: readonly string[];
  readonly #samples: Samples;
  readonly #facts = new Map<string, Map<string, Entry[]>>();
  readonly #state: CaseState;

  constructor(program: Program, today: string, people: readonly string[], samples: Samples) {
    this.#program = program;
    this.#people = people;
    this.#samples = samples;
    for (const id of [CASE_SUBJECT, ...people]) this.#facts.set(id, new Map());
    this.make({ subject: CASE_SUBJECT, fact: 'visitor' }, people[0] ?? '');
    this.#state = {
      id: 'trial',
      today,
      municipality: program.content.municipality.id,
      events: program.events,
      people: people.map((id) => ({ id, removed: false })),
      facts: this.#facts,
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

  /** Makes a fact known, or unknown again. */
  make({ subject, fact }: Place, value: KnownValue | undefined): void {
    const of = this.#facts.get(subject);
    if (value === undefined) of?.delete(fact);
    else
      of?.set(fact, [
        { said: { value: typeof value === 'object' ? [...value] : value }, source: 'staff', action: 'trial' },
      ]);
  }

  /** The truth as things stand; while it is not known, the next fact that it misses with the values that matter. */
  look(goal: Goal): { truth: Truth; next?: Place & { values: readonly KnownValue[] } } {
    const trail: FactRef[] = [];
    const truth = goal(new CaseSituation(this.#program, { state: this.#state, setAside: new Set() }), trail);
    if (truth !== NOT_KNOWN) return { truth };
    const next = trail
      .map((ref) => this.#place(ref))
      .filter(({ subject, fact }) => !this.#facts.get(subject)?.has(fact))
      .map((place) => ({ ...place, values: this.#samples.of(place.fact, this.#people) }))
      .find(({ values }) => values.length > 0);
    return next ? { truth, next } : { truth };
  }

  #place(ref: FactRef): Place {
    const person = refPerson(ref);
    return {
      subject: person === CASE ? CASE_SUBJECT : (this.#people[person] ?? CASE_SUBJECT),
      fact: this.#program.facts[refFact(ref)]?.fact.id ?? '',
    };
  }
}
