import * as z from 'zod/mini';
import { boxSources } from '../filled-boxes.ts';

/** The version of the package's layout. */
export const PACKAGE_FORMAT = 1;
export const MANIFEST = 'manifest.json';
/** Its signature, where whoever made the package has a key: a detached JWS (RFC 7515, appendix F) over its bytes. */
export const MANIFEST_SIGNATURE = 'manifest.jws';

const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

/** A name inside a package: folders and a file, nothing that leads out of it. */
export const entryName = z
  .string()
  .check(z.regex(/^(?!\/)(?!.*(?:^|\/)\.{1,2}(?:\/|$))[^\\\0:]{1,200}$/, 'no name of a file inside a package'));

/** `manifest.json`: what the package is, and every other file with its length and SHA-256. */
export const manifestSchema = z.strictObject({
  format: z.literal(PACKAGE_FORMAT),
  receipt: z.string().check(z.regex(/^[A-Za-z0-9-]{1,32}$/)),
  case: z.string(),
  date: day,
  state: z.enum(['on-hold', 'released']),
  municipality: z.strictObject({ code: z.string(), prefecture: z.string(), name: z.string() }),
  content: z.strictObject({ hash: z.string(), label: z.string() }),
  encoding: z.enum(['utf-8', 'shift_jis']),
  /** Boxes of all applications by source: what was not written by hand. */
  boxes: z.partialRecord(z.enum(boxSources), z.number()),
  /** How many characters the encoding of the CSV files did not have; `replaced-characters.csv` lists them. */
  replacedCharacters: z.number(),
  files: z.array(
    z.strictObject({
      name: entryName,
      /** Bytes */
      bytes: z.number(),
      /** SHA-256 in hexadecimal */
      sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    }),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;
