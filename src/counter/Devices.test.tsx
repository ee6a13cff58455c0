import { cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { type DeviceList, paths, PROTOCOL } from '../protocol/index.ts';
import { counterAt, refused, t, time } from './fixture/counter-at.tsx';

afterEach(cleanup);

type Device = DeviceList['devices'][number];

const device = (n: number, more: Partial<Device> = {}): Device => ({
  id: `019aa000-0000-7000-8000-00000000000${n}`,
  name: `K${n}`,
  enrolledAt: '2026-04-01T00:00:00.000Z',
  by: 'code',
  seenAt: '2026-04-10T03:05:00.000Z',
  ...more,
});

/** A hub with these devices; what was asked of it is kept. */
async function opened(...devices: Device[]) {
  const codeFor = vi.fn<(name: unknown) => void>();
  const revoked = vi.fn<(id: string) => void>();
  const expires = '2026-04-10T03:20:00.000Z';
  const counter = counterAt(['manage-devices'], {
    [paths.devices]: () => ({ protocol: PROTOCOL, devices }),
    [paths.enrolmentCodes]: ({ name }) => {
      codeFor(name);
      if (devices.some((one) => one.name === name && one.revokedAt === undefined))
        return { protocol: PROTOCOL, outcome: 'name-taken' };
      return { protocol: PROTOCOL, outcome: 'made', name, code: '7K3M-Q2WX', expires };
    },
    ...Object.fromEntries(
      devices.map((one) => [
        paths.revokeDevice(one.id),
        () => {
          revoked(one.id);
          if (one.name === 'GONE') return refused(404, 'not-found');
          one.revokedAt = '2026-04-10T03:10:00.000Z';
          return undefined;
        },
      ]),
    ),
  });
  const screen = render(counter.page);
  const user = userEvent.setup();
  const press = async (name: string) => user.click(await screen.findByRole('button', { name }));
  await screen.findByRole('heading', { name: t('devices.title') });
  const name = screen.getByLabelText(t('devices.name'));
  const rows = async () => {
    await vi.waitFor(() => expect(screen.queryByText(t('loading'))).toBeNull());
    return [...screen.container.querySelectorAll('tbody tr')].map((row) => row.textContent);
  };
  return { screen, user, press, devices, codeFor, revoked, expires, name, rows };
}

test('each kiosk stands with when it joined and was seen, and a clock that is off by a minute or more', async () => {
  const { screen, rows } = await opened(
    device(1, { clockAhead: 50 }),
    device(2, { clockAhead: -190, by: 'own-machine' }),
    device(3, { clockAhead: 3 * 3600 }),
    device(4, { revokedAt: '2026-04-09T00:00:00.000Z' }),
  );
  const [inTime, behind, ahead, gone] = await rows();
  expect(inTime).toBe(`K12026-04-01 09:002026-04-10 12:05${t('devices.revoke')}`);
  expect(behind).toContain(t('devices.own-machine'));
  expect(behind).toContain(t('devices.clock.behind', { difference: '3 分' }));
  expect(ahead).toContain(t('devices.clock.ahead', { difference: '3 時間' }));
  expect(gone).toBe('K42026-04-01 09:002026-04-10 12:052026-04-09 09:00');
  expect(screen.getByRole('heading', { name: t('devices.revoked') })).toBeDefined();
});

test('a code is made for the name as it was meant, and shown with until when it is good, until a kiosk used it', async () => {
  const { screen, user, press, devices, codeFor, expires, name } = await opened(device(1));
  await user.type(name, ' ｋ9 ');
  await press(t('devices.make'));
  expect(await screen.findByText('7K3M-Q2WX')).toBeDefined();
  expect(codeFor.mock.calls).toEqual([['K9']]);
  expect(screen.getByRole('heading', { name: t('devices.code', { name: 'K9' }) })).toBeDefined();
  expect(screen.getByText(t('devices.code.until', { until: time(expires) }))).toBeDefined();
  devices.push(device(9));
  await user.keyboard('{Alt>}r{/Alt}');
  await screen.findByText('K9');
  expect(screen.queryByText('7K3M-Q2WX')).toBeNull();
});

test('no code is asked for under what is no name', async () => {
  const { screen, user, press, codeFor, name } = await opened(device(1));
  await user.type(name, '窓口1');
  await press(t('devices.make'));
  expect(await screen.findByText(t('devices.name.wrong'))).toBeDefined();
  expect(codeFor).not.toHaveBeenCalled();
});

test('a name that is taken is refused beside its field, and stays there', async () => {
  const { screen, user, press, name } = await opened(device(1));
  await user.type(name, 'K1');
  await press(t('devices.make'));
  expect(await screen.findByText(t('devices.name.taken', { name: 'K1' }))).toBeDefined();
  expect(name).toHaveProperty('value', 'K1');
  expect(screen.queryByText('7K3M-Q2WX')).toBeNull();
});

test('a kiosk is revoked after a second word, and stands among the revoked then', async () => {
  const { screen, press, revoked, rows } = await opened(device(1));
  await press(t('devices.revoke'));
  expect(screen.getByRole('heading', { name: t('devices.revoke.title', { name: 'K1' }) })).toBeDefined();
  expect(revoked).not.toHaveBeenCalled();
  await press(t('devices.revoke.yes'));
  await screen.findByText(t('devices.none'));
  expect(await rows()).toEqual(['K12026-04-01 09:002026-04-10 12:052026-04-10 12:10']);
  expect(revoked.mock.calls).toEqual([[device(1).id]]);
});

test('what the hub refuses is said, and nothing looks revoked', async () => {
  const { screen, press, rows } = await opened(device(1, { name: 'GONE' }));
  await press(t('devices.revoke'));
  await press(t('devices.revoke.yes'));
  expect(await screen.findByText(t('failure.not-found'))).toBeDefined();
  expect((await rows())[0]).toContain(t('devices.revoke'));
});

test('without the right there is no such screen', async () => {
  const screen = render(counterAt(['manage-accounts'], {}).page);
  expect(await screen.findByRole('button', { name: new RegExp(t('menu.accounts')) })).toBeDefined();
  expect(screen.queryByRole('button', { name: new RegExp(t('menu.devices')) })).toBeNull();
});
