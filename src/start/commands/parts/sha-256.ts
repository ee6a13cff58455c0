import { createHash } from 'node:crypto';
import type { Sha256 } from '../../../paperwork/index.ts';

/** SHA-256 of this machine, as the pure parts take it. */
export const sha256: Sha256 = (bytes) => Promise.resolve(createHash('sha256').update(bytes).digest());
