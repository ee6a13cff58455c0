import * as z from 'zod/mini';
import { addDays, isDate } from '../../basics/index.ts';
import { CASE_SUBJECT, entryInUse } from '../../case/index.ts';
import { CASE, NONE, UNKNOWN } from '../../conditions/index.ts';
import type { Fact } from '../../content/index.ts';
import type { Outlook } from '../../engine/index.ts';

/** For so many days a code made at home can be used. */
export const DAYS_VALID = 30;

const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/), z.refine(isDate));
const contentId = z.string().check(z.regex(/^[a-z][a-z0-9-]*$/), z.maxLength(64));
const text = z.string().check(z.maxLength(500));
const value = z.union([text, z.number(), z.boolean(), z.array(text).check(z.maxLength(50))]);
/** A record with a prototype of its own would take `__proto__` for a key. */
const facts = z.array(z.tuple([contentId, value])).check(z.maxLength(600));

/**
 * What a home code holds: what people answered at home, and nothing else. People are named by their place in `people`,
 * also in values (`"0"`), and the visitor is the first. No personal number: the language of facts has none, and a value
 * that looks like one fits no fact.
 */
export const homeCode = z.strictObject({
  format: z.literal(1),
  /** UUIDv7: a code is opened for one case only. */
  id: z.uuid().check(z.lowercase()),
  municipality: contentId,
  /** Hash of the content version under which it was answered. */
  content: z.string().check(z.maxLength(64)),
  events: z.array(contentId).check(z.minLength(1), z.maxLength(20)),
  /** The days in Tokyo on which it was made and until which it can be used. */
  made: day,
  expires: day,
  language: z.string().check(z.maxLength(20)),
  case: facts,
  people: z.array(facts).check(z.minLength(1), z.maxLength(30)),
});

export type HomeCode = z.infer<typeof homeCode>;

/** A fact's value as a code keeps it. */
export type HomeValue = z.infer<typeof value>;

/**
 * Whether a fact may come from home: whoever may say it on a kiosk may say it at home, but for what depends on who comes
 * on the day, which is asked there.
 */
export const mayComeFromHome = ({ computed, sources, onTheDay }: Fact): boolean =>
  !computed && !onTheDay && (sources.includes('resident') || sources.includes('home'));

/** The value with the people it names renamed; nothing where it names somebody who is not there. */
export function renamed(fact: Fact, value: HomeValue, nameOf: (person: string) => string | undefined) {
  if (fact.type === 'person') return typeof value === 'string' ? nameOf(value) : undefined;
  if (fact.type !== 'people' || !Array.isArray(value)) return value;
  const names = value.map(nameOf);
  return names.every((one) => one !== undefined) ? names : undefined;
}

/**
 * The last day of a code: thirty days, but never beyond the earliest last day (期限) still ahead of what applies, so that
 * nobody is lulled by a code that is good for longer than the procedure. `made`: today in Tokyo.
 */
export function expiryOf({ findings }: Outlook, made: string): string {
  const ahead = findings
    .filter(({ standing }) => standing === 'applies')
    .flatMap(({ deadlines }) => deadlines.map(({ date }) => date))
    .filter((date) => date > made);
  return [addDays(made, DAYS_VALID), ...ahead].toSorted()[0] ?? made;
}

/** What a case that was answered at home says, ready to be sealed. "I don't know" is left out: it is asked again. */
export function homeCodeOf(
  outlook: Outlook,
  { id, made, language }: { id: string; made: string; language: string },
): HomeCode {
  const { program, situation, view } = outlook;
  const visitor = String(situation.read(program.byId.get('visitor')?.index ?? 0, CASE, []));
  const people = [visitor, ...situation.ids.filter((one) => one !== visitor)];
  const nameOf = (person: string) => (people.includes(person) ? String(people.indexOf(person)) : undefined);
  const said = (subject: string): [string, HomeValue][] =>
    [...(view.state.facts.get(subject) ?? [])].flatMap(([name, entries]): [string, HomeValue][] => {
      const found = program.byId.get(name);
      const person = subject === CASE_SUBJECT ? CASE : situation.person(subject);
      const used = entryInUse(entries);
      if (!found || person === undefined || !used || name === 'language') return [];
      if (used.source !== 'resident' || !mayComeFromHome(found.fact)) return [];
      const known = situation.read(found.index, person, []);
      if (known === UNKNOWN || known === NONE) return [];
      const value = renamed(found.fact, known as HomeValue, nameOf);
      return value === undefined ? [] : [[name, value]];
    });
  return {
    format: 1,
    id,
    municipality: program.content.municipality.id,
    content: program.content.version.hash,
    events: [...program.events],
    made,
    expires: expiryOf(outlook, made),
    language,
    case: said(CASE_SUBJECT),
    people: people.map(said),
  };
}
