import { Dexie, type Table } from 'dexie';
import { fail, ok, type Result } from '../basics/index.ts';
import { type Action, action } from '../case/index.ts';
import { bytesOf, type Cryptography, decrypt, encrypt, textOf } from '../sealing/index.ts';
import { Database } from './database.ts';
import { type Fault, Faulted } from './fault.ts';
import type { Area } from './registry.ts';

/** An action of a case: its place, its id, and the action itself, encrypted under the key of the case. */
interface ActionRow {
  seq: number;
  id: string;
  box: Uint8Array;
}

interface Tables {
  actions: Table<ActionRow, number>;
}

/** The actions of a draft that could be read, from the first on. */
export interface DraftContents {
  actions: Action[];
  /** Where reading ended before the end: at this action, because of this; `lost` counts it and all after it. */
  cut?: { at: number; because: 'unreadable' | 'foreign'; lost: number };
}

const nameOf = (caseId: string, area: Area = 'kakanai') => `${area}-draft-${caseId}`;

/** The cases of which this browser holds a draft database, whatever the registry says. */
export async function draftDatabases(area?: Area): Promise<string[]> {
  const prefix = nameOf('', area);
  const names = await Dexie.getDatabaseNames();
  return names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
}

/** The one database of one draft, with the key of its case in hand. */
export class DraftDatabase {
  readonly #caseId: string;
  readonly #crypto: Cryptography;
  readonly #key: CryptoKey;
  readonly #database: Database<Tables>;
  /** Ids of the actions that are stored and readable. */
  #ids = new Set<string>();
  /** The place of the next action. */
  #next = 0;
  /** The place of the last row, readable or not; -1 where there is none. */
  #last = -1;

  constructor(caseId: string, crypto: Cryptography, key: CryptoKey, patience?: number, area?: Area) {
    this.#caseId = caseId;
    this.#crypto = crypto;
    this.#key = key;
    this.#database = new Database<Tables>(nameOf(caseId, area), 1, { actions: 'seq' }, patience);
  }

  /**
   * Reads all actions in order, up to the first that does not open, is no action this version knows, or is not in its
   * place: what comes after an answer that is missing would mean something else. Nothing is removed.
   */
  async read(): Promise<Result<DraftContents, Fault>> {
    const rows = await this.#database.run(({ actions }) => actions.toArray());
    if (!rows.ok) return rows;
    const opened = await Promise.all(rows.value.map((row) => this.#open(row)));
    if (opened.length > 0 && opened.every((one) => !one.ok && one.reason === 'unreadable'))
      return fail({ kind: 'key-lost', cause: 'does-not-open' });
    const actions: Action[] = [];
    let because: 'unreadable' | 'foreign' | undefined;
    for (const [at, one] of opened.entries()) {
      because = one.ok ? (rows.value[at]?.seq === at ? undefined : 'unreadable') : one.reason;
      if (because || !one.ok) break;
      actions.push(one.value);
    }
    this.#ids = new Set(actions.map(({ id }) => id));
    this.#next = actions.length;
    this.#last = rows.value.at(-1)?.seq ?? -1;
    return ok(because ? { actions, cut: { at: this.#next, because, lost: opened.length - this.#next } } : { actions });
  }

  /**
   * Stores actions after those that are there; resolves after the commit. An action that is there already is left as
   * it is, so that a failed call may be repeated. What could not be read makes room for what is said now.
   */
  async append(actions: readonly Action[]): Promise<Result<void, Fault>> {
    const fresh = actions.filter(({ id }) => !this.#ids.has(id));
    if (fresh.length === 0) return ok(undefined);
    const [next, last] = [this.#next, this.#last];
    const rows = await Promise.all(fresh.map((one, n) => this.#row(one, next + n)));
    const stored = await this.#database.run((database) =>
      database.transaction('rw', database.actions, async () => {
        const { actions: table } = database;
        const unread = last >= next ? table.where('seq').aboveOrEqual(next) : undefined;
        // Asked for together: the database answers in order, and the tap waits for one turn less.
        const [key] = await Promise.all([
          table.toCollection().lastKey(),
          unread ? unread.delete().then(() => table.bulkAdd(rows)) : table.bulkAdd(rows),
        ]);
        const found = typeof key === 'number' ? key : -1;
        if (found < last) throw new Faulted('gone', 'actions are missing');
        if (found > last) throw new Faulted('second-tab', 'actions of another tab');
      }),
    );
    // A commit whose answer was lost, and that was tried again, finds its own rows.
    if (!stored.ok && !(stored.reason.kind === 'second-tab' && (await this.#holds(rows)))) return stored;
    for (const { id } of rows) this.#ids.add(id);
    this.#next = next + rows.length;
    this.#last = this.#next - 1;
    return ok(undefined);
  }

  /** Deletes the database. */
  remove(): Promise<Result<void, Fault>> {
    return this.#database.remove();
  }

  close(): void {
    this.#database.close();
  }

  async #holds(rows: readonly ActionRow[]): Promise<boolean> {
    const found = await this.#database.run(({ actions }) =>
      actions
        .where('seq')
        .aboveOrEqual(rows[0]?.seq ?? 0)
        .toArray(),
    );
    return found.ok && found.value.length === rows.length && rows.every(({ id }, n) => found.value[n]?.id === id);
  }

  async #row(one: Action, seq: number): Promise<ActionRow> {
    const box = await encrypt(this.#crypto, this.#key, bytesOf(JSON.stringify(one)), this.#context(seq));
    return { seq, id: one.id, box };
  }

  async #open({ seq, id, box }: ActionRow): Promise<Result<Action, 'unreadable' | 'foreign'>> {
    if (!(box instanceof Uint8Array)) return fail('unreadable');
    const opened = await decrypt(this.#crypto, this.#key, box, this.#context(seq));
    if (!opened.ok) return fail(opened.reason === 'unknown-format' ? 'foreign' : 'unreadable');
    const read = action.safeParse(parsed(textOf(opened.value)));
    return read.success && read.data.id === id ? ok(read.data) : fail('foreign');
  }

  /** Binds each box to its case and place: a row moved elsewhere does not open. */
  #context(seq: number) {
    return bytesOf(`kakanai action 1 ${this.#caseId} ${seq}`);
  }
}

/** Removes the database of a case whose key is not at hand. */
export const removeDraftDatabase = (caseId: string, patience?: number, area?: Area): Promise<Result<void, Fault>> =>
  new Database(nameOf(caseId, area), 1, {}, patience).remove();

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
