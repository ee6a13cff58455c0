import { type Kysely, sql } from 'kysely';

/** Which case continues which (再開). */
export async function up(database: Kysely<never>): Promise<void> {
  for (const statement of [
    `create table case_continuations (
      continued_by uuid primary key references cases,
      case_id uuid not null references cases,
      made_at timestamptz not null
    )`,
    'create index case_continuations_by_case on case_continuations (case_id)',
    `create trigger case_continuations_only_grow before update or delete or truncate on case_continuations
      for each statement execute function refuse_change()`,
  ])
    await sql.raw(statement).execute(database);
}
