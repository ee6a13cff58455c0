import { addDays, addMonths, daysBetween, fiscalYear, type PlainDate } from '../../../basics/index.ts';
import type { Content, Rate } from '../../content.ts';
import type { Assembled } from '../assemble.ts';

/** How long before its end an amount is warned about. */
const notice = 60;

/** Every amount has one value for each day: today, and when the next fiscal year (年度) begins. */
export function checkRates({ ledger }: Assembled, content: Content, today: PlainDate): void {
  const nextYear = `${fiscalYear(today) + 1}-04-01`;
  for (const [id, rate] of Object.entries(content.rates)) {
    const thing = `rate:${id}`;
    overlaps(rate, (index, message, advice) => ledger.error(thing, ['rows', index], 'rate-rows', message, advice));
    const now = rowOn(rate, today);
    const advice = 'Add a row with the amount from the day it holds, and the article it rests on.';
    if (now === undefined) {
      ledger.error(thing, ['rows'], 'rate-missing', `"${id}" has no value for today (${today}).`, advice);
      continue;
    }
    const until = rate.rows[now]?.until;
    if (until === undefined) continue;
    const left = daysBetween(today, until);
    if (left <= notice && rowOn(rate, addDays(until, 1)) === undefined)
      ledger.report(thing, ['rows', now], {
        rule: 'rate-ends-soon',
        severity: 'warning',
        message: `"${id}" ends in ${left} days (${until}), and nothing follows.`,
        advice,
      });
    else if (rowOn(rate, nextYear) === undefined)
      ledger.report(thing, ['rows', now], {
        rule: 'rate-next-year',
        severity: 'warning',
        message: `"${id}" has no value for the next fiscal year (from ${nextYear}).`,
        advice,
      });
  }
  if (ledger.has('calendar:calendar') && content.calendar.knownUntil < addMonths(today, 12))
    ledger.report('calendar:calendar', ['known-until'], {
      rule: 'calendar-ends',
      severity: 'warning',
      message: `Holidays are known until ${content.calendar.knownUntil} only: later deadlines may be a day wrong.`,
      advice: 'Add the holidays of the next year from the official gazette, and move known-until.',
    });
}

const rowOn = (rate: Rate, day: PlainDate): number | undefined => {
  const index = rate.rows.findIndex((row) => row.from <= day && (row.until === undefined || day <= row.until));
  return index < 0 ? undefined : index;
};

function overlaps(rate: Rate, report: (index: number, message: string, advice: string) => void): void {
  rate.rows.forEach((row, index) => {
    if (row.until !== undefined && row.until < row.from)
      report(index, `This row ends (${row.until}) before it begins (${row.from}).`, 'Exchange the two days.');
    const other = rate.rows.findIndex(
      (one, place) =>
        place < index && one.from <= (row.until ?? '9999-12-31') && row.from <= (one.until ?? '9999-12-31'),
    );
    if (other >= 0)
      report(
        index,
        `This row and row ${other + 1} hold on the same day.`,
        'Let the earlier one end the day before this one begins.',
      );
    if ((typeof row.value === 'boolean') !== (rate.unit === 'yes-no'))
      report(
        index,
        `The value does not fit the unit "${rate.unit}".`,
        rate.unit === 'yes-no' ? 'Write true or false.' : 'Write a number.',
      );
  });
}
