import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import { deleteDB } from 'idb';
import { decodeJwt, decodeProtectedHeader, EmbeddedJWK, jwtVerify } from 'jose';
import { beforeEach, expect, test } from 'vitest';
import { fail } from '../basics/index.ts';
import {
  BODY_CLAIM,
  type HubDescription,
  type KeyStatement,
  NONCE_HEADER,
  paths,
  PROOF_HEADER,
  statementText,
} from '../protocol/index.ts';
import { keptIdentities } from './device-identity.ts';
import { HubAccess } from './hub-access.ts';
import { HubClient } from './hub-client.ts';

const base = 'http://hub.example';
const description = (key: string): HubDescription => ({
  protocol: 1,
  municipality: 'mihon',
  demo: false,
  contentKey: { id: key.repeat(16), key: Buffer.alloc(32, key).toString('base64') },
  sealingKey: {
    id: key.repeat(16),
    suite: { kem: 16, kdf: 1, aead: 2 },
    key: Buffer.alloc(65, key).toString('base64'),
  },
});

let elapsed = 0;
/** Who answers; nobody where it is nothing. */
let hub: HubDescription | undefined;
let nonce = 'n1';
/** What the hub says to a signed request whose nonce is the newest. */
let answers: (address: string) => Response | 'lost';
let signed: { address: string; key: string; nonce: unknown; method: string }[];
let descriptions = 0;
/** What it announces of its keys. */
let statements: KeyStatement[] = [];

const addressOf = (input: Parameters<typeof fetch>[0]): string => (typeof input === 'string' ? input : '');

/** A hub that checks what our own does, and knows no devices. */
const hubFetch: typeof fetch = async (input, init = {}) => {
  const address = addressOf(input).slice(base.length);
  if (!hub) throw new TypeError('no hub');
  const headers = { [NONCE_HEADER]: nonce };
  if (address === paths.hub) {
    descriptions += 1;
    return Response.json(hub, { headers });
  }
  if (address === paths.hubKeys) return Response.json({ protocol: 1, statements }, { headers });
  const proof = new Headers(init.headers).get(PROOF_HEADER) ?? '';
  const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, { typ: 'dpop+jwt', algorithms: ['ES256'] });
  expect([payload['htm'], payload['htu']]).toEqual([init.method ?? 'GET', base + address]);
  const body = typeof init.body === 'string' ? init.body : '';
  expect(payload[BODY_CLAIM]).toBe(createHash('sha256').update(body).digest('base64url'));
  signed.push({ address, key: protectedHeader.jwk?.x ?? '', nonce: payload['nonce'], method: init.method ?? 'GET' });
  if (payload['nonce'] !== nonce) {
    const stale = { ...headers, 'www-authenticate': 'DPoP error="use_dpop_nonce"' };
    return Response.json({ error: 'use-dpop-nonce' }, { status: 401, headers: stale });
  }
  const answer = answers(address);
  if (answer === 'lost') throw new TypeError('cut off');
  return answer;
};

const accessOn = (name = 'A') =>
  new HubAccess({
    fetch: hubFetch,
    base,
    name,
    elapsed: () => elapsed,
    identities: keptIdentities,
  });
const enrolled = (name: string) =>
  Response.json({ protocol: 1, outcome: 'enrolled', id: '01999999-abcd-7000-8000-000000000009', name });
const ask = (access: HubAccess) => access.send(base + paths.caseStatus('x'));

beforeEach(async () => {
  await deleteDB('kakanai-device');
  hub = description('1');
  nonce = 'n1';
  answers = (address) => (address === paths.devices ? enrolled('K2') : Response.json({}));
  signed = [];
  elapsed = descriptions = 0;
});

test('a device that joined is known again after a restart: same key, same name, and the key cannot be read out', async () => {
  const first = accessOn();
  expect(first.standing).toBe('new');
  expect(await first.join()).toBe('enrolled');
  expect((await ask(first)).status).toBe(200);
  const restarted = accessOn();
  expect(await restarted.join()).toBe('enrolled');
  expect((await ask(restarted)).status).toBe(200);
  expect(signed.map(({ address }) => address)).toEqual([paths.devices, paths.caseStatus('x'), paths.caseStatus('x')]);
  expect(new Set(signed.map(({ key }) => key)).size).toBe(1);
  const identity = await restarted.identity();
  expect(identity?.name).toBe('K2');
  expect(identity?.keys.privateKey.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('jwk', identity!.keys.privateKey)).rejects.toThrow('not extractable');
});

test('a code that the hub does not take is told, and nothing is kept of it', async () => {
  answers = () => Response.json({ protocol: 1, outcome: 'expired' });
  const access = accessOn();
  expect(await access.enrol('0000-0000')).toBe('expired');
  expect(await access.identity()).toBeUndefined();
  expect(await (await ask(access)).json()).toMatchObject({ error: 'device-unknown' });
  expect(signed.map(({ address }) => address)).toEqual([paths.devices]);
});

test('when the answer to joining is lost, the next try is the same device to the hub', async () => {
  answers = () => 'lost';
  const access = accessOn();
  expect(await access.enrol('7K3M-Q2WX')).toBe('unreachable');
  answers = () => enrolled('K2');
  expect(await access.enrol('7K3M-Q2WX')).toBe('enrolled');
  expect(new Set(signed.map(({ key }) => key)).size).toBe(1);
  // Joining anew, after a revocation, is another one.
  await access.enrol('7K3M-Q2WX');
  expect(new Set(signed.map(({ key }) => key)).size).toBe(2);
});

