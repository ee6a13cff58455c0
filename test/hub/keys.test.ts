/** The keys of a hub: changed, lost, copied, added, and what becomes of its cases. */
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leftActions, sealedFrom, testId } from '../../src/hub/fixture/cases.ts';
import { fixtureCompiled, fixtureNow, fixtureSources } from '../../src/hub/fixture/open-hub.ts';
import { asDevice } from '../../src/hub/fixture/test-device.ts';
import { postgresPrograms, startPostgres, type TestServer } from '../../src/hub/fixture/postgres-server.ts';
import {
  addKeysOf,
  casesSealedTo,
  changeSealingKey,
  changeSigningKey,
  changeWrappingKey,
  checkCopy,
  disposeOf,
  type Hub,
  openHub,
  openRecords,
  type Records,
  readRegister,
  retireKey,
  verifyRecords,
} from '../../src/hub/index.ts';
import { openHubKeys } from '../../src/hub/keys/hub-keys.ts';
import { keyStatements, signedManifest, signedText } from '../../src/protocol/index.ts';
import { followed, pinnedFrom } from '../../src/sync/index.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-hub-keys-'));
afterAll(() => rmSync(root, { recursive: true }));
const sources = fixtureSources();
const compiled = fixtureCompiled(sources);
const now = fixtureNow;
const { hash } = compiled.content.version;

let server: TestServer | undefined;
beforeAll(async () => {
  if (postgresPrograms !== undefined) server = await startPostgres();
}, 60_000);
afterAll(async () => server?.stop(), 60_000);

/** A database for a folder: of a server where this machine has one, which opens much faster than the embedded one. */
const databases = new Map<string, string | undefined>();
async function databaseOf(dataFolder: string): Promise<{ databaseUrl?: string }> {
  if (!databases.has(dataFolder)) databases.set(dataFolder, await server?.newDatabase());
  const databaseUrl = databases.get(dataFolder);
  return databaseUrl === undefined ? {} : { databaseUrl };
}

async function hubOn(dataFolder: string): Promise<Hub> {
  const where = await databaseOf(dataFolder);
  const opened = await openHub({ dataFolder, sources, compiled, demo: false, now, ...where });
  if (!opened.ok) throw new Error(opened.reason.because);
  return opened.value;
}
async function recordsOf(dataFolder: string): Promise<Records> {
  const opened = await openRecords(dataFolder, { municipality: 'mihon', now, ...(await databaseOf(dataFolder)) });
  if (!opened.ok) throw new Error(opened.reason.because);
  return opened.value;
}
const described = async ({ app }: Hub) => (await app.inject('/device/hub.json')).json();
const statementsOf = async ({ app }: Hub) =>
  keyStatements.parse((await app.inject('/device/hub-keys.json')).json()).statements;
const caseFor = async (key: string, number: number) =>
  sealedFrom(Buffer.from(key, 'base64'), leftActions(number, hash), { receipt: `A-${number}` });
const send = async ({ app }: Hub, payload: object) => asDevice(app, { method: 'POST', url: '/cases', payload });
const keysIn = (folder: string) => path.join(folder, 'keys');
const idOf = <Value>(result: { ok: true; value: Value } | { ok: false; reason: unknown }): Value => {
  if (!result.ok) throw new Error(JSON.stringify(result.reason));
  return result.value;
};

test('a changed sealing key: kiosks follow it, cases for the one before still open, until it is retired', async () => {
  const folder = path.join(root, 'sealing');
  let hub = await hubOn(folder);
  const before = await described(hub);
  const late = await caseFor(before.sealingKey.key, 1);
  await send(hub, await caseFor(before.sealingKey.key, 2));
  await hub.close();
  const id = idOf(await changeSealingKey(keysIn(folder), { now }));
  hub = await hubOn(folder);
  const after = await described(hub);
  expect(after.sealingKey.id).toBe(id);
  expect(await followed(pinnedFrom(before), after, await statementsOf(hub))).toMatchObject({
    ok: true,
    value: { sealing: { id } },
  });
  expect((await send(hub, late)).statusCode, 'sealed before this kiosk knew').toBe(201);
  expect((await send(hub, await caseFor(after.sealingKey.key, 3))).statusCode).toBe(201);
  await hub.close();

  let records = await recordsOf(folder);
  expect(await verifyRecords(records)).toMatchObject({ cases: 3, actions: 12, flaws: [] });
  expect(await casesSealedTo(records, before.sealingKey.id)).toBe(2);
  await disposeOf(records, [testId(1, 0), testId(2, 0)], 'request');
  expect(await casesSealedTo(records, before.sealingKey.id)).toBe(0);
  await records.close();
  expect(await retireKey(keysIn(folder), id, now)).toEqual({ ok: false, reason: 'in-force' });
  expect(await retireKey(keysIn(folder), before.sealingKey.id, now)).toMatchObject({ ok: true });
  expect(existsSync(path.join(keysIn(folder), 'case-sealing.pem'))).toBe(false);
  hub = await hubOn(folder);
  const refused = (await send(hub, await caseFor(before.sealingKey.key, 4))).json();
  expect(refused).toMatchObject({
    error: 'other-key',
    message: expect.stringContaining(`${before.sealingKey.id}, which this hub retired on 2026-04-10`),
  });
  await hub.close();
  records = await recordsOf(folder);
  expect((await verifyRecords(records)).flaws).toEqual([]);
  await records.close();
}, 30_000);

