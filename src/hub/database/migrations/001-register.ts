import { type Kysely, sql } from 'kysely';

/** Inquiries to the register, and the sample register. A migration that was published is never changed. */
export async function up(database: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `create table register_inquiries (
    id bigint generated always as identity primary key,
    asked_at timestamptz not null,
    case_id uuid not null,
    source text not null check (source in ('register', 'certificate')),
    events jsonb not null,
    facts jsonb not null,
    refused integer not null,
    outcome text not null
  )`,
  'create index register_inquiries_by_case on register_inquiries (case_id)',
  `create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception 'rows of % are added, never changed or taken away', tg_table_name
        using errcode = 'insufficient_privilege';
    end
  $$`,
  `create trigger register_inquiries_only_grow
    before update or delete or truncate on register_inquiries
    for each statement execute function refuse_change()`,
  `create table sample_registers (
    municipality text primary key,
    digest text not null
  )`,
  `create table sample_households (
    id text primary key,
    municipality text not null references sample_registers on delete cascade,
    kind text not null check (kind in ('register', 'certificate')),
    place integer not null,
    story text not null,
    is_protected boolean not null,
    facts jsonb not null
  )`,
  `create table sample_people (
    household text not null references sample_households on delete cascade,
    id text not null,
    place integer not null,
    name_key text,
    birth_key text,
    birth_date text,
    relation_to_head text,
    facts jsonb not null,
    primary key (household, id)
  )`,
  'create index sample_people_by_name on sample_people (name_key, birth_key)',
];
