import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { type HubDescription, paths, type SignedManifest, signedText } from '../protocol/index.ts';
import { ContentShelf, type KeptContent, type Shelves } from './content-shelf.ts';

const signing = generateKeyPairSync('ed25519');
const { x = '' } = signing.publicKey.export({ format: 'jwk' });
const hub: HubDescription = {
  protocol: 1,
  municipality: 'mihon',
  demo: false,
  contentKey: { id: '0'.repeat(16), key: Buffer.from(x, 'base64url').toString('base64') },
  sealingKey: { id: '1'.repeat(16), suite: { kem: 16, kdf: 1, aead: 2 }, key: Buffer.alloc(65, 4).toString('base64') },
};

/** What the hub serves, by address. */
let served: Map<string, string>;
let asked: string[];
/** What the browser keeps, by address. */
let cached: Map<string, Uint8Array<ArrayBuffer>>;
let full: boolean;

const shelves = {
  open: () =>
    Promise.resolve({
      match: (address: string) => {
        const bytes = cached.get(address);
        return Promise.resolve(bytes && new Response(bytes));
      },
      put: async (address: string, response: Response) => {
        if (full) throw new DOMException('full', 'QuotaExceededError');
        cached.set(address, new Uint8Array(await response.arrayBuffer()));
      },
      delete: (request: Request) => Promise.resolve(cached.delete(new URL(request.url).pathname)),
      keys: () => Promise.resolve([...cached.keys()].map((address) => new Request(`http://localhost${address}`))),
    }),
} as unknown as Shelves;

const send = ((address: string) => {
  asked.push(address);
  const text = served.get(address);
  if (served.size === 0) return Promise.reject(new TypeError('no hub'));
  return Promise.resolve(text === undefined ? new Response('', { status: 404 }) : new Response(text));
}) as typeof fetch;
const shelf = () => new ContentShelf(shelves, send);

beforeEach(() => {
  served = new Map();
  cached = new Map();
  asked = [];
  full = false;
});

/** A version that the hub serves from now on. */
function published(letter: string): KeptContent {
  const hash = letter.repeat(16);
  const files = ['content.json', 'texts.ja.json', 'texts.en.json'].map((name) => {
    const text = JSON.stringify({ name, letter });
    served.set(paths.contentFile(hash, name), text);
    const integrity = `sha256-${createHash('sha256').update(text).digest('base64')}`;
    return { name, integrity, bytes: text.length };
  });
  const manifest = {
    protocol: 1 as const,
    municipality: 'mihon',
    version: { label: letter, from: '2026-04-01' },
    hash,
    languages: ['ja', 'en'],
    opening: { municipality: '見本市', events: [] },
    files,
  };
  const value = sign(null, Buffer.from(signedText(manifest)), signing.privateKey).toString('base64');
  return { hub, manifest: { ...manifest, signature: { key: hub.contentKey.id, value } } };
}
const text = (letter: string, name: string) => paths.contentFile(letter.repeat(16), name);

test('a version that was taken in is there without the hub, with every language and the keys of its hub', async () => {
  const a = published('a');
  expect(await shelf().newest()).toBeUndefined();
  expect(await shelf().keep(a)).toEqual({ ok: true, value: undefined });
  served.clear();
  expect(await shelf().newest()).toEqual(a);
  expect(await shelf().read(a.manifest, 'texts.en.json')).toEqual({ name: 'texts.en.json', letter: 'a' });
});

test.each([
  ['a file with other bytes', () => served.set(text('b', 'texts.en.json'), '{}'), 'not-genuine'],
  ['a file that is missing', () => served.delete(text('b', 'texts.en.json')), 'unreachable'],
  ['a hub that goes away', () => served.clear(), 'unreachable'],
  ['a full disk', () => (full = true), 'no-room'],
])('%s: the new version is refused, and the old one stays in force', async (_what, breakIt, reason) => {
  const a = published('a');
  await shelf().keep(a);
  const b = published('b');
  breakIt();
  expect(await shelf().keep(b)).toEqual({ ok: false, reason });
  expect(await shelf().newest()).toEqual(a);
  expect(await shelf().version(b.manifest.hash)).toBeUndefined();
});

test('a manifest that the hub did not sign is refused before a file of it is fetched', async () => {
  const { manifest } = published('a');
  const forged: SignedManifest = { ...manifest, version: { label: 'forged', from: '2026-04-01' } };
  expect(await shelf().keep({ hub, manifest: forged })).toEqual({ ok: false, reason: 'not-genuine' });
  expect(asked).toEqual([]);
});

test('a version of no use to this program is refused; one that is known is not tried again', async () => {
  const [a, b] = [published('a'), published('b')];
  await shelf().keep(a);
  const no = () => Promise.resolve(false);
  expect(await shelf().keep(b, no)).toEqual({ ok: false, reason: 'refused' });
  expect(await shelf().newest()).toEqual(a);
  expect((await shelf().keep(a, no)).ok).toBe(true);
});

test('the one before is kept for a case under way, older ones are not; going back to it is only a change of order', async () => {
  const [a, b, c] = [published('a'), published('b'), published('c')];
  for (const one of [a, b, c]) await shelf().keep(one);
  expect(await shelf().version(a.manifest.hash)).toBeUndefined();
  expect([...cached.keys()].filter((address) => address.includes('aaaa'))).toEqual([]);
  expect(await shelf().version(b.manifest.hash)).toEqual(b);
  asked = [];
  await shelf().keep(b);
  expect([await shelf().newest(), asked]).toEqual([b, []]);
});

test('what a damaged disk changed is not used: the version before comes into force again, and the files are fetched anew', async () => {
  const [a, b] = [published('a'), published('b')];
  for (const one of [a, b]) await shelf().keep(one);
  for (const damaged of [new Uint8Array([123, 125]), undefined]) {
    if (damaged) cached.set(text('b', 'content.json'), damaged);
    else cached.delete(text('b', 'content.json'));
    expect(await shelf().newest()).toEqual(a);
    expect(await shelf().read(b.manifest, 'content.json')).toBeUndefined();
    await shelf().keep(b);
    expect(await shelf().newest()).toEqual(b);
  }
  cached.set('/content/kept.json', new Uint8Array([123]));
  expect(await shelf().newest()).toBeUndefined();
});

test('without a cache nothing is kept, and nothing fails', async () => {
  const none = new ContentShelf(undefined, send);
  const a = published('a');
  expect(await none.keep(a)).toEqual({ ok: false, reason: 'no-room' });
  expect([await none.newest(), await none.read(a.manifest, 'content.json')]).toEqual([undefined, undefined]);
});
