import { sql } from 'kysely';
import { appendToTrail } from '../audit/trail.ts';
import type { HubKeys } from '../keys/hub-keys.ts';
import type { Database, Queries } from './database.ts';
import { OtherKind } from './other-kind.ts';

/** What of a hub's keys says which cases it can read. */
type Mine = Pick<HubKeys, 'practice'> & {
  sealing: Pick<HubKeys['sealing'], 'id' | 'own'>;
  wrapping: Pick<HubKeys['wrapping'], 'id'>;
};

/**
 * Says with which keys of a hub the cases of this database can be read, the first time; throws where they are others
 * than this hub's, before anything is written that nobody could read together with the rest. Where this hub has a newer
 * sealing key, from now on only hubs that have it too may work on this database.
 */
export async function holdIdentity(database: Database, mine: Mine, now: () => Date): Promise<void> {
  const [sealingKey, wrappingKey] = [mine.sealing.id, mine.wrapping.id];
  await database
    .insertInto('hub_identity')
    .values({ sealing_key: sealingKey, wrapping_key: wrappingKey, practice: mine.practice })
    .onConflict((conflict) => conflict.column('one').doNothing())
    .execute();
  const {
    sealing_key: sealing,
    wrapping_key: wrapping,
    practice,
  } = await database.selectFrom('hub_identity').selectAll().executeTakeFirstOrThrow();
  if (practice !== mine.practice) throw new OtherKind(practice);
  if (!mine.sealing.own.includes(sealing) || wrapping !== wrappingKey)
    throw new Error('This database holds cases of a hub with other keys. Use the folder of keys that belongs to it.');
  if (sealing === sealingKey) return;
  await database.transaction().execute(async (within) => {
    await allowChangeOfKeys(within);
    await within.updateTable('hub_identity').set({ sealing_key: sealingKey }).execute();
    await appendToTrail(within, { at: now().toISOString(), role: 'hub', action: 'sealing-key-changed' });
  });
}

/** Lets this transaction change what triggers otherwise refuse: which keys hold, and by which one others are wrapped. */
export const allowChangeOfKeys = (within: Queries): Promise<unknown> =>
  sql`select set_config('kakanai.change_of_keys', 'on', true)`.execute(within);
