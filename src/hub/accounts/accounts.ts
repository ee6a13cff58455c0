import { randomBytes } from 'node:crypto';
import { newId } from '../../basics/index.ts';
import type { StaffAccount, StaffRole } from '../../protocol/index.ts';
import { appendToTrail, type AuditEntry } from '../audit/trail.ts';
import type { Queries } from '../database/index.ts';
import { hashOf, newSecret } from './secrets.ts';
import { endSessionsOf } from './sessions.ts';

/** How long an invitation holds, in milliseconds: a day. */
export const invitationMilliseconds = 24 * 3_600_000;

/** Who makes, changes or closes an account, as the trail says it. */
export type Actor = Pick<AuditEntry, 'role' | 'account'>;

export interface NewAccount {
  name: string;
  roles: readonly StaffRole[];
  kind: StaffAccount['kind'];
  /** See `staff_accounts.subject`. */
  subject?: string;
}

/** Makes an account; returns its id. */
export async function makeAccount(within: Queries, made: NewAccount, by: Actor, now: Date): Promise<string> {
  const id = newId({ now: () => now.getTime(), random: randomBytes });
  const at = now.toISOString();
  await within
    .insertInto('staff_accounts')
    .values({
      id,
      name: made.name,
      roles: JSON.stringify(made.roles),
      kind: made.kind,
      subject: made.subject ?? null,
      state: 'open',
      made_at: at,
      closed_at: null,
    })
    .execute();
  await appendToTrail(within, { ...by, at, action: 'account-made', subject: id });
  return id;
}

/** Makes a link that works once; an earlier one of the same account holds no longer. */
export async function invite(
  within: Queries,
  account: string,
  by: Actor,
  now: Date,
): Promise<{ token: string; until: string }> {
  const token = newSecret();
  const at = now.toISOString();
  const until = new Date(now.getTime() + invitationMilliseconds).toISOString();
  await within.deleteFrom('staff_invitations').where('account', '=', account).execute();
  await within
    .insertInto('staff_invitations')
    .values({ hash: hashOf(token), account, made_at: at, expires_at: until })
    .execute();
  await appendToTrail(within, { ...by, at, action: 'invitation-made', subject: account });
  return { token, until };
}

/** Whose invitation this is; nothing where it was used, is too old, or was never made. */
export async function invited(
  within: Queries,
  token: string,
  now: Date,
): Promise<{ id: string; name: string } | undefined> {
  return within
    .selectFrom('staff_invitations')
    .innerJoin('staff_accounts', 'staff_accounts.id', 'staff_invitations.account')
    .select(['staff_accounts.id', 'name'])
    .where('hash', '=', hashOf(token))
    .where('expires_at', '>', now.toISOString())
    .where('state', '=', 'open')
    .executeTakeFirst();
}

/** Uses an invitation up; false where somebody else just did. */
export async function useInvitation(within: Queries, token: string): Promise<boolean> {
  const used = await within
    .deleteFrom('staff_invitations')
    .where('hash', '=', hashOf(token))
    .returning('account')
    .executeTakeFirst();
  return used !== undefined;
}

/** Gives an account other roles. Where it loses one, all its sessions end. */
export async function changeRoles(
  within: Queries,
  account: string,
  roles: readonly StaffRole[],
  by: Actor,
  now: Date,
): Promise<void> {
  const before = await within
    .selectFrom('staff_accounts')
    .select('roles')
    .where('id', '=', account)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const lost = before.roles.some((role) => !roles.includes(role));
  if (!lost && roles.length === before.roles.length) return;
  await within
    .updateTable('staff_accounts')
    .set({ roles: JSON.stringify(roles) })
    .where('id', '=', account)
    .execute();
  if (lost) await endSessionsOf(within, account);
  await appendToTrail(within, { ...by, at: now.toISOString(), action: 'role-changed', subject: account });
}

/** Closes an account for good: its sessions end, its passkeys and invitations are gone. Its row stays for the trail. */
export async function closeAccount(within: Queries, account: string, by: Actor, now: Date): Promise<void> {
  const at = now.toISOString();
  const closed = await within
    .updateTable('staff_accounts')
    .set({ state: 'closed', closed_at: at })
    .where('id', '=', account)
    .where('state', '=', 'open')
    .returning('id')
    .executeTakeFirst();
  if (!closed) return;
  await endSessionsOf(within, account);
  await within.deleteFrom('staff_passkeys').where('account', '=', account).execute();
  await within.deleteFrom('staff_invitations').where('account', '=', account).execute();
  await appendToTrail(within, { ...by, at, action: 'account-closed', subject: account });
}

/** All accounts, open ones first, in the order in which they were made. */
export async function listAccounts(within: Queries, now: Date): Promise<StaffAccount[]> {
  const at = now.toISOString();
  const accounts = await within.selectFrom('staff_accounts').selectAll().orderBy('id').execute();
  const count = async (table: 'staff_passkeys' | 'staff_sessions') => {
    const rows = await within
      .selectFrom(table)
      .select(({ fn }) => ['account', fn.countAll<number>().as('count')])
      .groupBy('account')
      .execute();
    return new Map(rows.map((row) => [row.account, row.count]));
  };
  const [passkeys, sessions] = [await count('staff_passkeys'), await count('staff_sessions')];
  const invitations = await within
    .selectFrom('staff_invitations')
    .select(['account', 'expires_at'])
    .where('expires_at', '>', at)
    .execute();
  const until = new Map(invitations.map((one) => [one.account, one.expires_at]));
  return accounts
    .map(({ id, name, roles, state, kind }): StaffAccount => {
      const invitedUntil = until.get(id);
      return {
        id,
        name,
        roles,
        state,
        kind,
        passkeys: passkeys.get(id) ?? 0,
        sessions: sessions.get(id) ?? 0,
        ...(invitedUntil === undefined ? {} : { invitedUntil }),
      };
    })
    .toSorted((a, b) => Number(a.state === 'closed') - Number(b.state === 'closed'));
}
