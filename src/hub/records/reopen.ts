import { fail, ok, type Result } from '../../basics/index.ts';
import { action } from '../../case/index.ts';
import type { Texts } from '../../content/index.ts';
import type { Outlook } from '../../engine/index.ts';
import { appendToTrail } from '../audit/trail.ts';
import { courseOf } from '../cases/judge.ts';
import { storedActions } from '../cases/take-up.ts';
import type { Records } from './open-records.ts';

/** A case as it ended, with the words of the content it was made under. */
export interface ReopenedCase {
  outlook: Outlook;
  texts: Record<string, Texts>;
}

/** Why a case cannot be looked at again. `not-whole`: a person has to look at it first (its tasks say why). */
export type NotReopened = 'disposed' | 'unknown-content' | 'not-whole';

/**
 * Lives through a delivered case again, under the content it ended with, for its applications to be taken out. That it
 * was read is written into the trail before it is returned.
 */
export async function reopened(records: Records, caseId: string): Promise<Result<ReopenedCase, NotReopened>> {
  const { database, store, now } = records;
  const key = await store.keys.get(caseId);
  if (key === undefined || key === 'destroyed') return fail('disposed');
  await database
    .transaction()
    .execute((within) =>
      appendToTrail(within, { at: now().toISOString(), role: 'operator', action: 'case-exported', case: caseId }),
    );
  return relived(records, caseId, key);
}

/** The same by the machine alone, for a period to be counted: nobody sees it, and nothing is written into the trail. */
export async function relived(
  records: Records,
  caseId: string,
  key: CryptoKey,
): Promise<Result<ReopenedCase, NotReopened>> {
  const actions = (await storedActions(records.database, caseId, key)).map((one) => action.safeParse(one));
  const read = actions.flatMap(({ data }) => data ?? []);
  const [first] = read;
  if (read.length < actions.length || first?.type !== 'opened') return fail('not-whole');
  const version = await records.contentOf(read.at(-1)?.content ?? '');
  if (!version) return fail('unknown-content');
  const opened = courseOf(version.content, first.events).open(read);
  if (!opened.ok || opened.value.refused.length > 0) return fail('not-whole');
  return ok({ outlook: opened.value.visit.outlook, texts: version.texts });
}
