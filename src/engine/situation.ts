import { type CaseState, CASE_SUBJECT, type Entry, entryInUse } from '../case/index.ts';
import {
  CASE,
  FALSE,
  type FactRef,
  factRef,
  NONE,
  NOT_KNOWN,
  type Situation,
  UNKNOWN,
  type Value,
} from '../conditions/index.ts';
import type { Program } from './program.ts';

/** A case as the engine sees it: what was said, and which answers were set aside until somebody looks at them again. */
export interface View {
  state: CaseState;
  /** Answers whose branch closed after they were given: kept, not used, shown again marked "please check". */
  setAside: ReadonlySet<string>;
}

export const asideKey = (subject: string, fact: string): string => `${subject}/${fact}`;

/** The facts of one case at one moment, relevant ones only; computed facts are worked out once each. */
export class CaseSituation implements Situation {
  readonly people: number;
  readonly today: string;
  readonly events: readonly string[];
  readonly memory: Situation['memory'] = [];
  /** The people of the case who were not removed, in the order of their indices. */
  readonly ids: readonly string[];
  readonly #program: Program;
  readonly #view: View;
  readonly #index = new Map<string, number>();
  readonly #values: (Value | undefined)[];
  readonly #entries: (ReadonlyMap<string, readonly Entry[]> | undefined)[];

  constructor(program: Program, view: View) {
    this.#program = program;
    this.#view = view;
    this.ids = view.state.people.filter((person) => !person.removed).map((person) => person.id);
    this.people = this.ids.length;
    this.today = view.state.today;
    this.events = program.events;
    this.ids.forEach((id, index) => this.#index.set(id, index));
    this.#values = [];
    this.#values.length = (this.people + 1) * program.facts.length;
    this.#entries = [CASE_SUBJECT, ...this.ids].map((subject) => view.state.facts.get(subject));
  }

  person(id: string): number | undefined {
    return this.#index.get(id);
  }

  subject(person: number): string {
    return person === CASE ? CASE_SUBJECT : (this.ids[person] ?? CASE_SUBJECT);
  }

  /** Everything said about a fact, oldest first. */
  entries(fact: number, person: number): readonly Entry[] {
    const id = this.#program.facts[fact]?.fact.id ?? '';
    return this.#entries[person + 1]?.get(id) ?? [];
  }

  read(fact: number, person: number, trail: FactRef[]): Value {
    const slot = (person + 1) * this.#program.facts.length + fact;
    const known = this.#values[slot];
    if (known !== undefined) return known;
    const value = this.#work(fact, person, trail);
    if (value !== UNKNOWN) this.#values[slot] = value;
    return value;
  }

  #work(fact: number, person: number, trail: FactRef[]): Value {
    const compiled = this.#program.facts[fact];
    if (!compiled) throw new Error(`no fact of index ${fact}`);
    if (compiled.fact.about === 'person' && person === CASE && !compiled.compute)
      throw new Error(`${compiled.fact.id} is a fact of a person, and was read of the case`);
    if (compiled.relevant) {
      const start = trail.length;
      const relevant = compiled.relevant(this, person, trail);
      if (relevant === NOT_KNOWN) return UNKNOWN;
      trail.length = start;
      if (relevant === FALSE) return NONE;
    }
    if (compiled.compute) return compiled.compute(this, person, trail);
    const entry = this.#used(compiled.fact.id, person);
    if (entry && 'value' in entry.said) return entry.said.value;
    trail.push(factRef(fact, person));
    return UNKNOWN;
  }

  #used(fact: string, person: number): Entry | undefined {
    const entries = this.#entries[person + 1]?.get(fact);
    if (!entries) return undefined;
    const entry = entryInUse(entries);
    if (entry && spoken(entry) && this.#view.setAside.has(asideKey(this.subject(person), fact))) {
      return entryInUse(entries.filter((other) => !spoken(other)));
    }
    return entry;
  }

  /** What is known of a fact, told apart: a value, nothing to know, not known, or "I don't know" said. */
  standing(fact: number, person: number): { value: Value; settled: boolean; check: boolean } {
    const value = this.read(fact, person, []);
    const id = this.#program.facts[fact]?.fact.id ?? '';
    const check = this.#view.setAside.has(asideKey(this.subject(person), id));
    // Only a person's "I don't know" is an answer: that a card or a paper does not say is none.
    const answered = !check && this.entries(fact, person).some((entry) => spoken(entry) || entry.source === 'staff');
    return { value, settled: value !== UNKNOWN || answered, check };
  }
}

const spoken = (entry: Entry) => entry.source === 'resident' || entry.source === 'home';
