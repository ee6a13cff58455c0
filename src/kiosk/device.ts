import { type IdSource, todayInTokyo } from '../basics/index.ts';
import type { ReaderPort } from '../card/index.ts';
import type { Action } from '../case/index.ts';
import type { Content, Texts } from '../content/index.ts';
import { compile, Course } from '../engine/index.ts';
import type { CardGallery, ContentManifest, HubDescription } from '../protocol/index.ts';
import { importPublicKey, type PublicKey } from '../sealing/index.ts';
import { type CaseStorage, type Fault, holdKiosk } from '../storage/index.ts';
import type { HubClient } from '../sync/index.ts';
import { type ActionLog, CaseSession } from './case-session.ts';
import type { SessionWork, Trouble } from './session.ts';

/** A case left untouched for so long belongs to somebody who has gone: it is sealed, not shown. */
const ABANDONED = 10 * 60_000;

export interface DeviceParts {
  hub: HubClient;
  storage: CaseStorage;
  ids: IdSource;
  crypto: Pick<Crypto, 'subtle' | 'getRandomValues'>;
  /** The name of this device; the letters before the number on a receipt. */
  name: string;
  /** The card reader of this machine, if any. Asked for when a visit begins: the first question does not need it. */
  devices: () => Promise<ReaderDevices>;
}

export interface ReaderDevices {
  reader: ReaderPort | undefined;
  /** Lays a simulated card on the simulated reader; demonstrations only. */
  place: ((card: CardGallery['cards'][number]) => void) | undefined;
}

/** The kiosk's side of a session: content from the hub, the case under way, its keeping and its sealing. */
export class KioskDevice implements SessionWork {
  readonly parts: DeviceParts;
  session: CaseSession | undefined;
  gallery: CardGallery | undefined;
  devices: ReaderDevices | undefined;
  japanese: Texts = {};
  #content: Content | undefined;
  #manifest: ContentManifest | undefined;
  #hub: HubDescription | undefined;
  #sealingKey: PublicKey | undefined;
  readonly #courses = new Map<string, Course>();
  readonly #texts = new Map<string, Promise<Texts>>();
  #held = false;

  constructor(parts: DeviceParts) {
    this.parts = parts;
  }

