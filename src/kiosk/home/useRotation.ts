import { useEffect, useState } from 'react';

/** How long one code is shown, in milliseconds: several looks of the kiosk's camera. */
const SHOWN_FOR = 1500;

const prefersStillness = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Which of several codes is shown: one after the other, until somebody holds or steps, or wishes nothing to move. */
export function useRotation(count: number) {
  const [at, setAt] = useState(0);
  const [held, setHeld] = useState(prefersStillness);
  const moving = !held && count > 1;
  useEffect(() => {
    if (!moving) return;
    const timer = setInterval(() => setAt((before) => (before + 1) % count), SHOWN_FOR);
    return () => clearInterval(timer);
  }, [moving, count]);
  return {
    at,
    held,
    hold: setHeld,
    step: (by: 1 | -1) => {
      setHeld(true);
      setAt((before) => (before + by + count) % count);
    },
  };
}
