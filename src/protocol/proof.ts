/**
 * How a device signs its requests: a proof of possession of its key (DPoP, RFC 9449) with one claim of our own, for
 * between device and hub there may be a proxy that could put another body to it.
 */

/** The header of a proof, and that of the number that proofs must repeat (RFC 9449 §4.1, §8.2). */
export const PROOF_HEADER = 'DPoP';
export const NONCE_HEADER = 'DPoP-Nonce';

/** The claim with the SHA-256 of the body's bytes in base64url; of none where there is no body. */
export const BODY_CLAIM = 'body_sha256';
