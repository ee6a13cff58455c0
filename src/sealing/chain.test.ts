import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHAIN_START, chain, firstBroken } from './chain.ts';
import { type Bytes, bytesOf } from './cryptography.ts';

const crypto = globalThis.crypto;
type Link = { bytes: Bytes; hash: Bytes };

async function chained(texts: readonly string[]): Promise<Link[]> {
  const links: Link[] = [];
  for (const text of texts) {
    const bytes = bytesOf(text);
    links.push({ bytes, hash: await chain(crypto, links.at(-1)?.hash ?? CHAIN_START, bytes) });
  }
  return links;
}

test('a link is the SHA-256 of what came before and its bytes', async () => {
  const expected = createHash('sha256')
    .update('kakanai chain 1\n')
    .update(Buffer.alloc(32))
    .update('見本')
    .digest('hex');
  expect(Buffer.from(await chain(crypto, CHAIN_START, bytesOf('見本'))).toString('hex')).toBe(expected);
});

test('a whole chain holds; changing, taking out, adding or swapping a link is found at its place', () =>
  fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.string(), { minLength: 3, maxLength: 8 }), fc.nat(), async (texts, seed) => {
      const links = await chained(texts);
      expect(await firstBroken(crypto, links)).toBeUndefined();
      const at = seed % (links.length - 1);
      const link = links[at]!;
      const next = links[at + 1]!;
      const changed = links.with(at, { ...link, bytes: bytesOf(`${texts[at]}!`) });
      const missing = links.toSpliced(at, 1);
      const doubled = links.toSpliced(at + 1, 0, link);
      const swapped = links.with(at, next).with(at + 1, link);
      expect(await Promise.all([changed, missing, doubled, swapped].map((one) => firstBroken(crypto, one)))).toEqual([
        at,
        at,
        at + 1,
        at,
      ]);
    }),
  ));
