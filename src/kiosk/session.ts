import { assign, fromPromise, setup } from 'xstate';
import type { FaultKind } from '../storage/index.ts';

/** What can go wrong with the device; each has a screen of its own with the one thing to do. */
export type Trouble =
  | FaultKind
  | 'hub-unreachable'
  | 'content-broken'
  /** The hub wants to know first who this kiosk is. */
  | 'not-enrolled'
  /** The hub that answers is not the one that this kiosk joined. */
  | 'other-hub';

export interface Delays {
  /** Nobody touches anything: ask whether somebody is still there. */
  warn: number;
  /** Nobody answers: cover the screen. */
  lock: number;
  /** Nobody comes back: seal the case for staff and empty the device. Late, because people are slow. */
  leave: number;
  /** The last screen erases itself. */
  erase: number;
}

export const usualDelays: Delays = { warn: 90_000, lock: 60_000, leave: 300_000, erase: 120_000 };

/** At home nobody waits for the device: 24 days, the longest that a browser can wait. */
const NEVER = 2 ** 31 - 1;
export const neverIdle: Delays = { warn: NEVER, lock: NEVER, leave: NEVER, erase: NEVER };

/** The device's work, given by the kiosk; each rejects with a `Trouble`. */
export interface SessionWork {
  /** Holds the device, loads content, and looks for a case that was interrupted. */
  boot(): Promise<{ interrupted: boolean }>;
  open(events: string[]): Promise<void>;
  /** Seals the case under way for staff, then forgets it. */
  leave(): Promise<void>;
  /** Forgets everything of the person who was here. */
  erase(): Promise<void>;
  /** Puts a case aside that cannot be opened now, so that the next person may begin. */
  setAside(): Promise<void>;
}

export type SessionEvent =
  | { type: 'START'; events: string[] }
  | { type: 'TOUCHED' }
  /** Somebody answered the warning. */
  | { type: 'STAY' }
  | { type: 'RESUMED' }
  | { type: 'LEFT' }
  | { type: 'PREPARED' }
  | { type: 'MORE_TIME' }
  | { type: 'ERASE' }
  | { type: 'TROUBLE'; trouble: Trouble }
  | { type: 'RETRY' }
  /** Nobody waits for the case that cannot be opened now. */
  | { type: 'SET_ASIDE' };

const troubleOf = (error: unknown): Trouble => (typeof error === 'string' ? (error as Trouble) : 'unknown');

/**
 * The life of the device between people: attract, one visit, idle, lock, wipe. It knows nothing of procedures; the case
 * advances in its own machine. Written by hand, because it is about the device and not about law.
 */
export function sessionMachine(work: SessionWork, delays: Delays) {
  return setup({
    types: { context: {} as { trouble: Trouble | undefined; visiting: boolean }, events: {} as SessionEvent },
    actors: {
      boot: fromPromise(() => work.boot()),
      open: fromPromise(({ input }: { input: { events: string[] } }) => work.open(input.events)),
      leave: fromPromise(() => work.leave()),
      erase: fromPromise(() => work.erase()),
      setAside: fromPromise(() => work.setAside()),
    },
    guards: {
      // An interrupted case whose key cannot be had: the kiosk must not stand still until it can.
      isClosedCase: ({ context }) => context.trouble === 'no-keeper' && !context.visiting,
    },
    delays: {
      warn: () => delays.warn,
      lock: () => delays.lock,
      leave: () => delays.leave,
      erase: () => delays.erase,
    },
  }).createMachine({
    id: 'session',
    context: { trouble: undefined, visiting: false },
    initial: 'booting',
    states: {
      booting: {
        invoke: {
          src: 'boot',
          onDone: [{ guard: ({ event }) => event.output.interrupted, target: 'visiting' }, { target: 'attract' }],
          onError: { target: 'trouble', actions: assign({ trouble: ({ event }) => troubleOf(event.error) }) },
        },
      },
      attract: {
        entry: assign({ visiting: false }),
        initial: 'untouched',
        states: {
          untouched: { on: { TOUCHED: 'touched' } },
          // Somebody chose a language or a size and went away: the next person finds the first screen as it was.
          touched: { after: { warn: 'untouched' }, on: { TOUCHED: { target: 'touched', reenter: true } } },
        },
        on: {
          START: 'opening',
          TROUBLE: { target: 'trouble', actions: assign({ trouble: ({ event }) => event.trouble }) },
        },
      },
      opening: {
        invoke: {
          src: 'open',
          input: ({ event }) => ({ events: event.type === 'START' ? event.events : [] }),
          onDone: 'visiting',
          onError: { target: 'trouble', actions: assign({ trouble: ({ event }) => troubleOf(event.error) }) },
        },
      },
      visiting: {
        entry: assign({ visiting: true, trouble: undefined }),
        initial: 'active',
        states: {
          active: { after: { warn: 'warning' }, on: { TOUCHED: { target: 'active', reenter: true } } },
          // A touch is no answer yet: it may be on its way to the button that ends the visit.
          warning: { after: { lock: 'locked' }, on: { TOUCHED: { target: 'warning', reenter: true }, STAY: 'active' } },
          locked: { after: { leave: '#session.leaving' }, on: { RESUMED: 'active' } },
        },
        on: {
          LEFT: 'leaving',
          PREPARED: 'done',
          TROUBLE: { target: 'trouble', actions: assign({ trouble: ({ event }) => event.trouble }) },
        },
      },
      leaving: {
        invoke: {
          src: 'leave',
          onDone: 'attract',
          onError: { target: 'trouble', actions: assign({ trouble: ({ event }) => troubleOf(event.error) }) },
        },
      },
      done: {
        after: { erase: 'erasing' },
        on: { MORE_TIME: { target: 'done', reenter: true }, ERASE: 'erasing' },
      },
      erasing: {
        invoke: {
          src: 'erase',
          onDone: 'attract',
          onError: { target: 'trouble', actions: assign({ trouble: ({ event }) => troubleOf(event.error) }) },
        },
      },
      trouble: {
        on: {
          RETRY: [{ guard: ({ context }) => context.visiting, target: 'visiting' }, { target: 'booting' }],
          SET_ASIDE: { guard: 'isClosedCase', target: 'settingAside' },
        },
        after: { lock: { guard: 'isClosedCase', target: 'settingAside' } },
      },
      settingAside: {
        invoke: {
          src: 'setAside',
          onDone: 'booting',
          onError: { target: 'trouble', actions: assign({ trouble: ({ event }) => troubleOf(event.error) }) },
        },
      },
    },
  });
}
