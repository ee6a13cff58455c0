import * as z from 'zod/mini';
import { protocol } from './version.ts';
import { instant } from './words.ts';

/** The name of a device: the letters before the number on its receipts (受付番号). */
export const deviceName = z.string().check(z.regex(/^[A-Z0-9]{1,4}$/));

/** UUIDv7, made by the hub at enrolment. */
const deviceId = z.uuid().check(z.lowercase());

/**
 * The signs of a one-time code (Crockford's base 32): none that looks like another, and no U, so that no word comes of it.
 */
export const CODE_SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const CODE_LENGTH = 8;
const WRITTEN = new RegExp(`^[${CODE_SIGNS}]{${CODE_LENGTH}}$`);

/** A one-time code as it is compared, from what somebody typed: I and L are read as 1, O as 0; nothing where it is none. */
export function readEnrolmentCode(typed: string): string | undefined {
  const read = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s‐-―−ー-]/g, '')
    .replaceAll(/[IL]/g, '1')
    .replaceAll('O', '0');
  return WRITTEN.test(read) ? read : undefined;
}

/** As people read it: two groups of four. */
export const writtenEnrolmentCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** Staff ask for a code with which one device of this name may join. */
export const enrolmentCodeRequest = z.strictObject({ protocol, name: deviceName });

export const enrolmentCodeAnswer = z.discriminatedUnion('outcome', [
  z.strictObject({ protocol, outcome: z.literal('made'), code: z.string(), name: deviceName, expires: instant }),
  /** A device that has this name is enrolled: two with one name would give the same receipt numbers. */
  z.strictObject({ protocol, outcome: z.literal('name-taken') }),
]);

/**
 * A device asks to join; the key with which its request is signed (RFC 9449) is the one by which it is known from then
 * on. Without a code only a process of the hub's own machine joins, and says its name itself.
 */
export const enrolmentRequest = z.strictObject({
  protocol,
  code: z.exactOptional(z.string().check(z.maxLength(32))),
  name: z.exactOptional(deviceName),
});

export const enrolmentAnswer = z.discriminatedUnion('outcome', [
  z.strictObject({ protocol, outcome: z.literal('enrolled'), id: deviceId, name: deviceName }),
  z.strictObject({
    protocol,
    outcome: z.enum([
      /** From another machine none joins without one. */
      'code-needed',
      'wrong',
      'expired',
      'used',
      /** Too many wrong codes came; none is looked at for some minutes. */
      'later',
    ]),
  }),
]);

/** The devices that ever joined, for staff. */
export const deviceList = z.strictObject({
  protocol,
  devices: z.array(
    z.strictObject({
      id: deviceId,
      name: deviceName,
      enrolledAt: instant,
      /** By a code, or as a process of the hub's own machine. */
      by: z.enum(['code', 'own-machine']),
      revokedAt: z.exactOptional(instant),
      /** The minute in which it asked for something last. */
      seenAt: z.exactOptional(instant),
      /** How far its clock was ahead of the hub's then, in seconds. */
      clockAhead: z.exactOptional(z.int()),
    }),
  ),
});

export type EnrolmentCodeAnswer = z.infer<typeof enrolmentCodeAnswer>;
export type EnrolmentRequest = z.infer<typeof enrolmentRequest>;
export type EnrolmentAnswer = z.infer<typeof enrolmentAnswer>;
export type DeviceList = z.infer<typeof deviceList>;
