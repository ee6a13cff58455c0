/** Numbers from 0 up to 1 that a seed decides (mulberry32): the same run again, for whoever looks for a fault. */
export interface Random {
  (): number;
  /** A whole number from 0 up to `below`. */
  below(below: number): number;
  /** One of these. */
  of<Value>(values: readonly Value[]): Value;
}

/** The seed of this run: `KAKANAI_SEED`, or one by the clock. */
export const seed = Number(process.env['KAKANAI_SEED'] ?? Date.now() % 1_000_000);

/** The chance of one test: of the run's seed and a name, so that no test depends on which others run. */
export function randomOf(name: string): Random {
  let state = seed;
  for (const character of name) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return Object.assign(next, {
    below,
    of: <Value>(values: readonly Value[]): Value => {
      if (values.length === 0) throw new RangeError('there is nothing to choose from');
      return values[below(values.length)] as Value;
    },
  });
}
