import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, afterEach, expect, test } from 'vitest';
import { fixtureCompiled, fixtureNow, fixtureSources, openFixtureHub } from './fixture/open-hub.ts';
import { caseIds } from './fixture/visit.ts';
import { type Hub, type HubOptions, openHub } from './hub.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-hub-'));
let hub: Hub | undefined;
let count = 0;
const open = async (options?: Partial<HubOptions>) => {
  hub = await openFixtureHub(path.join(root, `data-${++count}`), options);
  return hub.app;
};
afterEach(async () => {
  await hub?.close();
  hub = undefined;
});
afterAll(() => rmSync(root, { recursive: true }));

test('every answer carries a strict policy, also where there is nothing', async () => {
  const app = await open();
  for (const url of ['/health', '/nothing/here', '/content/current.json']) {
    const { headers } = await app.inject(url);
    const policy = String(headers['content-security-policy']).split(';');
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).toContain('trusted-types kakanai-worker');
    expect(String(policy).replace("'wasm-unsafe-eval'", '')).not.toContain('unsafe');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['permissions-policy']).toContain('geolocation=()');
    expect(headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'cache-control': url.startsWith('/content') ? 'no-cache' : 'no-store',
    });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect(headers).not.toHaveProperty('server');
    expect(headers).not.toHaveProperty('x-powered-by');
  }
});

test('an address that does not exist, and one that cannot be read, are answered like every refusal', async () => {
  const app = await open();
  const missing = await app.inject('/nothing/here');
  expect([missing.statusCode, missing.json().error]).toEqual([404, 'not-found']);
  const broken = await app.inject('/content/%zz');
  expect([broken.statusCode, broken.json().error]).toEqual([400, 'bad-request']);
});

test('another site cannot ask, and no foreign name leads here', async () => {
  const app = await open();
  const refused = async (headers: Record<string, string>, method: 'GET' | 'POST' = 'GET') => {
    const answer = await app.inject({ method, url: '/health', headers });
    return answer.statusCode === 200 ? 'answered' : answer.json().error;
  };
  expect(await refused({ host: 'evil.example:8080' })).toBe('foreign-host');
  expect(await refused({ origin: 'http://evil.example' })).toBe('foreign-origin');
  expect(await refused({ origin: 'null' })).toBe('foreign-origin');
  expect(await refused({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).toBe('foreign-origin');
  expect(await refused({ host: 'localhost:8080', origin: 'http://localhost:8080' })).toBe('answered');
  expect(await refused({ host: '[::1]:8080', 'sec-fetch-site': 'same-origin' })).toBe('answered');
  const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
  expect(await refused(link)).toBe('answered');
  expect(await refused(link, 'POST')).toBe('foreign-origin');
});

test('a hub on a network answers under its own name, but hands keys to its own machine only', async () => {
  const app = await open({ anyHostName: true });
  const near = { host: 'hub.mihon.example' };
  expect((await app.inject({ url: '/health', headers: near })).statusCode).toBe(200);
  const key = await app.inject({ method: 'PUT', url: `/device/keys/${caseIds[0]}`, headers: near });
  expect([key.statusCode, key.json().error]).toEqual([403, 'not-loopback']);
});

test('the built kiosk is served compressed; its page is asked for each time, its hashed files never again', async () => {
  const kioskFolder = path.join(root, 'kiosk');
  mkdirSync(path.join(kioskFolder, 'assets'), { recursive: true });
  const code = `console.log('${'書かない'.repeat(400)}')`;
  writeFileSync(path.join(kioskFolder, 'index.html'), '<!doctype html><title>書かない窓口</title>');
  writeFileSync(path.join(kioskFolder, 'assets/kiosk-abc123.js'), code);
  const app = await open({ kioskFolder });
  const page = await app.inject('/');
  expect(page.body).toContain('書かない窓口');
  expect(page.headers['cache-control']).toBe('no-cache');
  const script = await app.inject({ url: '/assets/kiosk-abc123.js', headers: { 'accept-encoding': 'gzip, br' } });
  expect(script.headers['content-encoding']).toBe('br');
  expect(script.headers['cache-control']).toContain('immutable');
  expect(brotliDecompressSync(script.rawPayload).toString()).toBe(code);
  expect((await app.inject('/assets/../../hub.lock')).statusCode).toBe(404);
});

test('health says what is served, and names examples that were left out', async () => {
  const app = await open();
  const { status, municipality, content, cases, problems } = (await app.inject('/health')).json();
  expect({ status, municipality, label: content.label, cases }).toEqual({
    status: 'degraded',
    municipality: 'mihon',
    label: '試しの版',
    cases: { stored: 0, accepting: true },
  });
  expect(problems).toHaveLength(1);
  expect(problems[0].message).toMatch(/^flows\/examples\/moving-in\/broken\.yaml:2:1 /);
  expect((await app.inject('/ready')).json()).toEqual({ ready: true });
});

test('two hubs on one data folder: the second is told who holds it; after a stop the folder is free', async () => {
  const dataFolder = path.join(root, 'shared');
  const sources = fixtureSources();
  const options = { dataFolder, sources, compiled: fixtureCompiled(sources), demo: true, now: fixtureNow };
  hub = await openFixtureHub(dataFolder);
  expect(await openHub(options)).toEqual({ ok: false, reason: { because: 'folder-in-use', heldBy: process.pid } });
  await hub.close();
  hub = await openFixtureHub(dataFolder);
  expect((await hub.app.inject('/ready')).statusCode).toBe(200);
});

test('a damaged key is never replaced: the hub does not start, and says which file', async () => {
  const dataFolder = path.join(root, 'damaged');
  await (await openFixtureHub(dataFolder)).close();
  const file = path.join(dataFolder, 'keys/case-sealing.pem');
  writeFileSync(file, 'rubbish');
  await expect(openFixtureHub(dataFolder)).rejects.toThrow(file);
  await expect(openFixtureHub(dataFolder), 'the folder was let go').rejects.toThrow(file);
});

test('without demo there are no simulated cards, and no register answers', async () => {
  const app = await open({ demo: false });
  expect((await app.inject('/demo/cards')).statusCode).toBe(404);
  expect((await app.inject('/device/hub.json')).json().demo).toBe(false);
});
