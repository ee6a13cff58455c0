import * as z from 'zod/mini';
import { protocol } from './version.ts';
import { bytes, contentId, keyId } from './words.ts';

/** What a device must know of its hub: whose it is, and its public keys. */
export const hubDescription = z.strictObject({
  protocol,
  municipality: contentId,
  /** Whether simulated cards and invented people are offered. */
  demo: z.boolean(),
  /** 練習: a practice hub. What is filled in is marked everywhere, and nothing of it can be filed. */
  practice: z.exactOptional(z.literal(true)),
  /** Verifies content manifests: Ed25519, the raw 32 bytes. */
  contentKey: z.strictObject({ id: keyId, key: bytes }),
  /**
   * Finished cases are sealed to this key: HPKE (RFC 9180) with the named suite, the uncompressed point of 65 bytes.
   * Identifiers as registered: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
   */
  sealingKey: z.strictObject({
    id: keyId,
    suite: z.strictObject({ kem: z.literal(0x0010), kdf: z.literal(0x0001), aead: z.literal(0x0002) }),
    key: bytes,
  }),
});

/** The key under which a device keeps one case at rest: 256 bits for AES. Given to processes of the same machine only. */
export const deviceKey = z.strictObject({ protocol, key: bytes.check(z.length(44)) });

/** The code that staff typed on a kiosk. It opens what is not for residents there; it is nobody's account. */
export const staffRequest = z.strictObject({ protocol, code: z.string().check(z.regex(/^\d{4,8}$/)) });

/** `later`: too many wrong codes came; none is looked at for some minutes. */
export const staffAnswer = z.strictObject({ protocol, outcome: z.enum(['staff', 'wrong', 'later']) });

export type StaffAnswer = z.infer<typeof staffAnswer>;
export type HubDescription = z.infer<typeof hubDescription>;
export type DeviceKey = z.infer<typeof deviceKey>;
