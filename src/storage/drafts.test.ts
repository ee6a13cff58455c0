import 'fake-indexeddb/auto';
import { Dexie, type Table } from 'dexie';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { storedCase } from '../../test/upgrade/stored-case.ts';
import { newId } from '../basics/index.ts';
import type { Action } from '../case/index.ts';
import { importPrivateKey, newSealingKeys, openSealedCase, type PrivateKey } from '../sealing/index.ts';
import { type KeyKeeper, memoryKeyKeeper } from './key-keeper.ts';
import { type CaseStorage, openStorage } from './storage.ts';

const crypto = globalThis.crypto;
const ids = { now: () => Date.now(), random: (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)) };
const actions = storedCase();
const caseId = actions[0]?.type === 'opened' ? actions[0].case : '';
const [opened, ...rest] = actions as [Action, ...Action[]];
const draftName = `kakanai-draft-${caseId}`;
const done = { ok: true, value: undefined };
const left = { ok: true, value: { remains: undefined } };
const finish = { receipt: 'A-017', events: ['moving-in'], at: '2026-11-20T01:30:00.000Z' };

let hub: PrivateKey;
let keys: KeyKeeper;
let storage: CaseStorage;

const start = (with_: { keys?: KeyKeeper; patience?: number } = {}) =>
  openStorage({ crypto, keys, ids, kiosk: 'kiosk-1', ...with_ });

/** As after a kill: nothing of the page is left but what is stored. */
async function restart(with_: Parameters<typeof start>[0] = {}): Promise<void> {
  await storage.close();
  storage = start(with_);
}

beforeEach(async () => {
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
  const pair = await importPrivateKey(crypto, await newSealingKeys(crypto));
  if (!pair.ok) throw new Error(pair.reason);
  hub = pair.value;
  keys = memoryKeyKeeper(crypto);
  storage = start();
});
afterEach(async () => {
  await storage.close();
  vi.restoreAllMocks();
});

/** The rows of the draft as they stand in the database. */
async function withRows(work: (rows: Table<Row, number, unknown>) => PromiseLike<unknown>): Promise<void> {
  const dexie = await new Dexie(draftName, { addons: [] }).open();
  await work(dexie.table('actions'));
  dexie.close();
}

interface Row {
  seq: number;
  id: string;
  box: Uint8Array;
}

async function rowAt(rows: Table<Row, number, unknown>, seq: number): Promise<Row> {
  const row = await rows.get(seq);
  if (!row) throw new Error(`there is no row ${seq}`);
  return row;
}

async function leftBehind() {
  const databases = await Dexie.getDatabaseNames();
  return {
    drafts: databases.filter((name) => name.startsWith('kakanai-draft-')),
    current: await storage.drafts.current(),
  };
}

async function inOutbox() {
  const listed = await storage.outbox.list();
  if (!listed.ok) throw new Error(listed.reason.kind);
  return Promise.all(
    listed.value.map(async ({ caseId: id }) => {
      const row = await storage.outbox.get(id);
      if (!row.ok || !row.value) throw new Error('a listed case is there');
      const { sealed, ...readable } = row.value;
      const whole = await openSealedCase(hub, id, sealed);
      if (!whole.ok) throw new Error(whole.reason);
      return { ...readable, ...whole.value };
    }),
  );
}

test('a case is read back after a restart, action by action', async () => {
  expect(await storage.drafts.begin(caseId)).toEqual(done);
  for (const one of actions) expect(await storage.drafts.append(caseId, one)).toEqual(done);
  await restart();
  expect(await storage.drafts.current()).toMatchObject({
    ok: true,
    value: { caseId, kiosk: 'kiosk-1', state: 'open' },
  });
  expect(await storage.drafts.read(caseId)).toEqual({ ok: true, value: { actions } });
});

