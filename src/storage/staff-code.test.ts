import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRegistry, type Registry } from './registry.ts';
import { StaffCode } from './staff-code.ts';

let registry: Registry;
let now = 0;
const staffCode = () => new StaffCode(registry, globalThis.crypto, () => now);
const check = async (code: string) => {
  const answer = await staffCode().check(code);
  return answer.ok ? answer.value : answer.reason.kind;
};

beforeEach(async () => {
  await Dexie.delete('kakanai');
  registry = openRegistry();
  now = Date.UTC(2026, 10, 20);
});

afterEach(() => registry.close());

test('a code that the hub never confirmed here is not judged', async () => {
  expect(await check('123456')).toBe('unknown');
});

test('the code is recognised after a restart, and it is not what is stored', async () => {
  await staffCode().remember('123456');
  expect([await check('123456'), await check('654321')]).toEqual(['staff', 'wrong']);
  const rows = await registry.run(({ settings }) => settings.toArray());
  expect(JSON.stringify(rows)).not.toContain('123456');
});

test('after five wrong codes none is looked at for five minutes, restarts or not', async () => {
  await staffCode().remember('123456');
  for (let n = 1; n < 5; n++) expect(await check('000000')).toBe('wrong');
  expect([await check('000000'), await check('123456')]).toEqual(['later', 'later']);
  now += 5 * 60_000;
  expect(await check('123456')).toBe('staff');
});

test('a code to which the hub now says no is forgotten; another wrong one changes nothing', async () => {
  await staffCode().remember('123456');
  await staffCode().forget('000000');
  expect(await check('123456')).toBe('staff');
  await staffCode().forget('123456');
  expect(await check('123456')).toBe('unknown');
});
