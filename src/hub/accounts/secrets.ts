import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits for a link or a cookie, base64url; nobody guesses them, so that a plain hash is enough to keep. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What the hub keeps of a secret: whoever reads its tables can do nothing with it. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
