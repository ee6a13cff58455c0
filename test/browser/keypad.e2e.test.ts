import { afterAll, beforeAll, expect, test } from 'vitest';
import { Keypad } from './keypad.ts';
import { type Office, openOffice, shows } from './office.ts';
import { example, Visitor } from './visitor.ts';

const family = example('flows/examples/moving-in/family-of-four.yaml');
/** What a numeric keypad has. */
const keypad = new Set('0 1 2 3 4 5 6 7 8 9 + - * / Enter'.split(' '));

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

test('a whole visit by the keys of a numeric keypad, back and a call for staff included', async () => {
  const { page, complaints, close } = await office.kiosk({ at: '2026-11-20T02:00:00Z' });
  const keys = new Keypad(page);
  const visitor = new Visitor(page, family, office.content, keys);
  visitor.watch = async (screen) => {
    // Where a pad takes the digits, every other answer is still within reach.
    if (screen === 'details.phone.case') await keys.reach(page.locator('input[value=unknown]'));
    if (screen !== 'home-kind') return;
    await keys.key('*');
    await page.locator('dialog[open]').waitFor();
    await keys.press(page.locator('dialog[open] button[data-kind=primary]'));
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    await keys.key('0');
    await shows(page, 'pin-known');
    // The answer still stands: on from here is one key.
    expect(await page.locator('.look-frame-main input:checked').count()).toBeGreaterThan(0);
    await keys.key('3');
    await shows(page, 'home-kind');
  };
  await shows(page, 'attract');
  expect(await visitor.live((screen) => screen === 'prepared')).toBe('prepared');
  expect(await page.locator('.kiosk-receipt strong').textContent()).toBe('A-1100');
  await keys.next();
  await shows(page, 'attract');
  expect(keys.keys.filter((key) => !keypad.has(key))).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});
