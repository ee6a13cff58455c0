import { type Kysely, sql } from 'kysely';

/** Keys may be changed, and a database is a practice hub's or a real one's for good. */
export async function up(database: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

/** Set by `allowChangeOfKeys` for one transaction. */
const allowed = `coalesce(current_setting('kakanai.change_of_keys', true), '') = 'on'`;
const refuse = `raise exception 'rows of % are not changed in this way', tg_table_name
  using errcode = 'insufficient_privilege'`;

const statements = [
  'alter table hub_identity add column practice boolean not null default false',
  'drop trigger hub_identity_only_grow on hub_identity',
  `create function change_keys_only() returns trigger language plpgsql as $$
    begin
      if not ${allowed} or new.one <> old.one or new.practice <> old.practice then ${refuse}; end if;
      return new;
    end
  $$`,
  'create trigger hub_identity_change_keys_only before update on hub_identity for each row execute function change_keys_only()',
  `create trigger hub_identity_stays before delete or truncate on hub_identity
    for each statement execute function refuse_change()`,
  'alter table case_keys add column wrapped_by text',
  `create or replace function destroy_only() returns trigger language plpgsql as $$
    begin
      if old.case_id <> new.case_id or old.wrapped is null or (new.wrapped is not null and not ${allowed})
      then ${refuse};
      end if;
      return new;
    end
  $$`,
  // A hub that still has the wrapping key before must not write what nobody could read once that key is destroyed.
  `create function wrapped_by_key_in_force() returns trigger language plpgsql as $$
    begin
      if exists (select from hub_identity where wrapping_key is distinct from new.wrapped_by) then
        raise exception 'this key is not wrapped by the key in force' using errcode = 'insufficient_privilege';
      end if;
      return new;
    end
  $$`,
  `create trigger case_keys_wrapped_by_key_in_force before insert on case_keys
    for each row execute function wrapped_by_key_in_force()`,
];
