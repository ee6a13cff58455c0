import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import type { Action } from '../../src/case/index.ts';
import { importPrivateKey, newSealingKeys, openSealedCase, type PrivateKey } from '../../src/sealing/index.ts';
import { type CaseStorage, holdKiosk, type KeyKeeper, memoryKeyKeeper, openStorage } from '../../src/storage/index.ts';
import type { SealedCase } from '../../src/protocol/index.ts';
import { aloneInBrowser, type Delivery, OutboxSender } from '../../src/sync/index.ts';
import frozen from '../upgrade/case-format-1.json';

const actions = frozen as unknown as Action[];
const caseId = frozen[0]?.case ?? '';
const draftName = `kakanai-draft-${caseId}`;
const done = { ok: true, value: undefined };
const finish = { receipt: 'A-017', events: ['moving-in'], at: '2026-11-20T01:30:00.000Z' };
const ids = { now: () => Date.now(), random: (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)) };

let hub: PrivateKey;
let keys: KeyKeeper;
let storage: CaseStorage;
const start = () => openStorage({ crypto, keys, ids, kiosk: 'kiosk-1', patience: 500 });

beforeEach(async () => {
  for (const { name } of await indexedDB.databases()) await Dexie.delete(name ?? '');
  const pair = await importPrivateKey(crypto, await newSealingKeys(crypto));
  if (!pair.ok) throw new Error(pair.reason);
  hub = pair.value;
  keys = memoryKeyKeeper(crypto);
  storage = start();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await storage.close();
});

test('an answer is on the disk before the next screen: every write is strictly durable', async () => {
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
  await storage.drafts.begin(caseId);
  for (const one of actions) await storage.drafts.append(caseId, one);
  await storage.drafts.finish(caseId, actions, finish, hub);
  const writing = transaction.mock.results
    .map(({ value }) => value as IDBTransaction)
    .filter(({ mode }) => mode === 'readwrite');
  expect(writing.length).toBeGreaterThan(actions.length);
  expect(new Set(writing.map(({ durability }) => durability))).toEqual(new Set(['strict']));
});

test('one answer is one transaction', async () => {
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
  await storage.drafts.begin(caseId);
  await storage.drafts.append(caseId, ...actions.slice(0, 3));
  await storage.drafts.prepare();
  transaction.mockClear();
  await storage.drafts.append(caseId, ...actions.slice(3, 4));
  expect(transaction).toHaveBeenCalledTimes(1);
});

describe('what a thief reads', () => {
  /** Every text in the case that says something about a person. */
  const personal = actions.flatMap((one) =>
    'statements' in one
      ? one.statements.flatMap(({ said }) => ('value' in said && typeof said.value === 'string' ? [said.value] : []))
      : [],
  );

  test('neither an open nor a finished case shows a name, an address or a birth date', async () => {
    expect(personal).toEqual(
      expect.arrayContaining(['みほん　花子', '1990-05-12', '架空県見本郡例示町大字仮1234番地5']),
    );
    await storage.drafts.begin(caseId);
    await storage.drafts.append(caseId, ...actions);
    expect(await namesOf(draftName)).toEqual(['actions']);
    expect(found(await everyByte(), personal)).toEqual([]);

    await storage.drafts.finish(caseId, actions, finish, hub);
    const bytes = await everyByte();
    expect(found(bytes, personal)).toEqual([]);
    expect(found(bytes, ['A-017', 'moving-in', caseId])).toEqual(['A-017', 'moving-in', caseId]);
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(['kakanai']);

    const row = await storage.outbox.get(caseId);
    if (!row.ok || !row.value) throw new Error('the case is in the outbox');
    expect(await openSealedCase(hub, caseId, row.value.sealed)).toMatchObject({ ok: true, value: { actions } });
  });

  test('the search finds what is not encrypted', async () => {
    const open = new Dexie('open', { addons: [] });
    open.version(1).stores({ rows: 'id' });
    const texts = personal.slice(0, 2);
    await open.table('rows').bulkAdd([
      { id: 1, text: `前${texts[0]}後` },
      { id: 2, deep: [new TextEncoder().encode(texts[1])] },
    ]);
    open.close();
    expect(found(await everyByte(), personal)).toEqual(texts);
  });
});

