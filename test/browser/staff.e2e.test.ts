import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { leftActions, sealedFrom } from '../../src/hub/fixture/cases.ts';
import { hubDescription, paths } from '../../src/protocol/index.ts';
import { passingDevice } from '../../src/start/commands/parts/own-device.ts';
import { counterWords } from '../../src/wording/index.ts';
import { BETWEEN_PRESSES } from './hands.ts';
import { lying, listenTo, type Office, openOffice } from './office.ts';
import { PATIENCE } from './patience.ts';

const { t } = counterWords('ja');
let office: Office;
beforeAll(async () => {
  office = await openOffice();
  const hub = hubDescription.parse(await (await fetch(office.hub.address + paths.hub)).json());
  const sealed = await sealedFrom(
    Buffer.from(hub.sealingKey.key, 'base64'),
    leftActions(1, 'b'.repeat(64)), // a content that this hub never had: a person has to look
  );
  const body = JSON.stringify(sealed);
  const headers = { 'content-type': 'application/json' };
  const kiosk = passingDevice(office.hub.address, 'A');
  await kiosk.enrol();
  const answer = await kiosk.send(office.hub.address + paths.cases, { method: 'POST', headers, body });
  if (answer.status !== 201) throw new Error(await answer.text());
});
afterAll(() => office.close());

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: false }).first().click();

async function open(context: BrowserContext, address: string) {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const complaints = listenTo(page, office.hub.address);
  await page.goto(address);
  return { page, complaints };
}

/** A machine with a finger on its reader (WebAuthn virtual authenticator). */
async function withFinger(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test('somebody is invited, makes a passkey, signs in with it, closes a task, and types on over the end of a session', async () => {
  const office1 = await office.browser.newContext({ viewport: lying });
  const administrator = await open(office1, `${office.hub.address}/staff/`);
  await press(administrator.page, t('sign-in.demo.as', { role: t('role.administrator') }));
  await administrator.page.getByLabel(t('accounts.name'), { exact: true }).fill('見本　受子');
  await administrator.page
    .getByRole('checkbox', { name: t('role.counter'), exact: true })
    .first()
    .check();
  await press(administrator.page, t('accounts.make'));
  const link = await administrator.page.locator('code').textContent();
  expect(await administrator.page.getByText(t('menu.tasks')).count(), 'the administrator sees no case').toBe(0);

  const office2 = await office.browser.newContext({ viewport: lying });
  const { page, complaints } = await open(office2, 'about:blank');
  await withFinger(page);
  await page.goto(link ?? '');
  await press(page, t('invitation.make'));
  await page.getByRole('heading', { name: t('tasks.title') }).waitFor();
  expect(page.url(), 'the invitation is in no history').toBe(`${office.hub.address}/staff/`);
  expect(await page.getByText(t('menu.accounts')).count()).toBe(0);
  await press(page, t('menu.sign-out'));
  await press(page, t('sign-in.passkey'));

  await page.getByText(t('reason.unknown-content')).waitFor();
  await page.locator('.counter-link').focus();
  await page.keyboard.press('Enter');
  await page.getByText('見本　太郎').first().waitFor();
  await page.getByText(/窓口：受付の内容を読んだ/).waitFor();
  await page.keyboard.press('Alt+1');
  await press(page, t('tasks.close'));
  const dialog = page.locator('dialog');
  await dialog.getByRole('button', { name: t('tasks.close') }).click();
  await dialog.getByText(t('tasks.close.none')).waitFor();
  await page.waitForTimeout(BETWEEN_PRESSES);
  await dialog.getByRole('radio', { name: t('result.settled-with-resident') }).check();
  await dialog.getByRole('button', { name: t('tasks.close') }).click();
  await page.getByText(t('tasks.none')).waitFor();
  await page.getByRole('cell', { name: '見本　受子' }).waitFor();

  await page.keyboard.press('Alt+2');
  await page.keyboard.type('a-77');
  await office2.clearCookies();
  await page.keyboard.press('Enter');
  await dialog.getByText(t('ended.title')).waitFor();
  const covered = page.locator('.counter[data-covered]');
  expect(await covered.evaluate((page) => getComputedStyle(page).opacity), 'nobody reads on').toBe('0');
  await dialog.getByRole('button', { name: t('sign-in.passkey') }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await page.getByLabel(t('find.label')).inputValue()).toBe('a-77');
  await page.keyboard.press('Enter');
  await page.getByText(t('find.none', { receipt: 'a-77' })).waitFor();

  // That nobody is signed in is an answer, which the browser writes down as an error.
  const notAnswers = [...administrator.complaints, ...complaints].filter((one) => !one.includes('401'));
  expect(notAnswers).toEqual([]);
  await Promise.all([office1.close(), office2.close()]);
});
