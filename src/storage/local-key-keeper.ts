import type { Table } from 'dexie';
import { fail, ok } from '../basics/index.ts';
import { type Cryptography, importKey, newKeyBytes } from '../sealing/index.ts';
import { Database } from './database.ts';
import type { KeyKeeper } from './key-keeper.ts';

interface Tables {
  keys: Table<{ id: string; key: CryptoKey }, string>;
}

/**
 * Keys that this browser keeps itself, for a page at home: no key of what somebody types at home is with the municipality.
 * A key cannot be read out, not even by our own program, and is gone once destroyed. It lies on the same disk as the
 * data: whoever can use this browser as its owner can open the draft, and that is said on the page.
 */
export function localKeyKeeper(crypto: Cryptography, patience?: number): KeyKeeper {
  const database = new Database<Tables>('kakanai-home-keys', 1, { keys: 'id' }, patience);
  return {
    create: async (id) => {
      const made = await importKey(crypto, newKeyBytes(crypto));
      if (!made.ok) return fail({ kind: 'no-keeper', cause: made.reason });
      const kept = await database.run(({ keys }) => keys.put({ id, key: made.value }));
      return kept.ok ? made : kept;
    },
    get: async (id) => {
      const found = await database.run(({ keys }) => keys.get(id));
      if (!found.ok) return found;
      return found.value ? ok(found.value.key) : fail({ kind: 'key-lost', cause: 'no such key' });
    },
    destroy: (id) => database.run(({ keys }) => keys.delete(id)),
  };
}
