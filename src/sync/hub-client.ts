import type * as z from 'zod/mini';
import { fail, ok, type Result } from '../basics/index.ts';
import type { Content, Texts, Town } from '../content/index.ts';
import {
  type CardGallery,
  cardGallery,
  type ContentManifest,
  type HouseholdAnswer,
  householdAnswer,
  type HouseholdRequest,
  hubDescription,
  type OpenBookingAnswer,
  openBookingAnswer,
  type OpenHomeCodeAnswer,
  openHomeCodeAnswer,
  paths,
  PROTOCOL,
  signedManifest,
  type StaffAnswer,
  staffAnswer,
} from '../protocol/index.ts';
import type { ContentShelf, KeptContent } from './content-shelf.ts';
import type { HubAccess } from './hub-access.ts';
import { isGenuine } from './signature.ts';

/** Why the hub gave no usable answer. */
export type HubFault =
  | 'unreachable'
  | 'refused'
  | 'not-understood'
  | 'not-genuine'
  /** The hub does not take this device, or this device not the hub. */
  | 'not-enrolled'
  | 'other-hub';

type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

/** A device's way to its hub. Every answer is checked against the protocol before anybody believes it. */
export class HubClient {
  readonly #fetch: Fetch;
  readonly #base: string;
  readonly #shelf: ContentShelf | undefined;
  readonly #access: HubAccess | undefined;

  /**
   * `shelf`: where content files are looked for before the hub is asked. `access`: signs what is for enrolled devices,
   * and says which hub is believed.
   */
  constructor(
    fetch: Fetch,
    { base = '', shelf, access }: { base?: string; shelf?: ContentShelf; access?: HubAccess } = {},
  ) {
    this.#fetch = access?.open ?? fetch;
    this.#base = base;
    this.#shelf = shelf;
    this.#access = access;
  }

  /** The hub, and which content is in force there, its signature verified with the hub's key. */
  async describe(): Promise<Result<KeptContent, HubFault>> {
    const [described, answer] = await Promise.all([
      this.#get(paths.hub, hubDescription),
      this.#get(paths.manifest, signedManifest),
    ]);
    if (!described.ok) return described;
    if (!answer.ok) return answer.reason === 'unreachable' ? answer : fail('not-genuine');
    const [hub, manifest] = [described.value, answer.value];
    if (this.#access && !(await this.#access.meets(hub))) return fail('other-hub');
    return (await isGenuine(hub, manifest)) ? ok({ hub, manifest }) : fail('not-genuine');
  }

  /** A content file, refused by the browser where its bytes differ from the signed manifest. */
  async content(manifest: ContentManifest): Promise<Result<Content, HubFault>> {
    return (await this.#file(manifest, 'content.json')) as Result<Content, HubFault>;
  }

  async texts(manifest: ContentManifest, language: string): Promise<Result<Texts, HubFault>> {
    return (await this.#file(manifest, `texts.${language}.json`)) as Result<Texts, HubFault>;
  }

  /** The towns of the municipality (町の一覧); nothing where it has no list of them. */
  async towns(manifest: ContentManifest): Promise<Result<Town[] | undefined, HubFault>> {
    if (!manifest.files.some(({ name }) => name === 'towns.json')) return ok(undefined);
    return (await this.#file(manifest, 'towns.json')) as Result<Town[], HubFault>;
  }

  async #file(manifest: ContentManifest, name: string): Promise<Result<unknown, HubFault>> {
    const file = manifest.files.find((one) => one.name === name);
    if (!file) return fail('not-understood');
    const kept = await this.#shelf?.read(manifest, name);
    if (kept !== undefined) return ok(kept);
    try {
      const response = await this.#fetch(this.#base + paths.contentFile(manifest.hash, name), {
        integrity: file.integrity,
      });
      return response.ok ? ok((await response.json()) as unknown) : fail('refused');
    } catch {
      return fail('unreachable');
    }
  }

  /** 転出証明書情報 that staff released, or what the resident register holds: one bulk request after consent. */
  household(from: 'certificate' | 'register', request: HouseholdRequest): Promise<Result<HouseholdAnswer, HubFault>> {
    return this.#send(from === 'certificate' ? paths.certificate : paths.household, request, householdAnswer);
  }

  /** Whether this is the code of staff; the hub counts the tries. */
  async staff(code: string): Promise<Result<StaffAnswer['outcome'], HubFault>> {
    const answer = await this.#send(paths.staff, { protocol: PROTOCOL, code }, staffAnswer);
    return answer.ok ? ok(answer.value.outcome) : answer;
  }

  /** A visit that staff prepared, by its number and their code. */
  openBooking(code: string, number: string): Promise<Result<OpenBookingAnswer, HubFault>> {
    return this.#send(paths.openBooking, { protocol: PROTOCOL, code, number }, openBookingAnswer);
  }

  /** What was answered at home, sealed as it was read from its codes; the hub alone opens it, for this case. */
  openHomeCode(caseId: string, sealed: Uint8Array): Promise<Result<OpenHomeCodeAnswer, HubFault>> {
    const body = { protocol: PROTOCOL, case: caseId, sealed: toBase64(sealed) };
    return this.#send(paths.openHomeCode, body, openHomeCodeAnswer);
  }

  /** The simulated cards of a demonstration; nothing elsewhere. */
  async gallery(): Promise<CardGallery | undefined> {
    const answer = await this.#get(paths.cards, cardGallery);
    if (answer.ok) void this.#shelf?.note(paths.cards, answer.value);
    if (answer.ok || answer.reason !== 'unreachable') return answer.ok ? answer.value : undefined;
    const noted = cardGallery.safeParse(await this.#shelf?.noted(paths.cards));
    return noted.success ? noted.data : undefined;
  }

  async #get<T>(path: string, schema: z.ZodMiniType<T>): Promise<Result<T, HubFault>> {
    return this.#answer(() => this.#fetch(this.#base + path), schema);
  }

  async #send<T>(path: string, body: unknown, schema: z.ZodMiniType<T>): Promise<Result<T, HubFault>> {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const send = this.#access?.send ?? this.#fetch;
    return this.#answer(() => send(this.#base + path, init), schema);
  }

  async #answer<T>(request: () => Promise<Response>, schema: z.ZodMiniType<T>): Promise<Result<T, HubFault>> {
    try {
      const response = await request();
      if (response.status === 401 || response.status === 403) return fail('not-enrolled');
      if (!response.ok) return fail('refused');
      const parsed = schema.safeParse(await response.json());
      return parsed.success ? ok(parsed.data) : fail('not-understood');
    } catch {
      return fail('unreachable');
    }
  }
}

const toBase64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