test('a changed signing key: announced by the one before, which is gone; all content is verified as before', async () => {
  const folder = path.join(root, 'signing');
  let hub = await hubOn(folder);
  const before = await described(hub);
  await send(hub, await caseFor(before.sealingKey.key, 1));
  await hub.close();
  const old = readFileSync(path.join(keysIn(folder), 'content-signing.pem'));
  for (const change of [1, 2]) {
    const id = idOf(await changeSigningKey(keysIn(folder), { now, municipality: 'mihon' }));
    hub = await hubOn(folder);
    const after = await described(hub);
    expect(after.contentKey.id).toBe(id);
    const steps = await followed(pinnedFrom(before), after, await statementsOf(hub));
    expect(steps).toMatchObject({ ok: true, value: { content: { id, number: change + 1 } } });
    const manifest = signedManifest.parse((await hub.app.inject('/content/current.json')).json());
    const key = await crypto.subtle.importKey('raw', Buffer.from(after.contentKey.key, 'base64'), 'Ed25519', true, [
      'verify',
    ]);
    const signature = Buffer.from(manifest.signature.value, 'base64');
    expect(await crypto.subtle.verify('Ed25519', key, signature, Buffer.from(signedText(manifest)))).toBe(true);
    await hub.close();
  }
  const all = globSync('*', { cwd: keysIn(folder) }).map((name) => readFileSync(path.join(keysIn(folder), name)));
  expect(all.some((bytes) => bytes.includes(old))).toBe(false);
  const records = await recordsOf(folder);
  expect((await records.contentOf(hash))?.content.version.hash).toBe(hash);
  await records.close();
}, 30_000);

test('a case for another hub is refused by the name of its key, and opened when the keys of that hub are added', async () => {
  const [mine, theirs] = [path.join(root, 'mine'), path.join(root, 'theirs')];
  let hub = await hubOn(theirs);
  const { sealingKey } = await described(hub);
  await hub.close();
  hub = await hubOn(mine);
  const payload = await caseFor(sealingKey.key, 7);
  const refused = (await send(hub, payload)).json();
  expect(refused).toMatchObject({ error: 'other-key', message: expect.stringContaining(sealingKey.id) });
  expect(refused.message).toContain('another hub');
  // Into the folder of a running hub: it looks again when it meets a key that it does not know.
  expect(await addKeysOf(keysIn(mine), keysIn(theirs), { name: 'みなみ支所', now })).toEqual({
    ok: true,
    value: [sealingKey.id],
  });
  expect((await send(hub, payload)).statusCode).toBe(201);
  expect((await described(hub)).sealingKey.id, 'kiosks go on sealing to this hub').not.toBe(sealingKey.id);
  await hub.close();
  const records = await recordsOf(mine);
  expect(await verifyRecords(records)).toMatchObject({ cases: 1, actions: 4, flaws: [] });
  await records.close();
}, 30_000);

describe.each(postgresPrograms === undefined ? ['embedded'] : ['embedded', 'server'])('%s', (kind) => {
  test('a changed wrapping key, killed after every step: no hub starts meanwhile, and every case opens afterwards', async () => {
    const folder = path.join(root, `wrapping-${kind}`);
    if (kind === 'embedded') databases.set(folder, undefined);
    const where = await databaseOf(folder);
    let hub = await hubOn(folder);
    const { sealingKey } = await described(hub);
    for (const number of [1, 2, 3]) await send(hub, await caseFor(sealingKey.key, number));
    await hub.close();
    const records = await recordsOf(folder);
    await disposeOf(records, [testId(2, 0)], 'request');
    await records.close();
    const old = readFileSync(path.join(keysIn(folder), 'case-keys.key'), 'utf8');
    const stale = kind === 'server' ? await hubOn(folder) : undefined;

    for (const step of ['begun', 'file', 'table', 'over'] as const) {
      const killed = changeWrappingKey(folder, {
        ...where,
        now,
        reached: (at) => {
          if (at === step) throw new Error(`killed: ${step}`);
        },
      });
      await expect(killed).rejects.toThrow(`killed: ${step}`);
      const started = await openHubKeys(keysIn(folder)).then(
        () => 'started',
        (error: Error) => error.message,
      );
      expect(started).toMatch(step === 'over' ? 'started' : 'rotate-wrapping');
    }
    const names = globSync('**/*', { cwd: folder }).map((name) => path.join(folder, name));
    const holding = names.filter((name) => name.endsWith('.key') && readFileSync(name, 'utf8') === old);
    expect(holding, 'the key before is destroyed').toEqual([]);
    expect(names.filter((name) => /\.(part|old)$/.test(name))).toEqual([]);
    // A hub that was running has the key before: it takes nothing that nobody could read.
    const answers = stale
      ? [await stale.app.inject('/ready'), await send(stale, await caseFor(sealingKey.key, 5))]
      : [{ statusCode: 503 }];
    expect(answers.every(({ statusCode }) => statusCode === 503)).toBe(true);
    await stale?.close();
    hub = await hubOn(folder);
    expect((await send(hub, await caseFor(sealingKey.key, 5))).statusCode).toBe(201);
    await hub.close();
    const after = await recordsOf(folder);
    expect(await verifyRecords(after)).toMatchObject({ cases: 4, disposed: 1, flaws: [] });
    await after.close();
  }, 60_000);
});

