import { type IdSource, newId, ok, type Result } from '../basics/index.ts';
import type { Fault } from './fault.ts';
import type { KeyKeeper } from './key-keeper.ts';
import type { Registry } from './registry.ts';

/** The setting that names the key made ahead, so that a restart finds it and none is left over at the keeper. */
export const SPARE_KEY = 'spare-key';

export interface Spare {
  id: string;
  key: CryptoKey;
}

/** One key made ahead, so that a new case never waits for the keeper. */
export class SpareKey {
  readonly #registry: Registry;
  readonly #keys: KeyKeeper;
  readonly #ids: IdSource;
  #ready: Promise<Result<Spare, Fault>> | undefined;

  constructor(registry: Registry, keys: KeyKeeper, ids: IdSource) {
    this.#registry = registry;
    this.#keys = keys;
    this.#ids = ids;
  }

  /** The spare key, fetched now if it was not before. Stays the same one until it is used up. */
  async get(): Promise<Result<Spare, Fault>> {
    this.#ready ??= this.#fetch();
    const spare = await this.#ready;
    if (!spare.ok) this.#ready = undefined;
    return spare;
  }

  /** The spare key now belongs to a case, or to another tab. */
  usedUp(): void {
    this.#ready = undefined;
  }

  /** Waits for a key that is being fetched, without fetching one. */
  async settled(): Promise<void> {
    await this.#ready;
  }

  async #fetch(): Promise<Result<Spare, Fault>> {
    const known = await this.#registry.run(({ settings }) => settings.get(SPARE_KEY));
    if (!known.ok) return known;
    const named = known.value?.value;
    if (typeof named === 'string') {
      const kept = await this.#keys.get(named);
      if (kept.ok) return ok({ id: named, key: kept.value });
      if (kept.reason.kind !== 'key-lost') return kept;
    }
    const id = newId(this.#ids);
    const noted = await this.#registry.run(({ settings }) => settings.put({ name: SPARE_KEY, value: id }));
    if (!noted.ok) return noted;
    const made = await this.#keys.create(id);
    return made.ok ? ok({ id, key: made.value }) : made;
  }
}
