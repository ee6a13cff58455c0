import { PGlite } from '@electric-sql/pglite';
import fs, { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { embeddedPool } from './embedded.ts';
import { onDisk } from './synced-files.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-synced-'));
afterAll(() => rmSync(root, { recursive: true }));

test('what is committed is on the disk before it is said to be, and so is what a checkpoint frees the log of', async () => {
  const database = new PGlite(onDisk(path.join(root, 'watched')));
  await database.exec('create table kept (what text)');
  const synced = vi.spyOn(fs, 'fsyncSync');
  await database.query(`insert into kept values ('first')`);
  expect(synced).toHaveBeenCalledTimes(1);
  await database.query('checkpoint');
  expect(synced.mock.calls.length).toBeGreaterThan(10);
  synced.mockRestore();
  await database.close();
}, 60_000);

test('the database of the hub is one of these', async () => {
  const pool = await embeddedPool(path.join(root, 'hub'));
  const client = await pool.connect();
  const settings = await client.query(
    `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'wal_sync_method') order by name`,
    [],
  );
  expect(settings.rows.map((row) => Object.values(row as object).join('='))).toEqual([
    'fsync=on',
    'full_page_writes=on',
    'synchronous_commit=on',
    'wal_sync_method=fsync',
  ]);
  client.release();
  await pool.end();
}, 60_000);
