import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { paths, PROTOCOL } from '../../protocol/index.ts';
import { fixtureNow, openFixtureHub } from '../fixture/open-hub.ts';
import { asDevice } from '../fixture/test-device.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-staff-'));
afterAll(() => rmSync(root, { recursive: true }));

test('the code opens, a wrong one does not; after five wrong ones nothing does for five minutes', async () => {
  let minutes = 0;
  const now = () => new Date(fixtureNow().getTime() + minutes * 60_000);
  const said: string[] = [];
  const hub = await openFixtureHub(path.join(root, 'a'), {
    staffCode: '482913',
    now,
    log: { write: (line: string) => void said.push(line) },
  });
  const type = async (code: string) => {
    const answer = await asDevice(hub.app, {
      method: 'POST',
      url: paths.staff,
      payload: { protocol: PROTOCOL, code },
    });
    return (answer.json() as { outcome: string }).outcome;
  };
  expect(await type('482913')).toBe('staff');
  for (const expected of ['wrong', 'wrong', 'wrong', 'wrong', 'later']) expect(await type('000000')).toBe(expected);
  expect(await type('482913')).toBe('later');
  minutes = 5;
  expect(await type('482913')).toBe('staff');
  await hub.close();
  expect(said.join('')).not.toMatch(/482913|000000/);
});

test('a hub that is given no code makes one, and keeps it nowhere', async () => {
  const [one, other] = [await openFixtureHub(path.join(root, 'b')), await openFixtureHub(path.join(root, 'c'))];
  expect(one.staffCode).toMatch(/^\d{6}$/);
  expect(one.staffCode).not.toBe(other.staffCode);
  const page = JSON.stringify((await one.app.inject(paths.hub)).json());
  expect(page).not.toContain(one.staffCode);
  await Promise.all([one.close(), other.close()]);
  expect(() => readFileSync(path.join(root, 'b', 'staff-code'))).toThrow('ENOENT');
});

test('pages may ask the bridge of their own machine, and nobody else', async () => {
  const hub = await openFixtureHub(path.join(root, 'd'));
  const other = await openFixtureHub(path.join(root, 'e'), { reader: 'http://127.0.0.1:9000' });
  const asks = async ({ app }: typeof hub) =>
    /connect-src ([^;]*)/.exec(String((await app.inject(paths.hub)).headers['content-security-policy']))?.[1];
  expect(await asks(hub)).toBe("'self' http://127.0.0.1:8179");
  expect(await asks(other)).toBe("'self' http://127.0.0.1:9000");
  await Promise.all([hub.close(), other.close()]);
});
