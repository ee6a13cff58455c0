import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, type TestContext } from 'vitest';
import { paths, PROTOCOL } from '../../src/protocol/index.ts';
import { deliver, OutboxSender } from '../../src/sync/index.ts';
import { QuickFinger } from '../browser/hands.ts';
import { expectEventually } from '../browser/expect-eventually.ts';
import { outboxIn } from '../browser/kept-cases.ts';
import { type Office, openOffice, shows } from '../browser/office.ts';
import { traces } from '../browser/traces.ts';
import { Visitor } from '../browser/visitor.ts';
import { generatedRows } from '../delivery/generated-cases.ts';
import { outboxInMemory } from '../delivery/outbox-in-memory.ts';
import { content, example } from '../flows/example-files.ts';
import { journalled } from '../hub/journalled.ts';
import { enrolledAt } from '../hub/through-kills.ts';
import { against, tell } from './toll.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-versions-'));
let office: Office;
beforeAll(async () => {
  office = await openOffice({ data: path.join(root, 'data') });
});
afterAll(async () => {
  await office.close();
  rmSync(root, { recursive: true, force: true });
});

const CASES = 20;
let made = 0;

/** Twenty cases are sent while one side has another version; then that side is brought up to date. */
async function expectOnceAfter(
  context: TestContext,
  fault: string,
  between: (send: typeof fetch) => typeof fetch,
  said: string,
) {
  const { address, data } = office.hub;
  const before = new Set(journalled(data));
  const rows = new Map((await generatedRows(address, CASES, made)).map((row) => [row.caseId, row]));
  made += CASES;
  const all = [...rows.keys()];
  let clock = 0;
  const device = await enrolledAt(address);
  let send = between(device.send);
  const sender = new OutboxSender({
    outbox: outboxInMemory(rows),
    deliver: (sealed) => deliver((...given) => send(...given), address, sealed),
    now: () => clock,
    random: () => 0.5,
    alone: (work) => work(),
  });
  for (let round = 0; round < 30; round++) clock += (await sender.send())?.next ?? 0;
  expect(rows.size).toBe(CASES);
  expect([...rows.values()].some(({ lastError }) => lastError === said)).toBe(true);
  send = device.send;
  for (let round = 0; rows.size > 0 && round < 60; round++) clock += (await sender.send())?.next ?? 0;
  const result = against(
    all,
    journalled(data).filter((id) => !before.has(id)),
  );
  tell(context, { fault, times: CASES, of: 'cases', ...result });
  expect([rows.size, result]).toEqual([0, { kept: CASES, lost: 0, doubled: 0 }]);
}

const asked =
  (version: number) =>
  (send: typeof fetch): typeof fetch =>
  (address, init) =>
    send(address, {
      ...init,
      body: JSON.stringify({ ...(JSON.parse(init?.body as string) as object), protocol: version }),
    });

test('an older kiosk', (context) =>
  expectOnceAfter(
    context,
    'A kiosk older than its hub, then brought up to date',
    asked(PROTOCOL - 1),
    'unsupported-protocol',
  ));

test('a newer kiosk', (context) =>
  expectOnceAfter(
    context,
    'A kiosk newer than its hub, then the hub brought up to date',
    asked(PROTOCOL + 1),
    'unsupported-protocol',
  ));

test('a hub whose yes is not understood', (context) =>
  expectOnceAfter(
    context,
    'A hub that answers in another version, then brought back',
    (send) => async (address, init) => {
      const answer = await send(address, init);
      return Response.json({ ...((await answer.json()) as object), protocol: PROTOCOL + 1 }, { status: answer.status });
    },
    'offline',
  ));

test('a kiosk that no longer understands its hub', async (context) => {
  const fault = 'A kiosk starts beside a hub of another version: with what it has';
  const { page, close } = await office.kiosk({ at: '2026-11-13T02:00:00Z' });
  await shows(page, 'attract');
  await expectEventually(
    () => page.evaluate(async () => (await caches.match('/content/kept.json')) !== undefined),
    true,
    60_000,
  );
  await page.route(`**${paths.hub}`, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...((await answer.json()) as object), protocol: PROTOCOL + 1 } });
  });
  await page.reload();
  const { input } = example('moving-in/couple');
  const end = await new Visitor(page, input, content, new QuickFinger(page)).live((screen) => screen === 'prepared');
  const kept = outboxIn(await traces(page)).length;
  await close();
  tell(context, { fault, times: 1, of: 'cases', kept: 1, lost: kept === 0 ? 1 : 0, doubled: Math.max(0, kept - 1) });
  expect([end, kept]).toEqual(['prepared', 1]);
}, 120_000);
