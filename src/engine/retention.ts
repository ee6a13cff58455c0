import { fiscalYear, type PlainDate } from '../basics/index.ts';
import type { Keeping, Retention } from '../content/index.ts';
import { lastDay } from './period.ts';

/** Where the content says nothing: one year (届出書の保存, 住民基本台帳法施行令34条4項). */
const usual: Pick<Keeping, 'years' | 'from'> = { years: 1, from: 'received' };

/**
 * The last day on which a case that came in on a day is kept: the longest of what is said for its procedures (保存期間).
 * A case without any is kept as long as the content says for all. Years are counted as in `lastDay`.
 */
export function keptUntil(
  retention: Retention | undefined,
  procedures: readonly { id: string; field: string }[],
  received: PlainDate,
): PlainDate {
  const ofAll = retention?.default ?? usual;
  const said = procedures.map(({ id, field }) => retention?.procedures[id] ?? retention?.fields[field] ?? ofAll);
  const days = (said.length > 0 ? said : [ofAll]).map((one) => endOf(one, received));
  return days.reduce((latest, day) => (day > latest ? day : latest));
}

/** The earliest such day that any case of this content can have: before it, none need be looked into. */
export function keptAtLeastUntil(retention: Retention | undefined, received: PlainDate): PlainDate {
  const { default: ofAll = usual, fields = {}, procedures = {} } = retention ?? {};
  const days = [ofAll, ...Object.values(fields), ...Object.values(procedures)].map((one) => endOf(one, received));
  return days.reduce((earliest, day) => (day < earliest ? day : earliest));
}

function endOf({ years, from }: Pick<Keeping, 'years' | 'from'>, received: PlainDate): PlainDate {
  return from === 'received'
    ? lastDay(received, { years, firstDay: 'next-day' })
    : `${fiscalYear(received) + 1 + years}-03-31`;
}
