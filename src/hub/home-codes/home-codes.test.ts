import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HomeCode, sealHomeCode } from '../../paperwork/index.ts';
import { type HubDescription, type OpenHomeCodeAnswer, paths, PROTOCOL } from '../../protocol/index.ts';
import { bytesOf, importPublicKey, newSealingKeys, type PublicKey, sealTo } from '../../sealing/index.ts';
import { fixtureDatabase, fixtureNow, openFixtureHub } from '../fixture/open-hub.ts';
import { asDevice } from '../fixture/test-device.ts';
import { caseIds } from '../fixture/visit.ts';
import type { Hub } from '../hub.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-home-codes-'));
const lines: string[] = [];
let days = 0;
let hub: Hub;
let key: PublicKey;
beforeAll(async () => {
  await fixtureDatabase();
  hub = await openFixtureHub(root, {
    now: () => new Date(fixtureNow().getTime() + days * 86_400_000),
    log: { write: (line) => lines.push(line) },
  });
  const { sealingKey } = (await hub.app.inject(paths.hub)).json() as HubDescription;
  key = await keyOf(Buffer.from(sealingKey.key, 'base64'));
}, 60_000);
afterAll(async () => {
  await hub.close();
  rmSync(root, { recursive: true });
});

async function keyOf(bytes: Uint8Array): Promise<PublicKey> {
  const imported = await importPublicKey(crypto, bytes);
  if (!imported.ok) throw new Error(imported.reason);
  return imported.value;
}

const deflate = (bytes: Uint8Array) => Promise.resolve(new Uint8Array(deflateRawSync(bytes)));
let made = 0;
/** A code of a family of two, made on the day of the tests; each has an id of its own. */
const codeOf = (more: Partial<Record<keyof HomeCode, unknown>> = {}) =>
  ({
    format: 1,
    id: `019aa000-0000-7000-8000-0000000003${String(++made).padStart(2, '0')}`,
    municipality: 'mihon',
    content: 'abc',
    events: ['moving-in'],
    made: '2026-04-10',
    expires: '2026-05-10',
    language: 'en',
    case: [
      ['movers', ['0', '1']],
      ['new-address', '中央一丁目2番3号'],
    ],
    people: [
      [['nhi-before', true]],
      [
        ['name', '架空　花'],
        ['birth-date', '2019-02-03'],
      ],
    ],
    ...more,
  }) as HomeCode;

const [first, second] = caseIds;
async function post(sealed: Uint8Array, caseId: string = first) {
  return asDevice(hub.app, {
    method: 'POST',
    url: paths.openHomeCode,
    payload: { protocol: PROTOCOL, case: caseId, sealed: Buffer.from(sealed).toString('base64') },
  });
}
const shown = async (sealed: Uint8Array, caseId?: string) => (await post(sealed, caseId)).json() as OpenHomeCodeAnswer;
const open = async (code: HomeCode, caseId?: string) => shown(await sealHomeCode(key, code, deflate), caseId);
const sealedText = async (plain: Uint8Array) => sealTo(key, await deflate(plain), bytesOf('kakanai home code 1'));

test('what was answered at home comes under ids of chance, and people in values follow', async () => {
  const opened = await open(codeOf());
  if (opened.outcome !== 'found') throw new Error(opened.outcome);
  const [visitor, child] = opened.people;
  expect(opened).toMatchObject({ events: ['moving-in'], language: 'en', dropped: 0, visitor: visitor?.person });
  expect(visitor?.person).toMatch(/^p[0-9a-f]{32}$/);
  expect(visitor?.facts).toEqual([{ fact: 'nhi-before', value: true }]);
  expect(child?.facts).toEqual([
    { fact: 'name', value: '架空　花' },
    { fact: 'birth-date', value: '2019-02-03' },
  ]);
  expect(opened.case).toEqual([
    { fact: 'movers', value: [visitor?.person, child?.person] },
    { fact: 'new-address', value: '中央一丁目2番3号' },
  ]);
});

test('a code is opened for one case: again for the same, never for another', async () => {
  const sealed = await sealHomeCode(key, codeOf(), deflate);
  expect((await shown(sealed)).outcome).toBe('found');
  expect((await shown(sealed)).outcome).toBe('found');
  expect((await shown(sealed, second)).outcome).toBe('used');
});

