import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EnrolmentCodeAnswer, paths, PROTOCOL } from '../../src/protocol/index.ts';
import { BETWEEN_PRESSES } from './hands.ts';
import { type HubProcess, startHub } from './hub-process.ts';
import { heading, openOffice, type Office, shows } from './office.ts';

let office: Office;
let other: HubProcess | undefined;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(async () => {
  await office.close();
  await other?.kill();
});

/** The hub sees this kiosk behind a proxy, as it sees one of another machine. */
const fromElsewhere = (context: BrowserContext) =>
  context.route(`**${paths.devices}`, (route) =>
    route.continue({ headers: { ...route.request().headers(), 'x-forwarded-for': '192.168.1.7' } }),
  );

async function codeFor(name: string): Promise<string> {
  const answer = await fetch(office.hub.address + paths.enrolmentCodes, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ protocol: PROTOCOL, name }),
  });
  const made = (await answer.json()) as EnrolmentCodeAnswer;
  return made.outcome === 'made' ? made.code : made.outcome;
}

async function enter(page: Page, code: string): Promise<void> {
  await page.locator('.kiosk-enrol input').fill(code);
  await page.waitForTimeout(BETWEEN_PRESSES);
  await page.locator('.kiosk-enrol button').click();
}

test('a kiosk of another machine joins by a code, is known from then on, and believes no hub with other keys', async () => {
  const { page, complaints, close } = await office.kiosk({ prepare: fromElsewhere });
  await shows(page, 'trouble-not-enrolled');
  await enter(page, '0000-0000');
  await page.locator('.kiosk-enrol [role=alert] span').waitFor();
  await enter(page, (await codeFor('K2')).toLowerCase());
  await shows(page, 'attract');
  await page.reload();
  await shows(page, 'attract');
  expect(complaints).toEqual([]);

  // Another hub under the same address, and no content kept to go on with.
  await office.hub.kill();
  other = await startHub({ port: Number(new URL(office.hub.address).port), ownKeys: true });
  await page.evaluate(() => caches.delete('kakanai-content'));
  await page.reload();
  await shows(page, 'trouble-other-hub');
  expect(await heading(page)).toBe('この機械は、いま使えません');
  await close();
});
