import { fail, ok, type Result } from '../basics/index.ts';
import { type HubDescription, type KeyStatement, statementText } from '../protocol/index.ts';

/** The keys of its hub that a device holds on to, with their numbers as far as they were ever told. */
export interface PinnedKeys {
  municipality: string;
  content: { id: string; key: string; number: number };
  sealing: { id: string; key: string; number: number };
}

/** The keys of a hub as a device sees it the first time. A number of 0: whatever is announced is newer. */
export const pinnedFrom = ({ municipality, contentKey, sealingKey }: HubDescription): PinnedKeys => ({
  municipality,
  content: { ...contentKey, number: 0 },
  sealing: { id: sealingKey.id, key: sealingKey.key, number: 0 },
});

/**
 * The keys that a hub describes, if they follow from those that this device holds on to: the same, or each announced by a
 * statement that the key before it has signed. An older key never comes back. Whatever else is described is refused: an
 * impostor has none of the keys. Costs one verification a change of keys.
 */
export async function followed(
  pinned: PinnedKeys,
  described: Pick<HubDescription, 'municipality' | 'contentKey' | 'sealingKey'>,
  statements: readonly KeyStatement[],
): Promise<Result<PinnedKeys, 'not-genuine'>> {
  if (described.municipality !== pinned.municipality) return fail('not-genuine');
  const mine = statements.filter(({ municipality }) => municipality === pinned.municipality);
  let { content, sealing } = pinned;
  while (content.id !== described.contentKey.id) {
    const next = await announcedBy(content, mine, 'content', content.number);
    if (!next) return fail('not-genuine');
    content = next;
  }
  if (content.key !== described.contentKey.key) return fail('not-genuine');
  const { id, key } = described.sealingKey;
  if (sealing.id !== id || sealing.key !== key) {
    const next = await announcedBy(content, mine, 'sealing', sealing.number);
    if (next?.id !== id || next.key !== key) return fail('not-genuine');
    sealing = next;
  }
  return ok({ ...pinned, content, sealing });
}

/** The newest key of a kind that this signer announces, if it is newer than `after`. */
async function announcedBy(
  signer: PinnedKeys['content'],
  statements: readonly KeyStatement[],
  what: KeyStatement['what'],
  after: number,
): Promise<PinnedKeys['content'] | undefined> {
  const claimed = statements
    .filter((one) => one.what === what && one.by === signer.id && one.number > after)
    .toSorted((a, b) => b.number - a.number);
  for (const one of claimed)
    if (await isSignedBy(signer.key, one)) return { id: one.id, key: one.key, number: one.number };
  return undefined;
}

async function isSignedBy(signer: string, { signature, ...statement }: KeyStatement): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', fromBase64(signer), 'Ed25519', false, ['verify']);
    const text = new TextEncoder().encode(statementText(statement));
    return await crypto.subtle.verify('Ed25519', key, fromBase64(signature), text);
  } catch {
    return false; // bytes that are no key
  }
}

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
