import { createHmac, randomInt } from 'node:crypto';
import { newId } from '../../basics/index.ts';
import { CODE_LENGTH, CODE_SIGNS, type EnrolmentAnswer, readEnrolmentCode } from '../../protocol/index.ts';
import type { DeviceEvent, DeviceLog } from './events.ts';

/** How long a code may be used. */
const CODE_MILLISECONDS = 15 * 60_000;
/** So many wrong codes in a row, and for so long none is looked at. A code has 40 bits. */
const MOST_WRONG = 5;
const PAUSE_MILLISECONDS = 5 * 60_000;

/** A device that joined this hub. */
export interface EnrolledDevice {
  id: string;
  name: string;
  /** The thumbprint of its public key (RFC 7638). */
  key: string;
  enrolledAt: string;
  /** The hash of the code by which it joined; without it, it is a process of the hub's own machine. */
  code?: string;
  revokedAt?: string;
}

interface Code {
  name: string;
  expires: string;
  /** The device that used it. */
  used?: EnrolledDevice;
}

type Refused = Exclude<EnrolmentAnswer['outcome'], 'enrolled'>;

/** `joined`: it was not enrolled before. */
type Enrolment = { device: EnrolledDevice; joined: boolean } | Refused;

/** The devices that joined a hub, and the codes with which others may. */
export class Devices {
  readonly #log: DeviceLog;
  readonly #secret: Uint8Array;
  readonly #now: () => Date;
  readonly #byKey = new Map<string, EnrolledDevice>();
  readonly #byId = new Map<string, EnrolledDevice>();
  readonly #codes = new Map<string, Code>();
  #folded = 0;
  #wrong = 0;
  #closedUntil = 0;

  /** `secret`: what codes are hashed under, so that a copy of the log alone tells none. */
  constructor(log: DeviceLog, { secret, now }: { secret: Uint8Array; now: () => Date }) {
    this.#log = log;
    this.#secret = secret;
    this.#now = now;
  }

  /** The device that signs with this key, revoked or not. */
  async withKey(key: string): Promise<EnrolledDevice | undefined> {
    await this.#read();
    return this.#byKey.get(key);
  }

  async all(): Promise<EnrolledDevice[]> {
    await this.#read();
    return [...this.#byId.values()];
  }

  /** A code with which one device may join under this name; nothing where an enrolled device has the name. */
  async makeCode(name: string): Promise<{ code: string; expires: string } | undefined> {
    const code = Array.from({ length: CODE_LENGTH }, () => CODE_SIGNS[randomInt(CODE_SIGNS.length)]).join('');
    return this.#decide(() => {
      if ([...this.#byId.values()].some((one) => one.name === name && one.revokedAt === undefined)) return [undefined];
      const now = this.#now();
      const expires = new Date(now.getTime() + CODE_MILLISECONDS).toISOString();
      const hash = this.#hash(code);
      return [
        { code, expires },
        { type: 'code-made', at: now.toISOString(), code: hash, name, expires },
      ];
    });
  }

  /** Enrols the device of this key by a code that somebody typed. The same device with the same code again is told the same. */
  async enrolByCode(typed: string, key: string): Promise<Enrolment> {
    const now = this.#now();
    if (now.getTime() < this.#closedUntil) return 'later';
    const read = readEnrolmentCode(typed);
    const hash = read === undefined ? '' : this.#hash(read);
    const enrolment = await this.#decide<Enrolment>(() => {
      const code = this.#codes.get(hash);
      if (!code) return ['wrong'];
      if (code.used?.key === key && code.used.revokedAt === undefined) return [{ device: code.used, joined: false }];
      if (code.used || this.#byKey.has(key)) return ['used'];
      if (now.toISOString() >= code.expires) return ['expired'];
      return this.#joining({ name: code.name, key, code: hash });
    });
    if (typeof enrolment === 'object') this.#wrong = 0;
    if (enrolment !== 'wrong' || ++this.#wrong < MOST_WRONG) return enrolment;
    this.#wrong = 0;
    this.#closedUntil = now.getTime() + PAUSE_MILLISECONDS;
    return 'later';
  }

  /** Enrols a process of the hub's own machine; one that was revoked needs a code and another key. */
  enrolHere(name: string, key: string): Promise<Enrolment> {
    return this.#decide<Enrolment>(() => {
      const known = this.#byKey.get(key);
      if (known) return [known.revokedAt === undefined ? { device: known, joined: false } : 'code-needed'];
      return this.#joining({ name, key });
    });
  }

  /** Nothing that this device sends is taken from now on. False where there is none; nothing happens to a revoked one. */
  revoke(id: string): Promise<boolean> {
    return this.#decide(() => {
      const device = this.#byId.get(id);
      if (!device || device.revokedAt !== undefined) return [device !== undefined];
      return [true, { type: 'revoked', at: this.#now().toISOString(), id }];
    });
  }

  #joining(more: { name: string; key: string; code?: string }): [Enrolment, DeviceEvent] {
    const at = this.#now();
    const id = newId({ now: () => at.getTime(), random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)) });
    const device = { id, ...more, enrolledAt: at.toISOString() };
    return [
      { device, joined: true },
      { type: 'enrolled', at: device.enrolledAt, id, ...more },
    ];
  }

  /** Decides on what is known and writes what follows; anew where another hub wrote something in between. */
  async #decide<Decision>(decide: () => [Decision, DeviceEvent?]): Promise<Decision> {
    for (;;) {
      await this.#read();
      const after = this.#folded;
      const [decision, event] = decide();
      if (!event || (await this.#log.append(event, after))) return decision;
    }
  }

  async #read(): Promise<void> {
    const events = await this.#log.events();
    for (; this.#folded < events.length; this.#folded++) {
      const event = events[this.#folded];
      if (event) this.#fold(event);
    }
  }

  #fold(event: DeviceEvent): void {
    if (event.type === 'code-made') {
      // One code a name: with two, two devices could join under it.
      for (const code of this.#codes.values()) if (code.name === event.name && !code.used) code.expires = event.at;
      this.#codes.set(event.code, { name: event.name, expires: event.expires });
    } else if (event.type === 'enrolled') {
      const { type: _type, at, ...rest } = event;
      const device = { ...rest, enrolledAt: at };
      this.#byKey.set(device.key, device);
      this.#byId.set(device.id, device);
      const code = device.code === undefined ? undefined : this.#codes.get(device.code);
      if (code) code.used = device;
    } else {
      const device = this.#byId.get(event.id);
      if (device) device.revokedAt = event.at;
    }
  }

  #hash(code: string): string {
    return createHmac('sha256', this.#secret).update(`kakanai enrolment code 1 ${code}`).digest('hex');
  }
}
