import { type Condition, sentence, type SentenceLanguage } from '../../../conditions/index.ts';
import { type Procedure, type Texts, textIn, withoutFurigana, wordsIn } from '../../../content/index.ts';

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
    note: 'お知らせ',
    always: '条件なし',
  },
  en: {
    when: 'applies when',
    each: 'for each person',
    one: 'concerns',
    deadline: 'deadline',
    bring: 'to bring',
    note: 'note',
    always: 'no condition',
  },
};

/** All conditions of a procedure as sentences, one a line, each with what it decides. */
export function procedureSentences(procedure: Procedure, say: Sayer): { about: string; sentence: string }[] {
  const label = labels[say.language];
  const { id, when, concerns } = procedure;
  const text = (...path: string[]) => say.words(['procedure', id, ...path].join('.'));
  const lines = [{ about: label.when, sentence: when ? say.condition(when) : label.always }];
  if (concerns) {
    const member: Condition = { member: concerns.people };
    lines.push({
      about: label[concerns.as],
      sentence: say.condition(concerns.where ? together([member, concerns.where]) : member),
    });
  }
  for (const clock of procedure.clocks)
    if (clock.when)
      lines.push({ about: `${label.deadline}: ${text('deadline', clock.id)}`, sentence: say.condition(clock.when) });
  for (const { document, when: needed } of procedure.bring)
    if (needed)
      lines.push({
        about: `${label.bring}: ${say.words(`document.${document}.name`)}`,
        sentence: say.condition(needed),
      });
  for (const note of procedure.notes)
    if (note.when)
      lines.push({ about: `${label.note}: ${text('notes', note.id)}`, sentence: say.condition(note.when) });
  return lines;
}
