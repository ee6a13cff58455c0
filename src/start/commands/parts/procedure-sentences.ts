import { type Condition, sentence, type SentenceLanguage } from '../../../conditions/index.ts';
import { formsOf, type Procedure, type Texts, textIn, withoutFurigana, wordsIn } from '../../../content/index.ts';

/** Says conditions, and names things, in one language. */
export interface Sayer {
  language: SentenceLanguage;
  condition(condition: Condition): string;
  /** The words under a key, without furigana. */
  words(key: string): string;
}

/** The two languages in which a clerk can sign conditions off; English falls back to Japanese where it has no words. */
export function sayers(texts: Record<string, Texts>): Record<SentenceLanguage, Sayer> {
  const of = (language: SentenceLanguage): Sayer => {
    const own = texts[language] ?? texts['ja'] ?? {};
    const words = wordsIn(own);
    return {
      language,
      condition: (condition) => sentence(condition, language, words),
      words: (key) => withoutFurigana(textIn(own)(key)),
    };
  };
  return { ja: of('ja'), en: of('en') };
}

/** When a procedure applies at all. Without conditions: always. */
export function applies({ when, concerns }: Procedure): Condition {
  const parts: Condition[] = [
    ...(when ? [when] : []),
    ...(concerns
      ? [{ quantifier: 'some' as const, people: concerns.people, where: concerns.where ?? { always: true } }]
      : []),
  ];
  return together(parts);
}

/** When a procedure applies to the person in question. */
export function appliesTo({ when, concerns }: Procedure): Condition {
  return together([
    ...(when ? [when] : []),
    ...(concerns ? [{ member: concerns.people }, ...(concerns.where ? [concerns.where] : [])] : []),
  ]);
}

function together(parts: readonly Condition[]): Condition {
  const flat = parts.flatMap((part) => ('all' in part ? part.all : [part]));
  return flat.length === 1 && flat[0] ? flat[0] : flat.length === 0 ? { always: true } : { all: flat };
}

const labels = {
  ja: {
    when: '手続きの条件',
    each: 'ひとりずつの条件',
    one: '対象の方',
    deadline: '期限',
    bring: '持ち物',
    form: '様式',
    note: 'お知らせ',
    always: '条件なし',
  },
  en: {
    when: 'applies when',
    each: 'for each person',
    one: 'concerns',
    deadline: 'deadline',
    bring: 'to bring',
    form: 'form',
    note: 'note',
    always: 'no condition',
  },
};

/** All conditions of a procedure as sentences, each with what it decides; where several must hold, one sentence each. */
export function procedureSentences(procedure: Procedure, say: Sayer): { about: string; sentences: string[] }[] {
  const label = labels[say.language];
  const { id, when, concerns, clocks, bring, notes } = procedure;
  const text = (...path: string[]) => say.words(['procedure', id, ...path].join('.'));
  const lines = [{ about: label.when, sentences: when ? sentencesOf(when, say) : [label.always] }];
  if (concerns) {
    const whom = together([{ member: concerns.people }, ...(concerns.where ? [concerns.where] : [])]);
    lines.push({ about: label[concerns.as], sentences: sentencesOf(whom, say) });
  }
  const more = (about: string, condition: Condition | undefined) => {
    if (condition) lines.push({ about, sentences: sentencesOf(condition, say) });
  };
  for (const clock of clocks) more(`${label.deadline}: ${text('deadline', clock.id)}`, clock.when);
  for (const { document, when: needed } of bring)
    more(`${label.bring}: ${say.words(`document.${document}.name`)}`, needed);
  for (const { form, when: needed } of formsOf(procedure))
    more(`${label.form}: ${say.words(`form.${form}.title`)}`, needed);
  for (const note of notes) more(`${label.note}: ${text('notes', note.id)}`, note.when);
  return lines;
}

const sentencesOf = (condition: Condition, say: Sayer): string[] =>
  'all' in condition ? condition.all.map((part) => say.condition(part)) : [say.condition(condition)];
