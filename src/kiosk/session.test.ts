import { expect, test, vi } from 'vitest';
import { createActor, SimulatedClock } from 'xstate';
import { type SessionWork, sessionMachine } from './session.ts';

const delays = { warn: 90, lock: 60, leave: 300, erase: 120 };

function start(work: Partial<SessionWork> = {}) {
  const done: string[] = [];
  const log = (what: string) => () => {
    done.push(what);
    return Promise.resolve();
  };
  const clock = new SimulatedClock();
  const actor = createActor(
    sessionMachine(
      {
        boot: () => Promise.resolve({ interrupted: false }),
        open: log('open'),
        leave: log('leave'),
        erase: log('erase'),
        setAside: log('setAside'),
        ...work,
      },
      delays,
    ),
    { clock },
  );
  actor.start();
  const state = () => actor.getSnapshot().value;
  return { actor, clock, done, state };
}

async function visiting(work: Partial<SessionWork> = {}) {
  const kiosk = start(work);
  await vi.waitFor(() => expect(kiosk.state()).toEqual({ attract: 'untouched' }));
  kiosk.actor.send({ type: 'START', events: ['moving-in'] });
  await vi.waitFor(() => expect(kiosk.state()).toEqual({ visiting: 'active' }));
  return kiosk;
}

test('nobody answers: warned, then covered, then sealed for staff and ready for the next person', async () => {
  const { clock, state, done } = await visiting();
  clock.increment(89);
  expect(state()).toEqual({ visiting: 'active' });
  clock.increment(1);
  expect(state()).toEqual({ visiting: 'warning' });
  clock.increment(60);
  expect(state()).toEqual({ visiting: 'locked' });
  clock.increment(299);
  expect(state()).toEqual({ visiting: 'locked' });
  clock.increment(1);
  await vi.waitFor(() => expect(state()).toEqual({ attract: 'untouched' }));
  expect(done).toEqual(['open', 'leave']);
});

test('a touch starts the time again; the warning stays until it is answered', async () => {
  const { actor, clock, state } = await visiting();
  clock.increment(80);
  actor.send({ type: 'TOUCHED' });
  clock.increment(80);
  expect(state()).toEqual({ visiting: 'active' });
  clock.increment(10);
  expect(state()).toEqual({ visiting: 'warning' });
  clock.increment(59);
  actor.send({ type: 'TOUCHED' });
  clock.increment(59);
  expect(state()).toEqual({ visiting: 'warning' });
  actor.send({ type: 'STAY' });
  expect(state()).toEqual({ visiting: 'active' });
});

test('what somebody changed on the first screen and left is changed back after a while', async () => {
  const { actor, clock, state } = start();
  await vi.waitFor(() => expect(state()).toEqual({ attract: 'untouched' }));
  actor.send({ type: 'TOUCHED' });
  clock.increment(89);
  actor.send({ type: 'TOUCHED' });
  clock.increment(89);
  expect(state()).toEqual({ attract: 'touched' });
  clock.increment(1);
  expect(state()).toEqual({ attract: 'untouched' });
});

test('a touch does not uncover a covered screen: only whoever was here does', async () => {
  const { actor, clock, state } = await visiting();
  clock.increment(90);
  clock.increment(60);
  actor.send({ type: 'TOUCHED' });
  expect(state()).toEqual({ visiting: 'locked' });
  actor.send({ type: 'RESUMED' });
  expect(state()).toEqual({ visiting: 'active' });
});

test('a prepared case stays on screen until it is erased, longer for who asks', async () => {
  const { actor, clock, state, done } = await visiting();
  actor.send({ type: 'PREPARED' });
  clock.increment(119);
  actor.send({ type: 'MORE_TIME' });
  clock.increment(119);
  expect(state()).toBe('done');
  clock.increment(1);
  await vi.waitFor(() => expect(state()).toEqual({ attract: 'untouched' }));
  expect(done).toEqual(['open', 'erase']);
});

test('an interrupted case is taken up where it stood', async () => {
  const { state } = start({ boot: () => Promise.resolve({ interrupted: 'just-now' }) });
  await vi.waitFor(() => expect(state()).toEqual({ visiting: 'active' }));
});

test('interrupted a while ago, it is covered: who was here may have gone', async () => {
  const { state } = start({ boot: () => Promise.resolve({ interrupted: 'a-while-ago' }) });
  await vi.waitFor(() => expect(state()).toEqual({ visiting: 'locked' }));
});

test('a full disk in the middle of a visit leads to its screen and back to the same visit', async () => {
  const { actor, state } = await visiting();
  actor.send({ type: 'TROUBLE', trouble: 'full' });
  expect(state()).toBe('trouble');
  expect(actor.getSnapshot().context.trouble).toBe('full');
  actor.send({ type: 'RETRY' });
  expect(state()).toEqual({ visiting: 'active' });
});

test('a device that cannot start says why, and tries again', async () => {
  let tries = 0;
  const { actor, state } = start({
    boot: () => (++tries === 1 ? Promise.reject('second-tab') : Promise.resolve({ interrupted: false })),
  });
  await vi.waitFor(() => expect(state()).toBe('trouble'));
  expect(actor.getSnapshot().context.trouble).toBe('second-tab');
  actor.send({ type: 'RETRY' });
  await vi.waitFor(() => expect(state()).toEqual({ attract: 'untouched' }));
});

test('a case whose key cannot be had is set aside, by hand or after a while; the kiosk then serves the next person', async () => {
  for (const byHand of [true, false]) {
    let boots = 0;
    const { actor, clock, state, done } = start({
      boot: () => (boots++ === 0 ? Promise.reject('no-keeper') : Promise.resolve({ interrupted: false })),
    });
    await vi.waitFor(() => expect(state()).toBe('trouble'));
    if (byHand) actor.send({ type: 'SET_ASIDE' });
    else clock.increment(60);
    await vi.waitFor(() => expect(state()).toEqual({ attract: 'untouched' }));
    expect(done).toEqual(['setAside']);
  }
});

test('no case under way is ever set aside: with nobody there it is covered, then sealed', async () => {
  const { actor, clock, state, done } = await visiting();
  actor.send({ type: 'TROUBLE', trouble: 'no-keeper' });
  actor.send({ type: 'SET_ASIDE' });
  expect(state()).toBe('trouble');
  clock.increment(60);
  expect(state()).toEqual({ visiting: 'locked' });
  clock.increment(300);
  await vi.waitFor(() => expect(state()).toEqual({ attract: 'untouched' }));
  expect(done).toEqual(['open', 'leave']);
});

test.each(['leave', 'erase'] as const)(
  'a visit that cannot be ended (%s) is never shown to the next person',
  async (work) => {
    let tries = 0;
    const { actor, clock, state } = await visiting({
      [work]: () => (++tries < 3 ? Promise.reject('full') : Promise.resolve()),
    });
    if (work === 'erase') actor.send({ type: 'PREPARED' });
    actor.send({ type: work === 'leave' ? 'LEFT' : 'ERASE' });
    await vi.waitFor(() => expect(state()).toBe('trouble'));
    actor.send({ type: 'RETRY' }); // by the next person
    await vi.waitFor(() => expect(tries).toBe(2));
    await vi.waitFor(() => expect(state()).toBe('trouble'));
    clock.increment(60); // and by itself
    await vi.waitFor(() => expect(state()).toEqual({ attract: 'untouched' }));
  },
);
