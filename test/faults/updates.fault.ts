import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Action } from '../../src/case/index.ts';
import { expectEventually } from '../browser/expect-eventually.ts';
import { QuickFinger } from '../browser/hands.ts';
import { startHub } from '../browser/hub-process.ts';
import { draftIn, outboxIn } from '../browser/kept-cases.ts';
import { openProfile } from '../browser/killed-browser.ts';
import { flowsNamed, isReady, keptHash, lookForProgram, publishProgram } from '../browser/new-versions.ts';
import { shows } from '../browser/office.ts';
import { traces } from '../browser/traces.ts';
import { Visitor } from '../browser/visitor.ts';
import { content, example } from '../flows/example-files.ts';
import { keptAtHub } from '../hub/through-kills.ts';
import { randomOf } from '../random.ts';
import { against, tell, times } from './toll.ts';

const FAULT = 'New program and new content in the middle of a case, then a reload';
/** How long a busy machine may take, in milliseconds. */
const PATIENCE = 60_000;
const root = mkdtempSync(path.join(tmpdir(), 'kakanai-updates-'));
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));

test('updates', async (context) => {
  const random = randomOf(FAULT);
  const rounds = times(3);
  const [data, program] = [path.join(root, 'data'), path.join(root, 'program')];
  cpSync(path.resolve(import.meta.dirname, '../../dist/kiosk'), program, { recursive: true });
  let hub = await startHub({ data, args: ['--kiosk', program] });
  const port = Number(new URL(hub.address).port);
  const browser = await openProfile(path.join(root, 'profile'), hub.address, undefined, '/');
  const { page } = browser;
  await shows(page, 'attract');
  await isReady(page, PATIENCE);
  const { input } = example('moving-in/couple');
  const stored: Action[] = [];
  for (let round = 1; round <= rounds; round++) {
    const before = await keptHash(page);
    const visitor = new Visitor(page, input, content, new QuickFinger(page));
    let left = 2 + random.below(12);
    await visitor.live(() => left-- === 0);
    publishProgram(program, `version-${round}`);
    await hub.kill();
    hub = await startHub({ data, port, flows: flowsNamed(root, `新版${round}市`), args: ['--kiosk', program] });
    expect(await lookForProgram(page)).toBe('waiting');
    await page.reload();
    await visitor.live((screen) => screen === 'check');
    stored.push(...(await draftIn(await traces(page), hub)));
    // The whole of it was made under the content with which it began.
    expect(new Set(stored.slice(-5).map((one) => one.content))).toEqual(new Set([before]));
    await visitor.next();
    await shows(page, 'prepared');
    await visitor.next();
    await expectEventually(() => page.locator('html').getAttribute('data-version'), `version-${round}`, PATIENCE);
    await expectEventually(async () => (await keptHash(page)) !== before, true, PATIENCE);
    await shows(page, 'attract');
  }
  await expectEventually(async () => outboxIn(await traces(page)).length, 0, PATIENCE);
  await browser.close();
  await hub.kill();
  const { cases, actions, notWhole, flaws } = await keptAtHub({ data });
  // At the hub is one more of each: that it was prepared.
  const ids = new Set(stored.map(({ id }) => id));
  const result = against(
    ids,
    actions.filter((id) => ids.has(id)),
  );
  tell(context, { fault: FAULT, times: rounds, of: `answers, ${cases.length} cases delivered`, ...result });
  expect([result.lost, result.doubled, cases.length, actions.length]).toEqual([0, 0, rounds, ids.size + rounds]);
  expect({ notWhole, flaws }).toEqual({ notWhole: [], flaws: [] });
}, 400_000);
