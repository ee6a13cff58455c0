import { CASE_SUBJECT } from '../case/index.ts';
import { CASE, type KnownValue, refFact, refPerson } from '../conditions/index.ts';
import { type Procedure, textKey } from '../content/index.ts';
import type { Finding, MayFile } from '../engine/index.ts';
import { type FilledBox, type Gap, paperWords, valueOnPaper } from '../paperwork/index.ts';
import { formatDate, formatList, formatNumber, inJapanese, useWords as useShownWords } from '../wording/index.ts';
import { showValue } from '../answers/index.ts';
import { useCase } from './kiosk-context.tsx';
import { usePersonName } from './person-name.ts';
import { useWords } from './words.tsx';

/** Values as a reader writes them: options by their words, people by their names, days in their calendar. */
export function useShow() {
  const { session, visit } = useCase();
  const words = useShownWords();
  const { t, text, japanese, plain, language } = useWords();
  const { program, situation } = visit.outlook;
  const name = usePersonName();

  const people = situation.ids.map((id) => ({ id, name: name(id) }));
  const value = (fact: string, known: KnownValue) => {
    const definition = program.byId.get(fact)?.fact;
    return definition ? showValue(definition, known, { words, text, people }) : String(known);
  };

  return {
    value,
    /** As it stands on paper, whatever the resident's language. */
    japanese: (fact: string, known: KnownValue) =>
      valueOnPaper({ ...paperWords(visit.outlook, japanese), nameOf: name }, fact, known),
    date: (date: string) => formatDate(date, language),
    /** 手数料 as it is on the day of the case; an amount that is not known for that day is not guessed. */
    fee: (fee: Procedure['fee']): string => {
      const row =
        typeof fee === 'object'
          ? program.content.rates[fee.rate]?.rows.find(
              ({ from, until }) => from <= situation.today && (until === undefined || situation.today <= until),
            )
          : undefined;
      if (fee === 'free') return t('results.fee.free');
      return typeof row?.value === 'number'
        ? t('results.fee.yen', { amount: formatNumber(row.value, language) })
        : t('results.fee.varies');
    },
    source: (source: FilledBox['source']): string => sourceWord(source, t),
    /** The same on paper. */
    sourceOnPaper: (source: FilledBox['source']): string => sourceWord(source, inJapanese),

    /** A sentence of the check with its gaps filled. */
    sentence: (sentence: string, gaps: Record<string, Gap>) =>
      Object.entries(gaps).reduce((done, [gap, filled]) => {
        const words =
          filled.kind === 'value'
            ? value(filled.fact, filled.value)
            : filled.kind === 'people'
              ? filled.people.length > 0
                ? formatList(
                    filled.people.map((person) => t('person.named', { name: name(person) })),
                    language,
                  )
                : t('answer.nobody')
              : t('check.unknown');
        return done.replaceAll(gap, words);
      }, sentence),

    /** Whether this visitor may file a procedure; for whom, where that differs between people. */
    filing: (how: MayFile['how'], whose: readonly number[]): string => {
      const names = whose.map((person) => t('person.named', { name: name(situation.subject(person)) }));
      const said = t(`filing.${how}`);
      return names.length === 0 ? said : t('filing.for', { people: formatList(names, language), said });
    },

    /**
     * The facts that decided a finding, each once, as "what: value"; why something does not apply is often a "no". Of
     * people who are not the visitor only what is ordinary.
     */
    reasons: (finding: Finding): string[] => {
      const visitor = session.known(CASE_SUBJECT, 'visitor').value;
      const lines = finding.because.flatMap((ref) => {
        const compiled = program.facts[refFact(ref)];
        const person = refPerson(ref);
        if (!compiled || compiled.fact.type === 'person' || compiled.fact.type === 'people') return [];
        const subject = situation.subject(person);
        if (compiled.fact.sensitivity === 'private' && person !== CASE && subject !== visitor) return [];
        const known = situation.read(compiled.index, person, []);
        if (typeof known === 'symbol' || (known === false && finding.standing !== 'does-not-apply')) return [];
        const what = text(textKey('fact', compiled.fact.id, 'label'));
        const values = { what, value: value(compiled.fact.id, known) };
        return [
          plain(person === CASE ? t('check.said', values) : t('check.said-of', { ...values, name: name(subject) })),
        ];
      });
      return [...new Set(lines)].slice(0, 8);
    },
  };
}

/** Where a box came from, in a word or two. */
function sourceWord(
  source: FilledBox['source'],
  say: (
    key:
      | 'sheets.signature'
      | 'sheets.empty'
      | `source.${Exclude<FilledBox['source'], 'signature' | 'missing' | 'not-needed'>}`,
  ) => string,
): string {
  if (source === 'signature') return say('sheets.signature');
  if (source === 'missing') return say('sheets.empty');
  return source === 'not-needed' ? '—' : say(`source.${source}`);
}
