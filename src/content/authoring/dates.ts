import type { Calendar, Keeping, OpeningSession, Rate, Retention } from '../content.ts';
import type { ContentFile } from './content-file.ts';
import type { Ledger } from './ledger.ts';
import type { CalendarYaml, RatesYaml, RetentionYaml, SessionsYaml } from './schemas.ts';

/** Amounts and limits with the time for which each holds. */
export function ratesOf(file: ContentFile, written: RatesYaml, ledger: Ledger): [string, Rate][] {
  return Object.entries(written).flatMap(([id, rate]): [string, Rate][] => {
    if (!ledger.enter(`rate:${id}`, file, [id])) return [];
    ledger.sayAll('rate', id, { label: rate.label }, `rate:${id}`);
    return [
      [
        id,
        {
          unit: rate.unit,
          rows: rate.rows.map(({ law, until, ...row }) => ({
            ...row,
            ...(until ? { until } : {}),
            ...(law ? { law } : {}),
          })),
        },
      ],
    ];
  });
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** Yearly closures are written out for the years that the table of holidays covers. */
export function calendarOf(written: CalendarYaml | undefined): Calendar {
  if (!written) return { closedWeekdays: [0, 6], closedDays: [], knownUntil: '1970-01-01' };
  const holidays = Object.keys(written.holidays);
  const years = new Set(holidays.map((date) => date.slice(0, 4)));
  const yearly = [...years].flatMap((year) => written['closed-each-year'].map((day) => `${year}-${day}`));
  return {
    closedWeekdays: written['closed-weekdays'].map((name) => weekdays.indexOf(name)),
    closedDays: [...new Set([...holidays, ...yearly])].sort(),
    knownUntil: written['known-until'],
  };
}

/** 開庁の枠, as they are looked through: in the order in which they stand. */
export function sessionsOf(file: ContentFile, written: SessionsYaml, ledger: Ledger): OpeningSession[] {
  return Object.entries(written).flatMap(([id, { label, days, 'on-closed-days': onClosedDays, not, ...rest }]) => {
    if (!ledger.enter(`session:${id}`, file, [id])) return [];
    ledger.sayAll('session', id, { label }, `session:${id}`);
    return [
      {
        id,
        ...(days ? { days: days.map((name) => weekdays.indexOf(name)) } : {}),
        ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
        onClosedDays: onClosedDays ?? false,
        not: not ?? [],
      },
    ];
  });
}

/** 保存期間, as it stands. */
export function retentionOf(file: ContentFile, written: RetentionYaml, ledger: Ledger): Retention {
  ledger.enter('retention:retention', file, []);
  const keeping = ({ years, from, law, confidence }: RetentionYaml['default']): Keeping => ({
    years,
    from: from ?? 'received',
    law,
    confidence: confidence ?? 'medium',
  });
  const each = (of: RetentionYaml['fields']) =>
    Object.fromEntries(Object.entries(of ?? {}).map(([id, one]) => [id, keeping(one)]));
  return { default: keeping(written.default), fields: each(written.fields), procedures: each(written.procedures) };
}
