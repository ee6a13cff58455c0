import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROTOCOL, staffPaths } from '../../protocol/index.ts';
import { testAuthenticator, type TestAuthenticator } from '../fixture/authenticator.ts';
import { fixtureDatabase, fixtureNow, openFixtureHub } from '../fixture/open-hub.ts';
import { StaffBrowser } from '../fixture/staff.ts';
import type { Hub } from '../hub.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-sign-in-'));
let minutes = 0;
const now = () => new Date(fixtureNow().getTime() + minutes * 60_000);
const said: string[] = [];
let hub: Hub;
let administrator: StaffBrowser;
beforeAll(async () => {
  await fixtureDatabase();
  hub = await openFixtureHub(root, { now, log: { write: (line) => void said.push(line) } });
  administrator = await StaffBrowser.as(hub, 'administrator');
}, 60_000);
afterAll(async () => {
  await hub.close();
  rmSync(root, { recursive: true });
});

const trail = async () =>
  (await fixtureDatabase())
    .selectFrom('audit_trail')
    .select(['role', 'account', 'action', 'subject'])
    .orderBy('seq')
    .execute();

const invite = async (roles = ['counter']) => {
  const answer = await administrator.post(staffPaths.accounts, { name: '見本　受子', roles });
  expect(answer.statusCode).toBe(201);
  return answer.json<{ account: string; token: string }>();
};
const challengeOf = async (browser: StaffBrowser, url: string, more = {}) =>
  (await browser.post(url, more)).json<{ options: { challenge: string } }>().options.challenge;

async function accept(token: string, by: TestAuthenticator, browser = new StaffBrowser(hub)) {
  const challenge = await challengeOf(browser, staffPaths.invitationOptions, { token });
  return browser.post(staffPaths.invitation, { token, answer: by.make({ challenge }) });
}
async function signIn(by: TestAuthenticator, browser: StaffBrowser, asked = {}) {
  const challenge = await challengeOf(browser, staffPaths.passkeyOptions);
  return browser.post(staffPaths.passkey, { answer: by.sign({ challenge, ...asked }) });
}

test('an invitation makes a passkey, once; with it one signs in and out; the trail says who', async () => {
  const { account, token } = await invite();
  const key = testAuthenticator();
  const browser = new StaffBrowser(hub);
  expect((await accept(token, key, browser)).json()).toMatchObject({
    account: { id: account, name: '見本　受子', demo: false },
    roles: ['counter'],
  });
  expect((await browser.post(staffPaths.signOut)).statusCode).toBe(204);
  expect((await browser.get(staffPaths.session)).statusCode).toBe(401);
  expect((await signIn(key, browser)).statusCode).toBe(200);
  expect((await browser.get(staffPaths.session)).json()).toMatchObject({ account: { id: account } });

  const again = await new StaffBrowser(hub).post(staffPaths.invitationOptions, { token });
  expect([again.statusCode, again.json<{ error: string }>().error]).toEqual([401, 'sign-in-refused']);
  expect(await trail()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ role: 'administrator', action: 'account-made', subject: account }),
      expect.objectContaining({ role: 'administrator', action: 'invitation-made', subject: account }),
      expect.objectContaining({ role: 'counter', account, action: 'signed-in' }),
      expect.objectContaining({ role: 'counter', account, action: 'signed-out' }),
      expect.objectContaining({ role: 'staff', account: null, action: 'sign-in-refused' }),
    ]),
  );
  expect(said.join('')).not.toMatch(new RegExp(`${token}|受子`));
});

test('an invitation that two use at once serves one of them', async () => {
  const { token } = await invite();
  const browsers = [new StaffBrowser(hub), new StaffBrowser(hub)];
  const outcomes = await Promise.all(browsers.map((browser) => accept(token, testAuthenticator(), browser)));
  expect(new Set(outcomes.map(({ statusCode }) => statusCode))).toEqual(new Set([200, 401]));
});

