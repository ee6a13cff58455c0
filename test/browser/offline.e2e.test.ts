import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { disclosed, openRecords, reopened } from '../../src/hub/index.ts';
import { applications } from '../../src/paperwork/index.ts';
import { outboxFile } from '../../src/protocol/index.ts';
import { catalogue } from '../flows/catalogue.ts';
import { expectEventually } from './expect-eventually.ts';
import { BETWEEN_PRESSES, QuickFinger } from './hands.ts';
import { type HubProcess, startHub } from './hub-process.ts';
import { opened, outboxIn, type OutboxRow } from './kept-cases.ts';
import { type KioskBrowser, openProfile } from './killed-browser.ts';
import { misfits } from './layout.ts';
import { flowsNamed, isReady, keptHash, lookForProgram, publishProgram } from './new-versions.ts';
import { shows } from './office.ts';
import { traces } from './traces.ts';
import { example, Visitor } from './visitor.ts';

const repository = path.resolve(import.meta.dirname, '../..');
const content = catalogue();
const couple = example('flows/examples/moving-in/couple.yaml');
const STAFF = '246801';
const root = mkdtempSync(path.join(tmpdir(), 'kakanai-offline-'));
let count = 0;
let data: string;
let profile: string;
let hub: HubProcess;
let browser: KioskBrowser | undefined;

beforeEach(() => {
  data = path.join(root, `data-${++count}`);
  profile = path.join(root, `profile-${count}`);
});
afterEach(async () => {
  await browser?.close().catch(() => undefined);
  browser = undefined;
  await hub.kill('SIGKILL');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const start = async (...args: string[]) => {
  hub = await startHub({ data, args: ['--staff-code', STAFF, ...args] });
};
/** Stops the hub and starts it anew at the same address. */
const startAgain = async (flows?: string, ...args: string[]) => {
  const port = Number(new URL(hub.address).port);
  await hub.kill();
  hub = await startHub({ data, port, args: ['--staff-code', STAFF, ...args], ...(flows && { flows }) });
};

async function kiosk(): Promise<Page> {
  browser = await openProfile(profile, hub.address, undefined, '/');
  return browser.page;
}

const outbox = async (page: Page): Promise<OutboxRow[]> => outboxIn(await traces(page));
const journal = () =>
  readFileSync(path.join(data, 'cases/journal.ndjson'), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
const title = (page: Page) => page.locator('.look-frame').last().innerText();

/** Staff come to the first screen and type their code. */
async function asStaff(page: Page): Promise<void> {
  await page.locator('[data-screen=attract] .kiosk-buttons button').last().click();
  await page.locator('dialog .look-button[data-kind=quiet]').click();
  await page.locator('dialog .look-pad, dialog [data-keys]').first().waitFor();
  for (const digit of STAFF) await page.keyboard.press(digit);
  await page.waitForTimeout(BETWEEN_PRESSES);
  await page.locator('dialog .look-button[data-kind=primary]').click();
  await page.getByRole('button', { name: '送信待ちの受付を見る' }).waitFor();
}

test('killed, with no hub and no network, a kiosk starts, serves whole visits, shows staff its outbox, and delivers each once', async () => {
  await start();
  let page = await kiosk();
  await shows(page, 'attract');
  await asStaff(page);
  await page.keyboard.press('Escape');
  await isReady(page);
  const comesTo = async (screen: string) =>
    new Visitor(page, couple, content, new QuickFinger(page)).live((one) => one === screen);
  await comesTo('out-notice');
  await page.waitForTimeout(5500); // Chromium writes its list of caches to the disk some seconds later
  await browser?.kill();
  await hub.kill();

  // A case whose key is with the hub: put aside, so that the next person may begin.
  page = await kiosk();
  await shows(page, 'trouble-no-keeper');
  await page.getByRole('button', { name: 'はじめから始める' }).click();
  await shows(page, 'attract');
  // A case that began without the hub, and another kill: only the hub can open it.
  await comesTo('move-date');
  await browser?.kill();
  page = await kiosk();
  await shows(page, 'attract');
  const [unopened, ...others] = await outbox(page);
  if (!unopened || others.length > 0) throw new Error('one case is in the outbox');
  const left = await opened(unopened, hub);
  expect(left).toMatchObject({ ended: 'left', lost: 0, unread: [] });
  expect(left.actions.map(({ type }) => type).filter((type) => type !== 'recorded')).toEqual([
    'opened',
    'passed',
    'answered',
  ]);

  const visitor = new Visitor(page, couple, content, new QuickFinger(page));
  await visitor.live((screen) => screen === 'prepared');
  const receipt = await page.locator('.kiosk-receipt strong').innerText();
  await page.locator('.kiosk-print .kiosk-paper').first().waitFor({ state: 'attached' });
  await visitor.next();
  await shows(page, 'attract');
  const row = (await outbox(page)).find(({ ended }) => ended === 'prepared');
  if (!row) throw new Error('the finished case is in the outbox');
  expect((await opened(row, hub)).actions.at(-1)).toMatchObject({ type: 'prepared', receipt });

  // Staff, whose code this kiosk recognises without the hub.
  await asStaff(page);
  await page.getByRole('button', { name: '送信待ちの受付を見る' }).click();
  const cell = (column: number) => page.locator('.kiosk-outbox tbody tr').nth(1).locator('td').nth(column).innerText();
  await expectEventually(() => cell(0), receipt);
  await page.getByRole('button', { name: 'いま送る' }).click();
  await page.locator('.kiosk-outbox output', { hasText: '残り2件' }).waitFor();
  await expectEventually(
    () => page.locator('.kiosk-outbox tbody small', { hasText: 'ハブに' }).first().innerText(),
    'ハブにつながらない',
  );
  await page.locator('.kiosk-outbox input').fill(receipt.replace(/\D/g, ''));
  await page.locator('.kiosk-outbox li', { hasText: 'この機械にあります' }).first().waitFor();
  expect(await misfits(page)).toEqual([]);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'ファイルに書き出す' }).click(),
  ]);
  const written = outboxFile.parse(JSON.parse(readFileSync(await file.path(), 'utf8')));
  const sealed = [unopened, row].map((one) => ({
    case: one.caseId,
    sealed: Buffer.from(one.sealed).toString('base64'),
  }));
  expect(written.cases).toMatchObject(sealed);

  hub = await startHub({ data, port: Number(new URL(hub.address).port) });
  await page.getByRole('button', { name: 'いま送る' }).click();
  await page.locator('.kiosk-outbox li', { hasText: 'ハブに届いています' }).first().waitFor();
  await page.reload();
  await expectEventually(async () => journal().length, 3); // with the one that was put aside
  await expectEventually(async () => (await outbox(page)).length, 0);
  expect((await traces(page)).databases.map(({ name }) => name)).toEqual(['kakanai', 'kakanai-device']);
});

