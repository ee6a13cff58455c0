import type { Content, Fact, FactType, Part } from '../../content.ts';
import type { Assembled } from '../assemble.ts';
import { suggestion } from '../problems.ts';
import type { Rule } from '../rules.ts';
import type { Path } from '../source-file.ts';

/** Each fact is of the kind that its place asks for: days where days are counted, ticks where people are ticked. */
export function checkKinds({ ledger, partPlaces }: Assembled, content: Content): void {
  const facts = new Map(
    content.facts.filter((fact) => !ledger.faulty.has(`fact:${fact.id}`)).map((fact) => [fact.id, fact]),
  );
  const day = (thing: string, path: Path, id: string) => {
    const fact = facts.get(id);
    if (fact && fact.type !== 'date' && fact.type !== 'partial-date')
      ledger.error(
        thing,
        path,
        'not-a-date',
        `"${id}" is no day (its type is ${fact.type}), so nothing can be counted from it.`,
        'Name a fact of type date.',
      );
  };
  for (const { id, clocks, concerns } of content.procedures)
    clocks.forEach((clock, index) => {
      for (const fact of clock.after) {
        day(`procedure:${id}`, ['deadline', index, 'after'], fact);
        if (!concerns && facts.get(fact)?.about === 'person')
          ledger.error(
            `procedure:${id}`,
            ['deadline', index, 'after'],
            'no-person',
            `"${fact}" is a fact of a person, and this procedure concerns no one in particular.`,
            'Add "concerns", or count from a fact of the case.',
          );
      }
    });
  for (const [id, { from }] of Object.entries(content.peopleSets)) {
    const fact = from === undefined ? undefined : facts.get(from);
    if (fact && (fact.about !== 'case' || !['person', 'people'].includes(fact.type)))
      ledger.error(
        `people:${id}`,
        ['from'],
        'fact-type',
        `"${fact.id}" names no people.`,
        'Use a fact of the case of type person or people, or "where" for people with a property.',
      );
  }
  for (const fact of content.facts)
    ofFact(fact, facts, day, (path, rule, message, advice) =>
      ledger.error(`fact:${fact.id}`, path, rule, message, advice),
    );
  for (const [part, { thing, path }] of partPlaces)
    ofQuestions(part, facts, (at, rule, message, advice) =>
      ledger.error(thing, [...path, ...at], rule, message, advice),
    );
}

type Report = (path: Path, rule: Rule, message: string, advice: string) => void;

function ofFact(
  fact: Fact,
  facts: ReadonlyMap<string, Fact>,
  day: (thing: string, path: Path, id: string) => void,
  report: Report,
): void {
  const thing = `fact:${fact.id}`;
  const { computed, limits } = fact;
  if (limits?.notBefore !== undefined) day(thing, ['limits', 'not-before'], limits.notBefore);
  if (limits?.min !== undefined && limits.max !== undefined && limits.min > limits.max)
    report(
      ['limits', 'max'],
      'wrong-value',
      'The largest value allowed is below the smallest.',
      'Exchange min and max.',
    );
  if ((fact.type === 'choice' || fact.type === 'set') !== (fact.options !== undefined))
    report(
      fact.options ? ['options'] : ['type'],
      'fact-type',
      fact.options
        ? `A fact of type ${fact.type} has no options.`
        : `A fact of type ${fact.type} needs options to choose from.`,
      fact.options
        ? 'Make its type choice or set, or leave the options out.'
        : 'Add "options:" with one line for each.',
    );
  for (const option of Object.keys(fact.standard?.codes ?? {}))
    if (!fact.options?.includes(option))
      report(
        ['standard', 'codes', option],
        'unknown-option',
        `"${fact.id}" has no option "${option}" to give a code to.`,
        suggestion(option, fact.options ?? []),
      );
  if (!computed) return;
  const [key, from] = source(computed);
  if (from !== undefined) day(thing, ['computed', ...key], from);
  const made = kindMade(computed, facts);
  if (made !== undefined && made !== fact.type)
    report(
      ['type'],
      'fact-type',
      `What is computed here is of type ${made}, not ${fact.type}.`,
      `Write "type: ${made}".`,
    );
  if (fact.about === 'case') {
    const personal = ['first' in computed ? computed.first : [], from ?? []]
      .flat()
      .find((id) => facts.get(id)?.about === 'person');
    if (personal !== undefined)
      report(
        ['computed'],
        'no-person',
        `"${personal}" is a fact of a person, but this is a fact of the case.`,
        'Write "about: person", or take the fact of a role: {of: visitor, fact: …}.',
      );
  }
}

function source(computed: NonNullable<Fact['computed']>): [Path, string | undefined] {
  if ('age' in computed) return [['age'], computed.age];
  if ('fiscalYearAge' in computed) return [['fiscal-year-age'], computed.fiscalYearAge];
  if ('daysSince' in computed) return [['days-since'], computed.daysSince];
  if ('deadline' in computed) return [['deadline', 'after'], computed.deadline.after];
  return [[], undefined];
}

/** Of which type a computed value is; undefined where several will do. */
function kindMade(computed: NonNullable<Fact['computed']>, facts: ReadonlyMap<string, Fact>): FactType | undefined {
  if ('age' in computed || 'fiscalYearAge' in computed || 'daysSince' in computed) return 'number';
  if ('condition' in computed) return 'boolean';
  if ('today' in computed || 'deadline' in computed) return 'date';
  if ('of' in computed) return facts.get(computed.fact)?.type;
  if ('only' in computed) return 'person';
  return undefined;
}

function ofQuestions(part: Part, facts: ReadonlyMap<string, Fact>, report: Report): void {
  if (part.kind !== 'group') return;
  part.questions.forEach((question, item) => {
    const at = ['ask', item];
    const asked = question.facts.flatMap((id) => facts.get(id) ?? []);
    const person = question.each !== undefined || question.over !== undefined;
    if (question.facts.length === 0)
      report(at, 'missing-key', 'This question asks nothing.', 'Add "fact:" or "facts:".');
    if (question.each !== undefined && question.over !== undefined)
      report(
        [...at, 'over'],
        'condition-shape',
        '"each" and "over" stand side by side.',
        'Keep "over" to tick people in one list, "each" to ask one after the other.',
      );
    for (const fact of asked) {
      if (fact.about === 'person' && !person)
        report(
          at,
          'no-person',
          `"${fact.id}" is a fact of a person, and the question does not say of whom.`,
          'Add "over:" (tick whom it concerns) or "each:" with a set of people.',
        );
      if (fact.about === 'case' && person)
        report(at, 'no-person', `"${fact.id}" is a fact of the case, not of a person.`, 'Leave out "each" and "over".');
      if (fact.type !== 'boolean' && (question.over !== undefined || question.facts.length > 1))
        report(
          at,
          'fact-type',
          `"${fact.id}" cannot be ticked: its type is ${fact.type}.`,
          'Only yes/no facts can stand in a list to tick; ask others with "each", or alone.',
        );
    }
  });
}
