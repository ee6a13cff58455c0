import { expect, test } from 'vitest';
import { createActor, SimulatedClock, type SnapshotFrom } from 'xstate';
import { getAdjacencyMap, getShortestPaths } from 'xstate/graph';
import type { Delays } from './lifetimes.ts';
import { type SessionWork, sessionMachine } from './session.ts';

const delays: Delays = { warn: 90, lock: 60, leave: 300, erase: 120 };
type Machine = ReturnType<typeof sessionMachine>;
type Snapshot = SnapshotFrom<Machine>;
type Task = keyof SessionWork;

/** Where a session stands, as a name. */
const at = ({ value, context }: Pick<Snapshot, 'value' | 'context'>): string =>
  JSON.stringify([value, context.trouble ?? null, context.during]);

/** What people do and what befalls the device; then, for each piece of work and each waiting time, its end. */
const deeds = [
  { type: 'START', events: ['birth'] },
  { type: 'TOUCHED' },
  { type: 'STAY' },
  { type: 'RESUMED' },
  { type: 'LEFT' },
  { type: 'PREPARED' },
  { type: 'MORE_TIME' },
  { type: 'ERASE' },
  { type: 'TROUBLE', trouble: 'full' },
  { type: 'TROUBLE', trouble: 'no-keeper' },
  { type: 'RETRY' },
  { type: 'SET_ASIDE' },
] as const;
const tasks: Task[] = ['boot', 'open', 'leave', 'erase', 'setAside'];
const places: Record<Task, string> = {
  boot: 'booting',
  open: 'opening',
  leave: 'leaving',
  erase: 'erasing',
  setAside: 'settingAside',
};
const ends = tasks.flatMap((task) => [
  ...(task === 'boot' ? (['just-now', 'a-while-ago', false] as const) : [undefined]).map((interrupted) => ({
    type: `xstate.done.actor.0.session.${places[task]}`,
    output: { interrupted },
  })),
  ...(['full', 'no-keeper'] as const).map((error) => ({ type: `xstate.error.actor.0.session.${places[task]}`, error })),
]);
const waits = [
  'warn.session.attract.touched',
  'warn.session.visiting.active',
  'lock.session.visiting.warning',
  'leave.session.visiting.locked',
  'erase.session.done',
  'lock.session.trouble',
].map((name) => ({ type: `xstate.after.${name}` }));
type Event = { type: string; output?: { interrupted: false | string | undefined }; error?: string };
const events: readonly Event[] = [...deeds, ...ends, ...waits];

const idle: SessionWork = {
  boot: () => new Promise(() => undefined),
  open: () => new Promise(() => undefined),
  leave: () => new Promise(() => undefined),
  erase: () => new Promise(() => undefined),
  setAside: () => new Promise(() => undefined),
};
/** Whether a piece of work or a waiting time is under way in a state; people may do anything anywhere. */
const isUnderWay = (event: Event, value: unknown): boolean => {
  const [, place] = /^xstate\.\w+\..*?session\.(.*)$/.exec(event.type) ?? [];
  const [outer, inner] = typeof value === 'object' ? (Object.entries(value ?? {})[0] ?? []) : [value];
  return place === undefined || place === [outer, ...(inner === undefined ? [] : [inner])].join('.');
};

interface Transition {
  from: string;
  event: Event;
  to: string;
}

/** What the machine says of itself. Its work and its clock stand still. */
const model = sessionMachine(idle, delays);
const options = { events: events as never[], serializeState: (snapshot: Snapshot) => at(snapshot) as never };
const paths = new Map(
  getShortestPaths(model, options).map(({ state, steps }) => [
    at(state),
    steps.map(({ event }): Event => event).slice(1),
  ]),
);
const transitions = Object.values(getAdjacencyMap(model, options) as Record<string, Adjacent>).flatMap(
  ({ state, transitions: all }) =>
    Object.values(all).flatMap(({ event, state: to }): Transition[] =>
      isUnderWay(event, state.value) ? [{ from: at(state), event, to: at(to) }] : [],
    ),
);
interface Adjacent {
  state: Snapshot;
  transitions: Record<string, { event: Event; state: Snapshot }>;
}

