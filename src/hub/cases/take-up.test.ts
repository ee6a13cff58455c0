import fc from 'fast-check';
import { sql } from 'kysely';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Action } from '../../case/index.ts';
import type { SealedCase } from '../../protocol/index.ts';
import { importPrivateKey, newSealingKeys, type PrivateKey } from '../../sealing/index.ts';
import { type Database, databaseOver } from '../database/index.ts';
import { bothDatabases } from '../fixture/both-databases.ts';
import { continuedActions, leftActions, sealedFrom, testId } from '../fixture/cases.ts';
import { fixtureCompiled, fixtureSources } from '../fixture/open-hub.ts';
import type { CaseStore } from './case-store.ts';
import { startIntake } from './intake.ts';
import { openCases } from './open-cases.ts';
import { storedActions } from './take-up.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-take-up-'));
afterAll(() => rmSync(root, { recursive: true }));
const now = () => new Date('2026-04-10T03:00:00Z');
const { content } = fixtureCompiled(fixtureSources());
const version = content.version.hash;
const hubKey = { id: '0123456789abcdef', key: new Uint8Array(32).fill(7) };

let publicKey: Uint8Array;
let key: PrivateKey;
beforeAll(async () => {
  const pair = await newSealingKeys(crypto);
  publicKey = pair.publicKey;
  const imported = await importPrivateKey(crypto, pair);
  if (!imported.ok) throw new Error(imported.reason);
  key = imported.value;
});

