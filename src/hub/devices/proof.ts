import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose';
import { BODY_CLAIM } from '../../protocol/index.ts';

/** What a proof of possession says, its signature verified (DPoP, RFC 9449 §4.2). */
export interface Proof {
  /** The thumbprint of the key that signed it (RFC 7638). */
  key: string;
  id: string;
  nonce: unknown;
  /** The SHA-256 of the body in base64url. */
  body: unknown;
  /** The device's clock, in seconds since 1970. */
  issuedAt: number;
}

/** Far more than any proof of ours. */
const LONGEST = 2000;

/**
 * Reads a proof that is for exactly this request (RFC 9449 §4.3); nothing where it is none. Whether it is fresh is for
 * the nonce to say: a device's clock may be days off. The scheme of the address is not compared, since a proxy may add
 * TLS.
 */
export async function readProof(
  header: unknown,
  request: { method: string; host: string; path: string },
): Promise<Proof | undefined> {
  if (typeof header !== 'string' || header.length > LONGEST) return undefined;
  try {
    const { payload, protectedHeader } = await jwtVerify(header, EmbeddedJWK, {
      typ: 'dpop+jwt',
      algorithms: ['ES256'],
      requiredClaims: ['jti', 'htm', 'htu', 'iat'],
    });
    const { jti, htm, htu, iat, nonce, [BODY_CLAIM]: body } = payload;
    if (typeof jti !== 'string' || jti.length > 64 || iat === undefined || typeof htu !== 'string') return undefined;
    const address = new URL(htu);
    if (htm !== request.method || address.host !== new URL(`${address.protocol}//${request.host}`).host)
      return undefined;
    if (address.pathname !== request.path) return undefined;
    return { key: await calculateJwkThumbprint(protectedHeader.jwk ?? {}), id: jti, nonce, body, issuedAt: iat };
  } catch {
    return undefined; // no JWT, another signature, no address
  }
}