/** A device of which the test holds the clock and the ends of all work. */
class Device {
  readonly clock = new SimulatedClock();
  /** Visits that were opened and of which it was not yet said that they have left the device. */
  kept = false;
  readonly #ends = new Map<Task, { resolve: (value: never) => void; reject: (error: unknown) => void }>();
  readonly actor = createActor(sessionMachine(this.#work(), delays), { clock: this.clock });

  #work(): SessionWork {
    const wait = (task: Task) => () =>
      new Promise<never>((resolve, reject) => this.#ends.set(task, { resolve, reject }));
    return {
      boot: wait('boot'),
      open: wait('open'),
      leave: wait('leave'),
      erase: wait('erase'),
      setAside: wait('setAside'),
    };
  }

  get snapshot(): Snapshot {
    return this.actor.getSnapshot();
  }

  async live(event: Event): Promise<void> {
    const task = tasks.find((one) => event.type.endsWith(`.session.${places[one]}`));
    const [, delay] = /^xstate\.after\.(\w+)\./.exec(event.type) ?? [];
    if (delay) this.clock.increment(delays[delay as keyof Delays]);
    else if (task) {
      const end = this.#ends.get(task);
      if (event.error === undefined) end?.resolve(event.output as never);
      else end?.reject(event.error);
      for (let tick = 0; tick < 5; tick++) await Promise.resolve();
      if (event.error === undefined && (task === 'leave' || task === 'erase' || task === 'setAside')) this.kept = false;
    } else this.actor.send(event as never);
    if (this.snapshot.matches('visiting')) this.kept = true;
  }

  /** Nobody comes any more, and nothing stands in the way of any work: how long until the first screen, untouched. */
  async alone(): Promise<number> {
    let passed = 0;
    for (let turn = 0; turn < 12 && !this.snapshot.matches({ attract: 'untouched' }); turn++) {
      const task = tasks.find((one) => this.snapshot.matches(places[one] as never));
      if (task)
        await this.live({ type: `xstate.done.actor.0.session.${places[task]}`, output: { interrupted: false } });
      else {
        const before = at(this.snapshot);
        for (let one = 0; one < 300 && at(this.snapshot) === before; one++, passed++) this.clock.increment(1);
      }
    }
    return passed;
  }
}

/** Lives the shortest way to a state. */
async function deviceAt(state: string): Promise<Device> {
  const device = new Device();
  device.actor.start();
  for (const event of paths.get(state) ?? []) await device.live(event);
  expect(at(device.snapshot)).toBe(state);
  return device;
}

test('every state can be reached, and every transition is what happens on the device, timed by its clock', async () => {
  const reached = new Set(transitions.map(({ from }) => JSON.stringify(JSON.parse(from)[0])));
  for (const state of [
    '"booting"',
    '{"attract":"touched"}',
    '{"visiting":"locked"}',
    '"leaving"',
    '"erasing"',
    '"settingAside"',
  ])
    expect(reached).toContain(state);
  expect(transitions.length).toBeGreaterThan(60);
  for (const { from, event, to } of transitions) {
    const device = await deviceAt(from);
    await device.live(event);
    expect(`${from} ${event.type} ${at(device.snapshot)}`).toBe(`${from} ${event.type} ${to}`);
  }
});

test('wherever it stands, left alone the device comes to the first screen, with nothing of anybody', async () => {
  const { warn, lock, leave, erase } = delays;
  for (const state of new Set(transitions.map(({ to }) => to))) {
    const device = await deviceAt(state);
    const passed = await device.alone();
    expect(`${state}: ${JSON.stringify(device.snapshot.value)}`).toBe(`${state}: {"attract":"untouched"}`);
    expect(device.kept).toBe(false);
    expect(passed).toBeLessThanOrEqual(Math.max(warn + lock + leave, lock + leave, erase));
  }
});

test('what somebody answered is shown to nobody once they may have gone, but to who shows that it is them', () => {
  const shown = (state: string) => /"visiting":"(active|warning)"/.test(state);
  const gone = (state: string) => /"locked"|"leaving"|"done"|"erasing"/.test(state);
  const empty = (state: string) => /"attract"|"booting"|"opening"/.test(state);
  const first = at(model.resolveState({ value: 'booting', context: { trouble: undefined, during: 'start' } }));
  const seen = new Set<string>();
  const ahead: { state: string; deserted: boolean }[] = [{ state: first, deserted: false }];
  for (let one = ahead.pop(); one; one = ahead.pop()) {
    const { state, deserted } = one;
    if (seen.has(`${state} ${deserted}`)) continue;
    seen.add(`${state} ${deserted}`);
    expect([state, deserted && shown(state)]).toEqual([state, false]);
    for (const { event, to } of transitions.filter(({ from }) => from === state))
      ahead.push({ state: to, deserted: (deserted || gone(to)) && event.type !== 'RESUMED' && !empty(to) });
  }
  expect([...seen].some((one) => one.endsWith('true'))).toBe(true);
});
