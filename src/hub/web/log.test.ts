import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixtureDatabase, openFixtureHub } from '../fixture/open-hub.ts';
import { asDevice } from '../fixture/test-device.ts';
import { caseIds, householdRequestOf, sealedCaseOf } from '../fixture/visit.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-log-'));
beforeAll(async () => {
  await fixtureDatabase();
}, 60_000);
afterAll(() => rmSync(root, { recursive: true }));

/** What must not be in a log: names, days of birth, addresses, numbers, PINs, keys. */
const personal = [
  '見本',
  'みほん',
  '太郎',
  '次郎',
  '%E8%A6%8B',
  '1990-05-05',
  '1980-01-01',
  '本町',
  '中央',
  '9876',
  '"1234"',
  'A-12',
];

test('the log of a whole visit, its mistakes included, says nothing of the person', async () => {
  const lines: string[] = [];
  const hub = await openFixtureHub(path.join(root, 'data'), {
    log: { write: (line) => lines.push(line) },
    register: { household: ({ person }) => Promise.reject(new Error(`no ${person.name}`)) },
  });
  const { app } = hub;
  const address = `/device/keys/${caseIds[0]}`;
  const { key } = (await app.inject({ method: 'PUT', url: address })).json();
  await app.inject('/content/current.json?name=見本');
  await app.inject('/demo/cards');
  const request = householdRequestOf('見本　太郎', '1990-05-05');
  expect((await asDevice(app, { method: 'POST', url: '/register/certificate', payload: request })).json().outcome).toBe(
    'found',
  );
  expect((await asDevice(app, { method: 'POST', url: '/register/household', payload: request })).json().outcome).toBe(
    'unavailable',
  );
  await asDevice(app, { method: 'POST', url: '/register/household', payload: { ...request, 見本太郎: '見本' } });
  await asDevice(app, {
    method: 'POST',
    url: '/register/household',
    payload: '{"name": 見本',
    headers: { 'content-type': 'application/json' },
  });
  await asDevice(app, { method: 'POST', url: '/cases', payload: sealedCaseOf(Buffer.from('x'.repeat(100))) });
  await asDevice(app, { url: '/cases/見本　太郎/status' });
  await app.inject({ url: '/見本　太郎', headers: { referer: 'http://localhost/見本', 'user-agent': '見本' } });
  await app.inject({ method: 'DELETE', url: address });
  await hub.close();

  const log = lines.map((line) => JSON.stringify({ ...JSON.parse(line), time: 0, ms: 0 })).join('');
  expect([...personal, key].filter((word) => log.includes(word))).toEqual([]);
  for (const line of lines) expect(JSON.parse(line)).toHaveProperty('msg');
  // And yet it says what happened.
  const asked = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'register asked');
  expect(asked.map(({ source, outcome }) => [source, outcome])).toEqual([
    ['certificate', 'found'],
    ['register', 'unavailable'],
  ]);
  expect(asked[0]).toMatchObject({
    case: caseIds[0],
    events: ['moving-in'],
    asked: expect.arrayContaining(['name', 'former-head']),
  });
  const answered = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'answered');
  const routes = answered.map(({ method, route, status }) => `${method} ${route} ${status}`);
  // Before each signed request the device asks for a nonce.
  expect(routes.filter((one) => one !== 'GET /device/hub.json 200')).toEqual([
    'PUT /device/keys/:caseId 200',
    'GET /content/current.json 200',
    'GET /demo/cards 200',
    'POST /devices 200',
    'POST /register/certificate 200',
    'POST /register/household 200',
    'POST /register/household 400',
    'POST /register/household 400',
    'POST /cases 422',
    'GET /cases/:caseId/status 400',
    'GET - 404',
    'DELETE /device/keys/:caseId 204',
  ]);
  expect(answered[0]).toHaveProperty('case', caseIds[0]);
});
