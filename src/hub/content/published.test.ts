import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, afterEach, expect, test } from 'vitest';
import { type HubDescription, type SignedManifest, signedManifest, signedText } from '../../protocol/index.ts';
import { fixtureCompiled, fixtureSources, openFixtureHub } from '../fixture/open-hub.ts';
import { type Hub, openHub } from '../hub.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-content-'));
let hub: Hub | undefined;
afterEach(async () => {
  await hub?.close();
  hub = undefined;
});
afterAll(() => rmSync(root, { recursive: true }));

const town = 'municipalities/mihon/municipality.yaml';
const brokenSources = fixtureSources({ [town]: 'code: 12\nname: みほん市\n' });

const manifestOf = async ({ app }: Hub) => signedManifest.parse((await app.inject('/content/current.json')).json());

function isSigned(manifest: SignedManifest, { contentKey }: HubDescription): boolean {
  const x = Buffer.from(contentKey.key, 'base64').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, Buffer.from(signedText(manifest)), key, Buffer.from(manifest.signature.value, 'base64'));
}

test('a kiosk can check every byte: the manifest is signed, the files have the hashes it names', async () => {
  hub = await openFixtureHub(path.join(root, 'first'));
  const current = await hub.app.inject('/content/current.json');
  expect(current.headers['cache-control']).toBe('no-cache');
  const manifest = await manifestOf(hub);
  const description = (await hub.app.inject('/device/hub.json')).json() as HubDescription;
  expect(manifest.signature.key).toBe(description.contentKey.id);
  expect(isSigned(manifest, description)).toBe(true);
  expect(isSigned({ ...manifest, files: [] }, description)).toBe(false);
  expect(isSigned({ ...manifest, version: { ...manifest.version, from: '2030-01-01' } }, description)).toBe(false);

  expect(manifest.files.map((file) => file.name)).toEqual(['content.json', 'texts.ja.json']);
  for (const { name, integrity, bytes } of manifest.files) {
    const url = `/content/${manifest.hash}/${name}`;
    const plain = await hub.app.inject({ url, headers: { 'accept-encoding': 'identity' } });
    const small = await hub.app.inject({ url, headers: { 'accept-encoding': 'br' } });
    expect(plain.rawPayload.length).toBe(bytes);
    expect(`sha256-${createHash('sha256').update(plain.rawPayload).digest('base64')}`).toBe(integrity);
    expect(small.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(small.rawPayload)).toEqual(plain.rawPayload);
    expect(small.headers['cache-control']).toContain('immutable');
    expect(small.headers['content-type']).toContain('application/json');
  }
  const content = await hub.app.inject(`/content/${manifest.hash}/content.json`);
  expect(content.json().municipality.name).toBe('みほん市');
});

test('the list of towns is a part of its own, in the order of the readings, and a change of it is a new version', async () => {
  const towns = (more: string) => ({
    'municipalities/mihon/towns.yaml': `towns:\n  - {name: 中央, reading: チュウオウ, postcode: 000-0002, chome: 3}\n${more}`,
  });
  hub = await openFixtureHub(path.join(root, 'towns'), { sources: fixtureSources(towns('')) });
  const first = await manifestOf(hub);
  await hub.close();
  const sources = fixtureSources(towns('  - {name: 泉, reading: イズミ, postcode: 000-0001, chome: some}\n'));
  hub = await openFixtureHub(path.join(root, 'towns'), { sources });
  const manifest = await manifestOf(hub);
  expect(manifest.hash).not.toBe(first.hash);
  expect(manifest.files.map((file) => file.name)).toEqual(['content.json', 'towns.json', 'texts.ja.json']);
  expect((await hub.app.inject(`/content/${manifest.hash}/towns.json`)).json()).toEqual([
    { name: '泉', reading: 'イズミ', postcode: '000-0001', chome: 'some' },
    { name: '中央', reading: 'チュウオウ', postcode: '000-0002', chome: { from: 1, to: 3 } },
  ]);
});

test('only published files are handed out', async () => {
  hub = await openFixtureHub(path.join(root, 'first'));
  const { hash } = await manifestOf(hub);
  const { app } = hub;
  const others = [
    `/content/${hash}/manifest.json`,
    '/content/current',
    `/content/${hash}/`,
    '/content/0000000000000000/content.json',
    `/content/${hash}/texts.xx.json`,
  ];
  const answers = await Promise.all(others.map((url) => app.inject(url)));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(others.map(() => 404));
});

test('a new version replaces the old one, which stays for the cases that were made under it', async () => {
  const dataFolder = path.join(root, 'versions');
  hub = await openFixtureHub(dataFolder);
  const before = await manifestOf(hub);
  await hub.close();
  hub = await openFixtureHub(dataFolder, {
    sources: fixtureSources({
      [town]: "code: '139998'\nprefecture: 見本県\nname: 新みほん市\nvalid-from: '2026-05-01'\nlabel: 次の版\n",
    }),
  });
  const after = await manifestOf(hub);
  expect(after.version).toEqual({ label: '次の版', from: '2026-05-01' });
  expect(after.hash).not.toBe(before.hash);
  expect((await hub.app.inject(`/content/${before.hash}/content.json`)).statusCode).toBe(200);
});

test('content with errors does not start a new hub; every problem comes with its place', async () => {
  const opened = await openHub({
    dataFolder: path.join(root, 'new'),
    sources: brokenSources,
    compiled: fixtureCompiled(brokenSources),
    demo: true,
    now: () => new Date(0),
  });
  const problems = !opened.ok && opened.reason.because === 'content' ? opened.reason.problems : [];
  expect(problems.map(({ file, line }) => `${file}:${line}`)).toContain(`${town}:1`);
  expect(problems.length).toBeGreaterThan(1);
});

test('broken content on a hub that served before: the last good version is served, the problem is named', async () => {
  const dataFolder = path.join(root, 'kept');
  hub = await openFixtureHub(dataFolder);
  const good = await manifestOf(hub);
  await hub.close();
  const lines: string[] = [];
  hub = await openFixtureHub(dataFolder, { sources: brokenSources, log: { write: (line) => lines.push(line) } });
  expect(await manifestOf(hub)).toEqual(good);
  const health = (await hub.app.inject('/health')).json();
  expect(health.status).toBe('degraded');
  expect(health.problems.map((problem: { message: string }) => problem.message).join('\n')).toContain(
    `flows/${town}:1:`,
  );
  expect(lines.join('')).toContain(`flows/${town}:1:`);
  await hub.close();

  // What was changed behind the hub's back is not good any more.
  const folder = path.join(dataFolder, 'content/mihon');
  writeFileSync(path.join(folder, good.hash, 'content.json'), '{}');
  await expect(openFixtureHub(dataFolder, { sources: brokenSources })).rejects.toThrow('content');
  hub = await openFixtureHub(dataFolder);
  expect((await hub.app.inject(`/content/${good.hash}/content.json`)).json().format).toBe(1);
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});
