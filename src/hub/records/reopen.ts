import { newId, fail, ok, type Result } from '../../basics/index.ts';
import { action, type Action, type Deed } from '../../case/index.ts';
import type { Texts } from '../../content/index.ts';
import { compile, Course, type Outlook, type Visit } from '../../engine/index.ts';
import { appendToTrail } from '../audit/trail.ts';
import { appendStaffAction, staffActions } from '../cases/staff-actions.ts';
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
 * Lives through a delivered case again, under the content it ended with and with what staff did since, for its
 * applications to be taken out. That it was read is written into the trail before it is returned.
 */
export async function reopened(
  records: Records,
  caseId: string,
  reason: 'case-exported' | 'register-entry-checked' = 'case-exported',
): Promise<Result<ReopenedCase, NotReopened>> {
  const { database, now } = records;
  if (await keyOf(records, caseId))
    await database
      .transaction()
      .execute((within) =>
        appendToTrail(within, { at: now().toISOString(), role: 'operator', action: reason, case: caseId }),
      );
  const lived = await livedThrough(records, caseId);
  return lived.ok ? ok({ outlook: lived.value.visit.outlook, texts: lived.value.texts }) : lived;
}

/** What staff may do with a case after its delivery. */
export type StaffDeed = Extract<Deed, { type: 'register-entered' | 'accepted' }>;

/**
 * Writes down what staff did with a case, by the account that did it, and that it was done into the trail.
 * `does-not-fit`: it names people or procedures that the case does not have, or the case was not prepared.
 */
export async function actOnCase(
  records: Records,
  caseId: string,
  deed: StaffDeed,
  account: string,
): Promise<Result<ReopenedCase, NotReopened | 'does-not-fit'>> {
  const lived = await livedThrough(records, caseId);
  if (!lived.ok) return lived;
  const { course, visit, texts, key } = lived.value;
  const { database, now } = records;
  const at = now();
  const ids = { now: () => at.getTime(), random: (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)) };
  const stamped = {
    ...deed,
    id: newId(ids),
    at: at.toISOString(),
    by: { role: 'staff', account },
    device: 'hub',
    content: course.program.content.version.hash,
  } as Action;
  const advanced = course.advance(visit, stamped);
  if (!advanced.ok) return fail('does-not-fit');
  await database.transaction().execute(async (within) => {
    await appendStaffAction(within, caseId, key, stamped);
    const done = deed.type === 'accepted' ? 'application-accepted' : 'register-entered';
    await appendToTrail(within, { at: stamped.at, role: 'staff', account, action: done, case: caseId });
  });
  return ok({ outlook: advanced.value.outlook, texts });
}

/** The case lived through with all that is stored of it; nothing is written down. */
async function livedThrough(
  records: Records,
  caseId: string,
): Promise<Result<{ course: Course; visit: Visit; texts: Record<string, Texts>; key: CryptoKey }, NotReopened>> {
  const { database } = records;
  const key = await keyOf(records, caseId);
  if (!key) return fail('disposed');
  const stored = [...(await storedActions(database, caseId, key)), ...(await staffActions(database, caseId, key))].map(
    (one) => action.safeParse(one),
  );
  const read = stored.flatMap(({ data }) => data ?? []);
  const [first] = read;
  if (read.length < stored.length || first?.type !== 'opened') return fail('not-whole');
  const version = await records.contentOf(read.at(-1)?.content ?? '');
  if (!version) return fail('unknown-content');
  const course = new Course(compile(version.content, first.events));
  const opened = course.open(read);
  if (!opened.ok || opened.value.refused.length > 0) return fail('not-whole');
  return ok({ course, visit: opened.value.visit, texts: version.texts, key });
}

async function keyOf({ store }: Records, caseId: string): Promise<CryptoKey | undefined> {
  const key = await store.keys.get(caseId);
  return key === 'destroyed' ? undefined : key;
}
