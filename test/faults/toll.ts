import type { TestContext } from 'vitest';

/** What a fault cost: counted in what was found afterwards, never assumed. */
export interface Toll {
  /** What was done, in a few words: a line of the table begins with it. */
  fault: string;
  /** How often it was done. */
  times: number;
  /** Of what is counted: `answers`, `cases`. */
  of: string;
  /** How many of them there were to lose. */
  kept: number;
  lost: number;
  doubled: number;
}

declare module 'vitest' {
  interface TaskMeta {
    tolls?: Toll[];
  }
}

/** Sets what should be there against what was found: each once. What was found and never expected is `doubled` too. */
export function against<Id>(expected: Iterable<Id>, found: Iterable<Id>): Pick<Toll, 'kept' | 'lost' | 'doubled'> {
  const wanted = new Set(expected);
  const there = [...found];
  const seen = new Set(there);
  return {
    kept: wanted.size,
    lost: [...wanted].filter((one) => !seen.has(one)).length,
    doubled: there.length - seen.size + [...seen].filter((one) => !wanted.has(one)).length,
  };
}

/** Writes the toll into the table at the end; to be called before the toll is judged, so that a bad one is seen there. */
export function tell({ task }: Pick<TestContext, 'task'>, toll: Toll): void {
  task.meta.tolls = [...(task.meta.tolls ?? []), toll];
}

/** How much of its repetitions a run does: all, or the part that `--part` says; each at least once. */
const part = Number(process.env['KAKANAI_FAULTS_PART'] ?? 1);
export const times = (whole: number): number => Math.max(1, Math.round(whole * part));
