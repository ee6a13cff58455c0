import { isDate, type PlainDate, todayInTokyo } from '../../../basics/index.ts';

/** The day given with `--today`, else today in Tokyo. Undefined where what was given is no day. */
export function dayFrom(given: string | undefined): PlainDate | undefined {
  if (given === undefined) return todayInTokyo(new Date());
  return isDate(given) ? given : undefined;
}
