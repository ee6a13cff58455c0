import { action, type CaseState, fold, openCase } from '../../case/index.ts';
import { appendToTrail } from '../audit/trail.ts';
import { storedActions } from '../cases/take-up.ts';
import type { Records } from './open-records.ts';

/** Somebody who asks what is held about them (開示請求): as on their card or in the register. */
export interface AskingPerson {
  name: string;
  /** YYYY-MM-DD */
  born: string;
}

export interface CasesAbout {
  /** Newest first. `sure` where the day of birth is known, too, and is theirs. */
  found: { id: string; receipt: string | null; receivedAt: string; sure: boolean }[];
  searched: number;
  /** Cases of which something cannot be read: this person may stand in what is missing. */
  unclear: string[];
}

/**
 * All cases in which a person of this name and day of birth stands, whoever said so and whether or not they were taken
 * out of the visit again. Cases are kept encrypted, each under its own key, so every one is opened: some thousand a
 * minute. The search is written into the audit trail, without the name, before it begins.
 */
export async function casesAbout(records: Records, person: AskingPerson): Promise<CasesAbout> {
  const { database, store, now } = records;
  await database
    .transaction()
    .execute((within) =>
      appendToTrail(within, { at: now().toISOString(), role: 'operator', action: 'person-searched' }),
    );
  const rows = await database
    .selectFrom('cases')
    .select(['id', 'receipt', 'received_at'])
    .where('state', '!=', 'disposed')
    .orderBy('received_at', 'desc')
    .execute();
  const about: CasesAbout = { found: [], searched: rows.length, unclear: [] };
  for (const { id, receipt, received_at: receivedAt } of rows) {
    const key = await store.keys.get(id);
    if (key === undefined || key === 'destroyed') {
      about.unclear.push(id);
      continue;
    }
    const stands = standing(await storedActions(database, id, key), person);
    if (stands === 'unclear') about.unclear.push(id);
    else if (stands !== 'no') about.found.push({ id, receipt, receivedAt, sure: stands === 'surely' });
  }
  return about;
}

/** Whether a person stands in a case; no engine and no content is needed to see it. `unclear`: not in what can be read. */
export function standing(stored: readonly unknown[], person: AskingPerson): 'surely' | 'perhaps' | 'no' | 'unclear' {
  const read = stored.flatMap((one) => action.safeParse(one).data ?? []);
  const [first, ...others] = read;
  if (first?.type !== 'opened') return 'unclear';
  const found = standsIn(others.reduce(fold, openCase(first)), person);
  return found === 'no' && read.length < stored.length ? 'unclear' : found;
}

function standsIn({ people, facts }: CaseState, { name, born }: AskingPerson): 'surely' | 'perhaps' | 'no' {
  const of = (id: string, fact: string) =>
    (facts.get(id)?.get(fact) ?? []).flatMap((entry) => ('value' in entry.said ? String(entry.said.value) : []));
  const namesakes = people.filter(({ id }) => of(id, 'name').some((one) => spelling(one) === spelling(name)));
  // A card may know the year alone: 1931-00-00.
  const isTheirs = (day: string) => born.startsWith(day.replace(/(-00)+$/, ''));
  if (namesakes.some(({ id }) => of(id, 'birth-date').some(isTheirs))) return 'surely';
  return namesakes.some(({ id }) => of(id, 'birth-date').length === 0) ? 'perhaps' : 'no';
}

/** Spaces aside, and whichever width: a card writes full-width, a hand may not. */
const spelling = (name: string) => name.normalize('NFKC').replaceAll(/\s/g, '');
