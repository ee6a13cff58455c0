import { v7 } from 'uuid';

/** What makes ids: milliseconds since 1970 and sixteen random bytes, both passed in so that a test can repeat a run. */
export interface IdSource {
  now(): number;
  random(bytes: number): Uint8Array;
}

/** A new UUIDv7 (RFC 9562): final from birth, and in the order of its making. */
export const newId = (source: IdSource): string => v7({ msecs: source.now(), random: source.random(16) });
