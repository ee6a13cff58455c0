import { useEffect, useEffectEvent } from 'react';
import type { OnReady } from './answer.ts';

/** Keeps the frame's Next button in step with an answer: it calls the newest `submit`, and is gone with the answer. */
export function useReady(onReady: OnReady, submit: (() => void) | undefined): void {
  const ready = submit !== undefined;
  const newest = useEffectEvent(() => submit?.());
  const tell = useEffectEvent(onReady);
  useEffect(() => {
    tell(ready ? () => newest() : undefined);
    return () => tell(undefined);
  }, [ready]);
}
