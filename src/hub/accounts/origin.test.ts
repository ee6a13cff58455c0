import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROTOCOL, staffPaths } from '../../protocol/index.ts';
import { testAuthenticator } from '../fixture/authenticator.ts';
import { fixtureDatabase, openFixtureHub } from '../fixture/open-hub.ts';
import { StaffBrowser } from '../fixture/staff.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-origin-'));
beforeAll(() => fixtureDatabase(), 60_000);
afterAll(() => rmSync(root, { recursive: true }));

test('behind TLS cookies and passkeys belong to that host, and invented accounts of a demonstration are not there', async () => {
  const demo = await openFixtureHub(path.join(root, 'demo'));
  const invented = await StaffBrowser.as(demo, 'administrator');
  await demo.close();

  const hub = await openFixtureHub(path.join(root, 'hub'), { demo: false, origin: 'https://hub.example' });
  expect((await new StaffBrowser(hub).get(staffPaths.ways)).json()).toMatchObject({ demo: [] });
  const old = await hub.app.inject({
    url: staffPaths.session,
    headers: { cookie: `__Host-kakanai-staff=${invented.cookies.get('kakanai-staff')}` },
  });
  expect(old.statusCode).toBe(401);
  expect((await new StaffBrowser(hub).post(staffPaths.demo, { role: 'administrator' })).statusCode).toBe(404);

  const lost = await hub.firstInvitation();
  const first = await hub.firstInvitation();
  expect(first?.token, 'at each start a new one, until somebody came').not.toBe(lost?.token);
  const browser = new StaffBrowser(hub);
  const ask = (url: string, more: object) =>
    browser.ask('POST', url, { protocol: PROTOCOL, token: first?.token, ...more }, { host: 'hub.example' });
  const offered = (await ask(staffPaths.invitationOptions, {})).json<{
    options: { challenge: string; rp: { id: string }; authenticatorSelection: object };
  }>().options;
  expect(offered).toMatchObject({
    rp: { id: 'hub.example' },
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  expect((await ask(staffPaths.invitationOptions, { token: lost?.token })).statusCode).toBe(401);
  const answer = testAuthenticator().make({
    challenge: offered.challenge,
    origin: 'https://hub.example',
    host: 'hub.example',
  });
  const given = await ask(staffPaths.invitation, { answer });
  expect(given.json()).toMatchObject({ roles: ['administrator'] });
  expect([given.headers['set-cookie']].flat().at(-1)).toMatch(
    /^__Host-kakanai-staff=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  );
  expect(await hub.firstInvitation(), 'there is an administrator now').toBeUndefined();
  await hub.close();
});
