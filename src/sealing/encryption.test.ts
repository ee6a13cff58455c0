import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bytes, bytesOf, joined } from './cryptography.ts';
import { decrypt, encrypt, importKey, newKeyBytes } from './encryption.ts';

const crypto = globalThis.crypto;
const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => new Uint8Array(array));
const context = bytesOf('case 1 action 1');

async function keyOf(raw: Bytes): Promise<CryptoKey> {
  const key = await importKey(crypto, raw);
  if (!key.ok) throw new Error(key.reason);
  return key.value;
}
const key = await keyOf(newKeyBytes(crypto));

test('what was encrypted comes back, under its own key and context only', () =>
  fc.assert(
    fc.asyncProperty(bytes, bytes, async (plain, about) => {
      const box = await encrypt(crypto, key, plain, about);
      expect(await decrypt(crypto, key, box, about)).toEqual({ ok: true, value: plain });
      const refused = { ok: false, reason: 'does-not-open' };
      expect(await decrypt(crypto, key, box, joined(about, [0]))).toEqual(refused);
      expect(await decrypt(crypto, await keyOf(newKeyBytes(crypto)), box, about)).toEqual(refused);
    }),
  ));

test('any flipped bit and any cut is refused', async () => {
  const box = await encrypt(crypto, key, bytesOf('みほん市本町一丁目'), context);
  await fc.assert(
    fc.asyncProperty(fc.nat(box.length * 8 - 1), fc.nat(box.length - 1), async (bit, length) => {
      const flipped = box.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect((await decrypt(crypto, key, flipped, context)).ok).toBe(false);
      expect((await decrypt(crypto, key, box.slice(0, length), context)).ok).toBe(false);
    }),
  );
});

test('bytes from anywhere are refused, never thrown', () =>
  fc.assert(
    fc.asyncProperty(bytes, async (stray) => {
      expect((await decrypt(crypto, key, stray, context)).ok).toBe(false);
      expect((await decrypt(crypto, key, joined([1], stray), context)).ok).toBe(false);
    }),
  ));

test('the same bytes never look the same twice', async () => {
  const boxes = await Promise.all(Array.from({ length: 50 }, () => encrypt(crypto, key, bytesOf('同じ'), context)));
  expect(new Set(boxes.map(String)).size).toBe(50);
});

test('a key that is not 32 bytes is none, and a good one cannot be read out', async () => {
  expect(await importKey(crypto, new Uint8Array(31))).toEqual({ ok: false, reason: 'not-a-key' });
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toMatchObject({ name: 'InvalidAccessError' });
});

test('a box of format 1 opens for ever', async () => {
  const frozen = await keyOf(Uint8Array.from({ length: 32 }, (_, n) => n));
  const box = Buffer.from('Ab4jhhHOfuLpeuKc+lzEIfQzwTkRHxRODTWyrNF+OWgBKmhwXSN1jVX54mI=', 'base64');
  expect(await decrypt(crypto, frozen, box, context)).toEqual({ ok: true, value: bytesOf('見本　花子') });
  expect(await decrypt(crypto, frozen, joined([2], box.slice(1)), context)).toEqual({
    ok: false,
    reason: 'unknown-format',
  });
});
