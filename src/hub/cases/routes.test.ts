import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { caseReceived, type HubDescription, SEALED_LIMIT } from '../../protocol/index.ts';
import { escrowedKey, importPublicKey, packDraft, sealCase } from '../../sealing/index.ts';
import { openFixtureHub } from '../fixture/open-hub.ts';
import { asDevice } from '../fixture/test-device.ts';
import { caseIds, sealedCaseOf } from '../fixture/visit.ts';
import type { Hub } from '../hub.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-cases-'));
let dataFolder = '';
let hub: Hub;
let count = 0;
let sealed: Uint8Array;
beforeEach(async () => {
  dataFolder = path.join(root, String(++count));
  hub = await openFixtureHub(dataFolder);
  const { sealingKey } = (await hub.app.inject('/device/hub.json')).json() as HubDescription;
  const key = await importPublicKey(crypto, Buffer.from(sealingKey.key, 'base64'));
  if (!key.ok) throw new Error(key.reason);
  sealed = await sealCase(key.value, caseIds[0], { ended: 'prepared', actions: [], lost: 0 });
});
afterEach(() => hub.close());
afterAll(() => rmSync(root, { recursive: true }));

const send = (payload: object) => asDevice(hub.app, { method: 'POST', url: '/cases', payload });
const statusOf = (id: string) => asDevice(hub.app, { url: `/cases/${id}/status` });

test('a case is taken once, told where it is, and still there after a restart', async () => {
  expect((await statusOf(caseIds[0])).statusCode).toBe(404);
  const first = await send(sealedCaseOf(sealed));
  expect(first.statusCode).toBe(201);
  const yes = caseReceived.parse(first.json());
  const again = await send(sealedCaseOf(sealed));
  expect([again.statusCode, again.json()]).toEqual([200, yes]);
  await hub.close();
  hub = await openFixtureHub(dataFolder);
  expect((await statusOf(caseIds[0])).json()).toEqual(yes);
  expect((await send(sealedCaseOf(sealed))).json()).toEqual(yes);
  expect((await hub.app.inject('/health')).json().cases).toEqual({ stored: 1, accepting: true });
});

test('a draft that its kiosk could no longer open is taken too', async () => {
  const { sealingKey } = (await hub.app.inject('/device/hub.json')).json() as HubDescription;
  const to = await importPublicKey(crypto, Buffer.from(sealingKey.key, 'base64'));
  if (!to.ok) throw new Error(to.reason);
  const { sealed: key } = await escrowedKey(crypto, to.value, caseIds[0]);
  const draft = sealedCaseOf(packDraft(key, []), { ended: 'left', events: [] });
  expect((await send(draft)).statusCode).toBe(201);
  expect((await send(draft)).statusCode).toBe(200);
});

test('another case under the same id is a conflict, and the first one stays', async () => {
  const yes = (await send(sealedCaseOf(sealed))).json();
  const other = await send(sealedCaseOf(sealed, { receipt: 'A-13' }));
  expect([other.statusCode, other.json().error]).toEqual([409, 'different-case']);
  expect((await statusOf(caseIds[0])).json()).toEqual(yes);
});

test('a case left behind needs no receipt number', async () => {
  const { receipt: _none, ...left } = sealedCaseOf(sealed, { ended: 'left', events: [] });
  expect((await send(left)).statusCode).toBe(201);
});

test('what is sealed to another key is not taken: nobody could ever open it', async () => {
  const elsewhere = Uint8Array.from(sealed);
  elsewhere[1] = (elsewhere[1] ?? 0) ^ 1;
  for (const bytes of [elsewhere, Buffer.from('no sealed bytes')]) {
    const answer = await send(sealedCaseOf(bytes));
    expect([answer.statusCode, answer.json().error]).toEqual([422, 'other-key']);
  }
});

test('bad requests', async () => {
  const good = sealedCaseOf(sealed);
  const refused = async (body: object) => (await send(body)).json().error;
  expect(await refused({ ...good, case: 'x' })).toBe('bad-request');
  expect(await refused({ ...good, sealed: '見本' })).toBe('bad-request');
  expect(await refused({ ...good, preparedAt: '2026-02-31T00:00:00Z' })).toBe('bad-request');
  expect(await refused({ ...good, receipt: '見本　太郎' })).toBe('bad-request');
  expect(await refused({ ...good, name: '見本　太郎' })).toBe('bad-request');
  expect(await refused({ ...good, protocol: 0 })).toBe('unsupported-protocol');
  expect(await refused({ ...good, sealed: 'A'.repeat(SEALED_LIMIT + 4) })).toBe('bad-request');
  expect(await refused({ ...good, sealed: 'A'.repeat(SEALED_LIMIT + 100_000) })).toBe('too-large');
  expect((await statusOf('見本')).json().error).toBe('bad-request');
});
