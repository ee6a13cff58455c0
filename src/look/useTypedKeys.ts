import { type RefObject, useEffect, useEffectEvent } from 'react';
import { isWritten, placeNow } from './targets.ts';

/**
 * Hands over what is typed anywhere on the screen outside a text field, while `part` is on it and no dialog lies above.
 * `take` says whether the key was taken; the browser then does nothing with it.
 */
export function useTypedKeys(part: RefObject<HTMLElement | null>, take: (event: KeyboardEvent) => boolean): void {
  const type = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || isWritten(event.target)) return;
    if (part.current && placeNow().contains(part.current) && take(event)) event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => type(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
