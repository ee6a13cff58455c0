import { textKey } from '../content/index.ts';
import type { CaseRead, FactValue } from '../protocol/index.ts';
import { type CounterWords, formatDate } from '../wording/index.ts';

/** How the facts of a case are written in a language: by the words of the content it was made under. */
export function caseValues({ texts, people }: CaseRead, { language, t }: CounterWords) {
  const text = (key: string) => texts[language]?.[key] ?? texts['ja']?.[key];
  const person = (id: string) => people.find((one) => one.id === id)?.name ?? id;
  const one = (fact: string, type: string | null, value: string): string => {
    if (type === 'person' || type === 'people') return person(value);
    if (type === 'date' || type === 'partial-date') return formatDate(value, language);
    return text(textKey('fact', fact, 'options', value)) ?? value;
  };
  return {
    person: (id: string) =>
      id === 'case' ? t('case.of-case') : (people.find((each) => each.id === id)?.name ?? t('case.unnamed')),
    event: (id: string) => text(textKey('event', id, 'name')) ?? id,
    procedure: (id: string) => text(textKey('procedure', id, 'name')) ?? id,
    fact: (id: string) => text(textKey('fact', id, 'label')) ?? id,
    value: ({ fact, type }: CaseRead['facts'][number], value: FactValue): string => {
      if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
      if (typeof value === 'number') return String(value);
      if (typeof value === 'string') return one(fact, type, value);
      return value.length === 0 ? t('value.none') : value.map((each) => one(fact, type, each)).join('、');
    },
  };
}
