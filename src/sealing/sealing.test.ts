import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, joined } from './cryptography.ts';
import { importPrivateKey, importPublicKey, newSealingKeys, openSealed, sealedFor, sealTo } from './sealing.ts';

const crypto = globalThis.crypto;
const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => new Uint8Array(array));
const info = bytesOf('case 1');

async function pairOfKeys() {
  const stored = await newSealingKeys(crypto);
  const to = await importPublicKey(crypto, stored.publicKey);
  const as = await importPrivateKey(crypto, stored);
  if (!to.ok || !as.ok) throw new Error('a new pair is a pair');
  return { stored, to: to.value, as: as.value };
}
const hub = await pairOfKeys();
const otherHub = await pairOfKeys();

test('what was sealed opens for its key and its info only', () =>
  fc.assert(
    fc.asyncProperty(bytes, bytes, async (plain, about) => {
      const sealed = await sealTo(hub.to, plain, about);
      expect(await openSealed(hub.as, sealed, about)).toEqual({ ok: true, value: plain });
      expect(await openSealed(hub.as, sealed, joined(about, [0]))).toEqual({ ok: false, reason: 'does-not-open' });
      expect(await openSealed(otherHub.as, sealed, about)).toEqual({ ok: false, reason: 'other-key' });
    }),
    { numRuns: 40 },
  ));

test('sealed bytes tell which key they are for', async () => {
  const sealed = await sealTo(otherHub.to, bytesOf('見本'), info);
  expect(sealedFor(sealed)).toEqual({ ok: true, value: otherHub.to.fingerprint });
  expect(otherHub.to.fingerprint).not.toEqual(hub.to.fingerprint);
});

test('any flipped bit and any cut is refused', async () => {
  const sealed = await sealTo(hub.to, bytesOf('みほん市本町一丁目'), info);
  await fc.assert(
    fc.asyncProperty(fc.nat(sealed.length * 8 - 1), fc.nat(sealed.length - 1), async (bit, length) => {
      const flipped = sealed.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect((await openSealed(hub.as, flipped, info)).ok).toBe(false);
      expect((await openSealed(hub.as, sealed.slice(0, length), info)).ok).toBe(false);
    }),
  );
});

test('bytes from anywhere are refused, never thrown', () =>
  fc.assert(
    fc.asyncProperty(bytes, async (stray) => {
      expect((await openSealed(hub.as, stray, info)).ok).toBe(false);
      expect((await openSealed(hub.as, joined([1], hub.as.fingerprint, stray), info)).ok).toBe(false);
      expect(await importPublicKey(crypto, stray)).toEqual({ ok: false, reason: 'not-a-key' });
      expect(await importPrivateKey(crypto, { ...hub.stored, privateKey: stray })).toEqual({
        ok: false,
        reason: 'not-a-key',
      });
    }),
  ));
