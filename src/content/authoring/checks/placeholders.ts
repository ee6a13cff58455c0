import type { Content } from '../../content.ts';
import type { Assembled } from '../assemble.ts';
import { suggestion } from '../problems.ts';

/** What can be filled into a text: `{name}` of the person in question, `{role:…}`, `{fact:…}`, `{people:…}`, `{holders:…}`; `{漢字|かんじ}` is furigana. */
export function checkPlaceholders({ ledger }: Assembled, content: Content): void {
  const facts = content.facts.map((fact) => fact.id);
  const known: Record<string, string[]> = {
    role: content.facts.filter((fact) => fact.about === 'case' && fact.type === 'person').map((fact) => fact.id),
    fact: facts,
    holders: facts,
    people: Object.keys(content.peopleSets),
  };
  for (const [key, text] of Object.entries(ledger.texts)) {
    for (const inside of placeholders(text)) {
      const [kind = '', id] = inside.split(':', 2);
      if (inside === 'name') continue;
      const names = id === undefined ? undefined : known[kind];
      if (id !== undefined && names && (names.includes(id) || ledger.mayBeDefined(id))) continue;
      ledger.reportText(key, {
        rule: 'unknown-placeholder',
        severity: 'error',
        message: `Nothing can be filled in for "{${inside}}".`,
        advice:
          names && id !== undefined
            ? suggestion(id, names)
            : 'Use {name}, {role:…}, {fact:…}, {people:…} or {holders:…}; furigana is written {漢字|かんじ}.',
      });
    }
  }
}

/** What stands in braces, furigana apart. */
export const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{([^{}]*)\}/g)].flatMap((found) => (found[1]?.includes('|') ? [] : [found[1] ?? '']));
