import { CASE, type Check, type Truth } from '../../conditions/index.ts';
import type { Program } from '../program.ts';
import type { Samples } from './samples.ts';
import { type Goal, Trial } from './trial.ts';

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
      const goal: Goal = (situation, trail) => check(situation, subject, trail);
      const found = new Search(new Trial(program, today, names(count), samples), goal, wanted).run();
      if (found === 'found') return found;
      if (found === 'gave-up') outcome = found;
    }
  }
  return outcome;
}

class Search {
  readonly #trial: Trial;
  readonly #goal: Goal;
  readonly #wanted: Truth;
  #looked = 0;

  constructor(trial: Trial, goal: Goal, wanted: Truth) {
    this.#trial = trial;
    this.#goal = goal;
    this.#wanted = wanted;
  }

  run(): Outcome {
    if (++this.#looked > budget) return 'gave-up';
    const { truth, next } = this.#trial.look(this.#goal);
    if (truth === this.#wanted) return 'found';
    if (!next) return 'none';
    let outcome: Outcome = 'none';
    for (const value of next.values) {
      this.#trial.make(next, value);
      const below = this.run();
      if (below !== 'none') outcome = below;
      if (outcome !== 'none') break;
    }
    this.#trial.make(next, undefined);
    return outcome;
  }
}
