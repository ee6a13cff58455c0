import { generateKeyPair, generateProof } from 'dpop';
import {
  BODY_CLAIM,
  enrolmentAnswer,
  type EnrolmentAnswer,
  type EnrolmentRequest,
  type HubDescription,
  hubDescription,
  keyStatements,
  NONCE_HEADER,
  paths,
  type ProblemCode,
  PROOF_HEADER,
  PROTOCOL,
} from '../protocol/index.ts';
import type { DeviceIdentities, DeviceIdentity } from './device-identity.ts';
import { isPinned, pinAfter, pinOf, wasPinned } from './pinned-hub.ts';

/** So long a nonce is used without asking for a newer one, in milliseconds: the hub takes it for at least five minutes. */
const NONCE_AGE = 4 * 60_000;
/** How long the hub may take to say who it is. */
const PATIENCE = 30_000;

/** What came of asking to join; `unreachable`: no answer of a hub. */
export type Enrolment = EnrolmentAnswer['outcome'] | 'unreachable';

/** How this device stands with its hub, as far as it was told. */
export type Standing = 'new' | 'enrolled' | 'device-unknown' | 'device-revoked' | 'other-hub';

export interface AccessNeeds {
  fetch: typeof fetch;
  identities: DeviceIdentities;
  /** What this device calls itself on the hub's own machine. */
  name: string;
  /** Milliseconds that pass evenly, however the clock is set. */
  elapsed: () => number;
  base?: string;
}

/**
 * A device's standing with its hub: joins it, knows it again by its keys, and signs requests with the device's own key
 * (DPoP, RFC 9449). The hub's number in each proof makes it fresh, so that a wrong clock does no harm.
 */
export class HubAccess {
  readonly #needs: AccessNeeds;
  #identity: Promise<DeviceIdentity | undefined> | undefined;
  #standing: Standing = 'new';
  #nonce: { value: string; at: number } | undefined;
  /** The same for all tries to join, so that an answer that was lost on the way can be given again. */
  #joining: Promise<CryptoKeyPair> | undefined;

  constructor(needs: AccessNeeds) {
    this.#needs = needs;
  }

  get standing(): Standing {
    return this.#standing;
  }

