import { createHash } from 'node:crypto';
import type { Action } from '../../src/case/index.ts';
import { type HubDescription, type SealedCase, PROTOCOL } from '../../src/protocol/index.ts';
import { importPublicKey, sealCase } from '../../src/sealing/index.ts';
import type { OutboxRow } from '../../src/storage/index.ts';
import { sealedCaseOf } from '../../src/sync/index.ts';
import { storedCase } from '../upgrade/stored-case.ts';

/** Rows of an outbox as after a day without network, numbered from `first`: each case under its own id, sealed to this hub. */
export async function generatedRows(address: string, count: number, first = 0): Promise<OutboxRow[]> {
  const described = (await (await fetch(`${address}/device/hub.json`)).json()) as HubDescription;
  const key = await importPublicKey(crypto, Buffer.from(described.sealingKey.key, 'base64'));
  if (!key.ok) throw new Error(key.reason);
  const rows: OutboxRow[] = [];
  for (let n = first; n < first + count; n++) {
    const caseId = idOf(n);
    const actions = storedCase().map((one): Action => (one.type === 'opened' ? { ...one, case: caseId } : one));
    rows.push({
      caseId,
      ended: 'prepared',
      receipt: `V-${String(n).padStart(4, '0')}`,
      events: ['moving-in'],
      preparedAt: new Date(Date.UTC(2026, 10, 20, 0, n)).toISOString(),
      state: 'waiting',
      tries: 0,
      sealed: await sealCase(key.value, caseId, { ended: 'prepared', actions, lost: 0 }),
    });
  }
  return rows;
}

/** The same as they are sent. */
export const generatedCases = async (address: string, count: number, first = 0): Promise<SealedCase[]> =>
  (await generatedRows(address, count, first)).map(sealedCaseOf);

/** An id in the form of a UUIDv7 that the number decides. */
function idOf(n: number): string {
  const hex = createHash('sha256').update(`case ${n} of protocol ${PROTOCOL}`).digest('hex');
  return `019a9999-${hex.slice(0, 4)}-7${hex.slice(4, 7)}-8${hex.slice(7, 10)}-${hex.slice(10, 22)}`;
}
