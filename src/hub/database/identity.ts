import type { Database } from './database.ts';

/**
 * Says with which keys of a hub the cases of this database can be read, the first time; throws where they are others
 * than this hub's, before anything is written that nobody could read together with the rest.
 */
export async function holdIdentity(database: Database, mine: { sealing: string; wrapping: string }): Promise<void> {
  await database
    .insertInto('hub_identity')
    .values({ sealing_key: mine.sealing, wrapping_key: mine.wrapping })
    .onConflict((conflict) => conflict.column('one').doNothing())
    .execute();
  const { sealing_key: sealing, wrapping_key: wrapping } = await database
    .selectFrom('hub_identity')
    .selectAll()
    .executeTakeFirstOrThrow();
  if (sealing !== mine.sealing || wrapping !== mine.wrapping)
    throw new Error('This database holds cases of a hub with other keys. Use the folder of keys that belongs to it.');
}
