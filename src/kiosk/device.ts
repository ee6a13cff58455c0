import { type IdSource, type Result, todayInTokyo } from '../basics/index.ts';
import type { ReaderPort } from '../card/index.ts';
import type { Action } from '../case/index.ts';
import { type Content, textKey, type Texts, type Town } from '../content/index.ts';
import type { CardDescription, CodeReader, SampleCard } from '../devices/index.ts';
import type { Course, Outlook } from '../engine/index.ts';
import type {
  Booking,
  CardGallery,
  ContentManifest,
  HubDescription,
  OpenedHomeCode,
  SignedManifest,
} from '../protocol/index.ts';
import type { PublicKey } from '../sealing/index.ts';
import type { Area, CaseStorage, Fault } from '../storage/index.ts';
import type { HubAccess, HubFault, KeptContent, Sending } from '../sync/index.ts';
import type { ActionLog, CaseSession } from './case-session.ts';
import type { MadeCode } from './home/make-code.ts';
import { CaseScreen, later } from './later.ts';
import { type StaffDesk, staffDesk } from './staff-desk.ts';
import { type RenewalParts, renewWhileIdle } from './renewal.ts';
import type { SessionWork, Trouble } from './session.ts';

/** A case left untouched for so long belongs to somebody who has gone: it is sealed, not shown. */
const ABANDONED = 10 * 60_000;

/** How long the hub may take to say what is in force before what is kept here is used, in milliseconds. */
const PATIENCE = 4000;

/** What stands before the case that is opened next: a visit that staff prepared, or answers from home. */
export type Expected =
  | { booking: Booking }
  /** `came`: who of the people of the code is the visitor, if any of them is. */
  | { opened: OpenedHomeCode; caseId: string; came: string | undefined };

/** At home answers wait for thirty days, as long as a code would be good; then they are removed. */
const HOME_DRAFT = 30 * 24 * 60 * 60_000;

export interface DeviceParts extends RenewalParts {
  /** `home`: somebody's own device; no cards, no staff, nothing is sent, and answers wait until they are used or erased. */
  place?: 'kiosk' | 'home';
  /** Opens this device's storage; called once, after the first screen is there. */
  storage: () => Promise<CaseStorage>;
  /** Sends what is in the outbox from now on; a kiosk that holds its cases back sends nothing. */
  sending: ((outbox: CaseStorage['outbox']) => Sending) | undefined;
  ids: IdSource;
  crypto: Pick<Crypto, 'subtle' | 'getRandomValues'>;
  /** Joins the hub; a page at home joins none. */
  access?: HubAccess;
  /** The name of this device; the letters before the number on a receipt. The hub may give it another. */
  name: string;
  /** The card reader of this machine, if any. Asked for when a visit begins: the first question does not need it. */
  devices: () => Promise<ReaderDevices>;
  /** What reads QR codes in the pictures of a camera. */
  codeReader?: () => Promise<CodeReader>;
}

export interface ReaderDevices {
  reader: ReaderPort | undefined;
  /** Lays a simulated card on the simulated reader; demonstrations only. */
  place: ((card: { id: string; card: CardDescription }) => void) | undefined;
  /** One card of every kind; demonstrations only. */
  samples?: readonly SampleCard[];
  /** The same: between two people the reader is empty, and every card as it was. */
  clear?: () => void;
}

/** The kiosk's side of a session: content from the hub, the case under way, its keeping and its sealing. */
export class KioskDevice implements SessionWork {
  readonly parts: DeviceParts;
  readonly staffDesk: StaffDesk;
  session: CaseSession | undefined;
  gallery: CardGallery | undefined;
  devices: ReaderDevices | undefined;
  /** The towns to tap for an address here (町の一覧), once they are fetched and where there are any. */
  towns: readonly Town[] | undefined;
  japanese: Texts = {};
  #content: Promise<Content> | undefined;
  #manifest: SignedManifest | undefined;
  #hub: HubDescription | undefined;
  /** Whether the hub itself said that the version in use is in force. */
  #isInForce = false;
  #sealingKey: PublicKey | undefined;
  readonly #courses = new Map<string, Course>();
  readonly #texts = new Map<string, Promise<Texts>>();
  #expected: Expected | undefined;
  /** Short ids of home codes that were read here and not yet used → the case each is for. */
  readonly #codeCases = new Map<string, string>();
  #onJapanese: ((texts: Texts) => void) | undefined;
  #held = false;
  #storage: Promise<CaseStorage> | undefined;
  #name: string | undefined;
  #sending: Sending | undefined;

