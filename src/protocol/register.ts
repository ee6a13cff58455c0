import * as z from 'zod/mini';
import { protocol } from './version.ts';
import { caseId, contentId, factValue } from './words.ts';

/**
 * Asks the resident register (住民記録), or for the certificate data of somebody moving in (転出証明書情報): once per case,
 * in bulk, after consent and after the card named the person.
 */
export const householdRequest = z.strictObject({
  protocol,
  case: caseId,
  municipality: contentId,
  /** The visitor agreed to it; without that nothing may be asked. */
  consent: z.literal(true),
  /** As the card holds them: 氏名, and 生年月日 with `00` for an unknown month or day. */
  person: z.strictObject({
    name: z.string().check(z.minLength(1), z.maxLength(200)),
    birthDate: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)),
  }),
  events: z.array(contentId).check(z.minLength(1), z.maxLength(20)),
  /** The facts wanted; answered are those among them that may come from there and that this visitor may see. */
  facts: z.array(contentId).check(z.minLength(1), z.maxLength(2000)),
});

const facts = z.array(z.strictObject({ fact: contentId, value: factValue }));

/** A person's id, made for this case alone: it tells nobody the register's own number (宛名番号). */
const personId = z.string().check(z.regex(/^p[0-9a-f]{32}$/));

/** People and what is known of them. */
export const foundHousehold = z.strictObject({
  protocol,
  outcome: z.literal('found'),
  /** Who of them is the person that was asked for, or that was expected. */
  visitor: personId,
  people: z.array(z.strictObject({ person: personId, facts })).check(z.minLength(1)),
  /** Facts about the case as a whole. */
  case: facts,
});

/**
 * `staff` says no more than "please let staff help": a household under protective measures and a name that fits two
 * people get the same answer, so that nobody can tell them apart.
 */
export const householdAnswer = z.discriminatedUnion('outcome', [
  foundHousehold,
  z.strictObject({ protocol, outcome: z.enum(['not-found', 'staff', 'unavailable', 'late']) }),
]);

export type HouseholdRequest = z.infer<typeof householdRequest>;
export type HouseholdAnswer = z.infer<typeof householdAnswer>;