test('however a case is written, repeated and interrupted, its actions are there once and in order', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ count: fc.integer({ min: 1, max: 4 }), again: fc.boolean(), restart: fc.boolean() }), {
        maxLength: 8,
      }),
      async (batches) => {
        const id = newId(ids);
        expect(await storage.drafts.begin(id)).toEqual(done);
        let count = 0;
        for (const batch of batches) {
          const given = actions.slice(count, count + batch.count);
          const times = batch.again ? 2 : 1;
          for (let n = 0; n < times; n++) expect(await storage.drafts.append(id, ...given)).toEqual(done);
          if (batch.restart) await restart();
          count += given.length;
        }
        await restart();
        expect(await storage.drafts.read(id)).toEqual({ ok: true, value: { actions: actions.slice(0, count) } });
        expect(await storage.drafts.discard(id)).toEqual(left);
      },
    ),
    { numRuns: 25 },
  ));

test('calls made at once are stored in the order in which they were made', async () => {
  const results = await Promise.all([
    storage.drafts.begin(caseId),
    ...actions.map((one) => storage.drafts.append(caseId, one)),
  ]);
  expect(results.every(({ ok }) => ok)).toBe(true);
  expect(await storage.drafts.read(caseId)).toEqual({ ok: true, value: { actions } });
});

test('nothing is stored twice when the answer of a commit was lost', async () => {
  await storage.drafts.begin(caseId);
  await storage.drafts.append(caseId, opened);
  // The rows arrive, and the connection breaks before the page hears of it.
  const transaction: (...given: unknown[]) => Promise<unknown> = Reflect.get(Dexie.prototype, 'transaction');
  let broken = 0;
  vi.spyOn(Dexie.prototype, 'transaction').mockImplementationOnce(async function (this: Dexie, ...given: unknown[]) {
    await transaction.apply(this, given);
    broken++;
    throw new Dexie.DatabaseClosedError();
  } as never);
  expect(await storage.drafts.append(caseId, ...rest)).toEqual(done);
  expect(broken).toBe(1);
  expect(await storage.drafts.read(caseId)).toEqual({ ok: true, value: { actions } });
});

test.each([
  ['damaged', 'unreadable', (row: Row) => ({ ...row, box: row.box.with(20, row.box[20]! ^ 1) })],
  ['no bytes at all', 'unreadable', (row: Row) => ({ ...row, box: 'x' })],
  ['written in a later format', 'foreign', (row: Row) => ({ ...row, box: row.box.with(0, 9) })],
  ['under another id', 'foreign', (row: Row) => ({ ...row, id: newId(ids) })],
] as const)(
  'everything before a row that is %s is kept, and the case goes on from there',
  async (_, because, spoil) => {
    await storage.drafts.begin(caseId);
    await storage.drafts.append(caseId, ...actions);
    await withRows(async (rows) => rows.put(spoil(await rowAt(rows, 4))));
    await restart();
    const before = actions.slice(0, 4);
    const cut = { at: 4, because, lost: actions.length - 4 };
    expect(await storage.drafts.read(caseId)).toEqual({ ok: true, value: { actions: before, cut } });

    const again = rest.slice(-3);
    expect(await storage.drafts.append(caseId, ...again)).toEqual(done);
    await restart();
    expect(await storage.drafts.read(caseId)).toEqual({ ok: true, value: { actions: [...before, ...again] } });
  },
);

test('an action of a type this version does not know is foreign, not fatal', async () => {
  await storage.drafts.begin(caseId);
  const later = { ...rest[0], type: 'signed-in-the-air' } as unknown as Action;
  await storage.drafts.append(caseId, opened, later);
  await restart();
  expect(await storage.drafts.read(caseId)).toEqual({
    ok: true,
    value: { actions: [opened], cut: { at: 1, because: 'foreign', lost: 1 } },
  });
});

