import type { Table } from 'dexie';
import { Database } from './database.ts';

/** A case that somebody works on here. What they said is in a database of its own, encrypted. */
export interface DraftRow {
  caseId: string;
  openedAt: string;
  kiosk: string;
  /**
   * `over`: the case is safe in the outbox, or given up; what is left of it is being removed. `aside`: its key is with a
   * keeper that is away; it goes to the outbox when the keeper is back.
   */
  state: 'open' | 'aside' | 'over';
  /** The id under which the key keeper keeps its key; empty where it was made without the keeper. */
  key: string;
  /** A key that was made without the keeper, sealed to the hub: this device cannot read it again. */
  escrow?: Uint8Array;
}

/** Why the hub does not have a case yet. `refused` and `conflict` are tasks for a person, never dropped. */
export type OutboxState = 'waiting' | 'refused' | 'conflict' | 'sign-in';

/** A case on its way to the hub. Only what stands here is readable. */
export interface OutboxRow {
  caseId: string;
  ended: 'prepared' | 'left';
  /** 受付番号 */
  receipt?: string;
  events: readonly string[];
  /** 練習 */
  practice?: true;
  /** When it was prepared or locked away, as an instant in ISO 8601. */
  preparedAt: string;
  state: OutboxState;
  tries: number;
  /** Why the last try failed: a short code, nothing personal. */
  lastError?: string;
  /** When it was tried last, and before when it is not tried again by itself: instants in ISO 8601. */
  lastTry?: string;
  nextTry?: string;
  /** Everything else, sealed to the hub's public key. */
  sealed: Uint8Array;
}

/** A case that the hub has: what is left of it here, so that staff can say where it is. */
export interface DeliveredCase {
  caseId: string;
  ended: 'prepared' | 'left';
  receipt?: string;
  preparedAt: string;
  /** When the hub took it, by the hub's clock. */
  receivedAt: string;
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
