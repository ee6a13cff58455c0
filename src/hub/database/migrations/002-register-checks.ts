import { type Kysely, sql } from 'kysely';

/** Of cases that were filled in without a hub: how many things the register says otherwise. */
export async function up(database: Kysely<never>): Promise<void> {
  await sql`create table register_checks (
    case_id uuid primary key,
    checked_at timestamptz not null,
    outcome text not null,
    differences integer not null
  )`.execute(database);
}