test('a row that was moved or copied to another place does not open there', async () => {
  await storage.drafts.begin(caseId);
  await storage.drafts.append(caseId, ...actions);
  await withRows(async (rows) => rows.put({ ...(await rowAt(rows, 2)), seq: 5 }));
  await restart();
  expect(await storage.drafts.read(caseId)).toMatchObject({
    ok: true,
    value: { cut: { at: 5, because: 'unreadable' } },
  });
});

test('a missing row ends the case there', async () => {
  await storage.drafts.begin(caseId);
  await storage.drafts.append(caseId, ...actions);
  await withRows((rows) => rows.delete(7));
  await restart();
  expect(await storage.drafts.read(caseId)).toMatchObject({
    ok: true,
    value: { actions: actions.slice(0, 7), cut: { at: 7, lost: actions.length - 8 } },
  });
});

test('with its key lost a case is said to be lost, and can be given up for the next person', async () => {
  await storage.drafts.begin(caseId);
  await storage.drafts.append(caseId, ...actions);
  keys = memoryKeyKeeper(crypto);
  await restart();
  const lost = { ok: false, reason: { kind: 'key-lost' } };
  expect(await storage.drafts.read(caseId)).toMatchObject(lost);
  expect(await storage.drafts.lockAway(caseId, finish.at, hub)).toMatchObject(lost);
  expect(await storage.drafts.discard(caseId)).toEqual(left);
  expect(await leftBehind()).toEqual({ drafts: [], current: done });
  expect(await storage.drafts.begin(newId(ids))).toEqual(done);
});

test('with another key in its place nothing is cut off: the case is said to be lost', async () => {
  await storage.drafts.begin(caseId);
  await storage.drafts.append(caseId, ...actions);
  const other = await memoryKeyKeeper(crypto).create('x');
  await restart({ keys: { ...keys, get: () => Promise.resolve(other) } });
  expect(await storage.drafts.read(caseId)).toMatchObject({ ok: false, reason: { kind: 'key-lost' } });
  await restart();
  expect(await storage.drafts.read(caseId)).toEqual({ ok: true, value: { actions } });
});

test('with the keeper away nothing is lost, and the case comes back with it', async () => {
  await storage.drafts.begin(caseId);
  await storage.drafts.append(caseId, ...actions);
  const away = { ok: false, reason: { kind: 'no-keeper', cause: 'TypeError' } } as const;
  await restart({ keys: { ...keys, get: () => Promise.resolve(away) } });
  expect(await storage.drafts.read(caseId)).toEqual(away);
  await restart();
  expect(await storage.drafts.read(caseId)).toEqual({ ok: true, value: { actions } });
});

test('a second case waits until the first is over', async () => {
  await storage.drafts.begin(caseId);
  expect(await storage.drafts.begin(newId(ids))).toMatchObject({ ok: false, reason: { kind: 'second-tab' } });
  await storage.drafts.discard(caseId);
  expect(await storage.drafts.begin(newId(ids))).toEqual(done);
});

test('a second tab that goes on with the same case is told, and overwrites nothing', async () => {
  await storage.drafts.begin(caseId);
  await storage.drafts.append(caseId, opened);
  const other = start();
  expect(await other.drafts.read(caseId)).toEqual({ ok: true, value: { actions: [opened] } });
  expect(await storage.drafts.append(caseId, rest[0]!)).toEqual(done);
  expect(await other.drafts.append(caseId, rest[1]!)).toMatchObject({ ok: false, reason: { kind: 'second-tab' } });
  await other.close();
  expect(await storage.drafts.read(caseId)).toEqual({ ok: true, value: { actions: [opened, rest[0]] } });
});

test('two tabs never share a key', async () => {
  const other = start();
  expect([await storage.drafts.prepare(), await other.drafts.prepare()]).toEqual([done, done]);
  expect(await storage.drafts.begin(caseId)).toEqual(done);
  await storage.drafts.append(caseId, ...actions);
  await storage.drafts.finish(caseId, actions, finish, hub);
  const next = newId(ids);
  expect(await other.drafts.begin(next)).toMatchObject({ ok: false, reason: { kind: 'second-tab' } });
  expect(await other.drafts.begin(next)).toEqual(done);
  expect(await other.drafts.append(next, opened)).toEqual(done);
  await other.close();
  expect(await storage.drafts.read(next)).toEqual({ ok: true, value: { actions: [opened] } });
});