  constructor(parts: DeviceParts) {
    this.parts = parts;
    this.staffDesk = staffDesk({
      hub: parts.hub,
      storage: () => this.storage(),
      sending: () => this.#sending,
      kiosk: () => this.name,
      access: parts.access,
      restart: () => parts.restart(),
      now: () => parts.ids.now(),
    });
  }

  /** What the first screen shows; nothing before the hub has answered. */
  get opening(): ContentManifest['opening'] | undefined {
    return this.#manifest?.opening;
  }

  get place(): 'kiosk' | 'home' {
    return this.parts.place ?? 'kiosk';
  }

  /** The letters before the number on a receipt. */
  get name(): string {
    return this.#name ?? this.parts.name;
  }

  get #area(): Area {
    return this.place === 'home' ? 'kakanai-home' : 'kakanai';
  }

  get today(): string {
    return todayInTokyo(new Date(this.parts.ids.now()));
  }

  /**
   * Which events there are: the first screen needs nothing else. Content and storage follow behind it, unless a case was
   * interrupted here; that one is taken up before anybody sees anything.
   */
  async boot(): Promise<{ interrupted: boolean }> {
    const [left] = await Promise.all([
      casesLeft(this.#area),
      this.#manifest ? undefined : this.#describe(),
      this.#join(),
    ]);
    return { interrupted: left && (await this.#resume()) };
  }

  /** Joins the hub where this device never did. Without a hub it goes on all the same, and joins later. */
  async #join(): Promise<void> {
    const { access } = this.parts;
    if (!access) return;
    const enrolment = await access.join();
    if (enrolment !== 'enrolled' && enrolment !== 'unreachable') throw 'not-enrolled' satisfies Trouble;
    this.#name = (await access.identity())?.name;
  }

  /** Storage that is held by this tab and was seen to keep what it is given. Tried again after a trouble. */
  storage(): Promise<CaseStorage> {
    this.#storage ??= this.#openStorage().catch((trouble: unknown) => {
      this.#storage = undefined;
      throw trouble;
    });
    return this.#storage;
  }

  async #openStorage(): Promise<CaseStorage> {
    const [storage, { holdKiosk }] = await Promise.all([this.parts.storage(), later.storage()]);
    if (!this.#held) {
      okOrThrow(await holdKiosk(undefined, this.#area));
      this.#held = true;
    }
    okOrThrow(await storage.probe());
    void storage.drafts.sweep().then(() => storage.drafts.prepare());
    this.#sending ??= this.parts.sending?.(storage.outbox);
    return storage;
  }

  /** The keeper of the keys is away, and so is who was here: the case waits for both, and the next person may begin. */
  async setAside(): Promise<void> {
    const { drafts } = await this.storage();
    const current = okOrThrow(await drafts.current());
    if (current) okOrThrow(await drafts.setAside(current.caseId));
  }

  /** Seals what was set aside, if the keeper is back. */
  async #rescue(): Promise<void> {
    if (this.place === 'home') return;
    const [{ drafts }, key] = await Promise.all([this.storage(), this.#key()]);
    await drafts.rescue(new Date(this.parts.ids.now()).toISOString(), key);
    this.#sending?.soon();
  }

  /**
   * What the hub says is in force. Where another version is kept here whole, that one is used until the new one is too
   * (`renewWhileIdle`); without an answer in time it is all there is.
   */
  async #describe(): Promise<void> {
    const { hub, shelf } = this.parts;
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

  /** Looks for new versions while nobody is here; returns what stops it. */
  renewWhileIdle(): () => void {
    return renewWhileIdle(this.parts, () => this.#manifest);
  }

  /** Goes back to the content under which a case was begun, where that is still here. */
  async #useContentOf(action: Action): Promise<void> {
    if (action.content === this.#manifest?.hash) return;
    const kept = await this.parts.shelf.version(action.content);
    if (!kept) return;
    this.#isInForce = false;
    this.#use({ ...kept, hub: this.#hub ?? kept.hub });
  }

  /** The content in force, fetched once; tried again after a trouble. */
  content(): Promise<Content> {
    this.#content ??= this.#load().catch((trouble: unknown) => {
      this.#content = undefined;
      throw trouble;
    });
    return this.#content;
  }

  async #load(): Promise<Content> {
    if (!this.#manifest) throw 'hub-unreachable' satisfies Trouble;
    const [content, japanese] = await Promise.all([this.parts.hub.content(this.#manifest), this.texts('ja')]);
    if (!content.ok) throw 'content-broken' satisfies Trouble;
    this.#japaneseIs(japanese);
    return content.value;
  }

  /** Tells of the Japanese words of the content, once they are there. */
  tellJapanese(listener: (texts: Texts) => void): void {
    this.#onJapanese = listener;
  }

  #japaneseIs(texts: Texts): void {
    this.japanese = texts;
    this.#onJapanese?.(texts);
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

  /** Fetches what is needed late as long as the hub is there: the devices, what seals a case, the towns, all languages. */
  async fetchAhead(): Promise<void> {
    await Promise.allSettled([
      this.loadDevices(),
      this.#key(),
      this.#loadTowns(),
      this.#keepContent(),
      this.#rescue(),
      this.#join(),
    ]);
  }

  /** Keeps the content in force with the keys of its hub, for a start without it. */
  async #keepContent(): Promise<void> {
    const [hub, manifest] = [this.#hub, this.#manifest];
    if (hub && manifest && this.#isInForce) await this.parts.shelf.keep({ hub, manifest });
  }

  /** Without the towns an address is typed: nothing stops a visit. */
  async #loadTowns(): Promise<void> {
    if (this.towns || !this.#manifest) return;
    const towns = await this.parts.hub.towns(this.#manifest);
    if (towns.ok) this.towns = towns.value;
  }

  /** The reader, and in a demonstration the cards to lay on it. */
  async loadDevices(): Promise<void> {
    this.devices ??= await this.parts.devices();
    if (this.#hub?.demo && this.place === 'kiosk') this.gallery ??= await this.parts.hub.gallery();
  }

  /** It goes into the next case that is opened. */
  expect(expected: Expected): void {
    this.#expected = expected;
  }

  /** The case for which a home code is opened here: the same until it has been. */
  async caseFor(code: string): Promise<string> {
    const { CaseSession } = await later.session();
    const known = this.#codeCases.get(code) ?? CaseSession.newCaseId(this.parts.ids);
    this.#codeCases.set(code, known);
    return known;
  }

  /** What was answered here as codes for the kiosk. Needs no network once the page has loaded. */
  async makeHomeCode(outlook: Outlook, language: string): Promise<Result<MadeCode, 'too-large'>> {
    const [{ makeHomeCode }, key] = await Promise.all([later.makeCode(), this.#key()]);
    return makeHomeCode(outlook, key, { ids: this.parts.ids, today: this.today, language });
  }

  async open(events: string[]): Promise<void> {
    const [{ CaseSession }, course] = await Promise.all([later.session(), this.#course(events), CaseScreen.preload()]);
    const municipality = course.program.content.municipality.id;
    const expected = this.#expected;
    this.#expected = undefined;
    this.session = await CaseSession.begin(
      course,
      (id) => this.#begin(id),
      { ids: this.parts.ids, device: this.name },
      {
        today: this.today,
        municipality,
        events,
        caseId: expected && 'caseId' in expected ? expected.caseId : undefined,
      },
    );
    const { session } = this;
    this.#codeCases.clear();
    if (this.place === 'home') {
      const { deedsAtHome } = await later.atHome();
      await session.enact(() => deedsAtHome(session));
    } else if (expected && 'booking' in expected) {
      const { deedsOfBooking } = await later.booking();
      await session.enact(() => deedsOfBooking(session, expected.booking));
    } else if (expected) {
      const { deedsOfHomeCode } = await later.homeCode();
      await session.enact(() => deedsOfHomeCode(session, expected.opened, expected.came));
    }
  }

  /** The number of a prepared case (受付番号): the device and the minute of the day in Tokyo. Says nothing of a person. */
  nextReceipt(): string {
    const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit' });
    return `${this.name}-${time.format(this.parts.ids.now()).replace(':', '')}`;
  }

  /** Seals the prepared case into the outbox. It stays on screen until it is erased. */
  async finish(receipt: string): Promise<void> {
    const { session } = this;
    if (!session) return;
    const { actions, outlook } = session.visit;
    const { id, events } = outlook.view.state;
    const at = new Date(this.parts.ids.now()).toISOString();
    okOrThrow(await (await this.storage()).drafts.finish(id, actions, { receipt, events, at }, await this.#key()));
    session.close();
    this.#sending?.soon();
  }

  async leave(): Promise<void> {
    const { session } = this;
    if (session && this.place === 'home') {
      okOrThrow(await (await this.storage()).drafts.discard(session.visit.outlook.view.state.id));
    } else if (session) {
      const at = new Date(this.parts.ids.now()).toISOString();
      okOrThrow(
        await (await this.storage()).drafts.lockAway(session.visit.outlook.view.state.id, at, await this.#key()),
      );
      this.#sending?.soon();
    }
    await this.erase();
  }

  erase(): Promise<void> {
    this.session?.close();
    this.session = undefined;
    this.devices?.clear?.();
    void this.storage().then((storage) => storage.drafts.prepare());
    return Promise.resolve();
  }

  async #resume(): Promise<boolean> {
    const { name } = this;
    const { ids } = this.parts;
    const storage = await this.storage();
    const current = okOrThrow(await storage.drafts.current());
    if (!current) return false;
    if (current.escrow) {
      // Begun while the keeper of keys was away: only the hub can open it, and staff take it up there.
      const at = new Date(ids.now()).toISOString();
      okOrThrow(await storage.drafts.lockAway(current.caseId, at, await this.#key()));
      return false;
    }
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
    await this.#useContentOf(opened);
    const age = ids.now() - Date.parse(last.at);
    if (this.place === 'home' && age > HOME_DRAFT) {
      okOrThrow(await storage.drafts.discard(current.caseId));
      return false;
    }
    const [{ CaseSession }, course] = await Promise.all([later.session(), this.#course(opened.events)]);
    this.session = CaseSession.resume(course, this.#log(storage, current.caseId), { ids, device: name }, actions);
    if (this.place === 'home') return true;
    const prepared = this.session.visit.outlook.view.state.prepared;
    if (prepared) {
      await this.finish(prepared.receipt);
      await this.erase();
      return false;
    }
    if (age > ABANDONED) {
      await this.leave();
      return false;
    }
    return true;
  }

  async #begin(caseId: string): Promise<ActionLog> {
    const storage = await this.storage();
    await this.#discardUnbegun(storage);
    okOrThrow(await storage.drafts.begin(caseId, () => this.#key()));
    return this.#log(storage, caseId);
  }

  /** Killed between the name of a draft and its first action: nothing was said yet, and it must not bar the next person. */
  async #discardUnbegun({ drafts }: CaseStorage): Promise<void> {
    const unbegun = okOrThrow(await drafts.current());
    if (!unbegun) return;
    const contents = await drafts.read(unbegun.caseId);
    if (contents.ok ? contents.value.actions.length > 0 : contents.reason.kind !== 'gone') return;
    okOrThrow(await drafts.discard(unbegun.caseId));
  }

  #log({ drafts }: CaseStorage, caseId: string): ActionLog {
    return { append: async (action: Action) => okOrThrow(await drafts.append(caseId, action)) };
  }

  async #course(events: readonly string[]): Promise<Course> {
    const key = events.join('+');
    const known = this.#courses.get(key);
    if (known) return known;
    const [{ compile, Course }, content] = await Promise.all([later.engine(), this.content()]);
    const asked = this.place === 'home' ? (await later.atHome()).contentAtHome(content) : content;
    const course = new Course(compile(asked, events));
    this.#courses.set(key, course);
    return course;
  }

  async #key(): Promise<PublicKey> {
    if (!this.#sealingKey) {
      if (!this.#hub) throw 'hub-unreachable' satisfies Trouble;
      const bytes = Uint8Array.from(atob(this.#hub.sealingKey.key), (character) => character.charCodeAt(0));
      const { importPublicKey } = await later.sealing();
      const key = await importPublicKey(this.parts.crypto, bytes);
      if (!key.ok) throw 'unknown' satisfies Trouble;
      this.#sealingKey = key.value;
    }
    return this.#sealingKey;
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

/** Whether an interrupted case may be stored here: asked of the browser, before our own database is opened. */
async function casesLeft(area: Area): Promise<boolean> {
  try {
    return (await indexedDB.databases()).some(({ name }) => name?.startsWith(`${area}-draft-`));
  } catch {
    return true;
  }
}

/** The value, or the fault thrown by its name: what the session machine takes for a trouble. */
function okOrThrow<Value>(result: { ok: true; value: Value } | { ok: false; reason: Fault }): Value {
  if (!result.ok) throw result.reason.kind satisfies Trouble;
  return result.value;
}
