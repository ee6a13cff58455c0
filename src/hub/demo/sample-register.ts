import { fail, ok, type Result } from '../../basics/index.ts';
import type { FactValue } from '../../protocol/index.ts';
import type {
  Household,
  HouseholdQuery,
  MoveOutCertificates,
  RegisteredPerson,
  RegisterRefusal,
  ResidentRegister,
} from '../register/resident-register.ts';
import type { Example } from './population.ts';
import { heldBy, textOf, valueOf } from './told.ts';

interface Entry {
  file: string;
  people: readonly (RegisteredPerson & { name: string | undefined })[];
  facts: ReadonlyMap<string, FactValue>;
  isProtected: boolean;
}

/**
 * The resident register and the certificates of the invented people: of each example one household with those whom the
 * register knows (`register: true`), and one certificate with those who move in.
 */
export function sampleRegister(examples: readonly Example[]): ResidentRegister & MoveOutCertificates {
  const households = examples.flatMap((example) => entry(example, 'register', residentsOf(example)));
  const certificates = examples.flatMap((example) =>
    example.certificate ? entry(example, 'certificate', moversOf(example)) : [],
  );
  return {
    household: async (query) => find(households, query),
    certificate: async (query) => find(certificates, query),
  };
}

const residentsOf = ({ people }: Example) => Object.keys(people).filter((id) => people[id]?.register === true);

/** Those whom the example names as moving; without that, everybody who does not live here yet. */
function moversOf({ people, facts }: Example): string[] {
  const movers = valueOf(facts?.movers);
  return Object.keys(people).filter((id) =>
    Array.isArray(movers) ? movers.includes(id) : people[id]?.register !== true,
  );
}

function entry(example: Example, source: 'register' | 'certificate', members: readonly string[]): Entry[] {
  if (members.length === 0) return [];
  const own = (id: string) => `${example.file}#${id}`;
  const ownIds = (value: FactValue): FactValue =>
    typeof value === 'string' && value in example.people
      ? own(value)
      : Array.isArray(value) && value.every((id) => id in example.people)
        ? value.map(own)
        : value;
  const relationsHold = source === 'register' || example.certificate?.relations === 'kept';
  const people = members.map((id) => {
    const told = example.people[id]?.facts ?? {};
    const facts = heldBy(source, told);
    if (!relationsHold) facts.delete('relation-to-head');
    return {
      id: own(id),
      name: textOf(told.name),
      birthDate: textOf(told['birth-date']),
      // Relations are told of everybody but the head.
      relationToHead:
        textOf(told['relation-to-head']) ?? (valueOf(example.facts?.['new-head']) === id ? 'head' : undefined),
      facts,
    };
  });
  const facts = new Map([...heldBy(source, example.facts)].map(([fact, value]) => [fact, ownIds(value)]));
  return [{ file: example.file, people, facts, isProtected: valueOf(example.facts?.['address-protection']) === true }];
}

/** Names are compared by their characters, spaces aside: a card writes a full-width one, a register may not. */
const spelling = (name: string | undefined) => name?.replaceAll(/[\s　]/g, '');
/** A card's `1931-00-00` is a register's `1931`. */
const day = (date: string | undefined) => date?.replace(/(-00)+$/, '');

function find(entries: readonly Entry[], { person, facts }: HouseholdQuery): Result<Household, RegisterRefusal> {
  const matches = entries.flatMap((household) =>
    household.people
      .filter((one) => spelling(one.name) === spelling(person.name) && day(one.birthDate) === day(person.birthDate))
      .map((match) => ({ household, match })),
  );
  const [first] = matches;
  if (!first) return fail('not-found');
  if (matches.some(({ household }) => household.isProtected)) return fail('protected');
  // The same invented person may stand in several stories; the first tells. Two in one story are two people.
  if (matches.filter(({ household }) => household.file === first.household.file).length > 1) return fail('ambiguous');
  const asked = (held: ReadonlyMap<string, FactValue>) => new Map([...held].filter(([fact]) => facts.has(fact)));
  return ok({
    visitor: first.match.id,
    people: first.household.people.map(({ id, birthDate, relationToHead, facts: held }) => ({
      id,
      birthDate,
      relationToHead,
      facts: asked(held),
    })),
    facts: asked(first.household.facts),
  });
}