test('actions that were removed under way are not passed over in silence', async () => {
  await storage.drafts.begin(caseId);
  await storage.drafts.append(caseId, opened, rest[0]!);
  vi.spyOn(console, 'warn').mockReturnValue(); // Dexie says that it closes its connection
  await Dexie.delete(draftName);
  expect(await storage.drafts.append(caseId, rest[1]!)).toMatchObject({ ok: false, reason: { kind: 'gone' } });
});

test('a new case asks the keeper nothing: its key was made ahead, and a restart makes no other', async () => {
  const asked: string[] = [];
  const counting: KeyKeeper = {
    ...keys,
    create: (id) => {
      asked.push('create');
      return keys.create(id);
    },
    get: (id) => {
      asked.push('get');
      return keys.get(id);
    },
  };
  await restart({ keys: counting });
  await storage.drafts.prepare();
  await restart({ keys: counting });
  await storage.drafts.prepare();
  expect(asked).toEqual(['create', 'get']);
  const away: KeyKeeper = {
    ...counting,
    create: () => Promise.resolve({ ok: false, reason: { kind: 'no-keeper', cause: 'TypeError' } }),
  };
  await restart({ keys: away });
  await storage.drafts.prepare();
  expect(await storage.drafts.begin(caseId)).toEqual(done);
  expect(await storage.drafts.append(caseId, ...actions)).toEqual(done);
});

test('a finished case is in the outbox, sealed, and nowhere else', async () => {
  await storage.drafts.begin(caseId);
  const key = await storage.drafts.current();
  await storage.drafts.append(caseId, ...actions);
  expect(await storage.drafts.finish(caseId, actions, finish, hub)).toEqual(left);
  expect(await inOutbox()).toEqual([
    {
      caseId,
      ended: 'prepared',
      receipt: 'A-017',
      events: ['moving-in'],
      preparedAt: finish.at,
      state: 'waiting',
      tries: 0,
      actions,
      unread: [],
      lost: 0,
    },
  ]);
  expect(await leftBehind()).toEqual({ drafts: [], current: done });
  expect(await keys.get((key.ok && key.value?.key) || '')).toMatchObject({ ok: false, reason: { kind: 'key-lost' } });
  expect(await storage.drafts.read(caseId)).toMatchObject({ ok: false, reason: { kind: 'gone' } });
});

test('what is stored and what is in hand both go to the hub', async () => {
  await storage.drafts.begin(caseId);
  await storage.drafts.append(caseId, ...actions.slice(0, 6));
  await storage.drafts.finish(caseId, [opened, ...actions.slice(3)], finish, hub);
  expect((await inOutbox()).map((one) => one.actions)).toEqual([actions]);
});

test('a finished case reaches the outbox even when its stored draft can no longer be read', async () => {
  await storage.drafts.begin(caseId);
  await storage.drafts.append(caseId, ...actions);
  keys = memoryKeyKeeper(crypto);
  await restart();
  expect(await storage.drafts.finish(caseId, actions, finish, hub)).toEqual(left);
  expect((await inOutbox()).map((one) => one.actions)).toEqual([actions]);
  expect(await leftBehind()).toEqual({ drafts: [], current: done });
});

test('with the keeper away a case that cannot be read now is not finished without what is stored', async () => {
  await storage.drafts.begin(caseId);
  await storage.drafts.append(caseId, ...actions);
  const away = { ok: false, reason: { kind: 'no-keeper', cause: 'TypeError' } } as const;
  await restart({ keys: { ...keys, get: () => Promise.resolve(away) } });
  expect(await storage.drafts.finish(caseId, [opened], finish, hub)).toEqual(away);
  await restart();
  expect(await storage.drafts.finish(caseId, [opened], finish, hub)).toEqual(left);
  expect((await inOutbox()).map((one) => one.actions)).toEqual([actions]);
});

