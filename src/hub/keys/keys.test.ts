import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { openFixtureHub } from '../fixture/open-hub.ts';
import { caseIds } from '../fixture/visit.ts';
import type { Hub } from '../hub.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-keys-'));
let dataFolder = '';
let hub: Hub;
let count = 0;
beforeEach(async () => {
  dataFolder = path.join(root, String(++count));
  hub = await openFixtureHub(dataFolder);
});
afterEach(() => hub.close());
afterAll(() => rmSync(root, { recursive: true }));

const [one, other] = caseIds;
const ask = (method: 'PUT' | 'GET' | 'DELETE', id: string, more = {}) =>
  hub.app.inject({ method, url: `/device/keys/${id}`, ...more });

test('a key is made once, the same for whoever asks again, another for another case', async () => {
  const [first, again] = await Promise.all([ask('PUT', one), ask('PUT', one)]);
  expect(Buffer.from(first.json().key, 'base64')).toHaveLength(32);
  expect(again.json()).toEqual(first.json());
  expect((await ask('GET', one)).json()).toEqual(first.json());
  expect((await ask('PUT', other)).json().key).not.toBe(first.json().key);
  expect(first.headers['cache-control']).toBe('no-store');
});

test('a key outlives a restart of the hub, and is gone for good once deleted', async () => {
  const { key } = (await ask('PUT', one)).json();
  await hub.close();
  hub = await openFixtureHub(dataFolder);
  expect((await ask('GET', one)).json().key).toBe(key);
  expect((await ask('DELETE', one)).statusCode).toBe(204);
  expect((await ask('DELETE', one)).statusCode).toBe(204);
  expect((await ask('GET', one)).json().error).toBe('not-found');
  const files = globSync('**/*', { cwd: dataFolder }).map((name) => path.join(dataFolder, name));
  const holding = files.filter((file) => statSync(file).isFile() && readFileSync(file, 'utf8').includes(key));
  expect(holding).toEqual([]);
});

test('secrets on the disk can be read by this user alone', async () => {
  await ask('PUT', one);
  const secrets = [...globSync('keys/*', { cwd: dataFolder }), ...globSync('device-keys/*', { cwd: dataFolder })];
  expect(secrets).toHaveLength(7);
  expect(secrets.filter((name) => (statSync(path.join(dataFolder, name)).mode & 0o777) !== 0o600)).toEqual([]);
  expect(statSync(dataFolder).mode & 0o777).toBe(0o700);
});

test('keys go to processes of this machine only, not through a proxy, not under another name', async () => {
  await ask('PUT', one);
  const refused = async (more: object) => (await ask('GET', one, more)).json().error;
  expect(await refused({ remoteAddress: '192.168.1.7' })).toBe('not-loopback');
  expect(await refused({ remoteAddress: '::ffff:10.0.0.2' })).toBe('not-loopback');
  expect(await refused({ headers: { 'x-forwarded-for': '192.168.1.7' } })).toBe('not-loopback');
  for (const remoteAddress of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
    expect((await ask('GET', one, { remoteAddress })).statusCode).toBe(200);
});

test('only a case id names a key', async () => {
  const stray = ['x', '..%2f..%2fkeys%2fcase-sealing.pem', one.toUpperCase(), `${one}.key`, '%E8%A6%8B%E6%9C%AC'];
  const errors = await Promise.all(stray.map(async (id) => (await ask('PUT', id)).json().error));
  expect(errors).toEqual(stray.map(() => 'bad-request'));
  expect(globSync('device-keys/*', { cwd: dataFolder })).toEqual([]);
});

test('the public keys stay the same from start to start', async () => {
  const before = (await hub.app.inject('/device/hub.json')).json();
  expect(Buffer.from(before.sealingKey.key, 'base64')).toHaveLength(65);
  expect(before).toMatchObject({ protocol: 1, municipality: 'mihon', demo: true });
  await hub.close();
  hub = await openFixtureHub(dataFolder);
  expect((await hub.app.inject('/device/hub.json')).json()).toEqual(before);
});
