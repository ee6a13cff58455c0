import { sql } from 'kysely';
import { createHash } from 'node:crypto';
import { fail, ok, type PartialDate, type Result } from '../../basics/index.ts';
import type { FactValue } from '../../protocol/index.ts';
import type { Database } from '../database/index.ts';
import type {
  Household,
  HouseholdQuery,
  MoveOutCertificates,
  RegisterRefusal,
  ResidentRegister,
} from '../register/resident-register.ts';
import type { SampleHousehold } from './sample-households.ts';

/** Names are compared by their characters, spaces aside: a card writes a full-width one, a register may not. */
const spelling = (name: string) => name.replaceAll(/[\s　]/g, '');
/** A card's `1931-00-00` is a register's `1931`. */
const day = (date: string) => date.replace(/(-00)+$/, '');

/** Change it when the same examples have to be written in another way. */
const layout = 1;

/**
 * Writes the invented people of a municipality into the database. What is there from the same examples stays; from
 * others it is replaced, all or nothing.
 */
export async function fillSampleRegister(
  database: Database,
  municipality: string,
  households: readonly SampleHousehold[],
): Promise<void> {
  const digest = createHash('sha256')
    .update(JSON.stringify([layout, households]))
    .digest('hex');
  await database.transaction().execute(async (within) => {
    await sql`select pg_advisory_xact_lock(5202613)`.execute(within); // several hubs may begin at once
    const there = await within
      .selectFrom('sample_registers')
      .select('digest')
      .where('municipality', '=', municipality)
      .executeTakeFirst();
    if (there?.digest === digest) return;
    await within.deleteFrom('sample_registers').where('municipality', '=', municipality).execute();
    await within.insertInto('sample_registers').values({ municipality, digest }).execute();
    if (households.length === 0) return;
    const idOf = ({ kind, story }: SampleHousehold) => `${municipality} ${kind} ${story}`;
    await within
      .insertInto('sample_households')
      .values(
        households.map((one, place) => ({
          id: idOf(one),
          municipality,
          kind: one.kind,
          place,
          story: one.story,
          is_protected: one.isProtected,
          facts: JSON.stringify(one.facts),
        })),
      )
      .execute();
    const people = households.flatMap((one) =>
      one.people.map((person, place) => ({
        household: idOf(one),
        id: person.id,
        place,
        name_key: person.name === undefined ? null : spelling(person.name),
        birth_key: person.birthDate === undefined ? null : day(person.birthDate),
        birth_date: person.birthDate ?? null,
        relation_to_head: person.relationToHead ?? null,
        facts: JSON.stringify(person.facts),
      })),
    );
    for (let at = 0; at < people.length; at += mostRows)
      await within
        .insertInto('sample_people')
        .values(people.slice(at, at + mostRows))
        .execute();
  });
}

/** One statement takes 65,535 values. */
const mostRows = 5000;

/** The resident register and the certificates of the invented people, as `fillSampleRegister` wrote them. */
export function sampleRegister(
  opening: Promise<Database>,
  municipality: string,
): ResidentRegister & MoveOutCertificates {
  return {
    household: async (query) => find(await opening, municipality, 'register', query),
    certificate: async (query) => find(await opening, municipality, 'certificate', query),
  };
}

async function find(
  database: Database,
  municipality: string,
  kind: SampleHousehold['kind'],
  { person, facts }: HouseholdQuery,
): Promise<Result<Household, RegisterRefusal>> {
  const matches = await database
    .selectFrom('sample_people as p')
    .innerJoin('sample_households as h', 'h.id', 'p.household')
    .select(['p.id', 'p.household', 'h.is_protected', 'h.facts'])
    .where('h.municipality', '=', municipality)
    .where('h.kind', '=', kind)
    .where('p.name_key', '=', spelling(person.name))
    .where('p.birth_key', '=', day(person.birthDate))
    .orderBy('h.place')
    .orderBy('p.place')
    .execute();
  const [first] = matches;
  if (!first) return fail('not-found');
  if (matches.some((match) => match.is_protected)) return fail('protected');
  // The same invented person may stand in several stories; the first tells. Two in one story are two people.
  if (matches.filter(({ household }) => household === first.household).length > 1) return fail('ambiguous');
  const people = await database
    .selectFrom('sample_people')
    .select(['id', 'birth_date', 'relation_to_head', 'facts'])
    .where('household', '=', first.household)
    .orderBy('place')
    .execute();
  const asked = (held: Record<string, FactValue>) => new Map(Object.entries(held).filter(([fact]) => facts.has(fact)));
  return ok({
    visitor: first.id,
    people: people.map((one) => ({
      id: one.id,
      birthDate: (one.birth_date ?? undefined) as PartialDate | undefined,
      relationToHead: one.relation_to_head ?? undefined,
      facts: asked(one.facts),
    })),
    facts: asked(first.facts),
  });
}
