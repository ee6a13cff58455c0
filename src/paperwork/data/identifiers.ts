import { RECORD_FORMAT } from './record.ts';

/** SHA-256 (FIPS 180-4), passed in: `crypto.subtle` of a browser or of Node. */
export type Sha256 = (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>;

export const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export const sha256Hex = async (bytes: Uint8Array<ArrayBuffer>, sha256: Sha256): Promise<string> =>
  hex(await sha256(bytes));

/** `$id` of the schema that every record follows. */
export const ENVELOPE_ID = `urn:kakanai:application:${RECORD_FORMAT}`;

/** `$id` of the schema of one procedure: it changes with the shape of the boxes and not with their words. */
export const schemaId = (procedure: string, fingerprint: string): string =>
  `${ENVELOPE_ID}:${procedure}:${fingerprint}`;
