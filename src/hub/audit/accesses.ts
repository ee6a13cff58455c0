import type { Access, CaseTrail } from '../../protocol/index.ts';
import type { Queries } from '../database/index.ts';
import type { AuditEntry } from './trail.ts';

/** Nothing of a case was seen or done in these. */
const nothingSeen: readonly AuditEntry['action'][] = ['right-refused', 'trail-read'];

/** Who saw or did what with a case, as its resident may be told: when, in which role, what; not by name. */
export const accessesTo = (within: Queries, caseId: string): Promise<Access[]> =>
  within
    .selectFrom('audit_trail')
    .select(['at', 'role', 'action'])
    .where('case_id', '=', caseId)
    .where('action', 'not in', nothingSeen)
    .orderBy('seq')
    .execute();

/** Every row of the trail about a case, with the names of accounts. */
export async function trailOf(within: Queries, caseId: string): Promise<CaseTrail['rows']> {
  const rows = await within
    .selectFrom('audit_trail')
    .leftJoin('staff_accounts', (join) =>
      join.on((on) => on('audit_trail.account', '=', on.cast<string>('staff_accounts.id', 'text'))),
    )
    .select(['seq', 'at', 'role', 'audit_trail.account', 'staff_accounts.name', 'device', 'action', 'hash'])
    .where('case_id', '=', caseId)
    .orderBy('seq')
    .execute();
  return rows.map(({ hash, name, account, ...row }) => ({
    ...row,
    account: name ?? account,
    hash: Buffer.from(hash).toString('hex'),
  }));
}
