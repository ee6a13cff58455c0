import type { Database } from '../database/index.ts';
import { invite, makeAccount } from './accounts.ts';

/** The name of an administrator's account that nobody named: 管理者. It stays in lists and trails. */
const ADMINISTRATOR = '管理者';

/**
 * An invitation for an administrator, made on the hub's own machine. To one who was invited and never came a new link;
 * else a new account.
 */
export async function inviteAdministrator(database: Database, now: Date): Promise<{ token: string; until: string }> {
  const by = { role: 'operator' } as const;
  return database.transaction().execute(async (within) => {
    const waiting = await administrators(within)
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('staff_passkeys')
              .select('staff_passkeys.id')
              .whereRef('staff_passkeys.account', '=', 'staff_accounts.id'),
          ),
        ),
      )
      .where('kind', '=', 'passkey')
      .executeTakeFirst();
    const account =
      waiting?.id ??
      (await makeAccount(within, { name: ADMINISTRATOR, roles: ['administrator'], kind: 'passkey' }, by, now));
    return invite(within, account, by, now);
  });
}

/** Whether somebody can sign in who makes accounts. */
export async function hasAdministrator(database: Database): Promise<boolean> {
  const found = await administrators(database)
    .where((where) =>
      where.or([
        where('kind', '=', 'directory'),
        where.exists(
          where
            .selectFrom('staff_passkeys')
            .select('staff_passkeys.id')
            .whereRef('staff_passkeys.account', '=', 'staff_accounts.id'),
        ),
      ]),
    )
    .executeTakeFirst();
  return found !== undefined;
}

const administrators = (within: Pick<Database, 'selectFrom'>) =>
  within
    .selectFrom('staff_accounts')
    .select('staff_accounts.id')
    .where('state', '=', 'open')
    .where('kind', '<>', 'demo')
    .where(({ eb }) => eb('roles', '@>', JSON.stringify(['administrator']) as never));
