import { assign, fromPromise, setup } from 'xstate';
import type { FaultKind } from '../storage/index.ts';
import type { Delays } from './lifetimes.ts';

/** What can go wrong with the device; each has a screen of its own with the one thing to do. */
export type Trouble =
  | FaultKind
  | 'hub-unreachable'
  | 'content-broken'
  /** The hub wants to know first who this kiosk is. */
  | 'not-enrolled'
  /** The hub that answers is not the one that this kiosk joined. */
  | 'other-hub';

/** The device's work, given by the kiosk; each rejects with a `Trouble`. */
export interface SessionWork {
  /**
   * Holds the device, loads content, and looks for a case that was interrupted: `a-while-ago`, so that who was here may
   * have gone.
   */
  boot(): Promise<{ interrupted: false | 'just-now' | 'a-while-ago' }>;
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

/** What a trouble came into. */
type During = 'start' | 'visit' | 'covered' | 'leaving' | 'erasing';

const troubleOf = (error: unknown): Trouble => (typeof error === 'string' ? (error as Trouble) : 'unknown');

/**
 * The life of the device between people: attract, one visit, idle, lock, wipe. It knows nothing of procedures; the case
 * advances in its own machine. Written by hand, because it is about the device and not about law.
 */
export function sessionMachine(work: SessionWork, delays: Delays) {
  return setup({
    types: { context: {} as { trouble: Trouble | undefined; during: During }, events: {} as SessionEvent },
    actors: {
      boot: fromPromise(() => work.boot()),
      open: fromPromise(({ input }: { input: { events: string[] } }) => work.open(input.events)),
      leave: fromPromise(() => work.leave()),
      erase: fromPromise(() => work.erase()),
      setAside: fromPromise(() => work.setAside()),
    },
    guards: {
      // An interrupted case whose key cannot be had: the kiosk must not stand still until it can.
      isClosedCase: ({ context }) => context.trouble === 'no-keeper' && context.during === 'start',
      wasVisiting: ({ context }) => context.during === 'visit',
      wasCovered: ({ context }) => context.during === 'covered',
      wasLeaving: ({ context }) => context.during === 'leaving',
      wasErasing: ({ context }) => context.during === 'erasing',
    },
    delays: {
      warn: () => delays.warn,
      lock: () => delays.lock,
      leave: () => delays.leave,
      erase: () => delays.erase,
    },
  }).createMachine({
    id: 'session',
    context: { trouble: undefined, during: 'start' },
    initial: 'booting',
    states: {
      booting: {
        invoke: {
          src: 'boot',
          onDone: [
            { guard: ({ event }) => event.output.interrupted === 'just-now', target: 'visiting' },
            { guard: ({ event }) => event.output.interrupted === 'a-while-ago', target: 'visiting.locked' },
            { target: 'attract' },
          ],
          onError: { target: 'trouble', actions: assign({ trouble: ({ event }) => troubleOf(event.error) }) },
        },
      },
      attract: {
        entry: assign({ during: 'start' }),
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
        entry: assign({ trouble: undefined }),
        initial: 'active',
        states: {
          active: {
            entry: assign({ during: 'visit' }),
            after: { warn: 'warning' },
            on: { TOUCHED: { target: 'active', reenter: true } },
          },
          // A touch is no answer yet: it may be on its way to the button that ends the visit.
          warning: { after: { lock: 'locked' }, on: { TOUCHED: { target: 'warning', reenter: true }, STAY: 'active' } },
          locked: {
            entry: assign({ during: 'covered' }),
            after: { leave: '#session.leaving' },
            on: { RESUMED: 'active' },
          },
        },
        on: {
          LEFT: 'leaving',
          PREPARED: 'done',
          TROUBLE: { target: 'trouble', actions: assign({ trouble: ({ event }) => event.trouble }) },
        },
      },
      leaving: {
        entry: assign({ during: 'leaving' }),
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
        entry: assign({ during: 'erasing' }),
        invoke: {
          src: 'erase',
          onDone: 'attract',
          onError: { target: 'trouble', actions: assign({ trouble: ({ event }) => troubleOf(event.error) }) },
        },
      },
      trouble: {
        on: {
          TOUCHED: { target: 'trouble', reenter: true },
          RETRY: [
            { guard: 'wasVisiting', target: 'visiting' },
            // Whoever presses it need not be the one who was here.
            { guard: 'wasCovered', target: 'visiting.locked' },
            { guard: 'wasLeaving', target: 'leaving' },
            { guard: 'wasErasing', target: 'erasing' },
            { target: 'booting' },
          ],
          SET_ASIDE: { guard: 'isClosedCase', target: 'settingAside' },
        },
        after: {
          lock: [
            { guard: 'isClosedCase', target: 'settingAside' },
            // The next person must not come back to it by pressing that it be tried again.
            { guard: 'wasVisiting', target: 'visiting.locked' },
            { guard: 'wasCovered', target: 'visiting.locked' },
            { guard: 'wasLeaving', target: 'leaving' },
            { guard: 'wasErasing', target: 'erasing' },
            { target: 'booting' },
          ],
        },
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
