import { act, cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { PROTOCOL, staffPaths, type StaffTask } from '../protocol/index.ts';
import { counterAt, refused, t } from './fixture/counter-at.tsx';

afterEach(cleanup);

const task = (id: number): StaffTask => ({
  id,
  case: `019aa000-0000-7000-8000-00000000000${id}`,
  receipt: `A-${id}`,
  events: [],
  caseState: 'task',
  reason: 'lost-actions',
  place: null,
  since: '2026-04-10T03:00:00.000Z',
});

/** The list of tasks at a hub that has one; what it has and whether somebody is signed in may change. */
async function opened() {
  const hub = { tasks: { open: [task(1)], closed: [] as StaffTask[] }, signedIn: true };
  const asked = vi.fn<() => void>();
  const tasks = () => ({ protocol: PROTOCOL, at: '2026-04-10T03:00:00.000Z', eventNames: {}, ...hub.tasks });
  const counter = counterAt(['see-tasks', 'close-task'], {
    [staffPaths.tasks]: () => {
      asked();
      return hub.signedIn ? tasks() : refused(401, 'signed-out');
    },
    [staffPaths.closeTask('1')]: () => {
      const closed = { result: 'no-harm', at: '2026-04-10T03:01:00.000Z', by: '見本　受子' } as const;
      hub.tasks = { open: [], closed: [{ ...task(1), closed }] };
      return tasks();
    },
  });
  const screen = render(counter.page);
  const user = userEvent.setup();
  const press = async (name: string) => user.click(await screen.findByRole('button', { name }));
  await screen.findByText('A-1');
  const line = () => screen.container.querySelector('.counter-news');
  const tell = (event: Parameters<typeof counter.tell>[0]) => act(() => counter.tell(event));
  return { screen, user, press, tell, listeners: counter.listeners, hub, asked, line };
}

const arrived = { what: 'case', case: task(2).case, state: 'task' } as const;

test('what changed is said without moving the list; asked again it is there, and the line is gone', async () => {
  const { screen, user, tell, hub, asked, line } = await opened();
  expect(line()?.textContent).toBe('');
  hub.tasks.open.push(task(2));
  tell(arrived);
  expect(line()?.textContent).toBe(t('tasks.news'));
  expect(line()?.tagName, 'announced, politely').toBe('OUTPUT');
  expect(screen.queryByText('A-2')).toBeNull();
  expect(asked).toHaveBeenCalledTimes(1);
  await user.keyboard('{Alt>}r{/Alt}');
  await screen.findByText('A-2');
  expect(line()?.textContent).toBe('');
});

test('a case in which nothing has to be looked at is no news', async () => {
  const { tell, line } = await opened();
  tell({ ...arrived, state: 'whole' });
  expect(line()?.textContent).toBe('');
  tell({ ...arrived, state: 'whole', case: task(1).case });
  expect(line()?.textContent).toBe(t('tasks.news'));
});

test('what somebody closed here is no news to them, whenever it is heard; what others do is', async () => {
  const { screen, press, tell, line, user } = await opened();
  await press(t('tasks.close'));
  await user.click(screen.getByRole('radio', { name: t('result.no-harm') }));
  tell({ what: 'task', task: 1 });
  await user.click(screen.getAllByRole('button', { name: t('tasks.close') }).at(-1) ?? document.body);
  await screen.findByText(t('tasks.none'));
  expect(line()?.textContent).toBe('');
  tell({ what: 'task', task: 1 });
  expect(line()?.textContent).toBe('');
  tell({ what: 'task', task: 7 });
  expect(line()?.textContent).toBe(t('tasks.news'));
});

test('nothing is heard any more on another screen, after signing out, and at the end of a session', async () => {
  const signedOut = await opened();
  expect(signedOut.listeners.size).toBe(1);
  await signedOut.press(t('menu.sign-out'));
  await signedOut.screen.findByRole('heading', { name: t('sign-in.title') });
  expect(signedOut.listeners.size).toBe(0);
  cleanup();

  const ended = await opened();
  ended.hub.signedIn = false;
  await ended.user.keyboard('{Alt>}r{/Alt}');
  await ended.screen.findByRole('heading', { name: t('ended.title') });
  expect(ended.listeners.size).toBe(0);
  ended.hub.signedIn = true;
  await ended.press(t('sign-in.demo.as', { role: t('role.counter') }));
  await ended.screen.findByText('A-1');
  expect(ended.listeners.size).toBe(1);
  expect(ended.line()?.textContent, 'the list was asked for afterwards').toBe('');
});
