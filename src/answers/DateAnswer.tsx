import { useId, useRef, useState } from 'react';
import { addDays, dateParts, toEra } from '../basics/index.ts';
import { Choice, ChoiceGroup, DatePad, type DateParts } from '../look/index.ts';
import { formatDate, formatDay, type ShellKey, useWords, type Words } from '../wording/index.ts';
import { type AskProps, dontKnow, textOf } from './answer.ts';
import { dateFrom, type DateProblem, erasSince, partsOf } from './date-parts.ts';
import { Phrase } from './Phrase.tsx';
import { CheckNotice, StandIns, UNKNOWN } from './StandIns.tsx';
import { useReady } from './useReady.ts';

const recent: { key: ShellKey; daysAgo: number }[] = [
  { key: 'answer.today', daysAgo: 0 },
  { key: 'answer.yesterday', daysAgo: 1 },
  { key: 'answer.day-before-yesterday', daysAgo: 2 },
];

/** How far back eras are offered for what lies near the visit; all others have the western year. */
const NEAR_YEARS = 5;

const nothing: DateParts = { era: null, year: null, month: null, day: null };

/**
 * A day by taps: for what happened lately the last days first, one tap each, and the year filled in; below it year,
 * month and day in either calendar. Facts of a case are about the visit and lie near it; facts of a person may not.
 */
export function AskDate(props: AskProps) {
  const { fact, label, known, today, notBefore, advance, labelledBy, onSaid, onReady } = props;
  const words = useWords();
  const name = useId();
  const root = useRef<HTMLDivElement>(null);
  const near = fact.about === 'case' && fact.type === 'date';
  const before = textOf(known);
  const [parts, setParts] = useState<DateParts>(() =>
    before !== undefined ? partsOf(before) : near ? { ...nothing, year: dateParts(today).year } : nothing,
  );
  const [unknown, setUnknown] = useState(known.unknown === true);
  const [problem, setProblem] = useState<DateProblem>();

  const limits = {
    partial: fact.type === 'partial-date',
    notAfter: fact.limits?.notAfter === 'today' ? today : undefined,
    notBefore,
  };
  const submit = () => {
    if (unknown) return onSaid(dontKnow);
    const given = dateFrom(parts, limits);
    if (given.ok) return onSaid({ value: given.value });
    setProblem(given.reason);
    const fields = root.current?.querySelectorAll<HTMLElement>('[data-keys=digits] input[inputmode]');
    fields?.[fieldOf(given.reason)]?.focus();
  };
  useReady(onReady, submit);

  const change = (changed: DateParts) => {
    setParts(changed);
    setUnknown(false);
    setProblem(undefined);
  };
  const whole = dateFrom(parts, { ...limits, notAfter: undefined });
  return (
    <div ref={root} className="answer-typed">
      <CheckNotice known={known} />
      {near && (
        <ChoiceGroup labelledBy={labelledBy}>
          {recent.map(({ key, daysAgo }) => {
            const date = addDays(today, -daysAgo);
            return (
              <Choice
                key={key}
                kind="radio"
                size="compact"
                name={name}
                value={date}
                checked={!unknown && whole.ok && whole.value === date}
                onPick={() => {
                  change(partsOf(date));
                  if (advance) onSaid({ value: date });
                }}
                label={<Phrase text={words.t(key)} />}
                note={<Phrase text={formatDay(date, words.language, today)} />}
              />
            );
          })}
          <Choice
            kind="radio"
            size="compact"
            name={name}
            value={UNKNOWN}
            checked={unknown}
            onPick={() => {
              setUnknown(true);
              setProblem(undefined);
              if (advance) onSaid(dontKnow);
            }}
            label={<Phrase text={words.t('answer.dont-know')} />}
          />
        </ChoiceGroup>
      )}
      {near && (
        <ChoiceGroup legend={<Phrase text={words.t('answer.other-day')} />}>
          {earlierDays(today).map((date) => (
            <Choice
              key={date}
              kind="radio"
              name={name}
              value={date}
              size="compact"
              checked={!unknown && whole.ok && whole.value === date}
              onPick={() => {
                change(partsOf(date));
                if (advance) onSaid({ value: date });
              }}
              label={<Phrase text={formatDay(date, words.language, today)} />}
            />
          ))}
        </ChoiceGroup>
      )}
      <DatePad
        legend={<Phrase text={label} />}
        value={parts}
        onChange={change}
        eras={[
          { id: null, label: words.plain('date.western') },
          ...erasSince(near ? `${dateParts(today).year - NEAR_YEARS}-01-01` : notBefore).map((era) => ({
            id: era,
            label: words.plain(`era.${era}`),
          })),
        ]}
        years={near ? nearYears(parts.era, today) : undefined}
        unknown={limits.partial ? ['month', 'day'] : undefined}
        words={{
          year: words.plain('date.year'),
          month: words.plain('date.month'),
          day: words.plain('date.day'),
          pads: {
            year: words.plain('date.pad.year'),
            month: words.plain('date.pad.month'),
            day: words.plain('date.pad.day'),
          },
          era: words.plain('date.count-in'),
          unknown: words.plain('date.part-unknown'),
          erase: words.plain('pad.erase'),
        }}
        error={problem && <Phrase text={wordsFor(problem, words, today, notBefore)} />}
      />
      {!near && (
        <StandIns
          chosen={unknown ? UNKNOWN : undefined}
          advance={advance}
          onSaid={onSaid}
          onChosen={(id) => {
            setUnknown(id !== undefined);
            setProblem(undefined);
          }}
        />
      )}
    </div>
  );
}

/** The days of the last two weeks that are not among the first picks: most who move file within 14 days. */
const earlierDays = (today: string): string[] =>
  Array.from({ length: 11 }, (_, index) => addDays(today, -recent.length - index));

/** This year and the last, in the calendar in which the year is counted. */
function nearYears(era: string | null, today: string): number[] | undefined {
  const now = toEra(today);
  const year = era === null ? dateParts(today).year : now.ok && now.value.era === era ? now.value.year : undefined;
  return year === undefined ? undefined : [year, year - 1].filter((one) => one > 0);
}

/** Which of the three fields has to be looked at: year, month, day. */
function fieldOf(problem: DateProblem): number {
  if (problem.kind === 'incomplete') return { year: 0, month: 1, day: 2 }[problem.part];
  return problem.kind === 'no-such-day' ? 2 : 0;
}

function wordsFor(problem: DateProblem, words: Words, today: string, notBefore: string | undefined): string {
  const { t, language } = words;
  switch (problem.kind) {
    case 'incomplete':
      return t('error.date-incomplete');
    case 'no-such-day': {
      const month = formatDate(`${problem.year}-${String(problem.month).padStart(2, '0')}`, language);
      return t('error.no-such-day', { month, last: problem.last });
    }
    case 'not-in-era': {
      const { era, year, meant } = problem;
      const inEra = (name: typeof era, count: number) =>
        words.locale === 'ja' ? `${t(`era.${name}`)}${count}${t('date.year')}` : `${t(`era.${name}`)} ${count}`;
      const written = inEra(era, year);
      return t('error.not-in-era', { written, meant: inEra(meant.era, meant.year) });
    }
    case 'before-1873':
      return t('error.before-1873');
    case 'future':
      return t('error.future', { today: formatDate(today, language) });
    case 'too-early':
      return t('error.too-early', { first: formatDate(notBefore ?? today, language) });
    case 'no-such-date':
      return t('error.no-such-date');
  }
}
