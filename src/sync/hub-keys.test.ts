import { expect, test } from 'vitest';
import { type KeyStatement, statementText } from '../protocol/index.ts';
import { followed, pinnedFrom } from './hub-keys.ts';

const base64 = (bytes: ArrayBuffer | Uint8Array) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes))));

async function signer(id: string) {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  const key = base64(await crypto.subtle.exportKey('raw', pair.publicKey));
  return { id, key, secret: pair.privateKey };
}
const sealing = (id: string) => ({ id, key: base64(new Uint8Array(65).fill(id.charCodeAt(0))) });

async function announced(
  by: Awaited<ReturnType<typeof signer>>,
  what: KeyStatement['what'],
  number: number,
  { id, key }: { id: string; key: string },
  municipality = 'mihon',
): Promise<KeyStatement> {
  const statement = { what, municipality, number, id, key, from: '2026-11-21T00:00:00.000Z', by: by.id };
  const bytes = new TextEncoder().encode(statementText(statement));
  return { ...statement, signature: base64(await crypto.subtle.sign('Ed25519', by.secret, bytes)) };
}

const [one, two, three, stranger] = await Promise.all(['1111', '2222', '3333', '9999'].map(signer));
if (!one || !two || !three || !stranger) throw new Error('no keys');
const [a, b, c] = [sealing('aaaa'), sealing('bbbb'), sealing('cccc')];
const suite = { kem: 0x0010, kdf: 0x0001, aead: 0x0002 } as const;
const described = (content: { id: string; key: string }, of: { id: string; key: string }, municipality = 'mihon') => ({
  protocol: 1 as const,
  municipality,
  demo: false,
  contentKey: { id: content.id, key: content.key },
  sealingKey: { ...of, suite },
});
const pinned = pinnedFrom(described(one, a));
const statements = [
  await announced(one, 'content', 2, two),
  await announced(two, 'content', 3, three),
  await announced(one, 'sealing', 2, b),
  await announced(three, 'sealing', 3, c),
];

test('the same keys need no word; a new sealing key and a chain of signing keys are followed', async () => {
  expect(await followed(pinned, described(one, a), [])).toEqual({ ok: true, value: pinned });
  const sealed = await followed(pinned, described(one, b), statements);
  expect(sealed).toMatchObject({ ok: true, value: { content: { id: '1111' }, sealing: { id: 'bbbb', number: 2 } } });
  const all = await followed(pinned, described(three, c), statements);
  expect(all).toMatchObject({
    ok: true,
    value: { content: { id: '3333', number: 3 }, sealing: { id: 'cccc', number: 3 } },
  });
});

test('an impostor is refused, whatever it describes or announces', async () => {
  const refused = { ok: false, reason: 'not-genuine' };
  const forged = [
    await announced(stranger, 'content', 2, two),
    { ...(await announced(stranger, 'content', 2, stranger)), by: one.id },
    { ...(await announced(stranger, 'sealing', 2, b)), by: one.id },
  ];
  expect(await followed(pinned, described(stranger, a), forged)).toEqual(refused);
  expect(await followed(pinned, described(one, b), forged)).toEqual(refused);
  expect(await followed(pinned, described(one, b), [])).toEqual(refused);
  // The name of a key that is known, and other bytes.
  expect(await followed(pinned, described({ id: one.id, key: stranger.key }, a), [])).toEqual(refused);
  expect(await followed(pinned, described(one, { id: a.id, key: b.key }), [])).toEqual(refused);
  expect(await followed(pinned, described(one, a, 'kosato'), [])).toEqual(refused);
  const elsewhere = [await announced(one, 'sealing', 2, b, 'kosato')];
  expect(await followed(pinned, described(one, b), elsewhere)).toEqual(refused);
  const changed = statements.map((statement) => ({ ...statement, number: 9 }));
  expect(await followed(pinned, described(one, b), changed)).toEqual(refused);
  const rubbish = statements.map((statement) => ({ ...statement, signature: 'AAAA' }));
  expect(await followed(pinned, described(three, c), rubbish)).toEqual(refused);
});

test('an older key does not come back with an old statement', async () => {
  const today = await followed(pinned, described(three, c), statements);
  if (!today.ok) throw new Error(today.reason);
  const old = [...statements, await announced(three, 'sealing', 2, a)];
  for (const before of [described(three, a), described(three, b), described(two, c), described(one, a)])
    expect(await followed(today.value, before, old)).toEqual({ ok: false, reason: 'not-genuine' });
});
