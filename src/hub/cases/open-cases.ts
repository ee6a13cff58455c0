import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '../database/index.ts';
import { wrappingKey } from './case-key.ts';
import type { CaseStore } from './case-store.ts';
import { openJournal } from './journal.ts';
import { openKeyFile } from './key-file.ts';
import { tableStore } from './table-store.ts';

export interface OpenedCases {
  store: CaseStore;
  /** Bytes of the journal that were never acknowledged. */
  cutOff: number;
  /** Cases whose keys are missing. */
  withoutKey: readonly string[];
}

export const journalIn = (folder: string) => path.join(folder, 'journal.ndjson');
export const keysIn = (folder: string) => path.join(folder, 'keys');

/**
 * Opens where cases are kept: the tables of a server, or else the synced journal of a folder. Throws where a server is
 * asked for and the folder's journal still holds cases: they would be forgotten.
 */
export async function openCases(
  folder: string,
  options: { wrapping: { id: string; key: Uint8Array }; now: () => Date; tables?: Promise<Database> },
): Promise<OpenedCases> {
  const { wrapping, now, tables } = options;
  if (tables) {
    const left = await stat(journalIn(folder)).catch(() => undefined);
    if (left && left.size > 0)
      throw new Error(`${journalIn(folder)} still holds cases. Move them to the server first: npm run hub:move.`);
    return {
      store: tableStore(tables, { id: wrapping.id, key: await wrappingKey(wrapping) }, now),
      cutOff: 0,
      withoutKey: [],
    };
  }
  const keys = await openKeyFile(keysIn(folder), wrapping);
  const journal = await openJournal(journalIn(folder), keys, now).catch(async (error: unknown) => {
    await keys.close();
    throw error;
  });
  return { store: journal, cutOff: journal.cutOff, withoutKey: journal.withoutKey };
}
