import { generateKeyPairSync, sign } from 'node:crypto';
import { compactVerify, importJWK } from 'jose';
import { expect, test } from 'vitest';
import { keyName, signedManifest, signerOf } from './manifest-signature.ts';

function newKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const jwk = publicKey.export({ format: 'jwk' });
  return {
    jwk,
    raw: Buffer.from(jwk.x ?? '', 'base64url'),
    sign: (text: string) => sign(null, Buffer.from(text), privateKey),
  };
}
const manifest = new TextEncoder().encode('{"receipt":"A-12"}\n');

test('a signed manifest tells by whom; a changed one, and one signed by nobody, are found', async () => {
  const key = newKey();
  const jws = await signedManifest(key, manifest);
  expect(await signerOf(manifest, `${jws}\n`)).toEqual({ ok: true, value: await keyName(key) });
  expect(await keyName(newKey())).not.toBe(await keyName(key));
  const wrong = { ok: false, reason: 'does-not-fit' };
  expect(await signerOf(new TextEncoder().encode('{"receipt":"A-13"}\n'), jws)).toEqual(wrong);
  for (const other of ['', 'x..y', `${jws}x`, jws.replace('..', '.e30.')])
    expect(await signerOf(manifest, other)).toEqual(wrong);
  const none = `${Buffer.from(JSON.stringify({ alg: 'none', jwk: key.jwk })).toString('base64url')}..`;
  expect(await signerOf(manifest, none)).toEqual(wrong);
});

test('it is an ordinary JWS: with the manifest put between its dots any library verifies it', async () => {
  const key = newKey();
  const whole = (await signedManifest(key, manifest)).replace('..', `.${Buffer.from(manifest).toString('base64url')}.`);
  const { payload } = await compactVerify(whole, await importJWK(key.jwk, 'EdDSA'));
  expect(payload).toEqual(manifest);
});
