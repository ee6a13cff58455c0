import { fail, type IdSource, ok, type Result } from '../basics/index.ts';
import { type Action, receiptNumber } from '../case/index.ts';
import {
  type Cryptography,
  type Ended,
  type EscrowedKey,
  escrowedKey,
  packDraft,
  type PublicKey,
  sealCase,
} from '../sealing/index.ts';
import { type DraftContents, DraftDatabase, draftDatabases, readBoxes, removeDraftDatabase } from './draft-database.ts';
import { type Fault, Faulted, faultOf } from './fault.ts';
import type { KeyKeeper } from './key-keeper.ts';
import type { Area, DraftRow, OutboxRow, Registry } from './registry.ts';
import { SPARE_KEY, SpareKey } from './spare-key.ts';

export interface DraftNeeds {
  registry: Registry;
  crypto: Cryptography;
  keys: KeyKeeper;
  ids: IdSource;
  /** The name of this device. */
  kiosk: string;
  /** How long another tab may hold on to a database, in milliseconds. */
  patience?: number | undefined;
  area?: Area | undefined;
  /** Cases here are of practice (練習). */
  practice?: () => boolean;
}

/** What is told about a finished case besides its actions: its receipt number (受付番号), events, and the instant. */
export interface Finish {
  receipt: string;
  events: readonly string[];
  at: string;
}

/** The case is safe. What of its draft could not be removed yet is removed by the next `sweep`. */
export interface Left {
  remains: Fault | undefined;
}

/**
 * The case that somebody is working on: every action is on the disk, encrypted, before its promise resolves. One case
 * is open at a time. Calls are done in the order in which they are made.
 */
