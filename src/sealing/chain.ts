import { type Bytes, bytesOf, type Cryptography, joined } from './cryptography.ts';

const domain = bytesOf('kakanai chain 1\n');

/** What the first link of a chain follows. */
export const CHAIN_START: Bytes = new Uint8Array(32);

/**
 * The hash that binds `bytes` to everything before them: SHA-256 (FIPS 180-4) over the previous hash and the bytes.
 * Over encrypted bytes it still holds after their key was destroyed.
 */
export async function chain({ subtle }: Cryptography, previous: Bytes, bytes: Uint8Array): Promise<Bytes> {
  if (previous.length !== CHAIN_START.length) throw new RangeError('A hash of a chain has 32 bytes');
  return new Uint8Array(await subtle.digest('SHA-256', joined(domain, previous, bytes)));
}

/** The place of the first link that was changed, moved, added or taken out, if any. A cut-off end needs its last hash. */
export async function firstBroken(
  crypto: Cryptography,
  links: readonly { bytes: Uint8Array; hash: Uint8Array }[],
): Promise<number | undefined> {
  let previous = CHAIN_START;
  for (const [place, link] of links.entries()) {
    previous = await chain(crypto, previous, link.bytes);
    if (link.hash.length !== previous.length || previous.some((byte, at) => byte !== link.hash[at])) return place;
  }
  return undefined;
}
