import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Office, openOffice, shows } from './office.ts';
import { OneSwitch } from './one-switch.ts';
import { example, Visitor } from './visitor.ts';

const single = example('flows/examples/moving-in/single.yaml');

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

test('a whole visit by one switch, and nobody is hurried while they wait for a target to come round', async () => {
  const { page, complaints, close } = await office.kiosk({
    prepare: (_, one) => one.clock.install({ time: '2026-11-20T02:00:00Z' }),
  });
  await shows(page, 'attract');
  // Staff, or whoever brought the switch, turn it on; from then on there is nothing but the switch.
  await page.locator('.look-frame-controls button').first().click();
  await page.locator('dialog input[name=scanning]').click();
  const hand = new OneSwitch(page);
  await hand.press(page.locator('.look-dialog-actions button'));

  const visitor = new Visitor(page, single, office.content, hand);
  visitor.watch = async (screen) => {
    if (screen !== 'out-notice') return;
    for (let seconds = 0; seconds < 240; seconds += 10) await page.clock.runFor(10_000);
    expect(await page.locator('dialog[open]').count()).toBe(0);
  };
  expect(await visitor.live((screen) => screen === 'prepared')).toBe('prepared');
  expect(await page.locator('.kiosk-receipt strong').textContent()).toMatch(/^A-\d{4}$/);
  await hand.next();
  await shows(page, 'attract');
  expect(complaints).toEqual([]);
  console.log(`one switch: ${hand.presses} presses, ${hand.waits} waits of 1.8 s`);
  await close();
});
