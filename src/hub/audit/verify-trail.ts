import { type Bytes, CHAIN_START } from '../../sealing/index.ts';
import type { Database } from '../database/index.ts';
import { type AuditRow, linkAfter } from './trail.ts';

export type LinkedRow = AuditRow & { hash: Uint8Array };

/** How a trail is. `head` is the last hash that holds: kept elsewhere, it shows later that no end was cut off. */
export interface TrailState {
  rows: number;
  head: string;
  /** The number of the first row that was changed, moved, added or taken out. */
  brokenAt?: number;
}

/** Follows the chain from its start. */
export async function verifyTrail(rows: AsyncIterable<LinkedRow> | Iterable<LinkedRow>): Promise<TrailState> {
  let head: Bytes = CHAIN_START;
  let count = 0;
  const state = () => ({ rows: count, head: Buffer.from(head).toString('hex') });
  for await (const { hash, ...row } of rows) {
    const expected = await linkAfter(head, row);
    if (row.seq !== count + 1 || !Buffer.from(expected).equals(hash)) return { ...state(), brokenAt: row.seq };
    head = expected;
    count++;
  }
  return state();
}

/** The trail in its order, some rows at a time. */
export async function* trailRows(database: Database): AsyncGenerator<LinkedRow> {
  for (let after = 0; ; ) {
    const rows = await database
      .selectFrom('audit_trail')
      .selectAll()
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(1000)
      .execute();
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = last.seq;
  }
}

/** A row as a line of an exported file. */
export const lineOfRow = ({ hash, ...row }: LinkedRow): string =>
  JSON.stringify({ ...row, hash: Buffer.from(hash).toString('hex') });

/** The row of a line. Throws where it is none. */
export function rowOfLine(line: string): LinkedRow {
  const {
    seq,
    at,
    device,
    role,
    account,
    action,
    case_id: caseId,
    subject = null, // files from before there were accounts
    hash,
  } = JSON.parse(line) as Omit<AuditRow, 'subject'> & {
    subject?: string | null;
    hash: string;
  };
  return { seq, at, device, role, account, action, case_id: caseId, subject, hash: Buffer.from(hash, 'hex') };
}
