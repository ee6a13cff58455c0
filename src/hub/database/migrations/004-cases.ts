import { type Kysely, sql } from 'kysely';

/** Delivered cases, their actions, keys and tasks, and the audit trail. */
export async function up(database: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const onlyGrows = (table: string) => `create trigger ${table}_only_grow
  before update or delete or truncate on ${table} for each statement execute function refuse_change()`;

const refusesRemoval = (table: string) => `create trigger ${table}_stay
  before delete or truncate on ${table} for each statement execute function refuse_change()`;

const refuse = `raise exception 'rows of % are not changed in this way', tg_table_name
  using errcode = 'insufficient_privilege'`;

const statements = [
  `create table hub_identity (
    one boolean primary key default true check (one),
    sealing_key text not null,
    wrapping_key text not null
  )`,
  onlyGrows('hub_identity'),
  `create table cases (
    id uuid primary key,
    receipt text,
    events jsonb not null,
    ended text not null check (ended in ('prepared', 'left')),
    prepared_at timestamptz not null,
    received_at timestamptz not null,
    digest text not null,
    content text,
    state text not null check (state in ('received', 'whole', 'task', 'disposed')),
    state_at timestamptz not null
  )`,
  'create index cases_by_state on cases (state, received_at)',
  'create index cases_by_receipt on cases (receipt)',
  `create function change_state_only() returns trigger language plpgsql as $$
    begin
      if row(old.id, old.receipt, old.events, old.ended, old.prepared_at, old.received_at, old.digest)
          is distinct from row(new.id, new.receipt, new.events, new.ended, new.prepared_at, new.received_at, new.digest)
        or (old.content is not null and old.content is distinct from new.content)
        or not ((old.state = 'received' and new.state in ('whole', 'task', 'disposed'))
          or (old.state in ('whole', 'task') and new.state = 'disposed'))
      then ${refuse};
      end if;
      return new;
    end
  $$`,
  'create trigger cases_change_state_only before update on cases for each row execute function change_state_only()',
  refusesRemoval('cases'),
  `create table case_keys (
    case_id uuid primary key references cases,
    wrapped bytea,
    destroyed_at timestamptz,
    check ((wrapped is null) = (destroyed_at is not null))
  )`,
  `create function destroy_only() returns trigger language plpgsql as $$
    begin
      if old.case_id <> new.case_id or old.wrapped is null or new.wrapped is not null then ${refuse}; end if;
      return new;
    end
  $$`,
  'create trigger case_keys_destroy_only before update on case_keys for each row execute function destroy_only()',
  refusesRemoval('case_keys'),
  `create table case_deliveries (
    case_id uuid primary key references cases,
    box bytea not null
  )`,
  onlyGrows('case_deliveries'),
  `create table case_actions (
    case_id uuid not null references cases,
    place integer not null,
    action_id uuid unique,
    box bytea not null,
    hash bytea not null,
    primary key (case_id, place)
  )`,
  onlyGrows('case_actions'),
  `create table case_tasks (
    id bigint generated always as identity primary key,
    case_id uuid not null references cases,
    place integer,
    reason text not null,
    made_at timestamptz not null
  )`,
  'create index case_tasks_by_case on case_tasks (case_id)',
  onlyGrows('case_tasks'),
  `create table case_disposals (
    case_id uuid primary key references cases,
    disposed_at timestamptz not null,
    because text not null check (because in ('retention', 'request', 'not-known'))
  )`,
  onlyGrows('case_disposals'),
  `create table audit_trail (
    seq bigint primary key,
    at timestamptz not null,
    device text,
    role text not null,
    account text,
    action text not null,
    case_id uuid,
    hash bytea not null
  )`,
  'create index audit_trail_by_case on audit_trail (case_id)',
  onlyGrows('audit_trail'),
];
