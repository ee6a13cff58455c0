import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type RawBuilder, sql } from 'kysely';
import { testId } from '../../src/hub/fixture/cases.ts';
import type { Database } from '../../src/hub/database/index.ts';

/** Cases that go into the tables with one statement. */
const BATCH = 5_000;
/** Of so many cases one is a task for a person. */
const ONE_IN = 100;
const SLOT = 96;
const SUMMED = 80;

/** Two cases that a hub took in, which all others are copies of. */
export interface Templates {
  whole: string;
  task: string;
}

/** The case of a number: ids grow as those of real cases do (UUIDv7). */
export const cloneId = (number: number): string => testId(1, number);
export const cloneReceipt = (number: number): string => `B-${number}`;
const isTask = (number: number) => number % ONE_IN === 0;

/**
 * Copies two stored cases into the tables, under the numbers `from` to `to`: the same columns, boxes of the same length,
 * ids of their own. Nothing is decrypted before its key is asked for, so a hub works among them as among real ones.
 */
export async function cloneRows(
  database: Database,
  templates: Templates,
  [from, to]: readonly [number, number],
  progress: (line: string) => void,
): Promise<void> {
  const { rows } = await sql<{ seq: number }>`select max(seq) as seq from audit_trail`.execute(database);
  const trail = Number(rows[0]?.seq ?? 0);
  for (let first = from; first <= to; first += BATCH) {
    const last = Math.min(to, first + BATCH - 1);
    await database.transaction().execute(async (within) => {
      // As a restore does it: references and triggers are for what comes in one by one.
      await sql`set local session_replication_role = replica`.execute(within);
      for (const [template, rest] of [
        [templates.whole, sql`n % ${sql.lit(ONE_IN)} <> 0`],
        [templates.task, sql`n % ${sql.lit(ONE_IN)} = 0`],
      ] as const) {
        const copy = (table: string, own: string, more: RawBuilder<unknown>, which = sql`true`) =>
          sql`insert into ${sql.table(table)} select made.* from generate_series(${sql.lit(first)}, ${sql.lit(last)}) as n
            cross join ${sql.table(table)} as one
            cross join lateral jsonb_populate_record(one, jsonb_build_object(${sql.lit(own)}, ${uuid}) || ${more}) as made
            where one.${sql.ref(own)} = ${template} and ${rest} and ${which}`.execute(within);
        const fields = (pairs: RawBuilder<unknown>) => sql`jsonb_build_object(${pairs})`;
        await copy(
          'cases',
          'id',
          fields(sql`'receipt', 'B-' || n, 'received_at', one.received_at + n * interval '1 second'`),
        );
        await copy('case_keys', 'case_id', nothing);
        await copy('case_deliveries', 'case_id', nothing);
        await copy('case_actions', 'case_id', fields(sql`'action_id', ${uuidOfAction}`));
        const seq = fields(sql`'seq', ${sql.lit(trail - from + 1)} + n`);
        await copy('audit_trail', 'case_id', seq, sql`one.action = 'case-delivered'`);
        await sql`insert into case_tasks (case_id, place, reason, made_at)
          select ${uuid}, place, reason, made_at from generate_series(${sql.lit(first)}, ${sql.lit(last)}) as n
          cross join case_tasks where case_id = ${template} and ${rest}`.execute(within);
      }
    });
    if (last % 50_000 === 0 || last === to) progress(`${last.toLocaleString('en-GB')} cases in the tables`);
  }
}

const nothing = sql`'{}'::jsonb`;
const uuid = sql`('01999999-0001-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;
const uuidOfAction = sql`('01999999-0002-7000-8000-' || lpad(to_hex(n * 64 + one.place), 12, '0'))::uuid`;

/** The same cases in the journal and the file of keys of an embedded hub that is stopped. */
export function cloneFiles(data: string, templates: Templates, [from, to]: readonly [number, number]): void {
  const [journal, keys] = [path.join(data, 'cases/journal.ndjson'), path.join(data, 'cases/keys')];
  const head = readFileSync(journal)
    .subarray(0, 1 << 20)
    .toString('utf8')
    .split('\n');
  const slots = readFileSync(keys);
  const lineOf = (caseId: string) => head.find((line) => line.includes(caseId))?.slice(17) ?? '';
  const of = (caseId: string) => ({ caseId, line: lineOf(caseId), slot: slotOf(slots, caseId) });
  const [whole, task] = [of(templates.whole), of(templates.task)];
  for (let first = from; first <= to; first += BATCH) {
    const lines: string[] = [];
    const made: Buffer[] = [];
    for (let number = first; number <= Math.min(to, first + BATCH - 1); number++) {
      const one = isTask(number) ? task : whole;
      const json = one.line.replaceAll(one.caseId, cloneId(number));
      lines.push(`${sum(json).toString('hex').slice(0, 16)} ${json}\n`);
      const slot = Buffer.from(one.slot);
      slot.set(bytesOf(cloneId(number)), 0);
      slot.set(sum(slot.subarray(0, SUMMED)).subarray(0, SLOT - SUMMED), SUMMED);
      made.push(slot);
    }
    appendFileSync(journal, lines.join(''));
    appendFileSync(keys, Buffer.concat(made));
  }
}

const sum = (of: string | Uint8Array) => createHash('sha256').update(of).digest();
const bytesOf = (caseId: string) => Buffer.from(caseId.replaceAll('-', ''), 'hex');

function slotOf(slots: Buffer, caseId: string): Buffer {
  const id = bytesOf(caseId);
  for (let at = 0; at < slots.length; at += SLOT)
    if (slots.subarray(at, at + 16).equals(id)) return slots.subarray(at, at + SLOT);
  throw new Error(`no key of ${caseId}`);
}
