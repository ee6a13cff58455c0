import { Dexie } from 'dexie';
import { fail, ok, type Result } from '../basics/index.ts';
import { type Fault, Faulted, faultOf } from './fault.ts';

/** How long another tab may hold on to a database before that is said, in milliseconds. */
const PATIENCE = 5000;

/**
 * One IndexedDB database in which a transaction is over when its bytes are on the disk (strict durability). Whatever
 * goes wrong comes back as a fault. A connection that the browser closed is opened anew once.
 */
export class Database<Tables> {
  readonly #dexie: Dexie & Tables;
  readonly #version: number;
  readonly #patience: number;
  #opening: Promise<void> | undefined;

  /** `schema` as Dexie writes it: the primary key of each table, then its indexes. */
  constructor(name: string, version: number, schema: { [Table in keyof Tables]: string }, patience = PATIENCE) {
    const dexie = new Dexie(name, { addons: [], cache: 'disabled', chromeTransactionDurability: 'strict' });
    dexie.version(version).stores(schema);
    this.#dexie = dexie as Dexie & Tables;
    this.#version = version;
    this.#patience = patience;
  }

  /**
   * Runs `work`, one transaction. It may run twice and must await nothing but the database: a transaction does not
   * stay open for anything else. Resolves after the commit.
   */
  async run<Value>(work: (database: Dexie & Tables) => PromiseLike<Value>): Promise<Result<Value, Fault>> {
    const first = await this.#attempt(work);
    if (first.ok || first.reason.kind !== 'closed') return first;
    this.close();
    return this.#attempt(work);
  }

  /** Deletes the database with everything in it. */
  async remove(): Promise<Result<void, Fault>> {
    try {
      await this.#unblocked(() => this.#dexie.delete());
      return ok(undefined);
    } catch (error) {
      return fail(faultOf(error, 'opening'));
    }
  }

  /** Lets go of the database; the next use opens it again. */
  close(): void {
    this.#dexie.close({ disableAutoOpen: false });
  }

  async #attempt<Value>(work: (database: Dexie & Tables) => PromiseLike<Value>): Promise<Result<Value, Fault>> {
    try {
      await this.#open();
    } catch (error) {
      return fail(faultOf(error, 'opening'));
    }
    try {
      return ok(await work(this.#dexie));
    } catch (error) {
      return fail(faultOf(error, 'working'));
    }
  }

  /** Opens the database unless it is open; who comes meanwhile waits for the same opening. */
  async #open(): Promise<void> {
    if (!this.#opening && this.#dexie.isOpen()) return;
    this.#opening ??= this.#openChecked().finally(() => {
      this.#opening = undefined;
    });
    await this.#opening;
  }

  async #openChecked(): Promise<void> {
    await this.#unblocked(() => this.#dexie.open());
    // Dexie opens a newer database all the same; what it would write there nobody has thought about.
    const stored = Math.floor(this.#dexie.backendDB().version / 10);
    if (stored <= this.#version) return;
    this.close();
    throw new Faulted('newer-version', `version ${stored}`);
  }

  /** A request that another connection blocks has no end of its own. */
  async #unblocked(request: () => PromiseLike<unknown>): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Faulted('blocked', 'another connection')), this.#patience);
    });
    try {
      await Promise.race([request(), late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
