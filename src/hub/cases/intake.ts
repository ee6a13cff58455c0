import { sql } from 'kysely';
import type { Database } from '../database/index.ts';
import { queue } from '../files/queue.ts';
import { CASE_ARRIVED, caseRow } from './case-row.ts';
import type { CaseStore, Delivered } from './case-store.ts';
import type { Judge } from './judge.ts';
import { type TakenUp, takeUp } from './take-up.ts';

/** So long a hub leaves a case that arrived at another one to that one. */
const othersMilliseconds = 2_000;

/** Brings delivered cases into the tables, one after the other, behind the yes that the device got. */
export interface Intake {
  /** A case was kept by this hub, from this enrolled device. Resolves when it is in the tables. */
  arrived(caseId: string, device?: string): Promise<void>;
  /** Resolves when all cases that were there at the start are in the tables. */
  readonly caughtUp: Promise<void>;
  /** Waits for the case under way, takes up no more. */
  close(): Promise<void>;
}

export interface IntakeOptions {
  store: CaseStore;
  database: Promise<Database>;
  by: Judge;
  now: () => Date;
  /** Called when a case is in the tables. */
  takenUp: (taken: TakenUp) => Promise<void>;
  failed: (error: unknown, caseId?: string) => void;
}

export function startIntake({ store, database: opening, by, now, takenUp, failed }: IntakeOptions): Intake {
  const inTurn = queue();
  let closing = false;
  const later = new Set<NodeJS.Timeout>();

  const take = async (caseId: string, device?: string) => {
    const database = await opening;
    await inTurn(async () => {
      if (closing) return;
      try {
        const taken = await takeUp(database, caseId, { store, by, now, device });
        if (taken) await takenUp(taken);
      } catch (error) {
        if (!closing) failed(error, caseId);
      }
    });
  };
  /** Also what a hub that was killed had said yes to and not taken up any more. */
  const takeAllLeft = async (database: Database) => {
    const left = await database
      .selectFrom('cases')
      .select('id')
      .where('state', '=', 'received')
      .orderBy('id')
      .execute();
    for (const { id } of left) await take(id);
  };
  const start = async () => {
    const database = await opening;
    const journalled = store.delivered();
    const there = new Set(
      journalled.length === 0 ? [] : (await database.selectFrom('cases').select('id').execute()).map(({ id }) => id),
    );
    for (const one of journalled) if (!closing && !there.has(one.envelope.case)) await register(database, one);
    if (closing) return;
    await database.listen(CASE_ARRIVED, (caseId) => {
      if (closing) return;
      const timer = setTimeout(
        () => {
          later.delete(timer);
          const done = caseId === '' ? takeAllLeft(database) : take(caseId);
          done.catch((error: unknown) => failed(error));
        },
        caseId === '' ? 0 : othersMilliseconds,
      );
      later.add(timer.unref());
    });
    await takeAllLeft(database);
  };
  const caughtUp = start().catch((error: unknown) => {
    if (!closing) failed(error);
  });
  return {
    caughtUp,
    arrived: async (caseId, device) => {
      try {
        const database = await opening;
        for (const one of store.delivered(caseId)) await register(database, one);
        await take(caseId, device);
      } catch (error) {
        // A hub that stops takes it up at its next start.
        if (!closing) throw error;
      }
    },
    close: async () => {
      closing = true;
      for (const timer of later) clearTimeout(timer);
      await inTurn(async () => undefined);
    },
  };
}

/** The row of a case of the journal, and word of it; nothing where it is there. */
async function register(database: Database, { received, envelope }: Delivered): Promise<void> {
  const made = await database
    .insertInto('cases')
    .values(caseRow(received, envelope))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made) await sql`select pg_notify(${CASE_ARRIVED}, ${envelope.case})`.execute(database);
}
