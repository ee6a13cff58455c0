import { type Kysely, sql } from 'kysely';

/** What staff did with a delivered case: the register entry, the acceptance. */
export async function up(database: Kysely<never>): Promise<void> {
  await sql`create table case_staff_actions (
    case_id uuid not null references cases,
    place integer not null,
    action_id uuid not null unique,
    box bytea not null,
    hash bytea not null,
    primary key (case_id, place)
  )`.execute(database);
  await sql`create trigger case_staff_actions_only_grow
    before update or delete or truncate on case_staff_actions
    for each statement execute function refuse_change()`.execute(database);
}
