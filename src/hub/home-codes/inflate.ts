import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import type { Inflate } from '../../paperwork/index.ts';

const inflated = promisify(inflateRaw);

/** Stops at the limit, however much more a few bytes would become (a zip bomb). */
export const inflate: Inflate = async (bytes, limit) => {
  try {
    return new Uint8Array(await inflated(bytes, { maxOutputLength: limit }));
  } catch {
    return undefined;
  }
};
