import { sql } from 'kysely';
import { type LiveEvent, liveEvent } from '../../protocol/index.ts';
import type { Database, Queries } from '../database/index.ts';

/** The channel on which all hubs of one database hear what the others changed. */
const LIVE = 'kakanai_live';

/** Tells everybody who listens, at every hub, when the transaction it is called in has come through. */
export async function tell(within: Queries, event: LiveEvent): Promise<void> {
  await sql`select pg_notify(${LIVE}, ${JSON.stringify(event)})`.execute(within);
}

/** Hears what is told from now on, here and at other hubs. */
export const hearLive = (database: Database, hear: (event: LiveEvent) => void): Promise<void> =>
  database.listen(LIVE, (payload) => hear(eventIn(payload)));

/** What cannot be read, of a newer hub for example, is a reason to look again. */
function eventIn(payload: string): LiveEvent {
  try {
    const read = liveEvent.safeParse(JSON.parse(payload));
    if (read.success) return read.data;
  } catch {
    // An empty payload says that a connection was lost.
  }
  return { what: 'anything' };
}
