import type { Queries } from '../database/index.ts';
import { changeRoles, makeAccount } from './accounts.ts';
import type { Known } from './directory.ts';

/**
 * The account of somebody whom the city's directory knows, made when they first come. Name and roles are the
 * directory's, each time anew. Nothing where the account was closed here: the directory does not open it again.
 */
export async function directoryAccount(
  within: Queries,
  { subject, name, roles }: Known,
  now: Date,
): Promise<string | undefined> {
  const by = { role: 'hub' } as const;
  const there = await within
    .selectFrom('staff_accounts')
    .select(['id', 'name', 'state'])
    .where('subject', '=', subject)
    .executeTakeFirst();
  if (!there) return makeAccount(within, { name, roles, kind: 'directory', subject }, by, now);
  if (there.state === 'closed') return undefined;
  if (there.name !== name)
    await within.updateTable('staff_accounts').set({ name }).where('id', '=', there.id).execute();
  await changeRoles(within, there.id, roles, by, now);
  return there.id;
}
