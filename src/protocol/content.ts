import * as z from 'zod/mini';
import { protocol } from './version.ts';
import { bytes, contentId, keyId } from './words.ts';

/** Name of a content version: what its folder at the hub is called. */
export const contentHash = z.string().check(z.regex(/^[0-9a-f]{16,64}$/));

const file = z.strictObject({
  name: z.string().check(z.regex(/^(content|towns|texts\.[A-Za-z-]+)\.json$/)),
  /** As browsers check it in `fetch(…, { integrity })` (W3C Subresource Integrity): `sha256-…` of the bytes. */
  integrity: z.string().check(z.regex(/^sha256-[A-Za-z0-9+/]{43}=$/)),
  /** Length in bytes, uncompressed. */
  bytes: z.number(),
});

/** What a content version consists of. */
export const contentManifest = z.strictObject({
  protocol,
  municipality: contentId,
  /** What the clerk calls this version, and the day from which it holds. */
  version: z.strictObject({ label: z.string(), from: z.iso.date() }),
  hash: contentHash,
  /** The first is the language in which the content was written. */
  languages: z.array(z.string()),
  /** What the first screen shows, so that it waits for no file: the events in their order, and their words by language. */
  opening: z.strictObject({
    municipality: z.string(),
    events: z.array(z.strictObject({ id: contentId, plain: z.record(z.string(), z.string()) })),
  }),
  files: z.array(file),
});

/** The manifest with the hub's signature (Ed25519, RFC 8032) over `signedText`. */
export const signedManifest = z.extend(contentManifest, { signature: z.strictObject({ key: keyId, value: bytes }) });

export type ContentManifest = z.infer<typeof contentManifest>;
export type SignedManifest = z.infer<typeof signedManifest>;

/** The text whose UTF-8 bytes are signed: the same for hub and device, whatever the order of keys in the JSON. */
export const signedText = ({ municipality, version, hash, languages, opening, files }: ContentManifest): string =>
  JSON.stringify([
    'kakanai content 1',
    municipality,
    version.label,
    version.from,
    hash,
    languages,
    opening.municipality,
    opening.events.map(({ id, plain }) => [id, languages.map((language) => plain[language] ?? null)]),
    files.map((one) => [one.name, one.integrity, one.bytes]),
  ]);
