import { sql } from 'kysely';
import type { StaffRole } from '../../protocol/index.ts';
import { type Bytes, bytesOf, chain, CHAIN_START, joined } from '../../sealing/index.ts';
import type { Database, Queries } from '../database/index.ts';

/** Who saw or did what; never a value, never a name. */
export interface AuditEntry {
  /** An instant in UTC. */
  at: string;
  /** The id of the enrolled device at which it was done; of a case taken up after a restart, the name in the case. */
  device?: string | undefined;
  /** Of somebody who signed in the role that gave the right; `staff` is who knew the code of staff, or nobody yet. */
  role: 'resident' | 'staff' | 'device' | 'operator' | 'hub' | StaffRole;
  account?: string | undefined;
  action:
    | 'case-delivered'
    | 'register-asked'
    | 'certificate-asked'
    | 'staff-code-right'
    | 'staff-code-wrong'
    | 'booking-made'
    | 'booking-opened'
    | 'case-resumed'
    | 'application-accepted'
    | 'register-entry-checked'
    | 'register-entered'
    | 'case-disclosed'
    | 'person-searched'
    | 'case-exported'
    | 'case-disposed'
    | 'case-read'
    | 'trail-read'
    | 'task-closed'
    | 'signed-in'
    | 'sign-in-refused'
    | 'signed-out'
    | 'right-refused'
    | 'account-made'
    | 'account-closed'
    | 'role-changed'
    | 'invitation-made'
    | 'code-made'
    | 'device-enrolled'
    | 'device-refused'
    | 'device-revoked'
    | 'case-entered-later'
    | 'sealing-key-changed'
    | 'wrapping-key-changed'
    | 'key-retired'
    | 'keys-added';
  case?: string | undefined;
  /** The account to which it was done. */
  subject?: string | undefined;
}

export type AuditAction = AuditEntry['action'];

/** A row as it is bound into the chain, and as a file of the trail has it. */
export interface AuditRow {
  seq: number;
  at: string;
  device: string | null;
  role: string;
  account: string | null;
  action: string;
  case_id: string | null;
  subject: string | null;
}

/** One writer at a time takes the next number, whichever hub it is in. */
const turn = sql`select pg_advisory_xact_lock(5202612)`;

/**
 * The bytes of a row: whoever verifies a file of the trail makes them in the same way. Rows of the first form, which
 * knew no subject, stay as they were.
 */
export const rowBytes = ({ seq, at, device, role, account, action, case_id: caseId, subject }: AuditRow): Bytes => {
  const bound = [seq, at, device, role, account, action, caseId];
  return bytesOf(
    JSON.stringify(subject === null ? ['kakanai audit 1', ...bound] : ['kakanai audit 2', ...bound, subject]),
  );
};

export const linkAfter = (previous: Bytes, row: AuditRow): Promise<Bytes> => chain(crypto, previous, rowBytes(row));

/** Writes an entry at the end of the trail, within a transaction. Do it last in it: others wait for their turn. */
export async function appendToTrail(within: Queries, entry: AuditEntry): Promise<void> {
  await turn.execute(within);
  const last = await within
    .selectFrom('audit_trail')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const row: AuditRow = {
    seq: (last?.seq ?? 0) + 1,
    at: entry.at,
    device: entry.device ?? null,
    role: entry.role,
    account: entry.account ?? null,
    action: entry.action,
    case_id: entry.case ?? null,
    subject: entry.subject ?? null,
  };
  const hash = await linkAfter(last ? joined(last.hash) : CHAIN_START, row);
  await within
    .insertInto('audit_trail')
    .values({ ...row, hash: Buffer.from(hash) })
    .execute();
}

/** Says that something was done; it is written down behind the answer. */
export type Note = (entry: Omit<AuditEntry, 'at'>) => void;

/** Notes with the time at which they came, each in a transaction of its own. */
export const notesIn =
  (opening: Promise<Database>, now: () => Date, failed: (error: unknown) => void): Note =>
  (entry) => {
    const at = now().toISOString();
    opening
      .then((database) => database.transaction().execute((within) => appendToTrail(within, { ...entry, at })))
      .catch(failed);
  };
