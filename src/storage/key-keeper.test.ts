import { expect, test } from 'vitest';
import { bytesOf, decrypt, encrypt } from '../sealing/index.ts';
import { httpKeyKeeper } from './key-keeper.ts';

const crypto = globalThis.crypto;
const key = Buffer.from(Uint8Array.from({ length: 32 }, (_, n) => n)).toString('base64');

/** A local process that answers as told, and the requests it got. */
function localProcess(answers: (request: string) => Response | Promise<Response>) {
  const requests: string[] = [];
  const fetch: typeof globalThis.fetch = async (address, options) => {
    if (typeof address !== 'string') throw new TypeError('an address is expected');
    requests.push(`${options?.method} ${address}`);
    return answers(requests.at(-1) ?? '');
  };
  return { requests, keeper: httpKeyKeeper(crypto, fetch, 'http://localhost:8080') };
}

test('a key that was made is the key that is got, and cannot be read out', async () => {
  const { requests, keeper } = localProcess(() => Response.json({ key }));
  const [made, got] = [await keeper.create('k 1'), await keeper.get('k 1')];
  if (!made.ok || !got.ok) throw new Error('both are keys');
  const box = await encrypt(crypto, made.value, bytesOf('見本'), bytesOf('x'));
  expect(await decrypt(crypto, got.value, box, bytesOf('x'))).toEqual({ ok: true, value: bytesOf('見本') });
  expect(got.value.extractable).toBe(false);
  expect((await keeper.destroy('k 1')).ok).toBe(true);
  const address = 'http://localhost:8080/device/keys/k%201';
  expect(requests).toEqual([`PUT ${address}`, `GET ${address}`, `DELETE ${address}`]);
});

test('a key that is no more is lost, and one destroyed twice is destroyed', async () => {
  const { keeper } = localProcess(() => new Response(null, { status: 404 }));
  expect(await keeper.get('k1')).toMatchObject({ ok: false, reason: { kind: 'key-lost' } });
  expect(await keeper.destroy('k1')).toMatchObject({ ok: true });
  expect(await keeper.create('k1')).toMatchObject({ ok: false, reason: { kind: 'no-keeper' } });
});

test.each([
  ['is not there', () => Promise.reject(new TypeError('fetch failed'))],
  ['is in trouble', () => new Response(null, { status: 503 })],
  ['is something else', () => new Response('<html>')],
  ['gives half a key', () => Response.json({ key: 'AAAA' })],
  ['gives no base64', () => Response.json({ key: '見本' })],
])('a local process that %s loses no key', async (_, answers) => {
  const { keeper } = localProcess(answers);
  for (const asked of [keeper.get('k1'), keeper.create('k1')])
    expect(await asked).toMatchObject({ ok: false, reason: { kind: 'no-keeper' } });
});
