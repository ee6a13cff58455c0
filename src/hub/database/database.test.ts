import { sql } from 'kysely';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bothDatabases } from '../fixture/both-databases.ts';
import { postgresPrograms, startPostgres } from '../fixture/postgres-server.ts';
import { type Database, databaseOver, embeddedPool, serverPool } from './index.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-database-'));
afterAll(() => rmSync(root, { recursive: true }));

const inquiry = {
  asked_at: '2026-04-10T03:00:00.000Z',
  case_id: '01999999-abcd-7000-8000-000000000001',
  source: 'register' as const,
  events: JSON.stringify(['moving-in']),
  facts: JSON.stringify(['name', 'sex']),
  refused: 0,
  outcome: 'found',
};

describe.each(bothDatabases)('$name', ({ start, pool, stop }) => {
  let database: Database;
  beforeAll(async () => {
    await start();
    database = await databaseOver(await pool());
  }, 60_000);
  afterAll(async () => {
    await database.destroy();
    await stop();
  });

  test('rows come back as they were written: numbers, instants in UTC, and JSON', async () => {
    await database.insertInto('register_inquiries').values(inquiry).execute();
    const [row] = await database.selectFrom('register_inquiries').selectAll().execute();
    expect(row).toEqual({ ...inquiry, id: 1, events: ['moving-in'], facts: ['name', 'sex'] });
  });

  test('inquiries are added, never changed or taken away', async () => {
    const refused = expect.objectContaining({ code: '42501' });
    await expect(database.updateTable('register_inquiries').set({ outcome: 'late' }).execute()).rejects.toEqual(
      refused,
    );
    await expect(database.deleteFrom('register_inquiries').execute()).rejects.toEqual(refused);
    await expect(sql`truncate register_inquiries`.execute(database)).rejects.toEqual(refused);
    expect(await database.selectFrom('register_inquiries').select('outcome').execute()).toEqual([{ outcome: 'found' }]);
  });

  test('what is done in a transaction that fails is not done; another one waits for its turn', async () => {
    const failing = database.transaction().execute(async (within) => {
      await within.insertInto('sample_registers').values({ municipality: 'mihon', digest: 'half' }).execute();
      throw new Error('stopped');
    });
    const after = database.insertInto('sample_registers').values({ municipality: 'tonari', digest: 'whole' }).execute();
    await expect(failing).rejects.toThrow('stopped');
    await after;
    expect(await database.selectFrom('sample_registers').select('municipality').execute()).toEqual([
      { municipality: 'tonari' },
    ]);
  });

  test('bytes come back as bytes, and what is said on a channel is heard once by each who listens', async () => {
    const { rows } = await sql<{ bytes: Uint8Array }>`select ${Buffer.from([0, 7, 255])}::bytea as bytes`.execute(
      database,
    );
    expect(rows[0]?.bytes).toEqual(Uint8Array.of(0, 7, 255));
    const heard: string[] = [];
    for (const name of ['one', 'other'])
      await database.listen('kakanai_test', (payload) => heard.push(`${name} ${payload}`));
    for (const said of ['first', 'second']) await sql`select pg_notify('kakanai_test', ${said})`.execute(database);
    await expect.poll(() => heard.at(-1)).toBe('other second');
    expect(heard.filter((one) => one.endsWith('first'))).toEqual(['one first', 'other first']);
  });
});

test('what a process left half made, killed at its first start, is made anew; a first start can be given up', async () => {
  const folder = path.join(root, 'half');
  mkdirSync(path.join(folder, 'cluster/base'), { recursive: true });
  writeFileSync(path.join(folder, 'cluster/PG_VERSION'), '18');
  const stop = new AbortController();
  const givenUp = embeddedPool(folder, stop.signal);
  setImmediate(() => stop.abort());
  await expect(givenUp).rejects.toThrow(/closed|aborted/);
  const pool = await embeddedPool(folder);
  const client = await pool.connect();
  expect(await client.query('select 1 as one', [])).toMatchObject({ rows: [{ one: 1 }] });
  client.release();
  await pool.end();
}, 60_000);

test('a folder opens again with its rows, and its tables are not made twice', async () => {
  const folder = path.join(root, 'kept');
  const first = await databaseOver(await embeddedPool(folder));
  await first.insertInto('register_inquiries').values(inquiry).execute();
  await first.destroy();
  const again = await databaseOver(await embeddedPool(folder));
  const rows = await again.selectFrom('register_inquiries').select('outcome').execute();
  await again.destroy();
  expect(rows).toEqual([{ outcome: 'found' }]);
  await expect(again.selectFrom('register_inquiries').select('outcome').execute()).rejects.toThrow('destroyed');
}, 60_000);

describe.skipIf(postgresPrograms === undefined)('a PostgreSQL server', () => {
  test('several processes may start on an empty database at once, and hear of each other; a crash loses nothing', async () => {
    const server = await startPostgres();
    const url = await server.newDatabase();
    const opened = await Promise.all(Array.from({ length: 4 }, () => databaseOver(serverPool(url))));
    const [one, other] = opened;
    const heard: string[] = [];
    await other?.listen('kakanai_test', (payload) => heard.push(payload));
    await one?.insertInto('register_inquiries').values(inquiry).execute();
    if (one) await sql`select pg_notify('kakanai_test', 'arrived')`.execute(one);
    await expect.poll(() => heard).toContain('arrived');
    const underWay = one?.transaction().execute(async (within) => {
      await within.insertInto('register_inquiries').values(inquiry).execute();
      await server.crash(); // between two queries nobody waits for an answer that could fail
      await sql`select 1`.execute(within);
    });
    await expect(underWay).rejects.toThrow(/terminat|Connection|connection/);
    const outcomes = () => other?.selectFrom('register_inquiries').select('outcome').execute();
    await expect.poll(() => outcomes()?.catch(() => []), { timeout: 10_000 }).toEqual([{ outcome: 'found' }]);
    heard.length = 0;
    await expect.poll(() => heard, { timeout: 10_000 }).toContain('');
    for (const database of opened) await database.destroy();
    await server.stop();
  }, 60_000);
});
