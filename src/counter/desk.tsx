import { createContext, use, useEffect, useEffectEvent, useState } from 'react';
import type { Result } from '../basics/index.ts';
import type { StaffRight, StaffSession } from '../protocol/index.ts';
import type { CounterWords } from '../wording/index.ts';
import type { Listen } from './live.ts';
import type { Failure, StaffHub } from './staff-hub.ts';

/** What every screen of somebody who is signed in works with. */
export interface Desk {
  hub: StaffHub;
  listen: Listen;
  session: StaffSession;
  words: CounterWords;
  may: (right: StaffRight) => boolean;
  /** Told of every answer of the hub: that nobody is signed in any more shows over whatever is there. */
  heard: (failure: Failure | undefined) => void;
  /** What was typed or chosen, by place: it outlives the screen it was typed on. */
  kept: Map<string, unknown>;
  /** How often somebody signed in again here: what failed then is asked again. */
  round: number;
  /** Nobody is signed in any more; somebody may come back. */
  ended: boolean;
}

export const DeskContext = createContext<Desk | undefined>(undefined);

export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (!desk) throw new Error('useDesk needs somebody who is signed in');
  return desk;
}

/** State that is there again when the screen comes back. */
export function useKept<Value>(place: string, initial: Value): [Value, (value: Value) => void] {
  const { kept } = useDesk();
  const [value, setValue] = useState(() => (kept.has(place) ? (kept.get(place) as Value) : initial));
  return [
    value,
    (next) => {
      kept.set(place, next);
      setValue(next);
    },
  ];
}

export type Loaded<Value> =
  | { state: 'loading' }
  | { state: 'failed'; because: Failure }
  | { state: 'there'; value: Value };

/** Asks the hub when the screen opens, when it is told to, and after somebody signed in again where that was missing. */
export function useLoaded<Value>(load: () => Promise<Result<Value, Failure>>) {
  const { heard, round } = useDesk();
  const [loaded, setLoaded] = useState<Loaded<Value>>({ state: 'loading' });
  const [asked, setAsked] = useState(0);
  const ask = useEffectEvent(load);
  const hear = useEffectEvent(heard);
  const missing = loaded.state === 'failed' && loaded.because === 'signed-out' ? round : 0;
  useEffect(() => {
    let wanted = true;
    void ask().then((answer) => {
      hear(answer.ok ? undefined : answer.reason);
      if (wanted)
        setLoaded(answer.ok ? { state: 'there', value: answer.value } : { state: 'failed', because: answer.reason });
    });
    return () => {
      wanted = false;
    };
  }, [asked, missing]);
  return {
    loaded,
    again: () => {
      setLoaded({ state: 'loading' });
      setAsked(asked + 1);
    },
    set: (value: Value) => setLoaded({ state: 'there', value }),
  };
}

/** Does one thing at the hub at a time, and keeps why the last one failed. */
export function useDoing() {
  const { heard } = useDesk();
  const [doing, setDoing] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const start = async <Value,>(work: () => Promise<Result<Value, Failure>>): Promise<Value | undefined> => {
    if (doing) return undefined;
    setDoing(true);
    const done = await work();
    setDoing(false);
    heard(done.ok ? undefined : done.reason);
    setFailure(done.ok ? undefined : done.reason);
    return done.ok ? done.value : undefined;
  };
  return { doing, failure, start };
}
