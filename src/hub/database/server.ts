import type { PostgresPool } from 'kysely';
import { Client, type ClientConfig, Pool, types } from 'pg';
import type { Listening } from './listening.ts';
import { parsers } from './parsers.ts';

/** How long to wait for the server, and for an answer of it. */
const connectMilliseconds = 5_000;
const statementMilliseconds = 60_000;

/** After so long a lost connection for notices is made again. */
const againMilliseconds = 1_000;

/**
 * Connections to a PostgreSQL server (`postgres://user:password@host/database`), at most `most` at once. Rows arrive as
 * from the embedded database. A connection that breaks while nobody uses it is forgotten; one that breaks in use fails
 * its query.
 */
export function serverPool(url: string, most = 10): PostgresPool & Listening {
  const config: ClientConfig = {
    connectionString: url,
    connectionTimeoutMillis: connectMilliseconds,
    statement_timeout: statementMilliseconds,
    application_name: 'kakanai hub',
    // Days and instants are read from their text: see `parsers.ts`.
    options: '-c timezone=UTC -c datestyle=ISO',
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary'): unknown =>
        parsers[oid] ?? types.getTypeParser(oid, format)) as typeof types.getTypeParser,
    },
  };
  const pool = new Pool({ ...config, max: most });
  pool.on('error', () => undefined);
  // In use, between two queries of a transaction, it would otherwise end the whole process; its next query fails.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const notices = noticesFrom(config);
  return {
    options: {},
    connect: () => pool.connect(),
    end: async () => {
      await notices.end();
      await pool.end();
    },
    listen: notices.listen,
  };
}

/** One connection that only listens, made with the first listener and again whenever it is lost. */
function noticesFrom(config: ClientConfig): Listening & { end(): Promise<void> } {
  const heard = new Map<string, Set<(payload: string) => void>>();
  let client: Client | undefined;
  let again: NodeJS.Timeout | undefined;
  let ended = false;

  const lost = (which: Client) => {
    if (ended || client !== which) return;
    client = undefined;
    again = setTimeout(() => void connect().catch(() => undefined), againMilliseconds);
    again.unref();
  };
  const connect = async () => {
    const fresh = new Client(config);
    client = fresh;
    fresh.on('error', () => lost(fresh));
    fresh.on('end', () => lost(fresh));
    fresh.on('notification', ({ channel, payload = '' }) => {
      for (const hear of heard.get(channel) ?? []) hear(payload);
    });
    try {
      await fresh.connect();
      for (const channel of heard.keys()) await fresh.query(`listen ${channel}`);
      // What was said while nobody listened is not said again: everybody looks for themselves.
      for (const hearing of heard.values()) for (const hear of hearing) hear('');
    } catch (error) {
      lost(fresh);
      throw error;
    }
  };
  return {
    listen: async (channel, hear) => {
      if (!/^[a-z_]+$/.test(channel)) throw new RangeError('the name of a channel is of letters and low lines');
      const hearing = heard.get(channel) ?? new Set();
      heard.set(channel, hearing.add(hear));
      if (client) await client.query(`listen ${channel}`);
      else await connect();
    },
    end: async () => {
      ended = true;
      clearTimeout(again);
      await client?.end().catch(() => undefined);
    },
  };
}
