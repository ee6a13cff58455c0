import type { Queries } from '../database/index.ts';
import { hashOf, newSecret } from './secrets.ts';

/** So long somebody may take over a sign-in that was begun, in milliseconds. */
export const ceremonyMilliseconds = 5 * 60_000;

export type Ceremony = 'sign-in' | 'invitation' | 'directory';

/**
 * Keeps what a sign-in under way must come back with (challenge, state, nonce): in the tables, so that any hub of a city
 * can end what another one began, and looked at once. Returns what the browser's cookie holds.
 */
export async function beginCeremony(
  within: Queries,
  kind: Ceremony,
  content: Record<string, string>,
  now: Date,
): Promise<string> {
  await within.deleteFrom('staff_ceremonies').where('expires_at', '<', now.toISOString()).execute();
  const secret = newSecret();
  await within
    .insertInto('staff_ceremonies')
    .values({
      hash: hashOf(secret),
      kind,
      content: JSON.stringify(content),
      expires_at: new Date(now.getTime() + ceremonyMilliseconds).toISOString(),
    })
    .execute();
  return secret;
}

/** What was kept, once; nothing where it is too late, or of another kind. */
export async function endCeremony(
  within: Queries,
  kind: Ceremony,
  secret: string,
  now: Date,
): Promise<Record<string, string> | undefined> {
  const row = await within
    .deleteFrom('staff_ceremonies')
    .where('hash', '=', hashOf(secret))
    .returning(['kind', 'content', 'expires_at'])
    .executeTakeFirst();
  return row?.kind === kind && now.toISOString() < row.expires_at ? row.content : undefined;
}
