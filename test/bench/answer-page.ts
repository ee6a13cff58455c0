/** The page of `answers.ts`: stores answers with the kiosk's own storage, encrypted as always, or plain. */
import type { Action } from '../../src/case/index.ts';
import type { Cryptography } from '../../src/sealing/index.ts';
import { type CaseStorage, memoryKeyKeeper, openStorage } from '../../src/storage/index.ts';

export interface Stored {
  /** Milliseconds until each answer was on the disk. */
  encrypted: number[];
  plain: number[];
  /** Milliseconds of encrypting alone. */
  encrypting: number[];
}

/** The platform's cryptography that leaves bytes as they are. */
const plainly: Cryptography = {
  getRandomValues: (array) => array,
  subtle: new Proxy(crypto.subtle, {
    get: (subtle, name) => {
      if (name === 'encrypt') return (_how: unknown, _key: unknown, bytes: BufferSource) => Promise.resolve(bytes);
      const method: unknown = Reflect.get(subtle, name);
      return typeof method === 'function' ? method.bind(subtle) : method;
    },
  }),
};

const ids = { now: () => Date.now(), random: (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)) };

async function store(storage: CaseStorage, actions: readonly Action[]): Promise<number[]> {
  const caseId = crypto.randomUUID();
  const begun = await storage.drafts.begin(caseId);
  if (!begun.ok) throw new Error(begun.reason.kind);
  const times: number[] = [];
  for (const action of actions) {
    const from = performance.now();
    const kept = await storage.drafts.append(caseId, action);
    times.push(performance.now() - from);
    if (!kept.ok) throw new Error(kept.reason.kind);
  }
  await storage.drafts.discard(caseId);
  return times;
}

/** Stores a visit's actions, one after the other, in turn encrypted and plain. */
async function storeAnswers(actions: readonly Action[], rounds: number): Promise<Stored> {
  const open = (how: Cryptography, area: 'kakanai' | 'kakanai-home') =>
    openStorage({ crypto: how, keys: memoryKeyKeeper(crypto), ids, kiosk: 'bench', area });
  const [encrypting, plain] = [open(crypto, 'kakanai'), open(plainly, 'kakanai-home')];
  const found: Stored = { encrypted: [], plain: [], encrypting: [] };
  for (let round = 0; round < rounds; round++) {
    found.encrypted.push(...(await store(encrypting, actions)));
    found.plain.push(...(await store(plain, actions)));
  }
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
  for (const action of actions) {
    const from = performance.now();
    const iv = crypto.getRandomValues(new Uint8Array(12));
    await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(JSON.stringify(action)));
    found.encrypting.push(performance.now() - from);
  }
  return found;
}

Object.assign(globalThis, { storeAnswers });
