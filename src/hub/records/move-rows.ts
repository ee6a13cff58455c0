import { sql } from 'kysely';
import type { Database, Queries } from '../database/index.ts';

/** What is not of one case: copied as it is, in this order because of what refers to what. */
const tables = [
  { name: 'staff_accounts', by: 'id' },
  { name: 'staff_passkeys', by: 'id' },
  { name: 'audit_trail', by: 'seq' },
  { name: 'register_inquiries', by: 'id', numbered: true },
  { name: 'register_checks', by: 'case_id' },
  { name: 'used_home_codes', by: 'id' },
] as const;

const PAGE = 1000;

/**
 * Copies accounts, trail, inquiries and used home codes in one transaction. A server that has a trail of its own keeps
 * it: two chains do not become one. Says whether they were copied.
 */
export async function moveRows(from: Database, to: Database): Promise<boolean> {
  return to.transaction().execute(async (within) => {
    for (const { name } of tables) if (!(await isEmpty(within, name))) return false;
    for (const table of tables)
      for (let done = 0; ; done += PAGE) {
        const page = await sql<Record<string, unknown>>`
          select * from ${sql.table(table.name)} order by ${sql.ref(table.by)} limit ${PAGE} offset ${done}`.execute(
          from,
        );
        if (page.rows.length > 0)
          await within
            .insertInto(table.name)
            .values(page.rows.map((row) => asWritten(row, 'numbered' in table)) as never)
            .execute();
        if (page.rows.length < PAGE) break;
      }
    return true;
  });
}

async function isEmpty(within: Queries, table: string): Promise<boolean> {
  const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(within);
  return rows.length === 0;
}

/** A row as it was given to the database: JSON as text, and without the number that the database gives. */
function asWritten(row: Record<string, unknown>, numbered: boolean): Record<string, unknown> {
  const written = Object.entries(row).map(([column, value]): [string, unknown] => {
    const isJson = typeof value === 'object' && value !== null && !(value instanceof Uint8Array);
    return [column, isJson ? JSON.stringify(value) : value];
  });
  return Object.fromEntries(numbered ? written.filter(([column]) => column !== 'id') : written);
}

/** Which tasks were closed, for tasks that were made anew from the same cases. Returns how many. */
export async function moveTaskResults(from: Database, to: Database): Promise<number> {
  const closed = await from
    .selectFrom('task_results')
    .innerJoin('case_tasks', 'case_tasks.id', 'task_results.task')
    .select(['case_id', 'place', 'reason', 'account', 'result', 'at'])
    .execute();
  let moved = 0;
  for (const { case_id, place, reason, account, result, at } of closed) {
    const task = await to
      .selectFrom('case_tasks')
      .select('id')
      .where('case_id', '=', case_id)
      .where('reason', '=', reason)
      .where('place', place === null ? 'is' : '=', place)
      .where('id', 'not in', to.selectFrom('task_results').select('task'))
      .executeTakeFirst();
    if (!task) continue;
    await to.insertInto('task_results').values({ task: task.id, account, result, at }).execute();
    moved++;
  }
  return moved;
}
