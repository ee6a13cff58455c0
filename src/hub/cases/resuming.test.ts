import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { carriedOver } from '../../case/index.ts';
import type { EnrolmentAnswer, FindCasesAnswer, HubDescription, ResumeCaseAnswer } from '../../protocol/index.ts';
import { paths, PROTOCOL, type SealedCase } from '../../protocol/index.ts';
import { verifyTrail, trailRows } from '../audit/verify-trail.ts';
import { continuedActions, leftActions, sealedFrom, testId } from '../fixture/cases.ts';
import { fixtureCompiled, fixtureDatabase, fixtureNow, fixtureSources, openFixtureHub } from '../fixture/open-hub.ts';
import { TestDevice } from '../fixture/test-device.ts';
import type { Hub } from '../hub.ts';
import { appendStaffAction } from './staff-actions.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-resuming-'));
const version = fixtureCompiled(fixtureSources()).content.version.hash;
const code = '482913';
const said: string[] = [];
let hub: Hub;
let publicKey: Buffer;
let kioskA: TestDevice;
let kioskB: TestDevice;
const ids = new Map<string, EnrolmentAnswer>();
let group = 100;
beforeAll(async () => {
  await fixtureDatabase();
  hub = await openFixtureHub(root, { staffCode: code, log: { write: (line: string) => void said.push(line) } });
  const { sealingKey } = (await hub.app.inject(paths.hub)).json() as HubDescription;
  publicKey = Buffer.from(sealingKey.key, 'base64');
  [kioskA, kioskB] = [await TestDevice.new(hub.app), await TestDevice.new(hub.app)];
  for (const [device, name] of [
    [kioskA, 'A'],
    [kioskB, 'B'],
  ] as const)
    ids.set(name, await device.enrol({ name }));
}, 60_000);
const idOf = (name: string) => {
  const enrolled = ids.get(name);
  return enrolled?.outcome === 'enrolled' ? enrolled.id : undefined;
};
afterAll(async () => {
  await hub.close();
  rmSync(root, { recursive: true });
});

const send = async (url: string, payload: object, device = kioskA): Promise<unknown> =>
  (await device.inject({ method: 'POST', url, payload: { protocol: PROTOCOL, code, ...payload } })).json();
const find = async (number: string, typed = code) =>
  (await send(paths.findCases, { number, code: typed })) as FindCasesAnswer;
const resume = async (number: number, { by = kioskA, again = false, typed = code } = {}) =>
  (await send(paths.resumeCase, { case: testId(number, 0), again, code: typed }, by)) as ResumeCaseAnswer;
const standing = async (receipt: string) => {
  const answer = await find(receipt);
  return answer.outcome === 'found' ? answer.cases.map(({ now }) => now.standing) : [answer.outcome];
};
async function deliver(one: SealedCase): Promise<void> {
  await kioskA.inject({ method: 'POST', url: paths.cases, payload: one });
  await vi.waitFor(async () => expect(await standing(one.receipt ?? '')).not.toContain('arriving'), {
    timeout: 20_000,
  });
}
/** A case that was left behind with this number. */
async function left(receipt: string) {
  const actions = leftActions(++group, version);
  await deliver(await sealedFrom(publicKey, actions, { receipt }));
  return actions;
}

test('a case left behind is found by its number or its last part, and its actions come as they were', async () => {
  const actions = await left('A-1032');
  for (const number of ['A-1032', '1032'])
    expect(await find(number)).toMatchObject({
      outcome: 'found',
      cases: [
        { case: testId(group, 0), receipt: 'A-1032', events: ['moving-in'], ended: 'left', now: { standing: 'ready' } },
      ],
    });
  expect(await find('032')).toMatchObject({ outcome: 'not-found' });
  expect(await resume(group)).toEqual({ protocol: PROTOCOL, outcome: 'given', actions });
  expect(said.join('')).not.toMatch(/見本|482913/);
});

