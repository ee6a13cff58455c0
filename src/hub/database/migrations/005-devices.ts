import { type Kysely, sql } from 'kysely';

/**
 * What happened to devices, on a server (the embedded hub has a synced file instead); and of every device when it was
 * seen last.
 */
export async function up(database: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `create table device_events (
    seq bigint primary key,
    event jsonb not null
  )`,
  `create trigger device_events_only_grow
    before update or delete or truncate on device_events for each statement execute function refuse_change()`,
  `create table device_sightings (
    device uuid primary key,
    seen_at timestamptz not null,
    clock_ahead integer not null
  )`,
];
