import { base64url, calculateJwkThumbprint, decodeProtectedHeader, flattenedVerify, importJWK, type JWK } from 'jose';
import { fail, ok, type Result } from '../../../basics/index.ts';

/** What signs: an Ed25519 key by its public half (32 bytes) and its signature of a text. */
export interface SigningKey {
  raw: Uint8Array;
  sign(text: string): Uint8Array;
}

const jwkOf = (raw: Uint8Array): JWK => ({ kty: 'OKP', crv: 'Ed25519', x: base64url.encode(raw) });

/** The name of a key (RFC 7638) by which whoever receives packages knows whose they are. */
export const keyName = ({ raw }: Pick<SigningKey, 'raw'>): Promise<string> => calculateJwkThumbprint(jwkOf(raw));

/** A detached JWS over a manifest (RFC 7515, appendix F; EdDSA, RFC 8037), with the public key and its name. */
export async function signedManifest(key: SigningKey, manifest: Uint8Array): Promise<string> {
  const header = { alg: 'EdDSA', kid: await keyName(key), jwk: jwkOf(key.raw) };
  const encoded = base64url.encode(JSON.stringify(header));
  return `${encoded}..${base64url.encode(key.sign(`${encoded}.${base64url.encode(manifest)}`))}`;
}

/**
 * The name of the key that signed these bytes. Whose key it is, the name tells to who knows it. Fails where this is no
 * signature of them.
 */
export async function signerOf(manifest: Uint8Array, jws: string): Promise<Result<string, 'does-not-fit'>> {
  const [encoded = '', empty, signature = '', ...more] = jws.trim().split('.');
  if (empty !== '' || more.length > 0) return fail('does-not-fit');
  try {
    const { jwk, alg } = decodeProtectedHeader({ protected: encoded });
    if (!jwk || alg !== 'EdDSA') return fail('does-not-fit');
    await flattenedVerify(
      { protected: encoded, payload: base64url.encode(manifest), signature },
      await importJWK(jwk, alg),
      { algorithms: ['EdDSA'] },
    );
    return ok(await calculateJwkThumbprint(jwk));
  } catch {
    return fail('does-not-fit');
  }
}
