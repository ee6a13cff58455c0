import { CASE_SUBJECT, differs, type Entry, entryInUse, sourceOrder } from '../case/index.ts';
import type { Outlook } from '../engine/index.ts';

/** One fact of which sources say different things. Nothing of it is thrown away. */
export interface Difference {
  subject: string;
  fact: string;
  /** The latest of each source, in the order in which they are used. */
  said: { entry: Entry; used: boolean }[];
}

/** What staff look at: every fact on which card, record, paper, resident and staff do not agree. */
export function differencesIn({ view, situation }: Outlook): Difference[] {
  const found: Difference[] = [];
  for (const subject of [CASE_SUBJECT, ...situation.ids]) {
    for (const [fact, entries] of view.state.facts.get(subject) ?? []) {
      if (!differs(entries)) continue;
      const used = entryInUse(entries);
      const said = sourceOrder.flatMap((source) => {
        const entry = entries.findLast((one) => one.source === source);
        return entry ? [{ entry, used: entry === used }] : [];
      });
      found.push({ subject, fact, said });
    }
  }
  return found;
}

/** People a card or a record knows who are not part of this visit: taken out by the resident, or heard of too late. */
export function peopleAside({ view }: Outlook): { id: string; name: string }[] {
  return view.state.people.flatMap(({ id, removed }) => {
    const said = entryInUse(view.state.facts.get(id)?.get('name') ?? [])?.said;
    return removed && said && 'value' in said ? [{ id, name: String(said.value) }] : [];
  });
}