test('a new program and a new content arrive in the middle of a visit and take over after it; broken ones are refused', async () => {
  const program = path.join(root, 'program');
  cpSync(path.join(repository, 'dist/kiosk'), program, { recursive: true });
  await start('--kiosk', program);
  const page = await kiosk();
  const visitor = new Visitor(page, couple, content, new QuickFinger(page));
  await isReady(page);
  await visitor.live((screen) => screen === 'home-kind');
  const hashBefore = await keptHash(page);

  publishProgram(program, 'second');
  await startAgain(flowsNamed(root, '新版市'), '--kiosk', program);
  expect(await lookForProgram(page)).toBe('waiting');
  await page.reload(); // as after a crash of the page: the case goes on with what it began with
  await visitor.live((screen) => screen === 'prepared');
  expect(await page.locator('html').getAttribute('data-version')).toBeNull();
  expect(await title(page)).toContain('みほん市');
  await visitor.next();
  await expectEventually(() => page.locator('html').getAttribute('data-version'), 'second');
  await shows(page, 'attract');
  await expectEventually(async () => (await title(page)).includes('新版市'), true);
  await expectEventually(async () => journal().length, 1);
  const hashAfter = await keptHash(page);
  expect(hashAfter).not.toBe(hashBefore);

  // A page that is not the one of its list, and texts that are not the ones that were signed.
  publishProgram(program, 'third', { broken: true });
  await startAgain(flowsNamed(root, 'こわれた市'), '--kiosk', program);
  const folder = path.join(data, 'content/mihon');
  const [broken = ''] = readdirSync(folder).filter((name) => ![hashBefore, hashAfter, 'current'].includes(name));
  writeFileSync(path.join(folder, broken, 'texts.en.json.br'), brotliCompressSync('{}'));
  expect(await lookForProgram(page)).toBe('none');
  const refused = page.waitForResponse((response) => response.url().endsWith('/texts.en.json'));
  await page.reload();
  await shows(page, 'attract');
  await refused;
  await page.waitForTimeout(500); // in which it would be taken in
  expect(await page.locator('html').getAttribute('data-version')).toBe('second');
  expect(await title(page)).toContain('新版市');
  expect(await keptHash(page)).toBe(hashAfter);

  // What was delivered was made under the first content to its end, and its applications can be taken out under it.
  await hub.kill();
  const { contents, prepared } = await delivered();
  expect(contents).toEqual([hashBefore]);
  expect(prepared).toContain('move-in-notification');
});

/** The one case at the hub, as those who look after a stopped hub see it. */
async function delivered(): Promise<{ contents: unknown[]; prepared: string[] }> {
  const [line = ''] = journal();
  const { envelope } = JSON.parse(line.slice(17)) as { envelope: { case: string } };
  const records = await openRecords(data, { municipality: 'mihon', now: () => new Date() });
  if (!records.ok) throw new Error(records.reason.because);
  try {
    const { actions } = (await disclosed(records.value, envelope.case)) as { actions: { content: string }[] };
    const again = await reopened(records.value, envelope.case);
    if (!again.ok) throw new Error(again.reason);
    return {
      contents: [...new Set(actions.map(({ content: hash }) => hash))],
      prepared: applications(again.value.outlook).map(({ procedure }) => procedure),
    };
  } finally {
    await records.value.close();
  }
}
