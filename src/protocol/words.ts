/** The small parts that messages are made of. */
import * as z from 'zod/mini';

/** A case's id: UUIDv7, in lower case so that it has one spelling. */
export const caseId = z.uuid().check(z.lowercase());

/** The id of something in the content: a fact, an event, a municipality. */
export const contentId = z.string().check(z.regex(/^[a-z][a-z0-9-]*$/), z.maxLength(64));

/** Instants in UTC: `2026-11-20T01:02:03.000Z`. */
export const instant = z.iso.datetime();

/** Bytes as base64 with padding. */
export const bytes = z.base64();

/** The beginning of the SHA-256 of a public key, which names it. */
export const keyId = z.string().check(z.regex(/^[0-9a-f]{16}$/));

/** SHA-256 in hexadecimal. */
export const digest = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** A fact's value, as a case keeps it. */
export const factValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
export type FactValue = z.infer<typeof factValue>;
