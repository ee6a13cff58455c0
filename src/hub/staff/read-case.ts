import { type Action, action, type CaseState, differs, entryInUse, fold, openCase } from '../../case/index.ts';
import { type Content, textKey, type Texts, withoutFurigana } from '../../content/index.ts';
import { compile, Course, type Outlook } from '../../engine/index.ts';
import { type CaseRead, PROTOCOL } from '../../protocol/index.ts';
import type { Actor } from '../accounts/accounts.ts';
import { accessesTo } from '../audit/accesses.ts';
import { appendToTrail } from '../audit/trail.ts';
import type { CaseStore } from '../cases/case-store.ts';
import { staffActions } from '../cases/staff-actions.ts';
import { storedActions } from '../cases/take-up.ts';
import type { Database } from '../database/index.ts';
import { tasksOf } from './tasks.ts';

/** Where cases are read from. */
export interface Reading {
  database: Database;
  store: Pick<CaseStore, 'keys'>;
  now: () => Date;
  contentOf(hash: string): Promise<{ content: Content; texts: Record<string, Texts> } | undefined>;
}

/**
 * A case as staff read it: what was said with where it came from, what applies, what does not hold, who saw it. What can
 * be read is shown also of a case that does not hold as a whole. That it was read stands in the trail before it is
 * returned. Nothing where there is no such case.
 */
export async function readCase(reading: Reading, caseId: string, by: Actor): Promise<CaseRead | undefined> {
  const { database, store, now } = reading;
  const row = await database.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirst();
  if (!row) return undefined;
  await database
    .transaction()
    .execute((within) => appendToTrail(within, { ...by, at: now().toISOString(), action: 'case-read', case: caseId }));
  const key = await store.keys.get(caseId);
  const stored =
    key === undefined || key === 'destroyed'
      ? []
      : [...(await storedActions(database, caseId, key)), ...(await staffActions(database, caseId, key))];
  const actions = stored.flatMap((one) => action.safeParse(one).data ?? []);
  const version = await reading.contentOf(actions.at(-1)?.content ?? '');
  const state = folded(actions);
  const outlook = version && outlookOf(version.content, actions);
  const procedures = outlook ? proceduresOf(outlook) : [];
  return {
    protocol: PROTOCOL,
    case: row.id,
    receipt: row.receipt,
    events: row.events,
    ended: row.ended,
    preparedAt: row.prepared_at,
    receivedAt: row.received_at,
    state: row.state,
    readable: state !== undefined,
    people: state ? peopleIn(state) : [],
    facts: state ? factsIn(state, version?.content) : [],
    procedures,
    tasks: await tasksOf(database, caseId),
    accesses: await accessesTo(database, caseId),
    texts: version ? wordsFor(version, row.events, state, procedures) : {},
  };
}

function folded([first, ...rest]: readonly Action[]): CaseState | undefined {
  return first?.type === 'opened' ? rest.reduce(fold, openCase(first)) : undefined;
}

function outlookOf(content: Content, actions: readonly Action[]): Outlook | undefined {
  const [first] = actions;
  if (first?.type !== 'opened' || first.events.some((event) => !content.events.some(({ id }) => id === event)))
    return undefined;
  const opened = new Course(compile(content, first.events)).open(actions);
  return opened.ok ? opened.value.visit.outlook : undefined;
}

const peopleIn = ({ people, facts }: CaseState): CaseRead['people'] =>
  people.map(({ id, removed }) => {
    const said = entryInUse(facts.get(id)?.get('name') ?? [])?.said;
    return { id, name: said && 'value' in said ? String(said.value) : null, aside: removed };
  });

function factsIn({ facts }: CaseState, content: Content | undefined): CaseRead['facts'] {
  const types = new Map(content?.facts.map(({ id, type }) => [id, type]));
  return [...facts].flatMap(([subject, of]) =>
    [...of].map(([fact, entries]) => {
      const used = entryInUse(entries);
      return {
        subject,
        fact,
        type: types.get(fact) ?? null,
        differs: differs(entries),
        entries: entries.map((entry) => ({ said: entry.said, source: entry.source, used: entry === used })),
      };
    }),
  );
}

const proceduresOf = ({ findings, situation }: Outlook): CaseRead['procedures'] =>
  findings.flatMap(({ compiled, standing, people, possiblePeople, deadlines: [first] }) =>
    standing === 'does-not-apply'
      ? []
      : [
          {
            procedure: compiled.procedure.id,
            standing,
            people: [...people, ...possiblePeople].map((person) => situation.subject(person)),
            ...(first ? { lastDay: first.date } : {}),
          },
        ],
  );

/** The few words that the case needs, in every language that they are in, without furigana. */
function wordsFor(
  { content, texts }: { content: Content; texts: Record<string, Texts> },
  events: readonly string[],
  state: CaseState | undefined,
  procedures: CaseRead['procedures'],
): CaseRead['texts'] {
  const facts = new Set([...(state?.facts.values() ?? [])].flatMap((of) => [...of.keys()]));
  const keys = [
    ...events.map((id) => textKey('event', id, 'name')),
    ...procedures.map(({ procedure }) => textKey('procedure', procedure, 'name')),
    ...content.facts.flatMap(({ id, options = [] }) =>
      facts.has(id)
        ? [textKey('fact', id, 'label'), ...options.map((option) => textKey('fact', id, 'options', option))]
        : [],
    ),
  ];
  return Object.fromEntries(
    Object.entries(texts).map(([language, words]) => [
      language,
      Object.fromEntries(
        keys.flatMap((key) => (words[key] === undefined ? [] : [[key, withoutFurigana(words[key])] as const])),
      ),
    ]),
  );
}
