import type { StaffRole } from '../../protocol/index.ts';
import type { Queries } from '../database/index.ts';
import { makeAccount } from './accounts.ts';

/** Invented people of a demonstration, one a role; each says so in its name. */
const names: Record<StaffRole, string> = {
  counter: '見本　窓子（デモ）',
  supervisor: '見本　責任（デモ）',
  remote: '見本　遠志（デモ）',
  'back-office': '見本　課美（デモ）',
  administrator: '見本　管太（デモ）',
};

export const demoRoles = Object.keys(names) as StaffRole[];

/** The account of a role, made when it is first used. Its sessions count at a hub for demonstration only. */
export async function demoAccount(within: Queries, role: StaffRole, now: Date): Promise<string> {
  const subject = `demo ${role}`;
  const there = await within
    .selectFrom('staff_accounts')
    .select('id')
    .where('subject', '=', subject)
    .executeTakeFirst();
  const made = { name: names[role], roles: [role], kind: 'demo', subject } as const;
  return there?.id ?? makeAccount(within, made, { role: 'hub' }, now);
}
