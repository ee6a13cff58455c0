import type { Condition, PeopleSet } from '../../conditions/index.ts';
import type { Fact, Source } from '../content.ts';
import { textKey } from '../texts.ts';
import type { ContentFile } from './content-file.ts';
import type { Ledger } from './ledger.ts';
import type { FactsYaml, FactYaml } from './schemas.ts';
import type { Writing } from './writing.ts';

/** A facts file of the right shape. */
export type FactsFile = ContentFile & { value: FactsYaml };

/** Everything that facts files define, as written. */
export interface Vocabulary {
  facts: Map<string, { fact: Fact; written: FactYaml }>;
  people: Map<string, NonNullable<FactsYaml['people']>[string]>;
  conditions: Map<string, NonNullable<FactsYaml['conditions']>[string]>;
}

/** First all names, so that conditions may use what is defined further down or in another file. */
export function collect(files: readonly FactsFile[], ledger: Ledger): Vocabulary {
  const vocabulary: Vocabulary = { facts: new Map(), people: new Map(), conditions: new Map() };
  for (const file of files) {
    for (const [id, written] of Object.entries(file.value.facts ?? {})) {
      const thing = `fact:${id}`;
      if (!ledger.enter(thing, file, ['facts', id])) continue;
      vocabulary.facts.set(id, { fact: plainFact(id, written), written });
      ledger.sayAll('fact', id, { label: written.label, question: written.question, help: written.help }, thing);
      for (const [option, label] of Object.entries(written.options ?? {}))
        ledger.say(textKey('fact', id, 'options', option), label, thing, ['options', option]);
    }
    for (const [id, set] of Object.entries(file.value.people ?? {})) {
      if (!ledger.enter(`people:${id}`, file, ['people', id])) continue;
      vocabulary.people.set(id, set);
      ledger.sayAll('people', id, { label: set.label }, `people:${id}`);
    }
    for (const [id, condition] of Object.entries(file.value.conditions ?? {})) {
      if (!ledger.enter(`condition:${id}`, file, ['conditions', id])) continue;
      vocabulary.conditions.set(id, condition);
      const { label, contradiction } = condition;
      ledger.sayAll('condition', id, { label, contradiction }, `condition:${id}`);
    }
  }
  return vocabulary;
}

/** Then the conditions of facts. */
export function factsOf({ facts }: Vocabulary, writing: Writing): Fact[] {
  return [...facts].map(([id, { fact, written }]) => {
    const thing = `fact:${id}`;
    const person = fact.about === 'person';
    if (written.relevant !== undefined)
      fact.relevant = writing.condition(thing, written.relevant, ['relevant'], person);
    if (written.computed && 'choose' in written.computed)
      fact.computed = {
        choose: written.computed.choose.map(({ when, ...then }, index) => ({
          ...then,
          ...writing.when(thing, when, ['computed', 'choose', index, 'when'], person),
        })),
      };
    if (written.computed && 'condition' in written.computed)
      fact.computed = {
        condition: writing.condition(thing, written.computed.condition, ['computed', 'condition'], person),
      };
    return fact;
  });
}

export function peopleSetsOf({ people }: Vocabulary, writing: Writing): Record<string, PeopleSet> {
  const sets: Record<string, PeopleSet> = { everyone: {} };
  for (const [id, { from, where }] of people)
    sets[id] = { ...(from === undefined ? {} : { from }), ...writing.where(`people:${id}`, where, ['where']) };
  return sets;
}

/** Named conditions may speak of the person in question; where none is, `checkPersons` looks. */
export function conditionsOf({ conditions }: Vocabulary, writing: Writing): Record<string, Condition> {
  return Object.fromEntries(
    [...conditions].map(([id, { when }]) => [id, writing.condition(`condition:${id}`, when, ['when'], true)]),
  );
}

/** Those that say what cannot be so. */
export function contradictionsOf({ conditions }: Vocabulary): string[] {
  return [...conditions].flatMap(([id, { contradiction }]) => (contradiction === undefined ? [] : [id]));
}

const defaultSources: Source[] = ['resident', 'staff'];

function plainFact(id: string, fact: FactYaml): Fact {
  const { limits } = fact;
  return {
    id,
    about: fact.about,
    type: fact.type,
    ...(fact.options ? { options: Object.keys(fact.options) } : {}),
    sensitivity: fact.private ? 'private' : 'ordinary',
    sources: fact.computed ? ['computed'] : (fact.sources ?? defaultSources),
    ...(fact.computed && !('condition' in fact.computed) && !('choose' in fact.computed)
      ? { computed: computation(fact.computed) }
      : {}),
    ifUnknown: fact['if-unknown'] ?? 'ask-staff',
    ...(limits ? { limits: limitsOf(limits) } : {}),
    ...(fact.optional ? { optional: true } : {}),
    ...(fact.standard ? { standard: standardOf(fact.standard) } : {}),
    ...(fact['on-the-day'] ? { onTheDay: true } : {}),
  };
}

const standardOf = ({ item, list, codes }: NonNullable<FactYaml['standard']>): NonNullable<Fact['standard']> => ({
  ...(item === undefined ? {} : { item }),
  ...(list === undefined ? {} : { list }),
  ...(codes === undefined ? {} : { codes }),
});

const limitsOf = (limits: NonNullable<FactYaml['limits']>): NonNullable<Fact['limits']> => ({
  ...(limits['max-length'] === undefined ? {} : { maxLength: limits['max-length'] }),
  ...(limits.min === undefined ? {} : { min: limits.min }),
  ...(limits.max === undefined ? {} : { max: limits.max }),
  ...(limits['not-after'] === undefined ? {} : { notAfter: limits['not-after'] }),
  ...(limits['not-before'] === undefined ? {} : { notBefore: limits['not-before'] }),
  ...(limits.digits === undefined ? {} : { digits: limits.digits }),
});

function computation(
  computed: Exclude<NonNullable<FactYaml['computed']>, { condition: unknown } | { choose: unknown }>,
): NonNullable<Fact['computed']> {
  if ('age' in computed) {
    const { age, on, reached = 'birthday' } = computed;
    return { age, ...(on === undefined ? {} : { on }), reached };
  }
  if ('fiscal-year-age' in computed) return { fiscalYearAge: computed['fiscal-year-age'] };
  if ('days-since' in computed) return { daysSince: computed['days-since'] };
  return computed;
}