  get content(): Content {
    if (!this.#content) throw new Error('the kiosk has no content yet');
    return this.#content;
  }

  get today(): string {
    return todayInTokyo(new Date(this.parts.ids.now()));
  }

  async boot(): Promise<{ interrupted: boolean }> {
    const { storage } = this.parts;
    if (!this.#held) {
      const held = await holdKiosk();
      if (!held.ok) throw held.reason.kind;
      this.#held = true;
    }
    const [room] = await Promise.all([storage.probe(), this.#content ? undefined : this.#load()]);
    if (!room.ok) throw room.reason.kind;
    const interrupted = await this.#resume();
    if (!interrupted) void storage.drafts.prepare();
    void storage.drafts.sweep();
    return { interrupted };
  }

  async #load(): Promise<void> {
    const hub = await this.parts.hub.describe();
    if (!hub.ok) throw 'hub-unreachable' satisfies Trouble;
    const manifest = await this.parts.hub.manifest(hub.value);
    if (!manifest.ok) throw 'content-broken' satisfies Trouble;
    const content = await this.parts.hub.content(manifest.value);
    if (!content.ok) throw 'content-broken' satisfies Trouble;
    this.#hub = hub.value;
    this.#manifest = manifest.value;
    this.japanese = await this.texts('ja');
    this.#content = content.value;
  }

  /** The words of a language, fetched once. */
  texts(language: string): Promise<Texts> {
    const known = this.#texts.get(language);
    if (known) return known;
    const manifest = this.#manifest;
    if (!manifest) return Promise.reject(new Error('the kiosk has no content yet'));
    const loading = this.parts.hub.texts(manifest, language).then((texts) => {
      if (texts.ok) return texts.value;
      this.#texts.delete(language);
      throw 'content-broken' satisfies Trouble;
    });
    this.#texts.set(language, loading);
    return loading;
  }

  /** The reader, and in a demonstration the cards to lay on it. */
  async loadDevices(): Promise<void> {
    this.devices ??= await this.parts.devices();
    if (this.#hub?.demo) this.gallery ??= await this.parts.hub.gallery();
  }

  async open(events: string[]): Promise<void> {
    const course = this.#course(events);
    const { municipality } = this.content;
    this.session = await CaseSession.begin(
      course,
      (id) => this.#begin(id),
      { ids: this.parts.ids, device: this.parts.name },
      {
        today: this.today,
        municipality: municipality.id,
        events,
      },
    );
  }

  /** The number of a prepared case (受付番号): the device and the minute of the day in Tokyo. Says nothing of a person. */
  nextReceipt(): string {
    const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit' });
    return `${this.parts.name}-${time.format(this.parts.ids.now()).replace(':', '')}`;
  }

  /** Seals the prepared case into the outbox. It stays on screen until it is erased. */
  async finish(receipt: string): Promise<void> {
    const { session } = this;
    if (!session) return;
    const { actions, outlook } = session.visit;
    const { id, events } = outlook.view.state;
    const at = new Date(this.parts.ids.now()).toISOString();
    okOrThrow(await this.parts.storage.drafts.finish(id, actions, { receipt, events, at }, await this.#key()));
  }

  async leave(): Promise<void> {
    const { session } = this;
    if (session) {
      const at = new Date(this.parts.ids.now()).toISOString();
      okOrThrow(await this.parts.storage.drafts.lockAway(session.visit.outlook.view.state.id, at, await this.#key()));
    }
    await this.erase();
  }

  erase(): Promise<void> {
    this.session = undefined;
    void this.parts.storage.drafts.prepare();
    return Promise.resolve();
  }

  async #resume(): Promise<boolean> {
    const { storage, ids, name } = this.parts;
    const current = okOrThrow(await storage.drafts.current());
    if (!current) return false;
    const contents = await storage.drafts.read(current.caseId);
    if (!contents.ok) {
      // Nobody can read it any more; it must not stand in the way of the next person.
      if (contents.reason.kind === 'key-lost' || contents.reason.kind === 'gone')
        await storage.drafts.discard(current.caseId);
      throw contents.reason.kind;
    }
    const { actions } = contents.value;
    const [opened] = actions;
    const last = actions.at(-1);
    if (opened?.type !== 'opened' || !last) {
      await storage.drafts.discard(current.caseId);
      return false;
    }
    this.session = CaseSession.resume(
      this.#course(opened.events),
      this.#log(current.caseId),
      { ids, device: name },
      actions,
    );
    const prepared = this.session.visit.outlook.view.state.prepared;
    if (prepared) {
      await this.finish(prepared.receipt);
      await this.erase();
      return false;
    }
    if (ids.now() - Date.parse(last.at) > ABANDONED) {
      await this.leave();
      return false;
    }
    return true;
  }

  async #begin(caseId: string): Promise<ActionLog> {
    okOrThrow(await this.parts.storage.drafts.begin(caseId));
    return this.#log(caseId);
  }

  #log(caseId: string): ActionLog {
    return { append: async (action: Action) => okOrThrow(await this.parts.storage.drafts.append(caseId, action)) };
  }

  #course(events: readonly string[]): Course {
    const key = events.join('+');
    const known = this.#courses.get(key);
    if (known) return known;
    const course = new Course(compile(this.content, events));
    this.#courses.set(key, course);
    return course;
  }

  async #key(): Promise<PublicKey> {
    if (!this.#sealingKey) {
      if (!this.#hub) throw 'hub-unreachable' satisfies Trouble;
      const bytes = Uint8Array.from(atob(this.#hub.sealingKey.key), (character) => character.charCodeAt(0));
      const key = await importPublicKey(this.parts.crypto, bytes);
      if (!key.ok) throw 'unknown' satisfies Trouble;
      this.#sealingKey = key.value;
    }
    return this.#sealingKey;
  }
}

/** The value, or the fault thrown by its name: what the session machine takes for a trouble. */
function okOrThrow<Value>(result: { ok: true; value: Value } | { ok: false; reason: Fault }): Value {
  if (!result.ok) throw result.reason.kind satisfies Trouble;
  return result.value;
}
