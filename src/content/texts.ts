import type { Scalar, Words } from '../conditions/index.ts';
import type { Texts } from './content.ts';

/** Where the words of a thing stand: `procedure.child-allowance.name`. */
export const textKey = (kind: string, id: string, ...path: string[]): string => [kind, id, ...path].join('.');

/** Furigana is part of a text: `{漢字|かんじ}`. This is the text without it, for sentences, paper and search. */
export const withoutFurigana = (text: string): string => text.replaceAll(/\{([^|{}]+)\|[^{}]*\}/g, '$1');

/** Looks a key up; what is missing shows its key, so that nobody mistakes a gap for a word. */
export const textIn =
  (texts: Texts) =>
  (key: string): string =>
    texts[key] ?? key;

/** The words that sentences of conditions are made of. */
export function wordsIn(texts: Texts): Words {
  const say = (key: string) => withoutFurigana(textIn(texts)(key));
  return {
    fact: (id) => say(textKey('fact', id, 'label')),
    option: (fact, value: Scalar) => {
      const key = textKey('fact', fact, 'options', String(value));
      return key in texts ? say(key) : String(value);
    },
    people: (id) => say(textKey('people', id, 'label')),
    event: (id) => say(textKey('event', id, 'name')),
    named: (id) => say(textKey('condition', id, 'label')),
  };
}
