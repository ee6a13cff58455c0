import { bringOf, filingOf } from './filing.ts';
import { useCase, useKiosk } from './kiosk-context.tsx';
import { listed } from './listed.ts';
import { useShow } from './show.ts';
import { Said, useWords } from './words.tsx';

/** 手続き案内書: what is prepared, by when, at which desk, what to bring. Japanese first, the resident's language beside it. */
export function Guidance({ receipt }: { receipt: string }) {
  const { municipality } = useKiosk();
  const {
    visit: { outlook },
  } = useCase();
  const { t, text, plain, japanese, has, language } = useWords();
  const show = useShow();
  const both = (key: string) => {
    const ja = plain(japanese(key));
    const own = plain(text(key));
    return language === 'ja' || own === ja ? ja : `${ja} / ${own}`;
  };
  const lines = listed(outlook);
  return (
    <section className="kiosk-page">
      <header>
        <h1>{plain(t('guidance.title'))}</h1>
        <p>
          {municipality}　<Said of={t('prepared.number')} /> <strong>{receipt}</strong>
        </p>
        <p>{plain(t('guidance.not-filed'))}</p>
      </header>
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