test('an invitation holds for a day, and a newer one takes its place', async () => {
  const { account, token } = await invite();
  const next = await administrator.post(staffPaths.invite(account));
  const usable = async (one: string) =>
    (await new StaffBrowser(hub).post(staffPaths.invitationOptions, { token: one })).statusCode;
  expect(await usable(token)).toBe(401);
  const { token: newer } = next.json<{ token: string }>();
  expect(await usable(newer)).toBe(200);
  minutes += 24 * 60;
  expect(await usable(newer)).toBe(401);
  administrator = await StaffBrowser.as(hub, 'administrator');
});

test('only a fresh signature of that passkey, on a page of this hub, by a person, signs in', async () => {
  const key = testAuthenticator();
  await accept((await invite()).token, key);
  const browser = new StaffBrowser(hub);
  browser.address = '192.0.2.1';
  const refused = async (answer: ReturnType<typeof signIn>) => expect((await answer).statusCode).toBe(401);
  await refused(signIn(key, browser, { challenge: 'AAAA' }));
  await refused(signIn(key, browser, { origin: 'https://elsewhere.example' }));
  await refused(signIn(key, browser, { host: 'elsewhere.example' }));
  await refused(signIn(testAuthenticator(), browser));
  expect((await signIn(key, browser, { counter: 9 })).statusCode).toBe(200);
  await refused(signIn(key, browser, { counter: 9 })); // a copy of the key counts from where it was copied

  const challenge = await challengeOf(browser, staffPaths.passkeyOptions);
  const cookie = browser.cookies.get('kakanai-sign-in') ?? '';
  const answer = key.sign({ challenge, counter: 20 });
  expect((await browser.post(staffPaths.passkey, { answer })).statusCode).toBe(200);
  browser.cookies.set('kakanai-sign-in', cookie);
  expect((await browser.post(staffPaths.passkey, { answer })).statusCode, 'replayed').toBe(401);
});

test('a sign-in that was begun waits five minutes', async () => {
  const key = testAuthenticator();
  await accept((await invite()).token, key);
  const browser = new StaffBrowser(hub);
  browser.address = '192.0.2.6';
  const challenge = await challengeOf(browser, staffPaths.passkeyOptions);
  minutes += 5;
  expect((await browser.post(staffPaths.passkey, { answer: key.sign({ challenge }) })).statusCode).toBe(401);
});

test('after five failed tries an account is left alone, and others are not', async () => {
  const [key, other] = [testAuthenticator(), testAuthenticator()];
  await accept((await invite()).token, key);
  await accept((await invite()).token, other);
  const browser = new StaffBrowser(hub);
  browser.address = '192.0.2.2';
  for (let at = 0; at < 5; at++) expect((await signIn(key, browser, { challenge: 'AAAA' })).statusCode).toBe(401);
  const locked = await signIn(key, browser);
  expect([locked.statusCode, locked.json<{ error: string }>().error]).toEqual([429, 'too-many']);
  expect(Number(locked.headers['retry-after'])).toBeGreaterThan(200);
  expect((await signIn(other, browser)).statusCode).toBe(200);
});

test('one address asks about signing in thirty times a minute; another is not kept waiting', async () => {
  const browser = new StaffBrowser(hub);
  browser.address = '192.0.2.3';
  const statuses = [];
  for (let at = 0; at < 31; at++) statuses.push((await browser.post(staffPaths.passkeyOptions)).statusCode);
  expect(statuses).toEqual([...Array.from({ length: 30 }, () => 200), 429]);
  browser.address = '192.0.2.4';
  expect((await browser.post(staffPaths.passkeyOptions)).statusCode).toBe(200);
});