test('it ends with its last day, by the clock of the hub', async () => {
  const last = { expires: '2026-04-12' };
  days = 2;
  expect((await open(codeOf(last))).outcome).toBe('found');
  days = 3;
  expect((await open(codeOf(last))).outcome).toBe('expired');
  days = 0;
});

test.each<[string, Partial<Record<keyof HomeCode, unknown>>, string]>([
  ['a longer life than thirty days', { expires: '2026-05-11' }, 'damaged'],
  ['made in the future', { made: '2026-04-12', expires: '2026-04-20' }, 'damaged'],
  ['another municipality', { municipality: 'sakae' }, 'other-municipality'],
  ['a later format', { format: 2 }, 'newer'],
  ['a key that nobody knows', { note: 'x' } as object, 'damaged'],
  ['no event of ours', { events: ['moving-on'] }, 'damaged'],
  ['nobody', { people: [] }, 'damaged'],
  ['too many people', { people: Array.from({ length: 31 }, () => []) }, 'damaged'],
])('refused: %s', async (_, more, outcome) => {
  expect((await open(codeOf(more))).outcome).toBe(outcome);
});

test('refused: sealed to another key, damaged, something else sealed, a later way of sealing', async () => {
  const stranger = await keyOf((await newSealingKeys(crypto)).publicKey);
  expect((await shown(await sealHomeCode(stranger, codeOf(), deflate))).outcome).toBe('unknown-key');
  const sealed = await sealHomeCode(key, codeOf(), deflate);
  expect((await shown(sealed.with(100, sealed[100]! ^ 1))).outcome).toBe('damaged');
  expect((await shown(await sealTo(key, bytesOf('{}'), bytesOf('kakanai case 1')))).outcome).toBe('damaged');
  expect((await shown(await sealedText(bytesOf('null')))).outcome).toBe('damaged');
  expect((await shown(sealed.with(0, 2))).outcome).toBe('newer');
});

test('a bomb of nothing but blanks is not blown up, and too many bytes are not looked at', async () => {
  const bomb = await sealedText(new Uint8Array(3 * 1024 * 1024).fill(32));
  expect(bomb.length).toBeLessThan(4000);
  expect((await shown(bomb)).outcome).toBe('damaged');
  expect((await post(new Uint8Array(7000))).json()).toMatchObject({ error: 'bad-request' });
});

test('what only others may say, what does not fit and who is not there is left out and asked again', async () => {
  const hostile = codeOf({
    case: [
      ['address-protection', true],
      ['former-head', '架空　太郎'],
      ['no-such-fact', 'x'],
      ['movers', ['0', '7']],
      ['allowance-claimant', '__proto__'],
      ['new-address', ''],
      ['phone', '123456789018'],
      ['public-assistance', 'yes'],
      ['care-certified', true],
    ],
    people: [
      [
        ['sex', 'female'],
        ['relation-to-head', 'queen'],
        ['relation-to-head', 'wife'],
        ['relation-to-head', 'child'],
      ],
    ],
  });
  const opened = await open(hostile);
  if (opened.outcome !== 'found') throw new Error(opened.outcome);
  expect(opened.case).toEqual([]);
  expect(opened.people[0]?.facts).toEqual([{ fact: 'relation-to-head', value: 'wife' }]);
  expect(opened.dropped).toBe(12);
});

test('where it cannot be told whether a code was used, it is not opened', async () => {
  const database = Promise.reject<never>(new Error('no database'));
  database.catch(() => undefined);
  const broken = await openFixtureHub(path.join(root, 'broken'), { database });
  const { sealingKey } = (await broken.app.inject(paths.hub)).json() as HubDescription;
  const sealed = await sealHomeCode(await keyOf(Buffer.from(sealingKey.key, 'base64')), codeOf(), deflate);
  const answer = await asDevice(broken.app, {
    method: 'POST',
    url: paths.openHomeCode,
    payload: { protocol: PROTOCOL, case: first, sealed: Buffer.from(sealed).toString('base64') },
  });
  expect(answer.json()).toEqual({ protocol: PROTOCOL, outcome: 'unavailable' });
  await broken.close();
});

test('the log says what became of codes, and nothing of what they hold', () => {
  const log = lines.join('');
  expect(log).toContain('"outcome":"used"');
  for (const word of ['架空', '2019-02-03', '中央', '019aa000-0000-7000-8000']) expect(log).not.toContain(word);
});
