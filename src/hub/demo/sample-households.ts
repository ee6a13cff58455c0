import type { FactValue } from '../../protocol/index.ts';
import type { Example } from './population.ts';
import { heldBy, textOf, valueOf } from './told.ts';

/** A person as the sample register keeps them; `id` stands for the 宛名番号. */
export interface SamplePerson {
  id: string;
  name: string | undefined;
  birthDate: string | undefined;
  relationToHead: string | undefined;
  facts: Record<string, FactValue>;
}

/** A household of the register, or a certificate of moving out, made from one example. */
export interface SampleHousehold {
  kind: 'register' | 'certificate';
  story: string;
  people: SamplePerson[];
  facts: Record<string, FactValue>;
  isProtected: boolean;
}

/**
 * What the invented people's register and their former municipalities hold: of each example one household with those
 * whom the register knows (`register: true`), and one certificate with those who move in.
 */
export function sampleHouseholds(examples: readonly Example[]): SampleHousehold[] {
  return examples.flatMap((example) => [
    ...household(example, 'register', residentsOf(example)),
    ...(example.certificate ? household(example, 'certificate', moversOf(example)) : []),
  ]);
}

const residentsOf = ({ people }: Example) => Object.keys(people).filter((id) => people[id]?.register === true);

/** Those whom the example names as moving; without that, everybody who does not live here yet. */
function moversOf({ people, facts }: Example): string[] {
  const movers = valueOf(facts?.movers);
  return Object.keys(people).filter((id) =>
    Array.isArray(movers) ? movers.includes(id) : people[id]?.register !== true,
  );
}

function household(example: Example, kind: SampleHousehold['kind'], members: readonly string[]): SampleHousehold[] {
  if (members.length === 0) return [];
  const own = (id: string) => `${example.file}#${id}`;
  const ownIds = (value: FactValue): FactValue =>
    typeof value === 'string' && value in example.people
      ? own(value)
      : Array.isArray(value) && value.every((id) => id in example.people)
        ? value.map(own)
        : value;
  const relationsHold = kind === 'register' || example.certificate?.relations === 'kept';
  const people = members.map((id): SamplePerson => {
    const told = example.people[id]?.facts ?? {};
    const facts = heldBy(kind, told);
    if (!relationsHold) facts.delete('relation-to-head');
    return {
      id: own(id),
      name: textOf(told.name),
      birthDate: textOf(told['birth-date']),
      // Relations are told of everybody but the head.
      relationToHead:
        textOf(told['relation-to-head']) ?? (valueOf(example.facts?.['new-head']) === id ? 'head' : undefined),
      facts: Object.fromEntries(facts),
    };
  });
  return [
    {
      kind,
      story: example.file,
      people,
      facts: Object.fromEntries([...heldBy(kind, example.facts)].map(([fact, value]) => [fact, ownIds(value)])),
      isProtected: valueOf(example.facts?.['address-protection']) === true,
    },
  ];
}
