import { createHash, timingSafeEqual } from 'node:crypto';
import { fail, ok, type Result } from '../../basics/index.ts';
import type { PairingRefusal } from './messages.ts';

/** Letters and digits that nobody takes for one another (Crockford's base 32). */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 8;
const mostWrongCodes = 5;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A code as somebody may type it: small letters, spaces, and the look-alikes. */
const asWritten = (code: string): string =>
  code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');

/**
 * One kiosk, once: the code made at the start is taken one time and gives a token, of which only a digest is kept, in
 * memory. After that no code is taken, and after five wrong ones none either: the bridge must be started again.
 */
export class Pairing {
  /** Eight characters, as printed: `ABCD-EFGH`. */
  readonly code: string;
  readonly #random: (bytes: number) => Uint8Array;
  #token: Buffer | undefined;
  #wrong = 0;

  constructor(random: (bytes: number) => Uint8Array) {
    this.#random = random;
    // 32 letters: five bits of each byte, so that every letter is as likely.
    const code = Array.from(random(codeLength), (byte) => letters[byte & 31]).join('');
    this.code = `${code.slice(0, 4)}-${code.slice(4)}`;
  }

  redeem(code: string): Result<string, PairingRefusal> {
    if (this.#token) return fail('used');
    if (this.#wrong >= mostWrongCodes) return fail('locked');
    if (!timingSafeEqual(digest(asWritten(code)), digest(asWritten(this.code)))) {
      this.#wrong++;
      return fail('wrong-code');
    }
    const token = Buffer.from(this.#random(32)).toString('base64url');
    this.#token = digest(token);
    return ok(token);
  }

  accepts(token: string): boolean {
    return this.#token !== undefined && timingSafeEqual(digest(token), this.#token);
  }
}
