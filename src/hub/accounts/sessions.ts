import type { StaffRole } from '../../protocol/index.ts';
import type { Queries } from '../database/index.ts';
import { hashOf, newSecret } from './secrets.ts';

/** How long a session lasts, and how many one account has. */
export interface SessionLimits {
  /** Minutes after which a session ends in which nothing was done. */
  idleMinutes: number;
  /** Hours after which every session ends: a day's work. */
  longestHours: number;
  /** With one more the oldest ends. */
  each: number;
}

export const usualLimits: SessionLimits = { idleMinutes: 30, longestHours: 10, each: 3 };

/** Somebody who is signed in. */
export interface Session {
  account: { id: string; name: string; demo: boolean };
  roles: readonly StaffRole[];
  /** It ends at this instant unless something is done before. */
  end: string;
}

export interface Sessions {
  /** Begins a session of an account; returns what its cookie holds. */
  begin(within: Queries, account: string): Promise<string>;
  /** The session of a cookie. `use` says that something is done in it, which prolongs it. */
  find(within: Queries, secret: string, use: 'use' | 'look'): Promise<Session | undefined>;
  end(within: Queries, secret: string): Promise<void>;
}

/** Ends every session of an account at once. */
export async function endSessionsOf(within: Queries, account: string): Promise<void> {
  await within.deleteFrom('staff_sessions').where('account', '=', account).execute();
}

/** So long after the last time the use of a session is not written down again, in milliseconds. */
const notedFor = 10_000;

/** `demo`: whether this hub is for demonstration. Elsewhere sessions of invented accounts do not count. */
export function sessionsOf({ limits, demo, now }: { limits: SessionLimits; demo: boolean; now: () => Date }): Sessions {
  const idle = limits.idleMinutes * 60_000;
  const longest = limits.longestHours * 3_600_000;
  const later = (time: number) => new Date(time).toISOString();
  return {
    begin: async (within, account) => {
      const time = now().getTime();
      await within
        .deleteFrom('staff_sessions')
        .where((where) =>
          where.or([where('made_at', '<', later(time - longest)), where('seen_at', '<', later(time - idle))]),
        )
        .execute();
      const others = await within
        .selectFrom('staff_sessions')
        .select('hash')
        .where('account', '=', account)
        .orderBy('made_at', 'desc')
        .offset(limits.each - 1)
        .execute();
      for (const { hash } of others) await within.deleteFrom('staff_sessions').where('hash', '=', hash).execute();
      const secret = newSecret();
      const at = later(time);
      await within
        .insertInto('staff_sessions')
        .values({ hash: hashOf(secret), account, made_at: at, seen_at: at })
        .execute();
      return secret;
    },
    find: async (within, secret, use) => {
      const row = await within
        .selectFrom('staff_sessions')
        .innerJoin('staff_accounts', 'staff_accounts.id', 'staff_sessions.account')
        .select(['staff_accounts.id', 'name', 'roles', 'kind', 'state', 'staff_sessions.made_at', 'seen_at'])
        .where('hash', '=', hashOf(secret))
        .executeTakeFirst();
      const time = now().getTime();
      if (!row || row.state === 'closed' || (row.kind === 'demo' && !demo)) return undefined;
      const latestEnd = Date.parse(row.made_at) + longest;
      const seen = Date.parse(row.seen_at);
      if (time >= latestEnd || time >= seen + idle) return undefined;
      const prolong = use === 'use' && time - seen >= notedFor;
      if (prolong)
        await within
          .updateTable('staff_sessions')
          .set({ seen_at: later(time) })
          .where('hash', '=', hashOf(secret))
          .execute();
      return {
        account: { id: row.id, name: row.name, demo: row.kind === 'demo' },
        roles: row.roles,
        end: later(Math.min((prolong ? time : seen) + idle, latestEnd)),
      };
    },
    end: async (within, secret) => {
      await within.deleteFrom('staff_sessions').where('hash', '=', hashOf(secret)).execute();
    },
  };
}