describe.each(bothDatabases)('$name', ({ name, start, pool, stop }) => {
  const embedded = name === 'embedded';
  let database: Database;
  let store: CaseStore;
  let group = 0;
  beforeAll(async () => {
    await start();
    database = await databaseOver(await pool());
    store = await open();
  }, 60_000);
  afterAll(async () => {
    await store.close();
    await database.destroy();
    await stop();
  });
  const open = async () => {
    const tables = embedded ? {} : { tables: Promise.resolve(database) };
    return (await openCases(path.join(root, name.slice(0, 8)), { wrapping: hubKey, now, ...tables })).store;
  };

  const intakeOver = (cases: CaseStore, milliseconds?: number) => {
    const failures: unknown[] = [];
    const intake = startIntake({
      store: cases,
      database: Promise.resolve(database),
      by: {
        key,
        municipality: 'mihon',
        practice: false,
        contentOf: async (hash) => (hash === version ? content : undefined),
      },
      now,
      takenUp: async () => undefined,
      failed: (error) => failures.push(error),
      ...(milliseconds === undefined ? {} : { milliseconds }),
    });
    return { intake, failures };
  };
  /** Delivers cases as several devices would, and waits until the tables have them. */
  async function deliver(...deliveries: SealedCase[]) {
    const { intake, failures } = intakeOver(store);
    await Promise.all(
      deliveries.map(async (one) => {
        const kept = await store.keep(one);
        expect(kept.ok).toBe(true);
        await intake.arrived(one.case);
      }),
    );
    await intake.caughtUp;
    await intake.close();
    expect(failures).toEqual([]);
  }
  const rowOf = (id: string) => database.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const tasksOf = (id: string) =>
    database.selectFrom('case_tasks').select(['place', 'reason']).where('case_id', '=', id).orderBy('id').execute();

  test('a case is opened, replayed under its content, and its actions are there, encrypted', async () => {
    const actions = leftActions(++group, version);
    const id = testId(group, 0);
    await deliver(await sealedFrom(publicKey, actions));
    expect(await rowOf(id)).toMatchObject({ state: 'whole', content: version, ended: 'left', receipt: null });
    const caseKey = await store.keys.get(id);
    if (!caseKey || caseKey === 'destroyed') throw new Error('no key');
    expect(await storedActions(database, id, caseKey)).toEqual(actions);
    const rows = await database.selectFrom('case_actions').selectAll().where('case_id', '=', id).execute();
    expect(rows.map(({ action_id: action }) => action)).toEqual(actions.map((one) => one.id));
    expect(Buffer.concat(rows.map(({ box }) => box)).toString('latin1')).not.toContain('kiosk-1');
  });

  const wrong: [string, (actions: Action[]) => Action[], Partial<SealedCase> & { lost?: number }, object[]][] = [
    ['lost actions', (all) => all, { lost: 3 }, [{ place: null, reason: 'lost-actions' }]],
    ['another event outside', (all) => all, { events: ['birth'] }, [{ place: null, reason: 'envelope-differs' }]],
    [
      'a receipt outside that it did not come to',
      (all) => all,
      { ended: 'prepared', receipt: 'A-1' },
      [
        { place: null, reason: 'envelope-differs' },
        { place: null, reason: 'not-prepared' },
      ],
    ],
    ['an end that it does not come to', (all) => all, { ended: 'prepared' }, [{ place: null, reason: 'not-prepared' }]],
    [
      'content that was never published here',
      (all) => all.map((one) => ({ ...one, content: 'abc123' })),
      {},
      [{ place: null, reason: 'unknown-content' }],
    ],
    [
      'a fact that no content has',
      (all) =>
        all.map((one) =>
          one.type === 'recorded'
            ? { ...one, statements: [{ subject: 'a', fact: 'rubbish', said: { value: 1 }, source: 'card' as const }] }
            : one,
        ),
      {},
      [{ place: 1, reason: 'does-not-fit' }],
    ],
    [
      'an action that this version cannot read, and what follows it',
      (all) => all.map((one, place) => (place === 2 ? ({ ...one, type: 'new' } as unknown as Action) : one)),
      {},
      [
        { place: 2, reason: 'unread' },
        { place: 3, reason: 'unread' },
      ],
    ],
    ['an action twice', (all) => [...all, ...all.slice(-1)], {}, [{ place: 4, reason: 'repeated-action' }]],
    [
      'another municipality',
      (all) => all.map((one) => (one.type === 'opened' ? { ...one, municipality: 'tonari' } : one)),
      {},
      [{ place: 0, reason: 'other-municipality' }],
    ],
  ];
  test.each(wrong)('%s: a task for a person, and every action is kept', async (_name, change, outside, tasks) => {
    const actions = change(leftActions(++group, version));
    const id = testId(group, 0);
    await deliver(await sealedFrom(publicKey, actions, outside));
    expect((await rowOf(id)).state).toBe('task');
    expect(await tasksOf(id)).toEqual(tasks);
    const caseKey = await store.keys.get(id);
    if (!caseKey || caseKey === 'destroyed') throw new Error('no key');
    expect(await storedActions(database, id, caseKey)).toEqual(actions);
  });

  test('what does not open is a task, too', async () => {
    const one = await sealedFrom(publicKey, leftActions(++group, version));
    const bytes = Buffer.from(one.sealed, 'base64');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await deliver({ ...one, sealed: bytes.toString('base64') });
    expect(await tasksOf(testId(group, 0))).toEqual([{ place: null, reason: 'does-not-open' }]);
  });

  test('an action whose id another case has: kept without it, and a person is told', async () => {
    const one = leftActions(++group, version);
    const other = leftActions(++group, version).map((action, place) =>
      place === 1 ? { ...action, id: one[1]!.id } : action,
    );
    await deliver(await sealedFrom(publicKey, one));
    await deliver(await sealedFrom(publicKey, other));
    expect(await tasksOf(testId(group, 0))).toEqual([{ place: 1, reason: 'repeated-action' }]);
  });

  const linksTo = (id: string) =>
    database.selectFrom('case_continuations').select('continued_by').where('case_id', '=', id).execute();

  test('a case that continues another: both are whole, each action has one row with its id, and they are linked', async () => {
    const earlier = leftActions(++group, version);
    const actions = continuedActions(++group, earlier);
    await deliver(await sealedFrom(publicKey, earlier));
    await deliver(await sealedFrom(publicKey, actions));
    const id = testId(group, 0);
    expect([(await rowOf(testId(group - 1, 0))).state, (await rowOf(id)).state]).toEqual(['whole', 'whole']);
    expect(await linksTo(testId(group - 1, 0))).toEqual([{ continued_by: id }]);
    const caseKey = await store.keys.get(id);
    if (!caseKey || caseKey === 'destroyed') throw new Error('no key');
    expect(await storedActions(database, id, caseKey)).toEqual(actions);
    const rows = await database
      .selectFrom('case_actions')
      .select('action_id')
      .where('case_id', '=', id)
      .orderBy('place')
      .execute();
    const carried = new Set(earlier.map((one) => one.id));
    expect(rows.map(({ action_id: one }) => one)).toEqual(actions.map((one) => (carried.has(one.id) ? null : one.id)));
  });

  test('a carried action that is not as it was is a task; so is the second continuation of one case', async () => {
    const earlier = leftActions(++group, version);
    const first = group;
    await deliver(await sealedFrom(publicKey, earlier));
    const changed = continuedActions(++group, earlier).map((one, place) =>
      place === 1 ? { ...one, at: '2026-04-10T02:00:00.000Z' } : one,
    );
    await deliver(await sealedFrom(publicKey, changed));
    expect(await tasksOf(testId(group, 0))).toEqual([{ place: 1, reason: 'repeated-action' }]);
    await deliver(await sealedFrom(publicKey, continuedActions(++group, earlier)));
    expect(await tasksOf(testId(group, 0))).toEqual([{ place: null, reason: 'continued-twice' }]);
    expect(await linksTo(testId(first, 0))).toHaveLength(2);
  });

  test('what was carried over and no longer fits is no task: it is asked again', async () => {
    const earlier = leftActions(++group, version).map((one) =>
      one.type === 'recorded'
        ? { ...one, statements: [{ subject: 'a', fact: 'of-old', said: { value: 1 }, source: 'card' as const }] }
        : one,
    );
    await deliver(await sealedFrom(publicKey, earlier));
    await deliver(await sealedFrom(publicKey, continuedActions(++group, earlier)));
    expect((await rowOf(testId(group, 0))).state).toBe('whole');
  });

  test('tables that are filled anew: a continuation comes up before what it continues, and nothing is repeated', async () => {
    const later = leftActions(group + 2, version);
    const actions = continuedActions(group + 1, later);
    group += 2;
    await store.keep(await sealedFrom(publicKey, actions));
    await store.keep(await sealedFrom(publicKey, later));
    const { intake, failures } = intakeOver(store);
    await intake.caughtUp;
    await intake.close();
    expect(failures).toEqual([]);
    const states = [await rowOf(testId(group - 1, 0)), await rowOf(testId(group, 0))].map(({ state }) => state);
    expect(states).toEqual(['whole', 'whole']);
  });

  test('any order and duplication of deliveries gives one row per action', async () => {
    const deliveries = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(deliveries, async (order) => {
        const first = group + 1;
        group += 4;
        const cases = await Promise.all(
          [0, 1, 2, 3].map((one) => sealedFrom(publicKey, leftActions(first + one, version, one + 1))),
        );
        await deliver(...order.flatMap((one) => cases[one] ?? []));
        for (const one of new Set(order)) {
          const id = testId(first + one, 0);
          const rows = await database
            .selectFrom('case_actions')
            .select('action_id')
            .where('case_id', '=', id)
            .execute();
          expect(rows).toHaveLength(3 + one);
          expect(new Set(rows.map(({ action_id: action }) => action)).size).toBe(3 + one);
          expect((await rowOf(id)).state).toBe('whole');
        }
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  test('nothing in the tables can be changed or taken away', async () => {
    await deliver(await sealedFrom(publicKey, leftActions(++group, version)));
    const mine = `id = '${testId(group, 0)}'`;
    const tables = ['case_actions', 'case_tasks', 'case_deliveries', 'audit_trail', 'case_disposals', 'hub_identity'];
    const changes = [
      ...tables.flatMap((table) => [`delete from ${table}`, `truncate ${table} cascade`]),
      'update case_actions set place = 7',
      "update audit_trail set role = 'nobody'",
      `update cases set receipt = 'B-2' where ${mine}`,
      `update cases set state = 'received' where ${mine}`,
      `update cases set digest = '' where ${mine}`,
      `update cases set content = 'other' where ${mine}`,
      'delete from cases',
      'delete from case_keys',
      ...(embedded ? [] : [String.raw`update case_keys set wrapped = '\x00'`]),
    ];
    const made = await Promise.all(
      changes.map((change) =>
        sql
          .raw(change)
          .execute(database)
          .then(
            () => `${change}: was done`,
            (error: unknown) =>
              error instanceof Error && 'code' in error && error.code === '42501' ? [] : `${change}: ${String(error)}`,
          ),
      ),
    );
    expect(made.flat()).toEqual([]);
  });

  test('a case whose key was destroyed, and whose rows were lost after that, comes back as disposed of', async () => {
    const one = await sealedFrom(publicKey, leftActions(++group, version));
    await store.keep(one);
    await store.keys.destroy(one.case);
    const { intake, failures } = intakeOver(store);
    await intake.caughtUp;
    await intake.close();
    expect(failures).toEqual([]);
    expect((await rowOf(one.case)).state).toBe('disposed');
    expect(await store.keep(one)).toMatchObject({ ok: true, value: { repeated: true } });
  });

  test('what could not be taken up, for the disk was full, is taken up when it no longer is', async () => {
    const one = await sealedFrom(publicKey, leftActions(++group, version));
    let full = true;
    const short: CaseStore = {
      ...store,
      sealedOf: (id) => (full ? Promise.reject(new Error('full')) : store.sealedOf(id)),
    };
    const { intake, failures } = intakeOver(short, 10);
    await store.keep(one);
    await intake.arrived(one.case);
    await expect.poll(() => failures.length).toBeGreaterThan(1);
    expect((await rowOf(one.case)).state).toBe('received');
    full = false;
    await expect.poll(async () => (await rowOf(one.case)).state, { timeout: 5000 }).toBe('whole');
    await intake.close();
  });

  test('two hubs at once take a case up once', async () => {
    const actions = leftActions(++group, version);
    const one = await sealedFrom(publicKey, actions);
    await store.keep(one);
    const hubs = [intakeOver(store), intakeOver(store)];
    await Promise.all(hubs.map(({ intake }) => intake.arrived(one.case)));
    for (const { intake, failures } of hubs) {
      await intake.caughtUp;
      await intake.close();
      expect(failures).toEqual([]);
    }
    expect((await rowOf(one.case)).state).toBe('whole');
    const delivered = await database.selectFrom('audit_trail').selectAll().where('case_id', '=', one.case).execute();
    expect(delivered).toMatchObject([{ action: 'case-delivered', device: 'kiosk-1', role: 'device' }]);
  });
});
