import { visitingOrder } from '../engine/index.ts';
import { type GuidanceEntry, type GuidanceSheet, isAccepted } from '../paperwork/index.ts';
import { formatDay } from '../wording/index.ts';
import { bringOf, filingOf } from './filing.ts';
import { useCase, useKiosk } from './kiosk-context.tsx';
import { type Listed, listed } from './listed.ts';
import { openingHours } from './opening-hours.ts';
import { useShow } from './show.ts';
import { useWords } from './words.tsx';

/**
 * 手続き案内書: what was accepted, what is prepared and what is left, by its last day, at which desk, what to bring. Japanese first, the
 * resident's language beside it. At home there is no number yet.
 */
export function useGuidance(receipt?: string): GuidanceSheet {
  const { municipality, place } = useKiosk();
  const { visit } = useCase();
  const { outlook } = visit;
  const { accepted } = openingHours(visit, place);
  const { t, text, plain, japanese, has, language } = useWords();
  const show = useShow();
  const { today } = outlook.situation;
  const inOwn = (key: string) => {
    const own = plain(text(key));
    return language === 'ja' || own === plain(japanese(key)) ? undefined : own;
  };
  const both = (key: string) => {
    const own = inOwn(key);
    return own === undefined ? plain(japanese(key)) : `${plain(japanese(key))} / ${own}`;
  };
  const entry = (line: Listed): GuidanceEntry => {
    const { finding } = line;
    const { procedure } = finding.compiled;
    const name = `procedure.${procedure.id}.name`;
    const own = inOwn(name);
    const desk = [
      both(`desk.${procedure.desk}.name`),
      ...(accepted(finding) ? [] : [plain(t('session.weekdays'))]),
      ...(procedure.fee === 'free' ? [] : [`${plain(t('results.fee'))} ${show.fee(procedure.fee)}`]),
      ...(finding.standing === 'may-apply' ? [plain(t('results.to-be-checked'))] : []),
    ];
    return {
      name: plain(japanese(name)),
      ...(own === undefined ? {} : { inOwnLanguage: own }),
      lines: [desk.join('　')],
      filing: filingOf(outlook, line)
        .filter(({ how }) => how !== 'here')
        .map(({ how, people }) => plain(show.filing(how, people))),
      bring: bringOf(outlook, line).map((document) => {
        const more = `document.${document}.text`;
        return `${both(`document.${document}.name`)}${has(more) ? `（${plain(japanese(more))}）` : ''}`;
      }),
    };
  };

  // Accepted is a line when it is for everybody on it.
  const isFiled = ({ findings }: Listed) => findings.every((finding) => isAccepted(outlook, finding));
  const all = listed(outlook);
  const filed = all.filter(isFiled);
  const lines = all.filter((line) => !isFiled(line));
  const parts = byDay(lines).map(({ day, elsewhere, lines: own }) => ({
    heading:
      day === undefined
        ? plain(t(elsewhere ? 'guidance.elsewhere' : 'guidance.no-day'))
        : day < today
          ? plain(t('deadline.passed', { date: show.date(day) }))
          : plain(t('deadline.until', { date: formatDay(day, language, today) })),
    entries: own.map(entry),
  }));
  const order = visitingOrder(lines.map(({ finding }) => finding));
  const { phone } = outlook.program.content.municipality;
  return {
    title: plain(t('guidance.title')),
    receipt: receipt === undefined ? municipality : `${municipality}　${plain(t('prepared.number'))} ${receipt}`,
    notices: [
      plain(t(filed.length === 0 ? 'guidance.not-filed' : 'guidance.rest-not-filed')),
      ...(outlook.view.state.finishedEarly ? [plain(t('early.sheet'))] : []),
      ...(order.length > 1
        ? [
            `${plain(t('order.title'))}： ${order.map(({ desk }, index) => `${index + 1} ${both(`desk.${desk}.name`)}`).join('　→　')}`,
          ]
        : []),
    ],
    ...(filed.length === 0
      ? {}
      : {
          filed: {
            heading: plain(t('guidance.filed')),
            names: filed.map(({ finding }) => {
              const key = `procedure.${finding.compiled.procedure.id}.name`;
              const own = inOwn(key);
              return { name: plain(japanese(key)), ...(own === undefined ? {} : { inOwnLanguage: own }) };
            }),
          },
        }),
    parts,
    contact: phone === undefined ? municipality : `${plain(t('guidance.contact'))}　${municipality}　${phone}`,
  };
}

/** By the last day; what has none comes after, and other offices last. */
function byDay(lines: readonly Listed[]): { day: string | undefined; elsewhere: boolean; lines: Listed[] }[] {
  const parts = new Map<string, { day: string | undefined; elsewhere: boolean; lines: Listed[] }>();
  for (const line of lines) {
    const elsewhere = line.finding.compiled.procedure.end === 'another-office';
    const day = elsewhere ? undefined : line.finding.deadlines[0]?.date;
    const key = `${elsewhere ? 1 : 0} ${day ?? '9999'}`;
    const part = parts.get(key);
    if (part) part.lines.push(line);
    else parts.set(key, { day, elsewhere, lines: [line] });
  }
  return [...parts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
}
