import { type Content, textKey, type Texts, type Town } from '../content/index.ts';
import type { Course } from '../engine/index.ts';
import type { CardGallery, ContentManifest, HubDescription, SignedManifest } from '../protocol/index.ts';
import type { PublicKey } from '../sealing/index.ts';
import type { HubFault, KeptContent } from '../sync/index.ts';
import { later } from './later.ts';
import type { RenewalParts } from './renewal.ts';
import type { Trouble } from './session.ts';

/** How long the hub may take to say what is in force before what is kept here is used, in milliseconds. */
const PATIENCE = 4000;

export type ContentParts = Pick<RenewalParts, 'hub' | 'shelf'> & { crypto: Pick<Crypto, 'subtle' | 'getRandomValues'> };

/** What a hub offers a kiosk in one version: its description, the content, the words, and what is made of them. */
export class ContentInUse {
  readonly #parts: ContentParts;
  readonly #place: 'kiosk' | 'home';
  #manifest: SignedManifest | undefined;
  #hub: HubDescription | undefined;
  /** Whether the hub itself said that the version in use is in force. */
  #isInForce = false;
  #content: Promise<Content> | undefined;
  readonly #texts = new Map<string, Promise<Texts>>();
  readonly #courses = new Map<string, Course>();
  #sealingKey: PublicKey | undefined;
  #onJapanese: ((texts: Texts) => void) | undefined;
  japanese: Texts = {};
  /** The towns to tap for an address here (町の一覧), once they are fetched and where there are any. */
  towns: readonly Town[] | undefined;
  /** The simulated cards to choose from; demonstrations only. */
  gallery: CardGallery | undefined;

  constructor(parts: ContentParts, place: 'kiosk' | 'home') {
    this.#parts = parts;
    this.#place = place;
  }

  /** What the first screen shows; nothing before the hub has answered. */
  get opening(): ContentManifest['opening'] | undefined {
    return this.#manifest?.opening;
  }

  /** 練習: this hub is for practice. */
  get practice(): boolean {
    return this.#hub?.practice ?? false;
  }

  /** The version in use and the hub it is of, once it is known. */
  get version(): KeptContent | undefined {
    return this.#hub && this.#manifest && { hub: this.#hub, manifest: this.#manifest };
  }

  /**
   * What the hub says is in force. Where another version is kept here whole, that one is used until the new one is too
   * (`renewWhileIdle`); without an answer in time it is all there is.
   */
  async describe(): Promise<void> {
    if (this.#manifest) return;
    const { hub, shelf } = this.#parts;
    const [described, hashes] = await Promise.all([
      Promise.race([hub.describe(), lateFor(() => shelf.hashes())]),
      shelf.hashes(),
    ]);
    this.#isInForce = described.ok && (hashes.length === 0 || hashes.includes(described.value.manifest.hash));
    if (described.ok && this.#isInForce) return this.#use(described.value);
    const kept = await shelf.newest();
    if (kept) return this.#use(described.ok ? { ...kept, hub: described.value.hub } : kept);
    if (!described.ok) throw troubleOf(described.reason);
    this.#isInForce = true;
    this.#use(described.value);
  }

  #use({ hub, manifest }: KeptContent): void {
    this.#hub = hub;
    this.#manifest = manifest;
    this.#japaneseIs(
      Object.fromEntries(
        manifest.opening.events.map(({ id, plain }) => [textKey('event', id, 'plain'), plain.ja ?? id]),
      ),
    );
  }

  /** Goes back to the version under which a case was begun, by its hash, where that is still here. */
  async goBackTo(hash: string): Promise<void> {
    if (hash === this.#manifest?.hash) return;
    const kept = await this.#parts.shelf.version(hash);
    if (!kept) return;
    this.#isInForce = false;
    this.#use({ ...kept, hub: this.#hub ?? kept.hub });
  }

  /** Keeps the version in force with the keys of its hub, for a start without it. */
  async keep(): Promise<void> {
    if (this.version && this.#isInForce) await this.#parts.shelf.keep(this.version);
  }

  /** Fetched once; tried again after a trouble. */
  content(): Promise<Content> {
    this.#content ??= this.#load().catch((trouble: unknown) => {
      this.#content = undefined;
      throw trouble;
    });
    return this.#content;
  }

  async #load(): Promise<Content> {
    if (!this.#manifest) throw 'hub-unreachable' satisfies Trouble;
    const [content, japanese] = await Promise.all([this.#parts.hub.content(this.#manifest), this.texts('ja')]);
    if (!content.ok) throw 'content-broken' satisfies Trouble;
    this.#japaneseIs(japanese);
    return content.value;
  }

  /** The words of a language, fetched once. */
  texts(language: string): Promise<Texts> {
    const known = this.#texts.get(language);
    if (known) return known;
    const manifest = this.#manifest;
    if (!manifest) return Promise.reject(new Error('the kiosk has no content yet'));
    const loading = this.#parts.hub.texts(manifest, language).then((texts) => {
      if (texts.ok) return texts.value;
      this.#texts.delete(language);
      throw 'content-broken' satisfies Trouble;
    });
    this.#texts.set(language, loading);
    return loading;
  }

  /** Tells of the Japanese words of the content, once they are there. */
  tellJapanese(listener: (texts: Texts) => void): void {
    this.#onJapanese = listener;
  }

  #japaneseIs(texts: Texts): void {
    this.japanese = texts;
    this.#onJapanese?.(texts);
  }

  /** The compiled course of these events. */
  async course(events: readonly string[]): Promise<Course> {
    const key = events.join('+');
    const known = this.#courses.get(key);
    if (known) return known;
    const [{ compile, Course }, content] = await Promise.all([later.engine(), this.content()]);
    const asked = this.#place === 'home' ? (await later.atHome()).contentAtHome(content) : content;
    const course = new Course(compile(asked, events));
    this.#courses.set(key, course);
    return course;
  }

  /** What seals a case to this hub. */
  async sealingKey(): Promise<PublicKey> {
    if (!this.#sealingKey) {
      if (!this.#hub) throw 'hub-unreachable' satisfies Trouble;
      const bytes = Uint8Array.from(atob(this.#hub.sealingKey.key), (character) => character.charCodeAt(0));
      const { importPublicKey } = await later.sealing();
      const key = await importPublicKey(this.#parts.crypto, bytes);
      if (!key.ok) throw 'unknown' satisfies Trouble;
      this.#sealingKey = key.value;
    }
    return this.#sealingKey;
  }

  /** Without the towns an address is typed: nothing stops a visit. */
  async loadTowns(): Promise<void> {
    if (this.towns || !this.#manifest) return;
    const towns = await this.#parts.hub.towns(this.#manifest);
    if (towns.ok) this.towns = towns.value;
  }

  async loadGallery(): Promise<void> {
    if (this.#hub?.demo && this.#place === 'kiosk') this.gallery ??= await this.#parts.hub.gallery();
  }
}

const troubleOf = (fault: HubFault): Trouble =>
  fault === 'other-hub' ? fault : fault === 'not-genuine' ? 'content-broken' : 'hub-unreachable';

/** Says after a while that the hub is away, where something is kept here. */
async function lateFor(kept: () => Promise<readonly string[]>): Promise<{ ok: false; reason: 'unreachable' }> {
  await new Promise((resolve) => setTimeout(resolve, PATIENCE));
  if ((await kept()).length === 0) await new Promise(() => undefined);
  return { ok: false, reason: 'unreachable' };
}