export class Drafts {
  readonly #needs: DraftNeeds;
  readonly #spare: SpareKey;
  readonly #open = new Map<string, DraftDatabase>();
  /** Keys made without the keeper for cases that are about to begin: a second try must not make another one. */
  readonly #alone = new Map<string, EscrowedKey>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(needs: DraftNeeds) {
    this.#needs = needs;
    this.#spare = new SpareKey(needs.registry, needs.keys, needs.ids);
  }

  /** Fetches a key ahead, so that `begin` need not wait. To be called once the device is idle; `begin` does it too. */
  async prepare(): Promise<Result<void, Fault>> {
    const spare = await this.#spare.get();
    return spare.ok ? ok(undefined) : spare;
  }

  /**
   * Makes room for a new case. Refused as `second-tab` while another one is open: finish, lock away or discard it.
   * Where the keeper of keys is away, and `hub` names the hub's key, the case gets a key that lives in memory and is
   * kept sealed to the hub only: after a kill this device cannot open it again, but nothing of it is lost (`lockAway`).
   */
  begin(caseId: string, hub?: () => Promise<PublicKey>): Promise<Result<void, Fault>> {
    return this.#inTurn(async () => {
      const { registry, crypto, ids, kiosk, patience, area } = this.#needs;
      const spare = await this.#spare.get();
      if (!spare.ok) return hub && spare.reason.kind === 'no-keeper' ? this.#beginAlone(caseId, await hub()) : spare;
      const { id, key } = spare.value;
      const row: DraftRow = { caseId, openedAt: new Date(ids.now()).toISOString(), kiosk, state: 'open', key: id };
      const added = await registry.run((database) =>
        database.transaction('rw', database.drafts, database.settings, async () => {
          const known = await database.drafts.get(caseId);
          if (known?.key === id) return; // an attempt whose answer was lost
          const others = await database.drafts.filter(({ state }) => state === 'open').count();
          if (others > 0) throw new Faulted('second-tab', 'another case is open');
          const named = await database.settings.get(SPARE_KEY);
          if (named?.value !== id) throw new Faulted('second-tab', 'the key was used');
          await database.settings.delete(SPARE_KEY);
          await database.drafts.add(row);
        }),
      );
      if (!added.ok) {
        if (added.reason.cause === 'the key was used') this.#spare.usedUp();
        return added;
      }
      this.#spare.usedUp();
      this.#open.set(caseId, new DraftDatabase(caseId, crypto, key, patience, area));
      void this.#spare.get();
      return ok(undefined);
    });
  }

  async #beginAlone(caseId: string, hub: PublicKey): Promise<Result<void, Fault>> {
    const { registry, crypto, ids, kiosk, patience, area } = this.#needs;
    if (this.#open.has(caseId)) return ok(undefined); // begun already
    const { key, sealed } = (this.#alone.get(caseId) ??
      this.#alone.set(caseId, await escrowedKey(crypto, hub, caseId)).get(caseId)) as EscrowedKey;
    const openedAt = new Date(ids.now()).toISOString();
    const row: DraftRow = { caseId, openedAt, kiosk, state: 'open', key: '', escrow: sealed };
    const added = await registry.run((database) =>
      database.transaction('rw', database.drafts, async () => {
        const known = await database.drafts.get(caseId);
        if (known?.escrow && String(known.escrow) === String(sealed)) return; // an attempt whose answer was lost
        const others = await database.drafts.filter(({ state }) => state === 'open').count();
        if (others > 0) throw new Faulted('second-tab', 'another case is open');
        await database.drafts.add(row);
      }),
    );
    if (!added.ok) return added;
    this.#alone.delete(caseId);
    this.#open.set(caseId, new DraftDatabase(caseId, crypto, key, patience, area));
    return ok(undefined);
  }

  /** Stores actions of an open case. Resolves after the commit; may be repeated when it failed. */
  append(caseId: string, ...actions: readonly Action[]): Promise<Result<void, Fault>> {
    return this.#inTurn(async () => {
      const known = this.#open.get(caseId);
      if (known) return known.append(actions);
      const entered = await this.#enter(caseId);
      return entered.ok ? entered.value.draft.append(actions) : entered;
    });
  }

  /** All that was stored of an open case and can be read. */
  read(caseId: string): Promise<Result<DraftContents, Fault>> {
    return this.#inTurn(async () => {
      const entered = await this.#enter(caseId);
      return entered.ok ? ok(entered.value.contents) : entered;
    });
  }

  /** The case that was open when the page was last here, if any. */
  current(): Promise<Result<DraftRow | undefined, Fault>> {
    return this.#inTurn(() =>
      this.#needs.registry.run(({ drafts }) => drafts.filter(({ state }) => state === 'open').first()),
    );
  }

  /** Gives a case up: its actions, its key and its name in the registry are removed. Nothing goes to the hub. */
  discard(caseId: string): Promise<Result<Left, Fault>> {
    return this.#inTurn(() => this.#giveUp(caseId));
  }

  /**
   * Seals a finished case to the hub's key into the outbox, then removes its draft and its key. Killed at any point, it
   * is completed by calling it again, or from the commit of the outbox on by `sweep`. What is stored and what is in
   * hand are both sealed: neither is left out.
   */
  finish(
    caseId: string,
    actions: readonly Action[],
    { receipt, events, at }: Finish,
    hub: PublicKey,
  ): Promise<Result<Left, Fault>> {
    return this.#inTurn(async () => {
      const entered = await this.#enter(caseId);
      // What can be read later must not be left out now; what is gone for good must not hold up what is in hand.
      if (!entered.ok && entered.reason.kind !== 'key-lost' && entered.reason.kind !== 'gone') return entered;
      const stored = entered.ok ? entered.value.contents : { actions: [] };
      const ids = new Set(stored.actions.map(({ id }) => id));
      const all = [...stored.actions, ...actions.filter(({ id }) => !ids.has(id))];
      return this.#leave(caseId, { ...stored, actions: all }, 'prepared', { receipt, events, preparedAt: at }, hub);
    });
  }

  /**
   * The same for a case that was left behind: sealed for staff, and gone from this device. `at`: the instant. Its number
   * is that of the minute in which it was opened. A case
   * in which nothing was said yet is only removed. One that only the hub can open goes there as it lies on the disk.
   */
  lockAway(caseId: string, at: string, hub: PublicKey): Promise<Result<Left, Fault>> {
    return this.#inTurn(() => this.#lockAway(caseId, at, hub));
  }

  /** Makes room for the next case while the keeper of this one's key is away; `rescue` takes it up. */
  setAside(caseId: string): Promise<Result<void, Fault>> {
    return this.#inTurn(async () => {
      const { registry } = this.#needs;
      const changed = await registry.run(({ drafts }) =>
        drafts.where({ caseId }).modify((row) => {
          if (row.state === 'open') row.state = 'aside';
        }),
      );
      this.#open.get(caseId)?.close();
      this.#open.delete(caseId);
      return changed.ok ? ok(undefined) : changed;
    });
  }

  /** Locks away what was set aside, once its key can be had again. What is lost for good is given up. */
  rescue(at: string, hub: PublicKey): Promise<Result<void, Fault>> {
    return this.#inTurn(async () => {
      const rows = await this.#needs.registry.run(({ drafts }) =>
        drafts.filter(({ state }) => state === 'aside').toArray(),
      );
      if (!rows.ok) return rows;
      for (const { caseId } of rows.value) {
        const away = await this.#lockAway(caseId, at, hub);
        if (away.ok) continue;
        if (away.reason.kind !== 'key-lost') return away;
        await this.#giveUp(caseId);
      }
      return ok(undefined);
    });
  }

  async #lockAway(caseId: string, at: string, hub: PublicKey): Promise<Result<Left, Fault>> {
    const row = await this.#needs.registry.run(({ drafts }) => drafts.get(caseId));
    if (!row.ok) return row;
    const { escrow } = row.value ?? {};
    const practice = this.#needs.practice?.();
    const receipt = row.value && receiptNumber(row.value.kiosk, new Date(row.value.openedAt), practice);
    if (escrow && receipt && !this.#open.has(caseId)) return this.#leaveUnopened(caseId, escrow, { receipt, at });
    const entered = await this.#enter(caseId);
    if (!entered.ok) return entered;
    const { contents } = entered.value;
    if (contents.actions.length === 0 && !contents.cut) return this.#giveUp(caseId);
    const opened = contents.actions.find((one) => one.type === 'opened');
    const number = opened ? receiptNumber(opened.device, new Date(opened.at), practice) : receipt;
    const readable = { events: opened?.events ?? [], preparedAt: at, ...(number && { receipt: number }) };
    return this.#leave(caseId, contents, 'left', readable, hub);
  }

  async #leaveUnopened(
    caseId: string,
    escrow: Uint8Array,
    { receipt, at }: { receipt: string; at: string },
  ): Promise<Result<Left, Fault>> {
    const boxes = await readBoxes(caseId, this.#needs.patience, this.#needs.area);
    if (!boxes.ok) return boxes;
    if (boxes.value.length === 0) return this.#giveUp(caseId);
    const sealed = packDraft(escrow, boxes.value);
    return this.#send(caseId, { ended: 'left', receipt, events: [], preparedAt: at, sealed });
  }

  /**
   * Removes what is left of cases that are over: after a kill, a blocked database, a keeper that was away. To be called
   * when the device starts, and now and then while idle. Returns the first fault met.
   */
  sweep(): Promise<Result<void, Fault>> {
    return this.#inTurn(async () => {
      // The databases first: one that is found and is not in the registry afterwards belongs to no case.
      const found = await draftDatabases(this.#needs.area);
      const rows = await this.#needs.registry.run(({ drafts }) => drafts.toArray());
      if (!rows.ok) return rows;
      const faults: (Fault | undefined)[] = [];
      for (const { caseId, state } of rows.value) if (state === 'over') faults.push(await this.#clear(caseId));
      for (const caseId of found) {
        if (rows.value.some((row) => row.caseId === caseId)) continue;
        const removed = await removeDraftDatabase(caseId, this.#needs.patience, this.#needs.area);
        if (!removed.ok) faults.push(removed.reason);
      }
      const fault = faults.find((one) => one !== undefined);
      return fault ? fail(fault) : ok(undefined);
    });
  }

  /** Lets go of the databases and keys in hand when all that is under way is done; what is stored stays. */
  async close(): Promise<void> {
    await Promise.all([this.#turn, this.#spare.settled()]);
    for (const draft of this.#open.values()) draft.close();
    this.#open.clear();
    this.#spare.usedUp();
  }

  /** Opens the draft of an open case and reads it. */
  async #enter(caseId: string): Promise<Result<{ draft: DraftDatabase; contents: DraftContents }, Fault>> {
    const { registry, keys, crypto, patience, area } = this.#needs;
    let draft = this.#open.get(caseId);
    if (!draft) {
      const row = await registry.run(({ drafts }) => drafts.get(caseId));
      if (!row.ok) return row;
      if (row.value === undefined || row.value.state === 'over') return fail({ kind: 'gone', cause: 'no open draft' });
      if (row.value.escrow) return fail({ kind: 'key-lost', cause: 'only the hub can open it' });
      const key = await keys.get(row.value.key);
      if (!key.ok) return key;
      draft = new DraftDatabase(caseId, crypto, key.value, patience, area);
    }
    const contents = await draft.read();
    if (!contents.ok) {
      draft.close();
      return contents;
    }
    this.#open.set(caseId, draft);
    return ok({ draft, contents: contents.value });
  }

  async #giveUp(caseId: string): Promise<Result<Left, Fault>> {
    const over = await this.#needs.registry.run(({ drafts }) => drafts.update(caseId, { state: 'over' }));
    return over.ok ? ok({ remains: await this.#clear(caseId) }) : over;
  }

  async #leave(
    caseId: string,
    { actions, cut }: DraftContents,
    ended: Ended,
    readable: Pick<OutboxRow, 'receipt' | 'events' | 'preparedAt'>,
    hub: PublicKey,
  ): Promise<Result<Left, Fault>> {
    const sealed = await sealCase(hub, caseId, { ended, actions, lost: cut?.lost ?? 0 });
    return this.#send(caseId, { ended, ...readable, sealed });
  }

  /** Puts a case into the outbox and ends its draft, in one transaction; then removes what is left of the draft. */
  async #send(
    caseId: string,
    out: Pick<OutboxRow, 'ended' | 'receipt' | 'events' | 'preparedAt' | 'sealed'>,
  ): Promise<Result<Left, Fault>> {
    const practice = this.#needs.practice?.() ?? false;
    const row: OutboxRow = { caseId, ...out, ...(practice && { practice }), state: 'waiting', tries: 0 };
    const kept = await this.#needs.registry.run((database) =>
      database.transaction('rw', database.outbox, database.drafts, async () => {
        if (!(await database.outbox.get(caseId))) await database.outbox.add(row);
        await database.drafts.update(caseId, { state: 'over' });
      }),
    );
    return kept.ok ? ok({ remains: await this.#clear(caseId) }) : kept;
  }

  /** Removes the actions and the key of a case that is over, each whatever becomes of the other, then its row. */
  async #clear(caseId: string): Promise<Fault | undefined> {
    const { registry, keys, patience, area } = this.#needs;
    const row = await registry.run(({ drafts }) => drafts.get(caseId));
    if (!row.ok) return row.reason;
    const draft = this.#open.get(caseId);
    this.#open.delete(caseId);
    const removed = await (draft ? draft.remove() : removeDraftDatabase(caseId, patience, area));
    const destroyed = row.value && row.value.key !== '' ? await keys.destroy(row.value.key) : ok(undefined);
    if (!removed.ok) return removed.reason;
    if (!destroyed.ok) return destroyed.reason;
    const forgotten = await registry.run(({ drafts }) => drafts.delete(caseId));
    return forgotten.ok ? undefined : forgotten.reason;
  }

  #inTurn<Value>(work: () => Promise<Result<Value, Fault>>): Promise<Result<Value, Fault>> {
    const run = this.#turn.then(work).catch((error: unknown) => fail(faultOf(error, 'working')));
    this.#turn = run;
    return run;
  }
}