describe('the browser gets in the way', () => {
  const origin = location.origin;
  const setQuota = (quotaSize?: number) =>
    cdp().send('Storage.overrideQuotaForOrigin', quotaSize === undefined ? { origin } : { origin, quotaSize });

  const clearSiteData = () => cdp().send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });

  test('with the disk full nothing that was stored is lost, and the case goes on once there is room', async () => {
    // The browser remembers for a while how much room there was, unless all is cleared.
    await clearSiteData();
    const { usage = 0 } = await navigator.storage.estimate();
    await setQuota(usage + 400_000);
    const [before, after] = [actions.slice(0, 5), actions.slice(5)];
    const large = after.map(
      (one): Action => (one.type === 'prepared' ? { ...one, receipt: 'A'.repeat(2_000_000) } : one),
    );
    try {
      await storage.drafts.begin(caseId);
      expect(await storage.drafts.append(caseId, ...before)).toEqual(done);
      expect(await storage.drafts.append(caseId, ...large)).toMatchObject({ ok: false, reason: { kind: 'full' } });
      expect(await storage.drafts.read(caseId)).toEqual({ ok: true, value: { actions: before } });
    } finally {
      await setQuota();
    }
    expect(await storage.drafts.append(caseId, ...after)).toEqual(done);
    expect(await storage.drafts.read(caseId)).toEqual({ ok: true, value: { actions } });
  });

  test('a connection that the browser closed is opened anew', async () => {
    const open = vi.spyOn(indexedDB, 'open');
    await storage.drafts.begin(caseId);
    await storage.drafts.append(caseId, ...actions.slice(0, 5));
    const opened = open.mock.results.map(({ value }) => value as IDBOpenDBRequest);
    for (const { result } of opened) result.close();
    expect(await storage.drafts.append(caseId, ...actions.slice(5))).toEqual(done);
    expect(await storage.drafts.read(caseId)).toEqual({ ok: true, value: { actions } });
    expect(open.mock.calls.filter(([name]) => name === draftName)).toHaveLength(2);
    expect((await storage.probe()).ok).toBe(true);
  });

  test('site data that was cleared under way is noticed at the next answer', async () => {
    await storage.drafts.begin(caseId);
    await storage.drafts.append(caseId, ...actions.slice(0, 5));
    await clearSiteData();
    expect(await storage.drafts.append(caseId, ...actions.slice(5, 6))).toMatchObject({
      ok: false,
      reason: { kind: 'gone' },
    });
  });

  test('a browser that stores nothing says so before the first question', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('', 'SecurityError');
    });
    expect(await storage.probe()).toMatchObject({ ok: false, reason: { kind: 'refused' } });
    expect(await storage.drafts.begin(caseId)).toMatchObject({ ok: false, reason: { kind: 'refused' } });
  });

  test('a browser that stores says how much more it takes', async () => {
    expect(await storage.probe()).toMatchObject({ ok: true, value: { free: expect.any(Number) } });
  });
});

describe('another version', () => {
  test('what a newer version wrote is not touched', async () => {
    await storage.drafts.begin(caseId);
    await storage.close();
    const newer = new Dexie('kakanai', { addons: [] });
    newer.version(2).stores({ drafts: 'caseId', outbox: 'caseId, preparedAt', settings: 'name', later: 'id' });
    await newer.open();
    newer.close();
    storage = start();
    for (const asked of [storage.probe(), storage.drafts.current(), storage.outbox.list()])
      expect(await asked).toEqual({ ok: false, reason: { kind: 'newer-version', cause: 'version 2' } });
  });

  test('a newer version in another tab is let in, and this one then stops', async () => {
    expect((await storage.probe()).ok).toBe(true);
    vi.spyOn(console, 'warn').mockReturnValue(); // Dexie says that it closes its connection
    const newer = new Dexie('kakanai', { addons: [] });
    newer.version(2).stores({ drafts: 'caseId', outbox: 'caseId, preparedAt', settings: 'name', later: 'id' });
    await newer.open();
    expect(await storage.probe()).toMatchObject({ ok: false, reason: { kind: 'newer-version' } });
    newer.close();
  });

  test('a tab that does not let go is said to block, and once it is gone everything goes on', async () => {
    const stubborn = await held('kakanai');
    for (const _ of [1, 2]) expect(await storage.probe()).toMatchObject({ ok: false, reason: { kind: 'blocked' } });
    stubborn.close();
    expect((await storage.probe()).ok).toBe(true);
  });

  test('a finished case is safe while another tab holds its draft; the draft goes when it lets go', async () => {
    await storage.drafts.begin(caseId);
    await storage.drafts.append(caseId, ...actions);
    await storage.close();
    const stubborn = await held(draftName);
    expect(await storage.drafts.finish(caseId, actions, finish, hub)).toMatchObject({
      ok: true,
      value: { remains: { kind: 'blocked' } },
    });
    expect(await storage.outbox.list()).toMatchObject({ ok: true, value: [{ caseId }] });
    expect(await storage.drafts.current()).toEqual(done);
    stubborn.close();
    expect(await storage.drafts.sweep()).toEqual(done);
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(['kakanai']);
  });
});

describe('a second tab', () => {
  test('is told that the kiosk is held, until the first one lets go', async () => {
    const first = await holdKiosk();
    if (!first.ok) throw new Error(first.reason.kind);
    expect(await holdKiosk(50)).toMatchObject({ ok: false, reason: { kind: 'second-tab' } });
    first.value();
    const second = await holdKiosk();
    if (!second.ok) throw new Error(second.reason.kind);
    second.value();
  });

  test('gets the kiosk when the first is closed or reloaded, without anybody letting go', async () => {
    const tab = document.createElement('iframe');
    document.body.append(tab);
    const taken = Promise.withResolvers<void>();
    void tab.contentWindow?.navigator.locks.request('kakanai-kiosk', () => {
      taken.resolve();
      return new Promise(() => {});
    });
    await taken.promise;
    expect(await holdKiosk(50)).toMatchObject({ ok: false, reason: { kind: 'second-tab' } });
    const waiting = holdKiosk(10_000);
    tab.remove();
    const mine = await waiting;
    if (!mine.ok) throw new Error(mine.reason.kind);
    mine.value();
  });
});

