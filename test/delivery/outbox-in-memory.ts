import { ok } from '../../src/basics/index.ts';
import type { OutboxRow } from '../../src/storage/index.ts';
import type { SenderNeeds } from '../../src/sync/index.ts';

/** An outbox without a browser; the rows are those that are still in it. */
export function outboxInMemory(rows: Map<string, OutboxRow>): SenderNeeds['outbox'] {
  return {
    list: () => Promise.resolve(ok([...rows.values()].map(({ sealed: _sealed, ...entry }) => entry))),
    get: (caseId) => Promise.resolve(ok(rows.get(caseId))),
    tried: (caseId, { state, error, at, next }) => {
      const row = rows.get(caseId);
      if (row) Object.assign(row, { state, tries: row.tries + 1, lastError: error, lastTry: at, nextTry: next });
      return Promise.resolve(ok(undefined));
    },
    acknowledged: (caseId) => {
      rows.delete(caseId);
      return Promise.resolve(ok(undefined));
    },
  };
}
