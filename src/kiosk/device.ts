import { forgetDays, type IdSource, type Result, todayInTokyo } from '../basics/index.ts';
import type { ReaderPort } from '../card/index.ts';
import { type Action, receiptNumber } from '../case/index.ts';
import type { CardDescription, CodeReader, SampleCard } from '../devices/index.ts';
import type { Outlook } from '../engine/index.ts';
import type { Booking, OpenedHomeCode } from '../protocol/index.ts';
import type { Area, CaseStorage, Fault } from '../storage/index.ts';
import type { HubAccess, Sending } from '../sync/index.ts';
import type { ActionLog, CaseSession } from './case-session.ts';
import { ContentInUse } from './content-in-use.ts';
import type { MadeCode } from './home/make-code.ts';
import { CaseScreen, later } from './later.ts';
import { ABANDONED, HOME_DRAFT, usualDelays } from './lifetimes.ts';
import { type StaffDesk, staffDesk } from './staff-desk.ts';
import { type RenewalParts, renewWhileIdle } from './renewal.ts';
import type { SessionWork, Trouble } from './session.ts';

/** What stands before the case that is opened next: a visit that staff prepared, or answers from home. */
export type Expected =
  | { booking: Booking }
  /** A paper that was filled in by hand, and the day on which it was received. */
  | { received: string }
  /** The actions of a case that ended, taken up again. */
  | { earlier: readonly Action[] }
  /** `came`: who of the people of the code is the visitor, if any of them is. */
  | { opened: OpenedHomeCode; caseId: string; came: string | undefined };

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

/** The kiosk's side of a session: the case under way, its keeping and its sealing. */
export class KioskDevice implements SessionWork {
  readonly parts: DeviceParts;
  readonly staffDesk: StaffDesk;
  readonly contents: ContentInUse;
  session: CaseSession | undefined;
  devices: ReaderDevices | undefined;
  #expected: Expected | undefined;
  /** Short ids of home codes that were read here and not yet used → the case each is for. */
  readonly #codeCases = new Map<string, string>();
  #held = false;
  #storage: Promise<CaseStorage> | undefined;
  #name: string | undefined;
  #sending: Sending | undefined;

