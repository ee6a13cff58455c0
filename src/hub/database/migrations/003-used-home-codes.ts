import { type Kysely, sql } from 'kysely';

/** Which home codes were opened, each for one case: a photograph of one opens no second. */
export async function up(database: Kysely<never>): Promise<void> {
  await sql`create table used_home_codes (
    id uuid primary key,
    case_id uuid not null,
    used_at timestamptz not null,
    expires date not null
  )`.execute(database);
}
