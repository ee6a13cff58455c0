import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { staffPaths } from '../../protocol/index.ts';
import { type DirectoryServer, startDirectory } from '../../../test/hub/directory-server.ts';
import { fixtureDatabase, openFixtureHub } from '../fixture/open-hub.ts';
import { StaffBrowser } from '../fixture/staff.ts';
import type { Hub } from '../hub.ts';
import { type DirectoryOptions, directoryOf } from './directory.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-directory-'));
const groups: Record<string, string[]> = {
  hanako: ['市民課', '全職員'],
  jiro: ['全職員'],
  kacho: ['市民課長', '市民課'],
};
const known = { clientId: 'kakanai', clientSecret: 'secret-of-the-test' };
const back = `http://localhost${staffPaths.directoryBack}`;
let hours = 0;
const now = () => new Date(Date.now() + hours * 3_600_000);
const servers: DirectoryServer[] = [];
const hubs: Hub[] = [];
let directory: DirectoryOptions;
let hub: Hub;

async function hubWith(server: DirectoryServer, name: string) {
  directory = {
    ...known,
    issuer: server.issuer,
    name: '職員認証',
    rolesClaim: 'groups',
    roles: { 市民課: ['counter'], 市民課長: ['supervisor'] },
  };
  const opened = await openFixtureHub(path.join(root, name), { demo: false, now, directory });
  hubs.push(opened);
  return opened;
}
beforeAll(async () => {
  await fixtureDatabase();
  servers.push(await startDirectory({ ...known, back, groups, told: 'in-token' }));
  servers.push(await startDirectory({ ...known, back, groups, told: 'on-request' }));
  hub = await hubWith(server(0), 'a');
}, 60_000);
afterAll(async () => {
  for (const one of hubs) await one.close();
  for (const one of servers) await one.stop();
  rmSync(root, { recursive: true });
});
const server = (at: number): DirectoryServer => {
  const found = servers[at];
  if (!found) throw new Error('not started');
  return found;
};

/** Goes to the directory; `change` does to the address there what somebody with bad intentions would. */
async function away(browser: StaffBrowser, login: string, at = 0, change = (address: URL) => address) {
  const sent = await browser.get(staffPaths.directory);
  expect(sent.statusCode).toBe(303);
  const reached = new URL(await server(at).signIn(change(new URL(sent.headers.location ?? '')).href, login));
  return reached.pathname + reached.search;
}
const comes = async (browser: StaffBrowser, address: string) => {
  const answer = await browser.get(address);
  return [answer.statusCode, answer.headers.location];
};
const session = async (browser: StaffBrowser) => (await browser.get(staffPaths.session)).json<object>();

test('who is in the directory signs in with its name and the roles of its groups, whichever way these are told', async () => {
  const browser = new StaffBrowser(hub);
  expect((await browser.get(staffPaths.ways)).json()).toMatchObject({ directory: '職員認証', demo: [] });
  expect(await comes(browser, await away(browser, 'hanako'))).toEqual([303, '/staff/']);
  expect(await session(browser)).toMatchObject({ account: { name: '見本　hanako' }, roles: ['counter'] });
  expect((await browser.get(staffPaths.tasks)).statusCode).toBe(200);

  const other = new StaffBrowser(await hubWith(server(1), 'b'));
  expect(await comes(other, await away(other, 'kacho', 1))).toEqual([303, '/staff/']);
  expect(await session(other)).toMatchObject({ roles: ['supervisor', 'counter'] });
});

test('who has none of the groups is sent back with that word, and has no session', async () => {
  const browser = new StaffBrowser(hub);
  expect(await comes(browser, await away(browser, 'jiro'))).toEqual([303, '/staff/#refused=no-role']);
  expect(await session(browser)).toMatchObject({ error: 'signed-out' });
});

test('an answer with another state, another nonce, or a second time, is refused', async () => {
  const refused = [303, '/staff/#refused=not-genuine'];
  const browser = new StaffBrowser(hub);
  const address = new URL(await away(browser, 'hanako'), back);
  address.searchParams.set('state', 'another');
  expect(await comes(browser, address.pathname + address.search)).toEqual(refused);

  const nonce = await away(browser, 'hanako', 0, (there) => {
    there.searchParams.set('nonce', 'another');
    return there;
  });
  expect(await comes(browser, nonce)).toEqual(refused);

  const good = await away(browser, 'hanako');
  const begun = browser.cookies.get('kakanai-sign-in') ?? '';
  const thief = new StaffBrowser(hub);
  expect(await comes(thief, good), 'in another browser').toEqual(refused);
  expect(await comes(browser, good)).toEqual([303, '/staff/']);
  browser.cookies.set('kakanai-sign-in', begun);
  expect(await comes(browser, good)).toEqual(refused);
});

test('a token that is too old by the clock of the hub is refused', async () => {
  hours = 2;
  const late = await hubWith(server(0), 'c');
  const browser = new StaffBrowser(late);
  expect(await comes(browser, await away(browser, 'hanako'))).toEqual([303, '/staff/#refused=not-genuine']);
  hours = 0;
});

test('roles follow the directory at the next sign-in, and an account closed here stays closed', async () => {
  const browser = new StaffBrowser(hub);
  await comes(browser, await away(browser, 'kacho'));
  const elsewhere = new StaffBrowser(hub);
  groups['kacho'] = ['市民課'];
  await comes(elsewhere, await away(elsewhere, 'kacho'));
  expect(await session(elsewhere)).toMatchObject({ roles: ['counter'] });
  expect(await session(browser), 'it lost a role').toMatchObject({ error: 'signed-out' });
  const database = await fixtureDatabase();
  await database
    .updateTable('staff_accounts')
    .set({ state: 'closed', closed_at: now().toISOString() })
    .where('subject', '=', `${server(0).issuer} kacho`)
    .execute();
  expect(await comes(elsewhere, await away(elsewhere, 'kacho'))).toEqual([303, '/staff/#refused=closed']);
});

test('a directory that does not answer is said in a word; one elsewhere is asked over TLS only', async () => {
  const gone = await startDirectory({ ...known, back, groups, told: 'in-token' });
  await gone.stop();
  const browser = new StaffBrowser(await hubWith(gone, 'd'));
  expect(await comes(browser, staffPaths.directory)).toEqual([303, '/staff/#refused=unreachable']);
  expect(() => directoryOf({ ...directory, issuer: 'http://login.example' }, now)).toThrow('https only');
});
