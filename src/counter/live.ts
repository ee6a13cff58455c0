import { type LiveEvent, liveEvent, paths } from '../protocol/index.ts';

/** Hears what changes at the hub, until the function that it returns is called. */
export type Listen = (hear: (event: LiveEvent) => void) => () => void;

/** How long after a refusal (signed out, a hub being restarted behind its proxy) it is asked again, in milliseconds. */
const AGAIN = 15_000;

/**
 * The hub's server-sent events. A stream that was lost comes again, by itself or, where it was refused, a while later: with
 * `anything`, since something may have been missed.
 */
export const listenToHub: Listen = (hear) => {
  // Each stream begins with `anything`; before the first one nothing was missed.
  let begins = true;
  let timer: ReturnType<typeof setTimeout>;
  let stream = open();
  function open(): EventSource {
    const opened = new EventSource(paths.live);
    opened.addEventListener('error', () => {
      begins = false;
      if (opened.readyState === EventSource.CLOSED) timer = setTimeout(() => (stream = open()), AGAIN);
    });
    opened.addEventListener('message', ({ data }: MessageEvent<string>) => {
      const event = read(data);
      if (!begins || event.what !== 'anything') hear(event);
      begins = false;
    });
    return opened;
  }
  return () => {
    clearTimeout(timer);
    stream.close();
  };
};

/** What cannot be read, of a newer hub for example, is a reason to look again. */
function read(text: string): LiveEvent {
  try {
    return liveEvent.safeParse(JSON.parse(text)).data ?? { what: 'anything' };
  } catch {
    return { what: 'anything' };
  }
}
