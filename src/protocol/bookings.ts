import * as z from 'zod/mini';
import { staffRequest } from './device.ts';
import { foundHousehold } from './register.ts';
import { protocol } from './version.ts';
import { contentId, factValue } from './words.ts';

/** 予約番号: told to the family when they book, typed by staff at the kiosk. */
const number = z.string().check(z.regex(/^\d{6}$/));
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
const facts = z.record(contentId, factValue);

/** A visit prepared by staff before the family comes (予約): what the ledgers hold, swept once (台帳の確認). */
export const bookingRequest = z.extend(staffRequest, {
  /** The day for which it was booked. */
  day,
  events: z.array(contentId).check(z.minLength(1), z.maxLength(20)),
  /** Which of the people will come. */
  visitor: z.string(),
  /** By names of the sender's own, which no device gets to see. */
  people: z.record(z.string(), facts),
  case: facts,
});

export const bookingAnswer = z.discriminatedUnion('outcome', [
  z.strictObject({ protocol, outcome: z.literal('booked'), number }),
  /** Names of events and facts that the content in force does not have. */
  z.strictObject({ protocol, outcome: z.literal('unknown'), names: z.array(z.string()) }),
  z.strictObject({ protocol, outcome: z.enum(['wrong', 'later']) }),
]);

export const openBookingRequest = z.extend(staffRequest, { number });

export const openBookingAnswer = z.discriminatedUnion('outcome', [
  z.extend(foundHousehold, { events: z.array(contentId).check(z.minLength(1)) }),
  z.strictObject({ protocol, outcome: z.enum(['not-found', 'wrong', 'later']) }),
]);

export type BookingRequest = z.infer<typeof bookingRequest>;
export type BookingAnswer = z.infer<typeof bookingAnswer>;
export type OpenBookingAnswer = z.infer<typeof openBookingAnswer>;
export type Booking = Extract<OpenBookingAnswer, { outcome: 'found' }>;
