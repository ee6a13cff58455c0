import type { Result } from '../basics/index.ts';
import type { Fault } from './fault.ts';
import type { DeliveredCase, OutboxRow, OutboxState, Registry } from './registry.ts';

/** A case on its way to the hub, without its sealed bytes. */
export type OutboxEntry = Omit<OutboxRow, 'sealed'>;

/** What came of a try that the hub did not take. Instants in ISO 8601; without `next` it is not tried again by itself. */
export interface FailedTry {
  state: OutboxState;
  /** A short code, nothing personal. */
  error: string;
  at: string;
  next: string | undefined;
}

/** The setting that lists what the hub has taken, and how many cases it names at most. */
export const DELIVERED = 'delivered';
const MOST_DELIVERED = 1000;

/** The cases that the hub does not have yet. Staff see all of it; a case leaves it only when the hub has said yes. */
export class Outbox {
  readonly #registry: Registry;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** What waits, the oldest first. */
  async list(): Promise<Result<OutboxEntry[], Fault>> {
    return this.#registry.run(async ({ outbox }) => {
      const entries: OutboxEntry[] = [];
      // One after the other: a day without network holds more sealed bytes than need be in memory at once.
      await outbox.orderBy('preparedAt').each((row) => {
        const { sealed: _sealed, ...entry } = row;
        entries.push(entry);
      });
      return entries;
    });
  }

  /** One case as it is sent. */
  get(caseId: string): Promise<Result<OutboxRow | undefined, Fault>> {
    return this.#registry.run(({ outbox }) => outbox.get(caseId));
  }

  /** Keeps that the hub did not take a case, and why. */
  tried(caseId: string, { state, error, at, next }: FailedTry): Promise<Result<void, Fault>> {
    return this.#registry.run(async ({ outbox }) => {
      await outbox
        .where('caseId')
        .equals(caseId)
        .modify((row) => {
          row.state = state;
          row.tries += 1;
          row.lastError = error;
          row.lastTry = at;
          if (next === undefined) delete row.nextTry;
          else row.nextTry = next;
        });
    });
  }

  /** Removes a case that the hub has acknowledged, and notes that it has; both or neither. */
  acknowledged(caseId: string, receivedAt: string): Promise<Result<void, Fault>> {
    return this.#registry.run((database) =>
      database.transaction('rw', database.outbox, database.settings, async () => {
        const row = await database.outbox.get(caseId);
        if (!row) return; // an attempt whose answer was lost
        const { ended, receipt, preparedAt } = row;
        const one: DeliveredCase = { caseId, ended, ...(receipt && { receipt }), preparedAt, receivedAt };
        const before = deliveredIn(await database.settings.get(DELIVERED));
        await database.settings.put({ name: DELIVERED, value: [one, ...before].slice(0, MOST_DELIVERED) });
        await database.outbox.delete(caseId);
      }),
    );
  }

  /** The cases that the hub has taken from here, the last one first. */
  delivered(): Promise<Result<DeliveredCase[], Fault>> {
    return this.#registry.run(async ({ settings }) => deliveredIn(await settings.get(DELIVERED)));
  }
}

/** Only this class writes the setting. */
const deliveredIn = (row: { value: unknown } | undefined): DeliveredCase[] => (row?.value ?? []) as DeliveredCase[];