test('killed before the outbox has it, the case is still open; finishing again completes it', async () => {
  await storage.drafts.begin(caseId);
  await storage.drafts.append(caseId, ...actions);
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(() => {
    throw new DOMException('', 'QuotaExceededError');
  });
  expect(await storage.drafts.finish(caseId, actions, finish, hub)).toMatchObject({
    ok: false,
    reason: { kind: 'full' },
  });
  await restart();
  expect(await inOutbox()).toEqual([]);
  expect(await storage.drafts.read(caseId)).toEqual({ ok: true, value: { actions } });
  expect(await storage.drafts.finish(caseId, actions, finish, hub)).toEqual(left);
  expect(await inOutbox()).toHaveLength(1);
  expect(await leftBehind()).toEqual({ drafts: [], current: done });
});

test.each([
  ['sweeping', () => storage.drafts.sweep()],
  ['finishing again', () => storage.drafts.finish(caseId, actions, finish, hub)],
])('killed after the outbox has it, no draft is offered again, and %s removes what is left', async (_, complete) => {
  await storage.drafts.begin(caseId);
  await storage.drafts.append(caseId, ...actions);
  vi.spyOn(indexedDB, 'deleteDatabase').mockImplementationOnce(() => {
    throw new DOMException('', 'UnknownError');
  });
  expect(await storage.drafts.finish(caseId, actions, finish, hub)).toMatchObject({
    ok: true,
    value: { remains: { cause: 'UnknownError' } },
  });
  await restart();
  expect(await leftBehind()).toEqual({ drafts: [draftName], current: done });
  expect((await complete()).ok).toBe(true);
  expect(await inOutbox()).toMatchObject([{ caseId, actions }]);
  expect(await leftBehind()).toEqual({ drafts: [], current: done });
});

test('a key that could not be destroyed is destroyed later', async () => {
  const away = { ok: false, reason: { kind: 'no-keeper', cause: 'TypeError' } } as const;
  await restart({ keys: { ...keys, destroy: () => Promise.resolve(away) } });
  await storage.drafts.begin(caseId);
  const row = await storage.drafts.current();
  const key = (row.ok && row.value?.key) || '';
  await storage.drafts.append(caseId, ...actions);
  expect(await storage.drafts.finish(caseId, actions, finish, hub)).toEqual({
    ok: true,
    value: { remains: away.reason },
  });
  await restart();
  expect((await keys.get(key)).ok).toBe(true);
  expect(await storage.drafts.sweep()).toEqual(done);
  expect((await keys.get(key)).ok).toBe(false);
});

test('a draft that no case knows is swept away; the open case stays', async () => {
  await storage.drafts.begin(caseId);
  await storage.drafts.append(caseId, ...actions);
  const stray = new Dexie('kakanai-draft-stray', { addons: [] });
  stray.version(1).stores({ actions: 'seq' });
  await stray.open();
  stray.close();
  expect(await storage.drafts.sweep()).toEqual(done);
  expect((await leftBehind()).drafts).toEqual([draftName]);
  expect(await storage.drafts.read(caseId)).toEqual({ ok: true, value: { actions } });
});

test('a case left behind is locked away for staff, with how much of it could not be read', async () => {
  await storage.drafts.begin(caseId);
  await storage.drafts.append(caseId, ...actions.slice(0, 9));
  await withRows(async (rows) => rows.put({ ...(await rowAt(rows, 7)), id: newId(ids) }));
  await restart();
  expect(await storage.drafts.lockAway(caseId, finish.at, hub)).toEqual(left);
  const [row] = await inOutbox();
  expect(row).toMatchObject({ ended: 'left', state: 'waiting', actions: actions.slice(0, 7), lost: 2 });
  // The number of the minute in which it was opened: it stood on the screen while that was covered.
  expect(row?.receipt).toBe('kiosk-1-1000');
  expect(await leftBehind()).toEqual({ drafts: [], current: done });
});