describe('the drill: every key is lost once', () => {
  const folder = path.join(root, 'drill');
  const [copy, away] = [path.join(root, 'copy'), path.join(root, 'away')];
  const check = async (keys: string) =>
    checkCopy(folder, keys, { municipality: 'mihon', now, ...(await databaseOf(folder)) });
  beforeAll(async () => {
    const hub = await hubOn(folder);
    const { sealingKey } = await described(hub);
    for (const number of [1, 2]) await send(hub, await caseFor(sealingKey.key, number));
    await hub.close();
    cpSync(keysIn(folder), copy, { recursive: true });
  }, 30_000);

  test('a copy of the keys opens every stored case; the copy of another hub opens none, and says so', async () => {
    expect(await check(copy)).toEqual({
      ok: true,
      value: { cases: 2, opened: 2, closed: [], others: [] },
    });
    const other = path.join(root, 'other');
    await (await hubOn(other)).close();
    await expect(check(keysIn(other))).rejects.toThrow(/other keys|another key/);
  });

  test.each(['case-sealing.pem', 'case-keys.key', 'content-signing.pem', 'person-ids.key', 'bookings.key'])(
    '%s: the hub does not start and makes none anew; put back from the copy, all is as it was',
    async (file) => {
      const lost = path.join(keysIn(folder), file);
      renameSync(lost, `${away}-${file}`);
      await expect(openHubKeys(keysIn(folder))).rejects.toThrow(`${file} is missing. Put it back from the copy`);
      expect(existsSync(lost)).toBe(false);
      expect(idOf(await check(copy))).toMatchObject({ opened: 2, closed: [] });
      cpSync(path.join(copy, file), lost);
      const records = await recordsOf(folder);
      expect((await verifyRecords(records)).flaws).toEqual([]);
      await records.close();
    },
  );

  test('the wrong file put back is noticed', async () => {
    cpSync(path.join(root, 'other/keys/case-keys.key'), path.join(keysIn(folder), 'case-keys.key'));
    await expect(openHubKeys(keysIn(folder))).rejects.toThrow('holds another key than keys.json says');
    cpSync(path.join(copy, 'case-keys.key'), path.join(keysIn(folder), 'case-keys.key'));
  });

  test('with no copy: new keys to seal and to sign, what is in the tables is read, and kiosks are told nothing false', async () => {
    let hub = await hubOn(folder);
    const before = await described(hub);
    const lost = await caseFor(before.sealingKey.key, 9);
    await hub.close();
    expect(await changeSealingKey(keysIn(folder), { now, lost: true })).toEqual({ ok: false, reason: 'not-lost' });
    for (const file of ['case-sealing.pem', 'content-signing.pem']) rmSync(path.join(keysIn(folder), file));
    idOf(await changeSealingKey(keysIn(folder), { now, lost: true }));
    idOf(await changeSigningKey(keysIn(folder), { now, lost: true, municipality: 'mihon' }));
    hub = await hubOn(folder);
    const after = await described(hub);
    expect((await send(hub, lost)).json()).toMatchObject({
      error: 'other-key',
      message: expect.stringContaining('has lost'),
    });
    expect(await followed(pinnedFrom(before), after, await statementsOf(hub))).toEqual({
      ok: false,
      reason: 'not-genuine',
    });
    await hub.close();
    const records = await recordsOf(folder);
    expect(await verifyRecords(records)).toMatchObject({ cases: 2, actions: 8, flaws: [] });
    await records.close();
    renameSync(path.join(keysIn(folder), 'keys.json'), path.join(folder, 'keys.json'));
    await expect(openHubKeys(keysIn(folder))).rejects.toThrow('keys.json is missing');
    renameSync(path.join(folder, 'keys.json'), path.join(keysIn(folder), 'keys.json'));
    expect((await readRegister(keysIn(folder)))?.sealing).toMatchObject([
      { lost: true },
      { from: now().toISOString() },
    ]);
  }, 30_000);
});
