import { type Kysely, sql } from 'kysely';

/** Accounts of staff, how they sign in, their sessions, and what they did with tasks. */
export async function up(database: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `create table staff_accounts (
    id uuid primary key,
    name text not null,
    roles jsonb not null,
    kind text not null check (kind in ('passkey', 'directory', 'demo')),
    subject text unique,
    state text not null check (state in ('open', 'closed')),
    made_at timestamptz not null,
    closed_at timestamptz,
    check ((state = 'closed') = (closed_at is not null))
  )`,
  `create function account_stays() returns trigger language plpgsql as $$
    begin
      if row(old.id, old.kind, old.subject, old.made_at) is distinct from row(new.id, new.kind, new.subject, new.made_at)
        or (old.state = 'closed' and new.state <> 'closed')
      then raise exception 'rows of % are not changed in this way', tg_table_name using errcode = 'insufficient_privilege';
      end if;
      return new;
    end
  $$`,
  'create trigger staff_accounts_stay before update on staff_accounts for each row execute function account_stays()',
  `create trigger staff_accounts_not_removed before delete or truncate on staff_accounts
    for each statement execute function refuse_change()`,
  `create table staff_passkeys (
    id text primary key,
    account uuid not null references staff_accounts,
    public_key bytea not null,
    counter bigint not null,
    transports jsonb not null,
    made_at timestamptz not null,
    used_at timestamptz not null
  )`,
  `create table staff_invitations (
    hash bytea primary key,
    account uuid not null references staff_accounts,
    made_at timestamptz not null,
    expires_at timestamptz not null
  )`,
  `create table staff_sessions (
    hash bytea primary key,
    account uuid not null references staff_accounts,
    made_at timestamptz not null,
    seen_at timestamptz not null
  )`,
  'create index staff_sessions_by_account on staff_sessions (account)',
  `create table staff_ceremonies (
    hash bytea primary key,
    kind text not null,
    content jsonb not null,
    expires_at timestamptz not null
  )`,
  `create table task_results (
    task bigint primary key references case_tasks,
    account uuid not null references staff_accounts,
    result text not null,
    at timestamptz not null
  )`,
  `create trigger task_results_only_grow before update or delete or truncate on task_results
    for each statement execute function refuse_change()`,
  'alter table audit_trail add column subject uuid',
];
