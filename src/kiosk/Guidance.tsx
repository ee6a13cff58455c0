import { visitingOrder } from '../engine/index.ts';
import { bringOf, filingOf } from './filing.ts';
import { useCase, useKiosk } from './kiosk-context.tsx';
import { type Listed, listed } from './listed.ts';
import { openingHours } from './opening-hours.ts';
import { useShow } from './show.ts';
import { Said, useWords } from './words.tsx';

/** 手続き案内書: what is prepared, by when, at which desk, what to bring. Japanese first, the resident's language beside it. */
export function Guidance({ receipt }: { receipt?: string }) {
  const { municipality, place } = useKiosk();
  const { visit } = useCase();
  const { outlook } = visit;
  const { accepted } = openingHours(visit, place);
  const { t, text, plain, japanese, has, language } = useWords();
  const show = useShow();
  const both = (key: string) => {
    const ja = plain(japanese(key));
    const own = plain(text(key));
    return language === 'ja' || own === ja ? ja : `${ja} / ${own}`;
  };
  const early = outlook.view.state.finishedEarly;
  const lines = early ? byDate(listed(outlook)) : listed(outlook);
  const order = visitingOrder(lines.map(({ finding }) => finding));
  return (
    <section className="kiosk-page">
      <header>
        <h1>{plain(t('guidance.title'))}</h1>
        <p>
          {municipality}
          {receipt !== undefined && (
            <>
              　<Said of={t('prepared.number')} /> <strong>{receipt}</strong>
            </>
          )}
        </p>
        <p>{plain(t('guidance.not-filed'))}</p>
        {early && <p>{plain(t('early.sheet'))}</p>}
      </header>
      {order.length > 1 && (
        <p>
          {`${plain(t('order.title'))}： `}
          {order.map(({ desk }, index) => `${index + 1} ${both(`desk.${desk}.name`)}`).join('　→　')}
        </p>
      )}
      {lines.map((line) => {
        const { finding } = line;
        const { procedure } = finding.compiled;
        const [deadline] = finding.deadlines;
        const bring = bringOf(outlook, line);
        return (
          <article key={procedure.id}>
            <h2>{both(`procedure.${procedure.id}.name`)}</h2>
            <p>
              {deadline && (
                <strong>
                  <Said of={t('deadline.until', { date: show.date(deadline.date) })} />　
                </strong>
              )}
              {both(`desk.${procedure.desk}.name`)}
              {!accepted(finding) && `　${plain(t('session.weekdays'))}`}
              {procedure.fee !== 'free' && `　${plain(t('results.fee'))} ${show.fee(procedure.fee)}`}
              {finding.standing === 'may-apply' && `　${plain(t('results.to-be-checked'))}`}
            </p>
            {filingOf(outlook, line)
              .filter(({ how }) => how !== 'here')
              .map(({ how, people }) => (
                <p key={how}>{plain(show.filing(how, people))}</p>
              ))}
            {bring.length > 0 && (
              <p>
                {bring
                  .map(
                    (document) =>
                      `□ ${both(`document.${document}.name`)}${has(`document.${document}.text`) ? `（${plain(japanese(`document.${document}.text`))}）` : ''}`,
                  )
                  .join('　')}
              </p>
            )}
          </article>
        );
      })}
    </section>
  );
}

/** What is left, by its last day; what has none comes after, and other offices stay last. */
const byDate = (lines: readonly Listed[]): Listed[] => {
  const day = ({ finding }: Listed) =>
    `${finding.compiled.procedure.end === 'another-office' ? 1 : 0} ${finding.deadlines[0]?.date ?? '9999-12-31'}`;
  return lines.toSorted((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0));
};
