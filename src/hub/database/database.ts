import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations/index.ts';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;

/**
 * The hub's database over a pool of connections: the embedded one, or that of a PostgreSQL server. The tables are
 * brought up to date first; throws where that fails. Inside a transaction use the transaction only: the embedded pool
 * has one connection, and a second query beside it would wait for ever.
 */
export async function databaseOver(pool: PostgresPool): Promise<Database> {
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    await pool.end();
    throw error;
  }
  return database;
}
