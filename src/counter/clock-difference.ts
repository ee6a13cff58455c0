import type { CounterWords } from '../wording/index.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How far the clock of a device is ahead or behind, given in seconds ahead; nothing to say below a minute. */
export function clockDifference({ t, language }: CounterWords, ahead = 0): string | undefined {
  const seconds = Math.abs(ahead);
  if (seconds < MINUTE) return undefined;
  const [unit, length] =
    seconds < HOUR
      ? (['minute', MINUTE] as const)
      : seconds < 2 * DAY
        ? (['hour', HOUR] as const)
        : (['day', DAY] as const);
  const difference = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.floor(seconds / length),
  );
  return t(ahead > 0 ? 'devices.clock.ahead' : 'devices.clock.behind', { difference });
}
