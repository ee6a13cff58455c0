import type { Database } from '../database/index.ts';
import { deviceEvent, type DeviceEvent, type DeviceLog } from './events.ts';

/** The events in the table `device_events` of a server, which several hubs share; read anew at each use, only what is new. */
export function eventTable(opening: Promise<Database>): DeviceLog {
  const known: DeviceEvent[] = [];
  const readOn = async (): Promise<readonly DeviceEvent[]> => {
    const database = await opening;
    const rows = await database
      .selectFrom('device_events')
      .select(['seq', 'event'])
      .where('seq', '>', known.length)
      .orderBy('seq')
      .execute();
    // Another request may have read the same rows meanwhile.
    for (const { seq, event } of rows) if (seq === known.length + 1) known.push(deviceEvent.parse(event));
    return known;
  };
  return {
    events: readOn,
    append: async (event, after) => {
      const database = await opening;
      const written = await database
        .insertInto('device_events')
        .values({ seq: after + 1, event: JSON.stringify(event) })
        .onConflict((conflict) => conflict.column('seq').doNothing())
        .executeTakeFirst();
      return (written.numInsertedOrUpdatedRows ?? 0n) === 1n;
    },
  };
}
