import type { Part } from './parts.ts';

/** Parts that were read so far, of one code or, where somebody made a new one in between, of several. */
export interface Collection {
  /** Short id of a code → its parts by number. The code that was read last stands last. */
  codes: ReadonlyMap<string, ReadonlyMap<number, Part>>;
}

export const nothingCollected: Collection = { codes: new Map() };

/** More codes than this at once nobody holds up: the oldest is forgotten. */
const CODES_KEPT = 4;

export type Collected =
  /** All parts are there, in their order. */
  { outcome: 'complete'; parts: Part[] } | { outcome: 'added' | 'known'; read: readonly number[]; of: number };

/**
 * Adds a part. Parts come in any order and more than once. A part that does not fit those of the same short id (another
 * count, another text) begins that code anew: what was read last is what somebody holds up now.
 */
export function collect({ codes }: Collection, part: Part): { collection: Collection; collected: Collected } {
  const before = codes.get(part.code);
  const fitting = before && [...before.values()].every((one) => one.of === part.of && !contradicts(one, part));
  const parts = new Map(fitting ? before : []).set(part.number, part);
  const kept = [...codes].filter(([code]) => code !== part.code).slice(1 - CODES_KEPT);
  const collection = { codes: new Map([...kept, [part.code, parts]]) };
  const read = [...parts.keys()].toSorted((a, b) => a - b);
  if (read.length === part.of)
    return { collection, collected: { outcome: 'complete', parts: read.flatMap((number) => parts.get(number) ?? []) } };
  const outcome = fitting && before.has(part.number) ? 'known' : 'added';
  return { collection, collected: { outcome, read, of: part.of } };
}

const contradicts = (one: Part, other: Part) => one.number === other.number && one.text !== other.text;
