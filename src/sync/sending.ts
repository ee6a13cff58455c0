import type { OutboxSender, Round } from './outbox-sender.ts';

/** How often is looked at the latest, and how long after a case was sealed, in milliseconds. */
const EVERY = 60_000;
const SOON = 500;

/** The one lock for which the senders of all tabs ask. */
const LOCK = 'kakanai-sender';

/** Runs work in one tab at a time (Web Locks); resolves to nothing while another tab has its turn. */
export async function aloneInBrowser<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
  return navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => (lock ? work() : undefined));
}

export interface Sending {
  /** Something new is in the outbox. */
  soon: () => void;
  /** Everything now, whatever its state: a person asked for it. Nothing while another tab sends. */
  now: () => Promise<Round | undefined>;
  stop: () => void;
}

/** Sends while the page lives: now, when the network or the page comes back, when something is due, and now and then. */
export function keepSending(sender: OutboxSender): Sending {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const inMilliseconds = (wait: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(round, wait);
  };
  function round(): void {
    sender.send().then(
      (done) => inMilliseconds(Math.max(SOON, Math.min(EVERY, done?.next ?? EVERY))),
      () => inMilliseconds(EVERY),
    );
  }
  const soon = () => inMilliseconds(SOON);
  const back = () => {
    if (!document.hidden) soon();
  };
  const online = () => {
    sender.awake();
    soon();
  };
  addEventListener('online', online);
  document.addEventListener('visibilitychange', back);
  soon();
  return {
    soon,
    now: () => sender.send('all'),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      removeEventListener('online', online);
      document.removeEventListener('visibilitychange', back);
    },
  };
}
