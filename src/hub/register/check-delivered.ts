import { CASE_SUBJECT, type CaseState, entryInUse, fold, openCase } from '../../case/index.ts';
import type { Content } from '../../content/index.ts';
import type { SealedCase } from '../../protocol/index.ts';
import { openSealedCase } from '../../sealing/index.ts';
import type { Database } from '../database/index.ts';
import type { HubKeys } from '../keys/hub-keys.ts';
import { compareWithRegister } from './compare.ts';
import type { RecordInquiry } from './inquiries.ts';
import { lookUp } from './look-up.ts';
import type { ResidentRegister } from './resident-register.ts';

export interface CheckOptions {
  sealing: Pick<HubKeys['sealing'], 'opening'>;
  content: Content;
  register: ResidentRegister;
  record: RecordInquiry;
  database: Promise<Database>;
  now(): Date;
  milliseconds: number;
}

/** A check of a delivered case against the register; of one that nothing has to be checked of, `undefined`. */
export interface RegisterCheck {
  outcome: 'compared' | 'not-found' | 'staff' | 'unavailable' | 'late';
  /** Tasks for staff: what the case says and the register says otherwise. */
  differences: number;
}

/**
 * Looks at a case that was filled in where no hub was (a van): asks the register what the case says, and keeps how many
 * things differ, never which values. A case for which the register was asked while it was filled in is left alone.
 */
export async function checkDelivered(sealed: SealedCase, options: CheckOptions): Promise<RegisterCheck | undefined> {
  const database = await options.database;
  if (await wasAsked(database, sealed.case)) return undefined;
  const state = await opened(sealed, options.sealing);
  const { content } = options;
  if (!state || state.municipality !== content.municipality.id) return undefined;
  const visitor = text(state, CASE_SUBJECT, 'visitor');
  const name = visitor === undefined ? undefined : text(state, visitor, 'name');
  const birthDate = visitor === undefined ? undefined : text(state, visitor, 'birth-date');
  if (name === undefined || birthDate === undefined) return undefined;
  const said = new Set([...state.facts.values()].flatMap((facts) => [...facts.keys()]));
  const facts = new Set(
    content.facts.filter(({ id, sources }) => said.has(id) && sources.includes('register')).map(({ id }) => id),
  );
  const found = await lookUp(
    (query) => options.register.household(query),
    { person: { name, birthDate }, facts },
    options.milliseconds,
    () => undefined,
  );
  await options.record({
    case: sealed.case,
    source: 'register',
    events: sealed.events.filter((event) => content.events.some(({ id }) => id === event)),
    facts: [...facts],
    refused: 0,
    outcome: found.ok ? 'found' : outcomeOf(found.reason),
  });
  const check: RegisterCheck = found.ok
    ? { outcome: 'compared', differences: compareWithRegister(state, found.value, facts).length }
    : { outcome: outcomeOf(found.reason), differences: 0 };
  await database
    .insertInto('register_checks')
    .values({ case_id: sealed.case, checked_at: options.now().toISOString(), ...check })
    .onConflict((conflict) => conflict.column('case_id').doNothing())
    .execute();
  return check;
}

/** A protected household and an ambiguous name have one word. */
const outcomeOf = (reason: 'not-found' | 'ambiguous' | 'protected' | 'unavailable' | 'late') =>
  reason === 'ambiguous' || reason === 'protected' ? 'staff' : reason;

async function opened(
  sealed: SealedCase,
  sealing: Pick<HubKeys['sealing'], 'opening'>,
): Promise<CaseState | undefined> {
  const plain = await openSealedCase(sealing.opening, sealed.case, Buffer.from(sealed.sealed, 'base64'));
  const [first, ...rest] = plain.ok ? plain.value.actions : [];
  return first?.type === 'opened' ? rest.reduce(fold, openCase(first)) : undefined;
}

/** Whether a register answered for this case while it was filled in. */
async function wasAsked(database: Database, caseId: string): Promise<boolean> {
  const answered = await database
    .selectFrom('register_inquiries')
    .select('id')
    .where('case_id', '=', caseId)
    .where('outcome', 'not in', ['unavailable', 'late'])
    .executeTakeFirst();
  return answered !== undefined;
}

function text({ facts }: CaseState, subject: string, fact: string): string | undefined {
  const used = entryInUse(facts.get(subject)?.get(fact) ?? []);
  return used && 'value' in used.said && typeof used.said.value === 'string' ? used.said.value : undefined;
}
