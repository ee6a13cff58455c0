import { type Condition, walk } from '../../../conditions/index.ts';
import type { Content } from '../../content.ts';
import type { Assembled } from '../assemble.ts';

/** A named condition about a person may stand only where a person is in question. */
export function checkPersons({ ledger, withoutPerson }: Assembled, content: Content): void {
  const ofPerson = new Set(content.facts.filter((fact) => fact.about === 'person').map((fact) => fact.id));
  const asked = new Set<string>();
  const needsPerson = (condition: Condition): boolean => {
    if ('all' in condition) return condition.all.some(needsPerson);
    if ('any' in condition) return condition.any.some(needsPerson);
    if ('not' in condition) return needsPerson(condition.not);
    if ('member' in condition) return true;
    if ('fact' in condition) return condition.of === undefined && ofPerson.has(condition.fact);
    if (!('named' in condition) || asked.has(condition.named)) return false;
    asked.add(condition.named);
    const named = content.conditions[condition.named];
    const needed = named !== undefined && needsPerson(named);
    asked.delete(condition.named);
    return needed;
  };
  for (const { thing, path, condition } of withoutPerson) {
    const named = content.conditions[condition];
    if (named && needsPerson(named))
      ledger.error(
        thing,
        path,
        'no-person',
        `"${condition}" speaks of one person (${spoken(named, ofPerson)}), and none is in question here.`,
        'Use it inside "where", with the set of people it is about.',
      );
  }
}

function spoken(condition: Condition, ofPerson: ReadonlySet<string>): string {
  const names: string[] = [];
  walk(condition, (part) => {
    if ('fact' in part && part.of === undefined && ofPerson.has(part.fact)) names.push(part.fact);
    if ('member' in part) names.push(part.member);
  });
  return [...new Set(names)].join(', ') || 'through another condition';
}
