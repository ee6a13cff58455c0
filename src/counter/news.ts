import { useEffect, useEffectEvent, useState } from 'react';
import type * as z from 'zod/mini';
import type { LiveEvent, staffTasks } from '../protocol/index.ts';
import { useDesk } from './desk.tsx';

type Tasks = Pick<z.output<typeof staffTasks>, 'open' | 'closed'>;

/** Whether the hub would answer with other tasks than these after this event. A case that is whole makes none. */
export function isNews(event: LiveEvent, { open, closed }: Tasks): boolean {
  if (event.what === 'task') return !closed.some(({ id }) => id === event.task);
  if (event.what === 'case') return event.state === 'task' || open.some((task) => task.case === event.case);
  return true;
}

/**
 * Whether something changed at the hub since it was asked for the tasks that are shown; `forget` when it is asked again.
 * What somebody did here themselves is no news, whenever it is heard.
 */
export function useNews(shown: Tasks | undefined): { news: boolean; forget: () => void } {
  const { listen, ended } = useDesk();
  const [heard, setHeard] = useState<readonly LiveEvent[]>([]);
  const hear = useEffectEvent((event: LiveEvent) => {
    // While the tasks are under way nobody knows whether it is in them.
    if (!shown || isNews(event, shown)) setHeard((before) => [...before, event]);
  });
  const back = useEffectEvent(() => {
    if (shown) setHeard([{ what: 'anything' }]);
  });
  useEffect(() => {
    // Nothing is heard while nobody is signed in; who comes back may have missed something.
    if (ended) return () => back();
    return listen((event) => hear(event));
  }, [listen, ended]);
  return {
    news: shown !== undefined && heard.some((event) => isNews(event, shown)),
    forget: () => setHeard([]),
  };
}
