import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { action, type Action } from '../../src/case/index.ts';
import {
  bytesOf,
  decrypt,
  importKey,
  importPrivateKey,
  openSealedCase,
  type OpenedCase,
  textOf,
} from '../../src/sealing/index.ts';
import type { HubProcess } from './hub-process.ts';
import type { Traces } from './traces.ts';

/** A row of the outbox as it lies in the browser: all that anybody can read there. */
export interface OutboxRow {
  caseId: string;
  ended: string;
  receipt?: string;
  events: string[];
  preparedAt: string;
  state: string;
  tries: number;
  sealed: number[];
}

const tableOf = (traces: Traces, name: string, table: string): unknown[] =>
  traces.databases.find((database) => database.name === name)?.rows[table] ?? [];

/** What waits for the hub. */
export const outboxIn = (traces: Traces): OutboxRow[] => tableOf(traces, 'kakanai', 'outbox') as OutboxRow[];

/** Opens a sealed case as the hub can, with the key that only its data folder holds. */
export async function opened(row: OutboxRow, hub: HubProcess): Promise<OpenedCase> {
  const secret = createPrivateKey(readFileSync(join(hub.data, 'keys/case-sealing.pem'), 'utf8'));
  const { x = '', y = '' } = createPublicKey(secret).export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
  const privateKey = secret.export({ type: 'pkcs8', format: 'der' });
  const key = await importPrivateKey(crypto, { publicKey: point, privateKey });
  if (!key.ok) throw new Error(key.reason);
  const read = await openSealedCase(key.value, row.caseId, Uint8Array.from(row.sealed));
  if (!read.ok) throw new Error(read.reason);
  return read.value;
}

/** The actions of the case under way, read from the disk with the key that the hub keeps for it. */
export async function draftIn(traces: Traces, hub: HubProcess): Promise<Action[]> {
  const drafts = tableOf(traces, 'kakanai', 'drafts') as { caseId: string; key: string; state: string }[];
  const draft = drafts.find(({ state }) => state === 'open');
  if (!draft) return [];
  const answer = await fetch(`${hub.address}/device/keys/${draft.key}`);
  if (!answer.ok) throw new Error(`the hub has no key of the case under way: ${JSON.stringify(draft)}`);
  const { key: text } = (await answer.json()) as { key: string };
  const key = await importKey(crypto, Uint8Array.from(Buffer.from(text, 'base64')));
  if (!key.ok) throw new Error(key.reason);
  const rows = tableOf(traces, `kakanai-draft-${draft.caseId}`, 'actions') as { seq: number; box: number[] }[];
  return Promise.all(
    rows.map(async ({ seq, box }) => {
      const context = bytesOf(`kakanai action 1 ${draft.caseId} ${seq}`);
      const plain = await decrypt(crypto, key.value, Uint8Array.from(box), context);
      if (!plain.ok) throw new Error(`action ${seq} ${plain.reason}`);
      return action.parse(JSON.parse(textOf(plain.value) ?? ''));
    }),
  );
}