test('a case left behind before anything was said leaves nothing', async () => {
  await storage.drafts.begin(caseId);
  expect(await storage.drafts.lockAway(caseId, finish.at, hub)).toEqual(left);
  expect(await inOutbox()).toEqual([]);
  expect(await leftBehind()).toEqual({ drafts: [], current: done });
});

test('the outbox keeps why a case was not taken, and lets go of it only on acknowledgement', async () => {
  for (const [at, id] of [
    ['2026-11-20T03:00:00.000Z', newId(ids)],
    ['2026-11-20T02:00:00.000Z', newId(ids)],
  ] as const) {
    await storage.drafts.begin(id);
    await storage.drafts.finish(id, [opened], { ...finish, at }, hub);
  }
  const order = (await inOutbox()).map((one) => one.preparedAt);
  expect(order).toEqual(order.toSorted());
  const [first, second] = await inOutbox();
  const conflict = { state: 'conflict', error: 'HTTP 409', at: '2026-11-20T01:59:00.000Z', next: undefined } as const;
  await storage.outbox.tried(first!.caseId, conflict);
  await storage.outbox.tried(first!.caseId, conflict);
  await restart();
  expect(await inOutbox()).toMatchObject([
    { state: 'conflict', tries: 2, lastError: 'HTTP 409', actions: [opened] },
    second,
  ]);
  await storage.outbox.acknowledged(first!.caseId, '2026-11-20T02:00:00.000Z');
  expect(await inOutbox()).toEqual([second]);
});

/** A keeper that does not answer. */
const away: KeyKeeper = {
  create: () => Promise.resolve({ ok: false, reason: { kind: 'no-keeper', cause: 'test' } }),
  get: () => Promise.resolve({ ok: false, reason: { kind: 'no-keeper', cause: 'test' } }),
  destroy: () => Promise.resolve({ ok: false, reason: { kind: 'no-keeper', cause: 'test' } }),
};
const at = '2026-11-20T03:00:00.000Z';

test('with the keeper of keys away a visit runs from its beginning to the outbox', async () => {
  await restart({ keys: away });
  expect(await storage.drafts.begin(caseId)).toMatchObject({ ok: false, reason: { kind: 'no-keeper' } });
  expect(await storage.drafts.begin(caseId, () => Promise.resolve(hub))).toEqual(done);
  for (const one of actions) expect(await storage.drafts.append(caseId, one)).toEqual(done);
  expect(await storage.drafts.read(caseId)).toEqual({ ok: true, value: { actions } });
  expect(await storage.drafts.finish(caseId, actions, finish, hub)).toEqual(left);
  expect(await Dexie.getDatabaseNames()).toEqual(['kakanai']);
  const row = await storage.outbox.get(caseId);
  if (!row.ok || !row.value) throw new Error('the case is in the outbox');
  expect(await openSealedCase(hub, caseId, row.value.sealed)).toMatchObject({ ok: true, value: { actions } });
});

test('begun without the keeper and killed, a case cannot be opened here, and goes to the hub whole', async () => {
  await restart({ keys: away });
  await storage.drafts.begin(caseId, () => Promise.resolve(hub));
  await storage.drafts.append(caseId, ...actions);
  await restart({ keys });
  expect(await storage.drafts.current()).toMatchObject({ ok: true, value: { caseId, escrow: expect.any(Uint8Array) } });
  expect(await storage.drafts.read(caseId)).toMatchObject({ ok: false, reason: { kind: 'key-lost' } });
  expect(await storage.drafts.lockAway(caseId, at, hub)).toEqual(left);
  expect(await storage.drafts.current()).toEqual(done);
  expect(await Dexie.getDatabaseNames()).toEqual(['kakanai']);
  const row = await storage.outbox.get(caseId);
  if (!row.ok || !row.value) throw new Error('the case is in the outbox');
  expect(row.value).toMatchObject({ ended: 'left', events: [], preparedAt: at });
  expect(await openSealedCase(hub, caseId, row.value.sealed)).toEqual({
    ok: true,
    value: { ended: 'left', actions, unread: [], lost: 0 },
  });
});

