import { type IDBPDatabase, openDB } from 'idb';
import type { HubDescription } from '../protocol/index.ts';
import type { FaultKind } from '../storage/index.ts';

const DATABASE = 'kakanai-device';
const TABLE = 'identity';
const KEY = 'device';

/** The keys of the hub that a device joined: it believes no others under its address. */
export type HubPin = Pick<HubDescription, 'contentKey' | 'sealingKey'> & {
  /** How many keys of each kind the hub had, as far as it was ever told: an older one never comes back. */
  numbers?: { content: number; sealing: number };
  /** The keys before the last changes: content that was taken in under them is still good here. */
  earlier?: Pick<HubDescription, 'contentKey' | 'sealingKey'>[];
};

/** What makes this device known to its hub. */
export interface DeviceIdentity {
  id: string;
  /** The letters before the number on its receipts. */
  name: string;
  /** Signs its requests (ECDSA with P-256). The private key cannot be read out, not even by our own program. */
  keys: CryptoKeyPair;
  hub: HubPin;
}

/** The identity of this device. Both reject with the kind of fault. */
export interface DeviceIdentities {
  /** Nothing where this device never joined a hub. */
  read(): Promise<DeviceIdentity | undefined>;
  /** In place of the one before, if there was one. Resolves when it is on the disk. */
  keep(identity: DeviceIdentity): Promise<void>;
}

/**
 * On the disk of this device, in a database of its own: it is needed before the first screen, and what stores cases is
 * loaded behind that.
 */
export const keptIdentities: DeviceIdentities = {
  read: () => using(async (database) => (await database.get(TABLE, KEY)) as DeviceIdentity | undefined), // as `keep` wrote it
  keep: (identity) =>
    using(async (database) => {
      const writing = database.transaction(TABLE, 'readwrite', { durability: 'strict' });
      await Promise.all([writing.store.put(identity, KEY), writing.done]);
    }),
};

async function using<Value>(work: (database: IDBPDatabase) => Promise<Value>): Promise<Value> {
  try {
    const database = await openDB(DATABASE, 1, { upgrade: (made) => void made.createObjectStore(TABLE) });
    try {
      return await work(database);
    } finally {
      database.close();
    }
  } catch (error) {
    const isFull = error instanceof Error && error.name === 'QuotaExceededError';
    throw (isFull ? 'full' : 'refused') satisfies FaultKind;
  }
}
