import * as z from 'zod/mini';
import { foundHousehold } from './register.ts';
import { protocol } from './version.ts';
import { bytes, caseId, contentId } from './words.ts';

/** Most bytes of a sealed home code, as base64; more than sixteen QR codes hold. */
const CODE_LIMIT = 8192;

/** What a kiosk has read from the QR codes of somebody who answered at home. Only the hub can open it. */
export const openHomeCodeRequest = z.strictObject({
  protocol,
  /** The case that it is for: the same code is opened for no other. */
  case: caseId,
  sealed: bytes.check(z.minLength(4), z.maxLength(CODE_LIMIT)),
});

/** Why a home code is not taken. */
export const homeCodeRefusal = z.enum([
  /** Opened before, for another case. */
  'used',
  'expired',
  'other-municipality',
  /** Sealed to a key that this hub does not have. */
  'unknown-key',
  /** Made by a later version than this hub. */
  'newer',
  /** Not whole, or not made by a home page of ours. */
  'damaged',
  /** The hub cannot say now whether it was used. */
  'unavailable',
]);

export const openHomeCodeAnswer = z.discriminatedUnion('outcome', [
  /** People under ids made for this case, the one who answered among them as `visitor`. */
  z.extend(foundHousehold, {
    events: z.array(contentId).check(z.minLength(1)),
    language: z.string(),
    /** How many answers the content in force does not take: they are asked again. */
    dropped: z.int(),
  }),
  z.strictObject({ protocol, outcome: homeCodeRefusal }),
]);

export type OpenHomeCodeRequest = z.infer<typeof openHomeCodeRequest>;
export type OpenHomeCodeAnswer = z.infer<typeof openHomeCodeAnswer>;
export type OpenedHomeCode = Extract<OpenHomeCodeAnswer, { outcome: 'found' }>;
export type HomeCodeRefusal = z.infer<typeof homeCodeRefusal>;