test('a second try to begin without the keeper does not make a second key', async () => {
  await restart({ keys: away });
  for (const _ of [1, 2]) expect(await storage.drafts.begin(caseId, () => Promise.resolve(hub))).toEqual(done);
  await storage.drafts.append(caseId, ...actions);
  await restart();
  expect((await storage.drafts.lockAway(caseId, at, hub)).ok).toBe(true);
  const row = await storage.outbox.get(caseId);
  expect(row.ok && row.value && (await openSealedCase(hub, caseId, row.value.sealed))).toMatchObject({
    value: { actions, lost: 0 },
  });
});

test('killed before anything was said, such a case is only removed', async () => {
  await restart({ keys: away });
  await storage.drafts.begin(caseId, () => Promise.resolve(hub));
  await restart({ keys: away });
  expect(await storage.drafts.lockAway(caseId, at, hub)).toEqual(left);
  expect(await storage.outbox.list()).toEqual({ ok: true, value: [] });
  expect(await Dexie.getDatabaseNames()).toEqual(['kakanai']);
});

test('a case whose keeper is away makes room for the next one, and is sealed when the keeper is back', async () => {
  await storage.drafts.begin(caseId);
  await storage.drafts.append(caseId, ...actions);
  await restart({ keys: away });
  expect(await storage.drafts.read(caseId)).toMatchObject({ ok: false, reason: { kind: 'no-keeper' } });
  expect(await storage.drafts.setAside(caseId)).toEqual(done);
  expect(await storage.drafts.current()).toEqual(done);
  const other = newId(ids);
  expect(await storage.drafts.begin(other, () => Promise.resolve(hub))).toEqual(done);
  expect(await storage.drafts.rescue(at, hub)).toMatchObject({ ok: false, reason: { kind: 'no-keeper' } });
  expect(await storage.drafts.discard(other)).toEqual(left);
  await restart();
  expect(await storage.drafts.sweep()).toEqual(done);
  expect(await storage.drafts.rescue(at, hub)).toEqual(done);
  expect(await storage.outbox.list()).toMatchObject({ ok: true, value: [{ caseId, ended: 'left' }] });
  expect(await Dexie.getDatabaseNames()).toEqual(['kakanai']);
});

test('what was set aside and lost its key for good is given up', async () => {
  await storage.drafts.begin(caseId);
  await storage.drafts.append(caseId, ...actions);
  await storage.drafts.setAside(caseId);
  keys = memoryKeyKeeper(crypto);
  await restart();
  expect(await storage.drafts.rescue(at, hub)).toEqual(done);
  expect(await storage.outbox.list()).toEqual({ ok: true, value: [] });
  expect(await Dexie.getDatabaseNames()).toEqual(['kakanai']);
});

test('what the hub has taken is noted when it leaves the outbox, and can be found by its number', async () => {
  await storage.drafts.begin(caseId);
  await storage.drafts.append(caseId, ...actions);
  await storage.drafts.finish(caseId, actions, finish, hub);
  for (const _ of [1, 2]) expect(await storage.outbox.acknowledged(caseId, at)).toEqual(done);
  expect(await storage.outbox.list()).toEqual({ ok: true, value: [] });
  expect(await storage.outbox.delivered()).toEqual({
    ok: true,
    value: [{ caseId, ended: 'prepared', receipt: 'A-017', preparedAt: finish.at, receivedAt: at }],
  });
});