  /** Who this device is; nothing where it never joined a hub. Rejects with the kind of fault where the disk does not say. */
  identity(): Promise<DeviceIdentity | undefined> {
    this.#identity ??= this.#read().catch((fault: unknown) => {
      this.#identity = undefined;
      throw fault;
    });
    return this.#identity;
  }

  async #read(): Promise<DeviceIdentity | undefined> {
    const read = await this.#needs.identities.read();
    if (read && this.#standing === 'new') this.#standing = 'enrolled';
    return read;
  }

  /**
   * Whether what came from a hub with these keys may be believed: it is the one that was joined, perhaps before it changed
   * its keys, or none was joined yet.
   */
  async believes(hub: HubDescription): Promise<boolean> {
    const identity = await this.identity();
    return !identity || isPinned(identity.hub, hub) || wasPinned(identity.hub, hub);
  }

  /** Whether the hub that answers here now is the one that was joined; a change of its keys is followed and kept. */
  async meets(hub: HubDescription): Promise<boolean> {
    const identity = await this.identity();
    const mine = !identity || isPinned(identity.hub, hub) || (await this.#follows(identity, hub));
    if (!mine) this.#standing = 'other-hub';
    else if (this.#standing === 'other-hub') this.#standing = 'enrolled';
    return mine;
  }

  async #follows(identity: DeviceIdentity, hub: HubDescription): Promise<boolean> {
    try {
      const response = await this.open(this.#base + paths.hubKeys, { cache: 'no-store' });
      const { statements } = keyStatements.parse(await response.json());
      const pin = await pinAfter(identity.hub, hub, statements);
      if (!pin) return false;
      const changed = { ...identity, hub: pin };
      this.#identity = Promise.resolve(changed);
      // Where it could not be written it is followed again at the next start.
      await this.#needs.identities.keep(changed);
      return true;
    } catch {
      return false;
    }
  }

  /** What anybody may ask. */
  readonly open: typeof fetch = async (...asked) => {
    const response = await this.#needs.fetch(...asked);
    const value = response.headers.get(NONCE_HEADER);
    if (value !== null) this.#nonce = { value, at: this.#needs.elapsed() };
    return response;
  };

  /**
   * Asks what is for enrolled devices. Rejects as `fetch` does; where this device did not join, or another hub answers
   * than the one it joined, nothing is sent, and the answer is a refusal of our own. Takes addresses and texts only.
   */
  readonly send: typeof fetch = async (input, init) => {
    const identity = await this.identity();
    if (!identity) return refusal('device-unknown');
    const hub = await this.#freshNonce();
    if (hub && !(await this.meets(hub))) return refusal('other-hub');
    const response = await this.#signed(identity.keys, addressOf(input), init);
    if (response.status === 401 || response.status === 403) await this.#heed(response);
    else this.#standing = 'enrolled';
    return response;
  };

  /** Joins, where this device never did; on the hub's own machine nothing has to be typed. */
  async join(): Promise<Enrolment> {
    return (await this.identity()) ? 'enrolled' : this.enrol();
  }

  /** Joins the hub that answers here, whichever this device was with before, and believes only its keys from now on. */
  async enrol(code?: string): Promise<Enrolment> {
    const request: EnrolmentRequest = {
      protocol: PROTOCOL,
      name: this.#needs.name,
      ...(code === undefined ? {} : { code }),
    };
    let hub: HubDescription;
    let answer: EnrolmentAnswer;
    let keys: CryptoKeyPair;
    try {
      keys = await (this.#joining ??= generateKeyPair('ES256'));
      hub = await this.#describe();
      const response = await this.#signed(keys, this.#base + paths.devices, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
      });
      answer = enrolmentAnswer.parse(await response.json());
    } catch {
      return 'unreachable';
    }
    if (answer.outcome !== 'enrolled') return answer.outcome;
    const identity = { id: answer.id, name: answer.name, keys, hub: pinOf(hub) };
    await this.#needs.identities.keep(identity);
    this.#joining = undefined;
    this.#identity = Promise.resolve(identity);
    this.#standing = 'enrolled';
    return 'enrolled';
  }

  /** Is no device of this hub any more: for a program that was one only while it ran. Never rejects. */
  async leave(): Promise<void> {
    await this.send(this.#base + paths.leave, { method: 'POST' }).catch(() => undefined);
  }

  get #base(): string {
    return this.#needs.base ?? '';
  }

  /** Asks the hub who it is, where its number is old; with the number comes the description. */
  async #freshNonce(): Promise<HubDescription | undefined> {
    const isFresh = this.#nonce && this.#needs.elapsed() - this.#nonce.at < NONCE_AGE;
    return isFresh && this.#standing !== 'other-hub' ? undefined : this.#describe();
  }

  async #describe(): Promise<HubDescription> {
    const response = await this.open(this.#base + paths.hub, {
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE),
    });
    return hubDescription.parse(await response.json());
  }

  /** Signs and asks; once more where the hub wants its newest number in the proof. */
  async #signed(keys: CryptoKeyPair, address: string, init: RequestInit = {}): Promise<Response> {
    for (let again = true; ; again = false) {
      const nonce = this.#nonce?.value;
      const headers = new Headers(init.headers);
      headers.set(PROOF_HEADER, await proofOf(keys, address, init, nonce));
      const response = await this.open(address, { ...init, headers });
      const wantsNonce =
        response.status === 401 && response.headers.get('www-authenticate')?.includes('use_dpop_nonce');
      if (!wantsNonce || !again) return response;
    }
  }

  /** What a refusal says of this device. */
  async #heed(response: Response): Promise<void> {
    const said: unknown = await response
      .clone()
      .json()
      .catch(() => undefined);
    const error = typeof said === 'object' && said !== null && 'error' in said ? said.error : undefined;
    if (error === 'device-unknown' || error === 'device-revoked') this.#standing = error;
  }
}

const addressOf = (input: Parameters<typeof fetch>[0]): string =>
  typeof input === 'string' ? input : input instanceof URL ? input.href : input.url;

async function proofOf(
  keys: CryptoKeyPair,
  address: string,
  { method = 'GET', body }: RequestInit,
  nonce: string | undefined,
): Promise<string> {
  const url = new URL(address, globalThis.location?.href);
  const bytes = new TextEncoder().encode(typeof body === 'string' ? body : '');
  return generateProof(keys, url.origin + url.pathname, method, nonce, undefined, {
    [BODY_CLAIM]: base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))),
  });
}

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** An answer as the hub would have given it, for what is not sent. */
const refusal = (error: (ProblemCode & 'device-unknown') | 'other-hub'): Response =>
  Response.json({ error, message: 'Nothing was sent.' }, { status: error === 'other-hub' ? 403 : 401 });
