import { fail, ok, type Result } from '../basics/index.ts';
import { bytesOf, type Cryptography } from '../sealing/index.ts';
import type { Fault } from './fault.ts';
import type { Registry } from './registry.ts';

/** PBKDF2 with SHA-256 (RFC 8018): so many rounds cost this kiosk about a third of a second for each try. */
const ROUNDS = 600_000;
const SETTING = 'staff-code';
/** So many wrong codes in a row, and for so long none is looked at, in milliseconds: as at the hub. */
const MOST_WRONG = 5;
const PAUSE = 5 * 60_000;

interface Kept {
  salt: Uint8Array<ArrayBuffer>;
  hash: Uint8Array<ArrayBuffer>;
  wrong: number;
  closedUntil: number;
}

/** `unknown`: the hub has never said yes to a code here, so only the hub can tell. */
export type StaffCodeAnswer = 'staff' | 'wrong' | 'later' | 'unknown';

/**
 * Recognises the code of staff while the hub is away: by a slow hash of the code to which the hub last said yes. What
 * it opens is not what protects the cases: those are sealed (docs/decisions/013).
 */
export class StaffCode {
  readonly #registry: Registry;
  readonly #crypto: Cryptography;
  readonly #now: () => number;

  constructor(registry: Registry, crypto: Cryptography, now: () => number) {
    this.#registry = registry;
    this.#crypto = crypto;
    this.#now = now;
  }

  /** The hub has said yes to this code. */
  async remember(code: string): Promise<Result<void, Fault>> {
    const salt = this.#crypto.getRandomValues(new Uint8Array(16));
    return this.#write({ salt, hash: await this.#hash(code, salt), wrong: 0, closedUntil: 0 });
  }

  /** The hub has said no to this code: it is not to be recognised any longer. */
  async forget(code: string): Promise<void> {
    const kept = await this.#read();
    if (!kept.ok || !kept.value || !equal(await this.#hash(code, kept.value.salt), kept.value.hash)) return;
    await this.#registry.run(({ settings }) => settings.delete(SETTING));
  }

  async check(code: string): Promise<Result<StaffCodeAnswer, Fault>> {
    const read = await this.#read();
    if (!read.ok) return read;
    const kept = read.value;
    if (!kept) return ok('unknown');
    if (this.#now() < kept.closedUntil) return ok('later');
    const isRight = equal(await this.#hash(code, kept.salt), kept.hash);
    const wrong = isRight ? 0 : kept.wrong + 1;
    const closed = wrong >= MOST_WRONG;
    // Counted before it is answered: a restart gives no new tries.
    const written = await this.#write({
      ...kept,
      wrong: closed ? 0 : wrong,
      closedUntil: closed ? this.#now() + PAUSE : 0,
    });
    if (!written.ok) return fail(written.reason);
    return ok(isRight ? 'staff' : closed ? 'later' : 'wrong');
  }

  async #read(): Promise<Result<Kept | undefined, Fault>> {
    const row = await this.#registry.run(({ settings }) => settings.get(SETTING));
    // Only this class writes the setting.
    return row.ok ? ok(row.value?.value as Kept | undefined) : row;
  }

  async #write(kept: Kept): Promise<Result<void, Fault>> {
    return this.#registry.run(async ({ settings }) => {
      await settings.put({ name: SETTING, value: kept });
    });
  }

  async #hash(code: string, salt: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    const { subtle } = this.#crypto;
    const key = await subtle.importKey('raw', bytesOf(code), 'PBKDF2', false, ['deriveBits']);
    const bits = await subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS }, key, 256);
    return new Uint8Array(bits);
  }
}

const equal = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, at) => byte === other[at]);
