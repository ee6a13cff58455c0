/** Days of the comparison, counted apart from the code that is compared. */

const DAY = 86_400_000;
const number = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY;

export const daysAfter = (date: string, days: number): string =>
  new Date((number(date) + days) * DAY).toISOString().slice(0, 10);
export const daysFrom = (from: string, to: string): number => number(to) - number(from);

/** Completed years on a day, by birthdays. */
export function years(birth: string, on: string): number {
  return Number(on.slice(0, 4)) - Number(birth.slice(0, 4)) - (on.slice(5) < birth.slice(5) ? 1 : 0);
}

/** The year in which the fiscal year of a day began. */
export const fiscalYearOf = (date: string): number => Number(date.slice(0, 4)) - (date.slice(5) < '04-01' ? 1 : 0);

/** The first day from this one on which is neither in `closed` nor on a weekend. */
export function openFrom(date: string, closed: readonly string[]): string {
  let day = date;
  while (closed.includes(day) || [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())) day = daysAfter(day, 1);
  return day;
}
