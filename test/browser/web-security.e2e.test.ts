import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectEventually } from './expect-eventually.ts';
import { listenTo, type Office, openOffice, shows } from './office.ts';
import { PATIENCE } from './patience.ts';
import { example, Visitor } from './visitor.ts';

const couple = example('flows/examples/moving-in/couple.yaml');

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

/** Every violation of the policy that the page reports is complained of on its console. */
const tellViolations = `addEventListener('securitypolicyviolation', (event) =>
  console.error('violated:', event.effectiveDirective, event.blockedURI, event.sample));`;

/** What became of each of these ways to make code or markup out of text. */
const attack = (page: Page) =>
  page.evaluate(async () => {
    const { trustedTypes } = globalThis as unknown as {
      trustedTypes: { createPolicy(name: string, rules: { createHTML(text: string): string }): unknown };
    };
    const ways: Record<string, () => unknown> = {
      innerHTML: () => (document.body.innerHTML = '<img src=x onerror="globalThis.attacked = true">'),
      insertAdjacentHTML: () => document.body.insertAdjacentHTML('beforeend', '<b>attacked</b>'),
      'text of a script': () => (document.createElement('script').text = 'globalThis.attacked = true'),
      'address of a script': () => (document.createElement('script').src = '/assets/other.js'),
      srcdoc: () => (document.createElement('iframe').srcdoc = '<script>parent.attacked = true</script>'),
      // oxlint-disable-next-line no-eval -- that it is refused is the test
      eval: () => (0, eval)('globalThis.attacked = true'),
      'another policy': () => trustedTypes.createPolicy('mine', { createHTML: (text) => text }),
    };
    // In a task of the page: code that a test runs directly is not under the page's policy.
    await new Promise((turn) => setTimeout(turn));
    const outcome: Record<string, string> = {};
    for (const [way, run] of Object.entries(ways))
      try {
        run();
        outcome[way] = 'done';
      } catch (error) {
        outcome[way] = error instanceof Error ? error.name : 'thrown';
      }
    return { ...outcome, attacked: 'attacked' in globalThis };
  });

test('a whole visit asks nothing but the hub, its service worker too, and keeps to the policy; text never becomes code', async () => {
  const context = await office.browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'ja-JP' });
  const asked = new Set<string>();
  context.on('request', (request) => asked.add(new URL(request.url()).origin));
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const complaints = listenTo(page, office.hub.address);
  await page.clock.setFixedTime('2026-11-13T02:00:00Z');
  await page.addInitScript(tellViolations);
  await page.goto(`${office.hub.address}/?hold`);
  await new Visitor(page, couple, office.content).live((one) => one === 'prepared');
  await page.locator('.kiosk-buttons button').first().click();
  await page.locator('img.kiosk-code').waitFor();
  await expectEventually(
    () => page.evaluate(async () => (await navigator.serviceWorker.ready).scope),
    `${office.hub.address}/`,
  );
  await page.goto(`${office.hub.address}/home/`);
  await shows(page, 'attract');
  await page.goto(`${office.hub.address}/api`);
  await page.locator('h1').waitFor();
  expect(complaints).toEqual([]);
  expect([...asked].filter((origin) => origin !== 'null')).toEqual([office.hub.address]);

  await page.goto(`${office.hub.address}/?hold`);
  await shows(page, 'attract');
  expect(await attack(page)).toEqual({
    innerHTML: 'TypeError',
    insertAdjacentHTML: 'TypeError',
    'text of a script': 'TypeError',
    'address of a script': 'TypeError',
    srcdoc: 'TypeError',
    eval: 'EvalError',
    'another policy': 'TypeError',
    attacked: false,
  });
  await context.close();
});
