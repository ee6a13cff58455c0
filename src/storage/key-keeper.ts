import * as z from 'zod/mini';
import { fail, ok, type Result } from '../basics/index.ts';
import { type Cryptography, importKey, newKeyBytes } from '../sealing/index.ts';
import type { Fault } from './fault.ts';

/**
 * Who holds the keys of open drafts: never the database beside the data. A key has an id of its own, because it is
 * made before its case. Faults: `no-keeper` (try again), `key-lost` (it is no more).
 */
export interface KeyKeeper {
  /** Makes a key under an id that has none. */
  create(id: string): Promise<Result<CryptoKey, Fault>>;
  get(id: string): Promise<Result<CryptoKey, Fault>>;
  /** Destroys the key, and with it whatever was encrypted under it. Destroying a key that is no more succeeds. */
  destroy(id: string): Promise<Result<void, Fault>>;
}

const answer = z.object({ key: z.string() });

/** How long the local process may take to answer, in milliseconds. */
const PATIENCE = 5000;

/** The keys held by the local process: `PUT`, `GET`, `DELETE` on `<base>/device/keys/<id>`, JSON `{key: base64}`. */
export function httpKeyKeeper(crypto: Cryptography, fetch: typeof globalThis.fetch, base: string): KeyKeeper {
  const ask = async (method: 'PUT' | 'GET' | 'DELETE', id: string): Promise<Result<Response, Fault>> => {
    try {
      const address = `${base}/device/keys/${encodeURIComponent(id)}`;
      const response = await fetch(address, { method, cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) });
      if (response.ok || response.status === 404) return ok(response);
      return fail({ kind: 'no-keeper', cause: `HTTP ${response.status}` });
    } catch (error) {
      return fail({ kind: 'no-keeper', cause: error instanceof Error ? error.name : typeof error });
    }
  };
  const keyFrom = async (method: 'PUT' | 'GET', id: string): Promise<Result<CryptoKey, Fault>> => {
    const response = await ask(method, id);
    if (!response.ok) return response;
    if (response.value.status === 404)
      return fail({ kind: method === 'GET' ? 'key-lost' : 'no-keeper', cause: 'HTTP 404' });
    const read = answer.safeParse(await response.value.json().catch(() => undefined));
    const bytes = read.success ? fromBase64(read.data.key) : undefined;
    const key = bytes && (await importKey(crypto, bytes));
    return key?.ok ? key : fail({ kind: 'no-keeper', cause: 'not a key' });
  };
  return {
    create: (id) => keyFrom('PUT', id),
    get: (id) => keyFrom('GET', id),
    destroy: async (id) => {
      const response = await ask('DELETE', id);
      return response.ok ? ok(undefined) : response;
    },
  };
}

/** Keys that live as long as the page, for tests. */
export function memoryKeyKeeper(crypto: Cryptography): KeyKeeper {
  const keys = new Map<string, CryptoKey>();
  return {
    create: async (id) => {
      const made = await importKey(crypto, newKeyBytes(crypto));
      if (!made.ok) return fail({ kind: 'no-keeper', cause: made.reason });
      keys.set(id, made.value);
      return made;
    },
    get: (id) => {
      const key = keys.get(id);
      return Promise.resolve(key ? ok(key) : fail({ kind: 'key-lost', cause: 'no such key' }));
    },
    destroy: (id) => {
      keys.delete(id);
      return Promise.resolve(ok(undefined));
    },
  };
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