test('without a hub nobody joins, and nothing is lost by trying', async () => {
  hub = undefined;
  const access = accessOn();
  expect(await access.join()).toBe('unreachable');
  hub = description('1');
  expect(await access.join()).toBe('enrolled');
});

test('the number of the hub is repeated, asked for when it is old, and taken from a refusal once', async () => {
  const access = accessOn();
  await access.join();
  const before = descriptions;
  await ask(access);
  expect(descriptions).toBe(before);
  elapsed += 5 * 60_000;
  await ask(access);
  expect(descriptions).toBe(before + 1);
  nonce = 'n2'; // the hub was restarted
  signed = [];
  expect((await ask(access)).status).toBe(200);
  expect(signed.map((one) => one.nonce)).toEqual(['n1', 'n2']);
  // One that is never content is not asked for ever.
  signed = [];
  const headers = { 'www-authenticate': 'DPoP error="use_dpop_nonce"' };
  answers = () => new Response('{}', { status: 401, headers });
  expect((await ask(access)).status).toBe(401);
  expect(signed).toHaveLength(2);
});

test('a hub with other keys is not believed: nothing is sent to it, until this device is enrolled there', async () => {
  const access = accessOn();
  await access.join();
  signed = [];
  elapsed += 5 * 60_000;
  hub = { ...description('1'), sealingKey: description('2').sealingKey };
  const client = new HubClient(hubFetch, { base, access });
  expect(await (await ask(access)).json()).toMatchObject({ error: 'other-hub' });
  expect(await client.staff('482913')).toEqual(fail('not-enrolled'));
  expect([signed, access.standing]).toEqual([[], 'other-hub']);
  expect(await access.believes(description('1'))).toBe(true);
  expect(await access.believes({ ...description('1'), contentKey: description('2').contentKey })).toBe(false);
  // The right one is back.
  hub = description('1');
  expect((await ask(access)).status).toBe(200);
  expect(access.standing).toBe('enrolled');
  hub = description('2');
  expect(await access.enrol('7K3M-Q2WX')).toBe('enrolled');
  expect((await ask(access)).status).toBe(200);
  expect(await accessOn().believes(description('1'))).toBe(false);
});

test('a hub that has changed its keys is followed by what its key before has signed, after a restart too', async () => {
  const made = async (id: string) => {
    const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
    const key = Buffer.from(await crypto.subtle.exportKey('raw', pair.publicKey)).toString('base64');
    return { id: id.repeat(16), key, secret: pair.privateKey };
  };
  const [first, stranger] = [await made('a'), await made('b')];
  const before = { ...description('1'), contentKey: { id: first.id, key: first.key } };
  const { sealingKey } = description('2');
  const sealedBy = async (secret: CryptoKey) => {
    const { id, key } = sealingKey;
    const statement = { what: 'sealing' as const, municipality: 'mihon', number: 2, id, key, by: first.id };
    const signature = await crypto.subtle.sign('Ed25519', secret, Buffer.from(statementText(statement)));
    return [{ ...statement, signature: Buffer.from(signature).toString('base64') }];
  };
  hub = before;
  const access = accessOn();
  await access.join();
  hub = { ...before, sealingKey };
  elapsed += 5 * 60_000;
  statements = await sealedBy(stranger.secret);
  expect(await (await ask(access)).json()).toMatchObject({ error: 'other-hub' });
  statements = await sealedBy(first.secret);
  expect((await ask(access)).status).toBe(200);
  expect(access.standing).toBe('enrolled');
  // What was kept here before is still believed; a hub that goes back is not.
  expect([await access.believes(before), await access.meets(before)]).toEqual([true, false]);
  statements = [];
  expect(await accessOn().meets({ ...before, sealingKey })).toBe(true);
});

test('what the hub says of this device is told', async () => {
  const access = accessOn();
  await access.join();
  for (const [status, error] of [
    [403, 'device-revoked'],
    [401, 'device-unknown'],
  ] as const) {
    answers = () => Response.json({ error }, { status });
    expect((await ask(access)).status).toBe(status);
    expect(access.standing).toBe(error);
  }
});

test('a proof names no person, no case of another request, and the time of this device', async () => {
  let proof = '';
  const access = new HubAccess({
    fetch: (input, init) => {
      proof = new Headers(init?.headers).get(PROOF_HEADER) ?? proof;
      return hubFetch(input, init);
    },
    base,
    name: 'A',
    elapsed: () => elapsed,
    identities: keptIdentities,
  });
  await access.join();
  await access.send(base + paths.household, { method: 'POST', body: JSON.stringify({ name: '見本　太郎' }) });
  expect(Object.keys(decodeJwt(proof)).toSorted()).toEqual(
    [BODY_CLAIM, 'htm', 'htu', 'iat', 'jti', 'nonce'].toSorted(),
  );
  expect(Object.keys(decodeProtectedHeader(proof)).toSorted()).toEqual(['alg', 'jwk', 'typ']);
  expect(Buffer.from(proof.split('.')[1] ?? '', 'base64url').toString()).not.toContain('見本');
});
