import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, databaseOver } from '../database/index.ts';
import { bothDatabases } from '../fixture/both-databases.ts';
import { Devices } from './devices.ts';
import { eventFile } from './event-file.ts';
import { eventTable } from './event-table.ts';

const needs = { secret: Buffer.alloc(32, 1), now: () => new Date('2026-04-10T03:00:00Z') };

describe.each(bothDatabases)('on the database of kind $name', (kind) => {
  let database: Database;
  beforeAll(async () => {
    await kind.start();
    database = await databaseOver(await kind.pool());
  }, 60_000);
  afterAll(async () => {
    await database.destroy();
    await kind.stop();
  });
  const hub = () => new Devices(eventTable(Promise.resolve(database)), needs);

  test('several hubs know the same devices: one code lets one in, and a revocation holds at all of them', async () => {
    const [one, other, third] = [hub(), hub(), hub()];
    const made = await one.makeCode('B');
    const tries = [one, other, third].map((at, n) => at.enrolByCode(made?.code ?? '', `key-${n}`));
    const joined = (await Promise.all(tries)).filter((enrolment) => typeof enrolment === 'object');
    expect(joined).toHaveLength(1);
    const [{ device } = { device: undefined }] = joined;
    for (const at of [one, other, third]) expect(await at.withKey(device?.key ?? '')).toEqual(device);
    expect(await third.revoke(device?.id ?? '')).toBe(true);
    for (const at of [one, other]) expect(await at.withKey(device?.key ?? '')).toHaveProperty('revokedAt');
    expect(await hub().all()).toHaveLength(1);
  });

  test('what happened is not changed afterwards', async () => {
    await hub().makeCode('C');
    await expect(database.deleteFrom('device_events').execute()).rejects.toThrow('never changed');
    await expect(database.updateTable('device_events').set({ event: '{}' }).execute()).rejects.toThrow('never changed');
  });
});

test('a damaged file is not taken for an empty one: who was revoked would be back', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kakanai-events-'));
  const file = path.join(folder, 'events.ndjson');
  const devices = new Devices(await eventFile(file), needs);
  await devices.makeCode('B');
  expect(await new Devices(await eventFile(file), needs).makeCode('B')).toBeDefined();
  writeFileSync(file, '{"type":"enrolled"\n', { flag: 'a' });
  await expect(eventFile(file)).rejects.toThrow('events.ndjson:3 is damaged');
  rmSync(folder, { recursive: true });
});
