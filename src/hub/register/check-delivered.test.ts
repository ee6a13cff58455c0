import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Statement } from '../../case/index.ts';
import type { HubDescription } from '../../protocol/index.ts';
import { importPublicKey, sealCase } from '../../sealing/index.ts';
import { fixtureDatabase, openFixtureHub } from '../fixture/open-hub.ts';
import { asDevice } from '../fixture/test-device.ts';
import { deliveredActions, householdRequestOf, sealedCaseOf } from '../fixture/visit.ts';
import type { Hub } from '../hub.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-delivered-'));
const lines: string[] = [];
let hub: Hub;
beforeAll(async () => {
  await fixtureDatabase();
  hub = await openFixtureHub(root, { log: { write: (line) => lines.push(line) } });
}, 60_000);
afterAll(async () => {
  await hub.close();
  rmSync(root, { recursive: true });
});

const idOf = (number: number) => `01999999-abcd-7000-8000-00000000020${number}`;

/** Delivers a case of somebody who said this of themselves, and waits for what the hub notes about it. */
async function delivered(number: number, facts: Record<string, string>) {
  const { sealingKey } = (await hub.app.inject('/device/hub.json')).json() as HubDescription;
  const key = await importPublicKey(crypto, Buffer.from(sealingKey.key, 'base64'));
  if (!key.ok) throw new Error(key.reason);
  const statements = Object.entries(facts).map(
    ([fact, value]): Statement => ({ subject: 'a', fact, said: { value }, source: 'resident' }),
  );
  const id = idOf(number);
  const actions = deliveredActions(statements).map((one) => (one.type === 'opened' ? { ...one, case: id } : one));
  const sealed = await sealCase(key.value, id, { ended: 'prepared', actions, lost: 0 });
  const answer = await asDevice(hub.app, {
    method: 'POST',
    url: '/cases',
    payload: sealedCaseOf(sealed, { case: id }),
  });
  expect(answer.statusCode).toBe(201);
}
const checked = async (number: number) => {
  const database = await fixtureDatabase();
  return database.selectFrom('register_checks').selectAll().where('case_id', '=', idOf(number)).executeTakeFirst();
};
const settled = async (number: number) => {
  await expect.poll(() => checked(number), { timeout: 20_000 }).toBeDefined();
};

test('a case that was filled in without a hub is compared when it comes in: a count, and no values', async () => {
  await delivered(1, { name: '見本　次郎', 'birth-date': '1980-01-01', sex: 'female' });
  await settled(1);
  // His sex, and two of the household whom the case does not name.
  expect(await checked(1)).toEqual({
    case_id: idOf(1),
    checked_at: '2026-04-10T03:00:00.000Z',
    outcome: 'compared',
    differences: 3,
  });
  const inquiries = await (await fixtureDatabase())
    .selectFrom('register_inquiries')
    .select(['facts', 'outcome'])
    .where('case_id', '=', idOf(1))
    .execute();
  expect(inquiries).toEqual([{ facts: ['name', 'birth-date', 'sex'], outcome: 'found' }]);
  expect(lines.join('')).not.toMatch(/見本|1980/);
});

test('who is not in the register has nothing to compare; a protected household is for staff', async () => {
  await delivered(2, { name: '見本　新', 'birth-date': '2000-01-01' });
  await settled(2);
  expect(await checked(2)).toMatchObject({ outcome: 'not-found', differences: 0 });
  await delivered(3, { name: '見本　秋子', 'birth-date': '1988-08-08' });
  await settled(3);
  expect(await checked(3)).toMatchObject({ outcome: 'staff', differences: 0 });
});

test('where the register answered during the visit it is not asked again', async () => {
  const asked = householdRequestOf('見本　次郎', '1980-01-01', { case: idOf(4) });
  await asDevice(hub.app, { method: 'POST', url: '/register/household', payload: asked });
  await delivered(4, { name: '見本　次郎', 'birth-date': '1980-01-01' });
  await delivered(5, { name: '見本　次郎', 'birth-date': '1980-01-01' });
  await settled(5);
  expect(await checked(4)).toBeUndefined();
});
