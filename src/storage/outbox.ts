import type { Result } from '../basics/index.ts';
import type { Fault } from './fault.ts';
import type { OutboxRow, OutboxState, Registry } from './registry.ts';

/** A case on its way to the hub, without its sealed bytes. */
export type OutboxEntry = Omit<OutboxRow, 'sealed'>;

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

  /** Keeps that the hub did not take a case, and why (`error`: a short code, nothing personal). */
  tried(caseId: string, state: OutboxState, error: string): Promise<Result<void, Fault>> {
    return this.#registry.run(async ({ outbox }) => {
      await outbox
        .where('caseId')
        .equals(caseId)
        .modify((row) => {
          row.state = state;
          row.tries += 1;
          row.lastError = error;
        });
    });
  }

  /** Removes a case that the hub has acknowledged. */
  acknowledged(caseId: string): Promise<Result<void, Fault>> {
    return this.#registry.run(({ outbox }) => outbox.delete(caseId));
  }
}
