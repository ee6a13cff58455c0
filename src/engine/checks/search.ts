import { CASE_SUBJECT, type CaseState, type Entry } from '../../case/index.ts';
import {
  CASE,
  type Check,
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

type Goal = (situation: CaseSituation, trail: FactRef[]) => Truth;

/**
 * `found`: a case in which the goal has the wanted truth. `none`: no such case among the values tried.
 * `gave-up`: none among as many cases as were allowed.
 */
export type Outcome = 'found' | 'none' | 'gave-up';

/** People of a case; the first is the visitor. */
const names = (count: number) => Array.from({ length: count }, (_, index) => `p${index + 1}`);

/** Who is in question in a case of so many people: nobody, or once the visitor and once somebody else. */
export const subjects = {
  case: () => [CASE],
  person: (count: number) => (count === 1 ? [0] : [0, count - 1]),
};

/** So many situations are looked at for each number of people and subject before giving up. */
export const budget = 4096;

/**
 * Looks for a case of one, two, three people (more where a condition counts more) in which `check` gives what is
 * `wanted`. Nothing is known at first; each turn makes known one fact that the check says it misses, with every value
 * that matters. Facts that decide nothing are never tried, so this goes through all combinations of the others, and
 * most procedures need a few dozen.
 */
export function search(
  program: Program,
  today: string,
  samples: Samples,
  check: Check,
  subjectsOf: (count: number) => number[],
  wanted: Truth,
): Outcome {
  let outcome: Outcome = 'none';
  for (let count = 1; count <= samples.people; count++) {
    for (const subject of subjectsOf(count)) {
      const found = new Search(
        program,
        today,
        names(count),
        samples,
        (situation, trail) => check(situation, subject, trail),
        wanted,
      ).run();
      if (found === 'found') return found;
      if (found === 'gave-up') outcome = found;
    }
  }
  return outcome;
}

class Search {
  readonly #program: Program;
  readonly #people: readonly string[];
  readonly #samples: Samples;
  readonly #goal: Goal;
  readonly #wanted: Truth;
  readonly #facts = new Map<string, Map<string, Entry[]>>();
  readonly #state: CaseState;
  #looked = 0;

  constructor(program: Program, today: string, ids: readonly string[], samples: Samples, goal: Goal, wanted: Truth) {
    this.#program = program;
    this.#people = ids;
    this.#samples = samples;
    this.#goal = goal;
    this.#wanted = wanted;
    for (const id of [CASE_SUBJECT, ...ids]) this.#facts.set(id, new Map());
    this.#set(CASE_SUBJECT, 'visitor', ids[0] ?? '');
    this.#state = {
      id: 'search',
      today,
      municipality: program.content.municipality.id,
      events: program.events,
      people: ids.map((id) => ({ id, removed: false })),
      facts: this.#facts,
      answered: new Map(),
      passed: new Set(),
      position: undefined,
      staffCalls: [],
      prepared: undefined,
    };
  }

  run(): Outcome {
    return this.#look();
  }

  #set(subject: string, fact: string, value: KnownValue | undefined): void {
    const of = this.#facts.get(subject);
    if (value === undefined) of?.delete(fact);
    else
      of?.set(fact, [
        { said: { value: typeof value === 'object' ? [...value] : value }, source: 'staff', action: 'search' },
      ]);
  }

  #look(): Outcome {
    if (++this.#looked > budget) return 'gave-up';
    const trail: FactRef[] = [];
    const truth = this.#goal(new CaseSituation(this.#program, { state: this.#state, setAside: new Set() }), trail);
    if (truth === this.#wanted) return 'found';
    if (truth !== NOT_KNOWN) return 'none';
    const next = trail
      .map((ref) => this.#place(ref))
      .filter(({ subject, fact }) => !this.#facts.get(subject)?.has(fact))
      .map((place) => ({ ...place, values: this.#samples.of(place.fact, this.#people) }))
      .find(({ values }) => values.length > 0);
    if (!next) return 'none';
    let outcome: Outcome = 'none';
    for (const value of next.values) {
      this.#set(next.subject, next.fact, value);
      const below = this.#look();
      if (below !== 'none') outcome = below;
      if (outcome !== 'none') break;
    }
    this.#set(next.subject, next.fact, undefined);
    return outcome;
  }

  #place(ref: FactRef): { subject: string; fact: string } {
    const person = refPerson(ref);
    return {
      subject: person === CASE ? CASE_SUBJECT : (this.#people[person] ?? CASE_SUBJECT),
      fact: this.#program.facts[refFact(ref)]?.fact.id ?? '',
    };
  }
}
