import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Listening } from './listening.ts';
import { migrations } from './migrations/index.ts';
import { refuseOtherKind } from './other-kind.ts';
import type { Tables } from './tables.ts';

/** What queries are made with: the database, or a transaction in it. */
export type Queries = Kysely<Tables>;

export type Database = Queries & Listening;

/**
 * The hub's database over a pool of connections: the embedded one, or that of a PostgreSQL server. The tables are
 * brought up to date first, by one process at a time (kysely holds an advisory lock); throws where that fails. Inside a
 * transaction use the transaction only: the embedded pool has one connection, and a second query beside it would wait
 * for ever. `practice`: a database of the other kind is refused before anything in it is touched.
 */
export async function databaseOver(pool: PostgresPool & Listening, practice = false): Promise<Database> {
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  await refuseOtherKind(database, practice).catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  // Changes that were made side by side may arrive in another order than that of their numbers.
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => migrations },
    allowUnorderedMigrations: true,
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    await pool.end();
    throw error;
  }
  return Object.assign(database, { listen: pool.listen });
}
