import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { staffRight, staffRole, type StaffRole } from '../../protocol/index.ts';
import { fixtureDatabase, openFixtureHub } from '../fixture/open-hub.ts';
import { StaffBrowser } from '../fixture/staff.ts';
import type { Hub } from '../hub.ts';
import { rightsOf } from './rights.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-rights-'));
let hub: Hub;
let routes: { method: 'GET' | 'POST'; url: string; right: string | undefined }[];
beforeAll(async () => {
  await fixtureDatabase();
  hub = await openFixtureHub(root);
  const { paths } = (await hub.app.inject('/openapi.json')).json<{
    paths: Record<string, Record<string, { security?: { staff?: [string] }[]; responses: object }>>;
  }>();
  routes = Object.entries(paths).flatMap(([address, methods]) =>
    Object.entries(methods).flatMap(([method, { security, responses }]) =>
      // An answer that goes on is waited for in live.test.ts.
      (address.startsWith('/staff/') || security?.some(({ staff }) => staff)) &&
      !JSON.stringify(responses).includes('text/event-stream')
        ? [
            {
              method: method.toUpperCase() as 'GET' | 'POST',
              url: address
                .replace('{caseId}', '01999999-abcd-7000-8000-00000000ffff')
                .replace('{accountId}', '01999999-abcd-7000-8000-00000000fffe')
                .replace('{taskId}', '999999')
                .replace('{deviceId}', '01999999-abcd-7000-8000-00000000fffd'),
              right: security?.[0]?.staff?.[0],
            },
          ]
        : [],
    ),
  );
}, 60_000);
afterAll(async () => {
  await hub.close();
  rmSync(root, { recursive: true });
});

test('every address of staff is guarded, but for those by which one comes in and goes out', () => {
  expect(
    routes
      .filter(({ right }) => right === undefined)
      .map(({ url }) => url)
      .toSorted(),
  ).toEqual([
    '/staff/invitation',
    '/staff/invitation/options',
    '/staff/session',
    '/staff/sign-in/demo',
    '/staff/sign-in/passkey',
    '/staff/sign-in/passkey/options',
    '/staff/sign-out',
    '/staff/ways',
  ]);
  expect(new Set(routes.flatMap(({ right }) => right ?? []))).toEqual(new Set(staffRight.options));
});

test('who is not signed in gets nowhere, and each role exactly as far as its rights', async () => {
  const guarded = routes.filter(({ right }) => right !== undefined);
  expect(guarded.length).toBeGreaterThan(9);
  const outcome = async (browser: StaffBrowser, { method, url }: (typeof guarded)[number]) =>
    (method === 'GET' ? await browser.get(url) : await browser.post(url)).statusCode;
  const stranger = new StaffBrowser(hub);
  stranger.address = '192.0.2.9';
  for (const route of guarded) expect([route.url, await outcome(stranger, route)]).toEqual([route.url, 401]);
  stranger.cookies.set('kakanai-staff', 'A'.repeat(43));
  for (const route of guarded) expect([route.url, await outcome(stranger, route)]).toEqual([route.url, 401]);

  for (const role of staffRole.options) {
    const browser = await StaffBrowser.as(hub, role);
    const rights: readonly string[] = rightsOf([role]);
    for (const route of guarded) {
      const status = await outcome(browser, route);
      const let_in = status !== 401 && status !== 403;
      expect([role, route.url, let_in]).toEqual([role, route.url, rights.includes(route.right ?? '')]);
    }
  }
});

test('a command on the hub’s own machine manages devices without signing in; a browser there does not', async () => {
  const here = new StaffBrowser(hub);
  expect((await here.get('/devices')).statusCode).toBe(200);
  expect((await here.ask('GET', '/devices', undefined, { 'sec-fetch-site': 'same-origin' })).statusCode).toBe(401);
  here.address = '192.0.2.9';
  expect((await here.get('/devices')).statusCode).toBe(401);
});

test('rights are the least that a role needs', () => {
  const may: Record<StaffRole, string[]> = {
    counter: ['see-tasks', 'close-task', 'find-case', 'read-case'],
    supervisor: ['see-tasks', 'close-task', 'find-case', 'read-case', 'disclose-case', 'read-audit'],
    remote: ['see-tasks', 'find-case', 'read-case'],
    'back-office': ['see-tasks', 'close-task', 'find-case', 'read-case'],
    administrator: ['manage-accounts', 'manage-devices'],
  };
  for (const role of staffRole.options) expect([role, rightsOf([role])]).toEqual([role, may[role]]);
  expect(rightsOf([])).toEqual([]);
  expect(rightsOf(['remote', 'administrator'])).toEqual([
    'see-tasks',
    'find-case',
    'read-case',
    'manage-accounts',
    'manage-devices',
  ]);
});

test('who tries what they may not is in the trail, with the case', async () => {
  const administrator = await StaffBrowser.as(hub, 'administrator');
  const caseId = '01999999-abcd-7000-8000-00000000eeee';
  expect((await administrator.get(`/staff/cases/${caseId}`)).statusCode).toBe(403);
  const database = await fixtureDatabase();
  await expect
    .poll(() => database.selectFrom('audit_trail').select(['role', 'action']).where('case_id', '=', caseId).execute())
    .toEqual([{ role: 'administrator', action: 'right-refused' }]);
});