test('a session ends after half an hour in which nothing was done, and after ten hours in any case', async () => {
  const browser = await StaffBrowser.as(hub, 'counter');
  const works = async () => (await browser.get(staffPaths.tasks)).statusCode;
  minutes += 29;
  expect(await works()).toBe(200);
  minutes += 29;
  expect((await browser.get(staffPaths.session)).statusCode, 'to look does not prolong').toBe(200);
  minutes += 1;
  expect(await works()).toBe(401);

  const whole = await StaffBrowser.as(hub, 'counter');
  for (let at = 0; at < 23; at++) {
    minutes += 25;
    expect((await whole.get(staffPaths.tasks)).statusCode).toBe(200);
  }
  minutes += 25;
  expect((await whole.get(staffPaths.tasks)).statusCode).toBe(401);
});

test('of four sessions of one account the oldest ends', async () => {
  const browsers = [];
  for (let at = 0; at < 4; at++) {
    browsers.push(await StaffBrowser.as(hub, 'remote'));
    minutes += 1;
  }
  const statuses = await Promise.all(
    browsers.map(async (browser) => (await browser.get(staffPaths.session)).statusCode),
  );
  expect(statuses).toEqual([401, 200, 200, 200]);
});

test('who loses a role or the account is signed out at once, and a closed account does not open again', async () => {
  administrator = await StaffBrowser.as(hub, 'administrator');
  const key = testAuthenticator();
  const { account, token } = await invite(['counter', 'supervisor']);
  const browser = new StaffBrowser(hub);
  browser.address = '192.0.2.5';
  await accept(token, key, browser);
  const roles = (...held: string[]) => administrator.post(staffPaths.accountRoles(account), { roles: held });
  expect((await roles('counter', 'supervisor', 'remote')).statusCode).toBe(200);
  expect((await browser.get(staffPaths.session)).json()).toMatchObject({ roles: ['counter', 'supervisor', 'remote'] });
  expect((await roles('counter')).statusCode).toBe(200);
  expect((await browser.get(staffPaths.session)).statusCode).toBe(401);
  expect((await signIn(key, browser)).statusCode).toBe(200);
  expect((await administrator.post(staffPaths.closeAccount(account))).statusCode).toBe(200);
  expect((await browser.get(staffPaths.session)).statusCode).toBe(401);
  expect((await signIn(key, browser)).statusCode).toBe(401);
  expect((await administrator.post(staffPaths.invite(account))).statusCode).toBe(404);
  expect((await trail()).filter(({ subject }) => subject === account).map(({ action }) => action)).toEqual([
    'account-made',
    'invitation-made',
    'role-changed',
    'role-changed',
    'account-closed',
  ]);
});

test('nobody changes their own account', async () => {
  const { account } = (await administrator.get(staffPaths.session)).json<{ account: { id: string } }>();
  for (const url of [staffPaths.closeAccount(account.id), staffPaths.invite(account.id)])
    expect((await administrator.post(url)).statusCode).toBe(409);
  expect((await administrator.post(staffPaths.accountRoles(account.id), { roles: ['counter'] })).statusCode).toBe(409);
});

test('another site can neither sign anybody in nor do anything with their cookie', async () => {
  const browser = await StaffBrowser.as(hub, 'administrator');
  const body = { protocol: PROTOCOL, name: '見本', roles: ['administrator'] };
  const from = async (headers: Record<string, string>) =>
    (await browser.ask('POST', staffPaths.accounts, body, headers)).statusCode;
  expect(await from({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' })).toBe(403);
  expect(await from({ origin: 'https://elsewhere.example' })).toBe(403);
  expect(await from({ 'sec-fetch-site': 'same-site' })).toBe(403);
  expect(await from({ 'sec-fetch-site': 'same-origin' })).toBe(201);
  const form = await hub.app.inject({
    method: 'POST',
    url: staffPaths.signOut,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'protocol=1',
  });
  expect(form.statusCode).toBe(415);
  const given = await hub.app.inject({
    method: 'POST',
    url: staffPaths.demo,
    remoteAddress: '192.0.2.7',
    payload: { protocol: PROTOCOL, role: 'counter' },
  });
  expect(String(given.headers['set-cookie'])).toMatch(/^kakanai-staff=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
});