describe('sending from two tabs', () => {
  /** A sender as each tab has one, over the same database and the same lock. */
  const senderOf = (tab: CaseStorage, deliverOne: (sealed: SealedCase) => Promise<Delivery>) =>
    new OutboxSender({
      outbox: tab.outbox,
      deliver: deliverOne,
      now: Date.now,
      random: Math.random,
      alone: aloneInBrowser,
    });

  test('each case is sent by one of them, and is in the outbox until the hub has said yes', async () => {
    await storage.drafts.begin(caseId);
    await storage.drafts.append(caseId, ...actions);
    await storage.drafts.finish(caseId, actions, finish, hub);
    const second = start();
    const answer = Promise.withResolvers<void>();
    const sent: string[] = [];
    const slowly = async (sealed: SealedCase): Promise<Delivery> => {
      sent.push(sealed.case);
      await answer.promise;
      const receivedAt = '2026-11-20T02:00:00.000Z';
      const yes = { protocol: 1, case: sealed.case, state: 'received', receivedAt, digest: '' } as const;
      return { outcome: 'received', yes };
    };
    const first = senderOf(storage, slowly).send();
    await vi.waitFor(() => expect(sent).toEqual([caseId]));
    expect(await senderOf(second, slowly).send('all')).toBeUndefined();
    expect(await second.outbox.list()).toMatchObject({ ok: true, value: [{ caseId, tries: 0 }] });
    answer.resolve();
    expect(await first).toEqual({ delivered: 1, left: 0, next: undefined });
    expect(await senderOf(second, slowly).send('all')).toEqual({ delivered: 0, left: 0, next: undefined });
    expect(sent).toEqual([caseId]);
    await second.close();
  });

  test('a tab that is closed while it sends leaves the case to the other', async () => {
    await storage.drafts.begin(caseId);
    await storage.drafts.append(caseId, ...actions);
    await storage.drafts.finish(caseId, actions, finish, hub);
    const tab = document.createElement('iframe');
    document.body.append(tab);
    const taken = Promise.withResolvers<void>();
    void tab.contentWindow?.navigator.locks.request('kakanai-sender', () => {
      taken.resolve();
      return new Promise(() => {});
    });
    await taken.promise;
    const refusing = senderOf(storage, () => Promise.resolve({ outcome: 'busy', code: 'storage-full' }));
    expect(await refusing.send()).toBeUndefined();
    tab.remove();
    await vi.waitFor(async () => expect(await refusing.send()).toMatchObject({ left: 1 }));
    expect(await storage.outbox.list()).toMatchObject({ ok: true, value: [{ tries: 1, lastError: 'storage-full' }] });
  });
});

/** A connection, as of another tab, that does not close when it is asked to. */
async function held(name: string): Promise<IDBDatabase> {
  const known = (await indexedDB.databases()).some((one) => one.name === name);
  return new Promise((resolve, reject) => {
    const request = known ? indexedDB.open(name) : indexedDB.open(name, 1);
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(new Error(`${name} does not open`)));
  });
}

async function namesOf(name: string): Promise<string[]> {
  const dexie = await new Dexie(name, { addons: [] }).open();
  const names = dexie.tables.map((table) => table.name);
  dexie.close();
  return names;
}

/** All that every database of this browser holds, names and keys included, as bytes. */
async function everyByte(): Promise<Uint8Array[]> {
  const bytes: Uint8Array[] = [];
  const encoder = new TextEncoder();
  const add = (value: unknown): void => {
    if (value instanceof ArrayBuffer) bytes.push(new Uint8Array(value));
    else if (ArrayBuffer.isView(value)) bytes.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    else if (value instanceof CryptoKey) throw new Error('a key lies beside the data');
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        bytes.push(encoder.encode(key));
        add(inner);
      }
    else bytes.push(encoder.encode(String(value)));
  };
  for (const { name = '' } of await indexedDB.databases()) {
    add(name);
    const dexie = await new Dexie(name, { addons: [] }).open();
    for (const table of dexie.tables) {
      add(table.name);
      add(await table.toCollection().keys());
      add(await table.toArray());
    }
    dexie.close();
  }
  return bytes;
}

/** Those of the texts that occur in the bytes, in UTF-8 or in UTF-16. */
function found(bytes: readonly Uint8Array[], texts: readonly string[]): string[] {
  const latin = new TextDecoder('latin1');
  const all = bytes.map((one) => latin.decode(one)).join('\n');
  const utf16 = (text: string) => new Uint8Array(Uint16Array.from(text, (unit) => unit.charCodeAt(0)).buffer);
  return texts.filter((text) =>
    [new TextEncoder().encode(text), utf16(text)].some((one) => all.includes(latin.decode(one))),
  );
}
