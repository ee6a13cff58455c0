import type { Database } from '../database/index.ts';

/** When a device asked for something last, and how far its clock was ahead then. */
export interface Sighting {
  seenAt: string;
  /** Seconds; negative where it is behind. */
  clockAhead: number;
}

export interface Sightings {
  /** `ahead` in milliseconds. Written down behind the answer, once a minute. */
  seen(device: string, ahead: number): void;
  /** The latest of every device; of none where the database is not there. */
  all(): Promise<Map<string, Sighting>>;
}

const MINUTE = 60_000;

/** In the table `device_sightings`: nothing that must not be lost. */
export function sightingsIn(opening: Promise<Database>, now: () => Date, failed: (error: unknown) => void): Sightings {
  const minutes = new Map<string, number>();
  return {
    seen: (device, ahead) => {
      const minute = Math.floor(now().getTime() / MINUTE);
      if (minutes.get(device) === minute) return;
      minutes.set(device, minute);
      const what = { seen_at: new Date(minute * MINUTE).toISOString(), clock_ahead: rounded(ahead) };
      opening
        .then((database) =>
          database
            .insertInto('device_sightings')
            .values({ device, ...what })
            .onConflict((conflict) => conflict.column('device').doUpdateSet(what))
            .execute(),
        )
        .catch(failed);
    },
    all: async () => {
      try {
        const rows = await (await opening).selectFrom('device_sightings').selectAll().execute();
        return new Map(rows.map((row) => [row.device, { seenAt: row.seen_at, clockAhead: row.clock_ahead }]));
      } catch (error) {
        failed(error);
        return new Map();
      }
    },
  };
}

/** To ten seconds: what is less is the way there. Beyond the largest that a column of it holds, that. */
function rounded(milliseconds: number): number {
  const seconds = Math.round(milliseconds / 10_000) * 10;
  return Math.max(-2_000_000_000, Math.min(2_000_000_000, seconds)) || 0;
}
