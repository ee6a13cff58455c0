import type { Table } from './csv.ts';
import type { ApplicationRecord } from './record.ts';

/** The columns of the file with which the numbers of the register come back, by what they hold. */
export const registerColumns = {
  receipt: '受付番号',
  case: '受付ID',
  person: '人ID',
  name: '氏名',
  addresseeNumber: '宛名番号',
  householdNumber: '世帯番号',
} as const;
export type RegisterColumn = keyof typeof registerColumns;

/**
 * The file that staff fill in once the register entry (住民票の記載) is done: a row for each person of the applications,
 * with the numbers that are known already.
 */
export function registerEntryTable(records: readonly ApplicationRecord[]): Table {
  const rows = new Map<string, string[]>();
  for (const { receipt, case: caseId, people } of records)
    for (const { id, name, addresseeNumber, householdNumber } of people)
      rows.set(`${caseId} ${id}`, [receipt, caseId, id, name ?? '', addresseeNumber, householdNumber]);
  return { header: Object.values(registerColumns), rows: [...rows.values()] };
}
