import type { Table } from 'dexie';
import { Database } from './database.ts';

/** A case that somebody works on here. What they said is in a database of its own, encrypted. */
export interface DraftRow {
  caseId: string;
  openedAt: string;
  kiosk: string;
  /** `over`: the case is safe in the outbox, or given up; what is left of it is being removed. */
  state: 'open' | 'over';
  /** The id under which the key keeper keeps its key. */
  key: string;
}

/** Why the hub does not have a case yet. `refused` and `conflict` are tasks for a person, never dropped. */
export type OutboxState = 'waiting' | 'refused' | 'conflict' | 'sign-in';

/** A case on its way to the hub. Only what stands here is readable. */
export interface OutboxRow {
  caseId: string;
  ended: 'prepared' | 'left';
  /** A case left behind has no receipt number (受付番号). */
  receipt?: string;
  events: readonly string[];
  /** When it was prepared or locked away, as an instant in ISO 8601. */
  preparedAt: string;
  state: OutboxState;
  tries: number;
  lastError?: string;
  /** Everything else, sealed to the hub's public key. */
  sealed: Uint8Array;
}

interface SettingRow {
  name: string;
  value: unknown;
}

export interface RegistryTables {
  drafts: Table<DraftRow, string>;
  outbox: Table<OutboxRow, string>;
  settings: Table<SettingRow, string>;
}

/** Whose databases they are: a kiosk and a home page may be open in one browser, and never see each other's cases. */
export type Area = 'kakanai' | 'kakanai-home';

/** The database that every case of this device is known in. */
export type Registry = Database<RegistryTables>;

export const openRegistry = (patience?: number, area: Area = 'kakanai'): Registry =>
  new Database<RegistryTables>(area, 1, { drafts: 'caseId', outbox: 'caseId, preparedAt', settings: 'name' }, patience);
