import type { StaffTask } from '../protocol/index.ts';
import type { CounterWords } from '../wording/index.ts';

/** Why a person has to look, in words. */
export function reasonOf({ t, has }: CounterWords, { reason, place }: StaffTask): string {
  const named = `reason.${reason}`;
  const words = has(named) ? t(named) : reason;
  return place === null ? words : `${words}（${t('tasks.place', { place: place + 1 })}）`;
}

/** The number on the visitor's sheet, or the beginning of the id of a case that has none. */
export const numberOf = (
  { t }: CounterWords,
  { receipt, case: id }: { receipt: string | null; case: string },
): string => receipt ?? `${t('tasks.no-number')} ${id.slice(-6)}`;

/** Life events in words. */
export const eventsIn = (
  { language }: CounterWords,
  events: readonly string[],
  names: Readonly<Record<string, Readonly<Record<string, string>>>>,
): string => events.map((event) => names[event]?.[language] ?? event).join('、');