  constructor(parts: DeviceParts) {
    this.parts = parts;
    this.contents = new ContentInUse(parts, this.place);
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
  async boot(): ReturnType<SessionWork['boot']> {
    const [left, identity] = await Promise.all([
      casesLeft(this.#area),
      this.parts.access?.identity(),
      this.contents.describe(),
    ]);
    this.#name = identity?.name;
    // Once in a device's life; what it serves before it is known would wait for the hub.
    if (!identity) await this.join();
    return { interrupted: left && (await this.#resume()) };
  }

  /** Joins the hub where this device never did. Without a hub it goes on all the same, and joins later. */
  async join(): Promise<void> {
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
    okOrThrow(await storage.claim(this.contents.practice));
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
    const [{ drafts }, key] = await Promise.all([this.storage(), this.contents.sealingKey()]);
    await drafts.rescue(new Date(this.parts.ids.now()).toISOString(), key);
    this.#sending?.soon();
  }

  /** Looks for new versions while nobody is here; returns what stops it. */
  renewWhileIdle(): () => void {
    return renewWhileIdle(this.parts, () => this.contents.version);
  }

  /** Fetches what is needed late as long as the hub is there: the devices, what seals a case, the towns, all languages. */
  async fetchAhead(): Promise<void> {
    await Promise.allSettled([
      this.#loadDevices(),
      this.contents.sealingKey(),
      this.contents.loadTowns(),
      this.contents.keep(),
      this.contents.loadGallery(),
      this.#rescue(),
      this.join(),
    ]);
  }

  async #loadDevices(): Promise<void> {
    this.devices ??= await this.parts.devices();
  }

  /** It goes into the next case that is opened; nothing does where it is nothing. */
  expect(expected: Expected | undefined): void {
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
    const [{ makeHomeCode }, key] = await Promise.all([later.makeCode(), this.contents.sealingKey()]);
    return makeHomeCode(outlook, key, { ids: this.parts.ids, today: this.today, language });
  }

  async open(events: string[]): Promise<void> {
    const [{ CaseSession }, course] = await Promise.all([
      later.session(),
      this.contents.course(events),
      CaseScreen.preload(),
    ]);
    const municipality = course.program.content.municipality.id;
    const expected = this.#expected;
    this.#expected = undefined;
    const author = { ids: this.parts.ids, device: this.name };
    const log = (id: string) => this.#begin(id);
    const { today } = this;
    const practice = this.contents.practice ? { practice: true as const } : {};
    if (expected && 'earlier' in expected) {
      this.session = await CaseSession.continue(course, log, author, { today, earlier: expected.earlier });
      return;
    }
    const caseId = expected && 'caseId' in expected ? expected.caseId : undefined;
    this.session = await CaseSession.begin(course, log, author, { today, municipality, events, caseId, ...practice });
    const { session } = this;
    this.#codeCases.clear();
    if (this.place === 'home') {
      const { deedsAtHome } = await later.atHome();
      await session.enact(() => deedsAtHome(session));
    } else if (expected && 'received' in expected) {
      await session.act({ type: 'entered-later', received: expected.received }, 'staff');
    } else if (expected && 'booking' in expected) {
      const { deedsOfBooking } = await later.booking();
      await session.enact(() => deedsOfBooking(session, expected.booking));
    } else if (expected) {
      const { deedsOfHomeCode } = await later.homeCode();
      await session.enact(() => deedsOfHomeCode(session, expected.opened, expected.came));
    }
  }

  /** The number of a case that is prepared now (受付番号). */
  nextReceipt(): string {
    return receiptNumber(this.name, new Date(this.parts.ids.now()), this.contents.practice);
  }

  /** The number under which the case under way is found where it is left behind (`Drafts.lockAway`). */
  get numberIfLeft(): string | undefined {
    const opened = this.session?.visit.actions[0];
    return opened && receiptNumber(opened.device, new Date(opened.at), this.contents.practice);
  }

  /** Seals the prepared case into the outbox. It stays on screen until it is erased. */
  async finish(receipt: string): Promise<void> {
    const { session } = this;
    if (!session) return;
    const { actions, outlook } = session.visit;
    const { id, events } = outlook.view.state;
    const at = new Date(this.parts.ids.now()).toISOString();
    okOrThrow(
      await (await this.storage()).drafts.finish(
        id,
        actions,
        { receipt, events, at },
        await this.contents.sealingKey(),
      ),
    );
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
        await (await this.storage()).drafts.lockAway(
          session.visit.outlook.view.state.id,
          at,
          await this.contents.sealingKey(),
        ),
      );
      this.#sending?.soon();
    }
    await this.erase();
  }

  /** Forgets everything of the person who was here; what was remembered to be fast is computed anew. */
  async erase(): Promise<void> {
    const { session } = this;
    session?.close();
    this.session = undefined;
    this.#expected = undefined;
    this.#codeCases.clear();
    this.devices?.clear?.();
    forgetDays();
    (await later.engine()).forgetCounts();
    session?.forget();
    void this.storage().then((storage) => storage.drafts.prepare());
  }

  async #resume(): Promise<false | 'just-now' | 'a-while-ago'> {
    const { name } = this;
    const { ids } = this.parts;
    const storage = await this.storage();
    const current = okOrThrow(await storage.drafts.current());
    if (!current) return false;
    if (current.escrow) {
      // Begun while the keeper of keys was away: only the hub can open it, and staff take it up there.
      const at = new Date(ids.now()).toISOString();
      okOrThrow(await storage.drafts.lockAway(current.caseId, at, await this.contents.sealingKey()));
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
    await this.contents.goBackTo(opened.content);
    const age = ids.now() - Date.parse(last.at);
    if (this.place === 'home' && age > HOME_DRAFT) {
      okOrThrow(await storage.drafts.discard(current.caseId));
      return false;
    }
    const [{ CaseSession }, course] = await Promise.all([later.session(), this.contents.course(opened.events)]);
    this.session = CaseSession.resume(course, this.#log(storage, current.caseId), { ids, device: name }, actions);
    if (this.place === 'home') return 'just-now';
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
    return age > usualDelays.warn + usualDelays.lock ? 'a-while-ago' : 'just-now';
  }

  async #begin(caseId: string): Promise<ActionLog> {
    const storage = await this.storage();
    await this.#discardUnbegun(storage);
    okOrThrow(await storage.drafts.begin(caseId, () => this.contents.sealingKey()));
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
    return { append: async (...actions) => okOrThrow(await drafts.append(caseId, ...actions)) };
  }
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