test('without the code nothing is found and nothing is given', async () => {
  await left('A-1040');
  expect((await find('A-1040', '000000')).outcome).toBe('wrong');
  expect((await resume(group, { typed: '000000' })).outcome).toBe('wrong');
  expect(await standing('A-1040')).toEqual(['ready']);
});

test('of two kiosks the second is told of the first, and gets it only when staff want it nevertheless', async () => {
  await left('A-1045');
  const [one, other] = await Promise.all([resume(group), resume(group, { by: kioskB })]);
  const [given, refused] = one.outcome === 'given' ? ['A', other] : ['B', one];
  expect([one, other].filter(({ outcome }) => outcome === 'given')).toHaveLength(1);
  expect(refused).toMatchObject({
    outcome: 'not-given',
    now: { standing: 'resumed', kiosk: given, at: fixtureNow().toISOString() },
  });
  expect((await resume(group, { by: kioskB, again: true })).outcome).toBe('given');
  const database = await fixtureDatabase();
  const trail = await database
    .selectFrom('audit_trail')
    .select(['device', 'role', 'action'])
    .where('case_id', '=', testId(group, 0))
    .where('action', '=', 'case-resumed')
    .orderBy('seq')
    .execute();
  expect(trail).toEqual([
    { device: idOf(given), role: 'staff', action: 'case-resumed' },
    { device: idOf('B'), role: 'staff', action: 'case-resumed' },
  ]);
  expect(await verifyTrail(trailRows(database))).not.toHaveProperty('brokenAt');
});

test('it can be taken up until its continuation has come; then that one is, whatever becomes of a kiosk', async () => {
  const earlier = await left('A-1050');
  const before = group;
  expect((await resume(before)).outcome).toBe('given'); // this kiosk dies
  expect(await standing('A-1050')).toEqual(['resumed']);
  expect((await resume(before, { again: true })).outcome).toBe('given');
  const continued = continuedActions(++group, earlier);
  await deliver(await sealedFrom(publicKey, continued, { receipt: 'B-1105' }));
  expect(await find('A-1050')).toMatchObject({ cases: [{ now: { standing: 'continued', receipt: 'B-1105' } }] });
  expect(await resume(before, { again: true })).toMatchObject({ outcome: 'not-given', now: { standing: 'continued' } });
  expect(await resume(group)).toMatchObject({ outcome: 'given', actions: continued });
});

test('a case of which something does not hold is looked at by a person first; one that is not here is not found', async () => {
  const actions = leftActions(++group, version);
  await deliver(await sealedFrom(publicKey, actions, { receipt: 'A-1055', lost: 2 }));
  expect(await resume(group)).toMatchObject({ outcome: 'not-given', now: { standing: 'task' } });
  expect((await resume(++group)).outcome).toBe('not-found');
});

test('what staff have begun to accept is not taken up again', async () => {
  const [first] = await left('A-1058');
  if (!first) throw new Error('no case');
  const database = await fixtureDatabase();
  const { id: _id, at, by, device, content } = first;
  const common = { id: testId(group, 99), at, by, device, content };
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  await appendStaffAction(database, testId(group, 0), key, {
    ...common,
    type: 'accepted',
    procedure: 'move-in-notification',
    subject: 'case',
  });
  expect(await resume(group)).toMatchObject({ outcome: 'not-given', now: { standing: 'accepted' } });
});

test('what goes over is everything but the opening and the end', () => {
  const actions = leftActions(1, version);
  const [, recorded, ...calls] = actions;
  const common = { at: '', by: { role: 'resident' as const }, device: 'A', content: version };
  const ended = [
    { ...common, id: '1', type: 'passed' as const, step: 'check' },
    { ...common, id: '2', type: 'finished-early' as const },
    { ...common, id: '3', type: 'prepared' as const, receipt: 'A-1' },
  ];
  expect(carriedOver([...actions, ...ended])).toEqual([recorded, ...calls]);
});
