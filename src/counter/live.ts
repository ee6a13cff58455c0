import { type LiveEvent, liveEvent, paths } from '../protocol/index.ts';

/** Hears what changes at the hub, until the function that it returns is called. */
export type Listen = (hear: (event: LiveEvent) => void) => () => void;

/**
 * The hub's server-sent events. A stream that was lost comes again by itself, with `anything`, since something may have
 * been missed; one that is refused stays silent.
 */
export const listenToHub: Listen = (hear) => {
  const stream = new EventSource(paths.live);
  // Each stream begins with `anything`; before the first one nothing was missed.
  let begins = true;
  stream.addEventListener('error', () => {
    begins = false;
  });
  stream.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const event = read(data);
    if (!begins || event.what !== 'anything') hear(event);
    begins = false;
  });
  return () => stream.close();
};

/** What cannot be read, of a newer hub for example, is a reason to look again. */
function read(text: string): LiveEvent {
  try {
    return liveEvent.safeParse(JSON.parse(text)).data ?? { what: 'anything' };
  } catch {
    return { what: 'anything' };
  }
}
