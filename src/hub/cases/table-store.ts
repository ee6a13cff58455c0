import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { fail, ok } from '../../basics/index.ts';
import { type CaseReceived, PROTOCOL, type SealedCase, sealedText } from '../../protocol/index.ts';
import type { Database } from '../database/index.ts';
import { newCaseKey } from './case-key.ts';
import { caseRow, CASE_ARRIVED } from './case-row.ts';
import type { CaseStore, StoreRefusal } from './case-store.ts';
import { boxOf, envelopeOf, sealedBytes } from './delivery.ts';
import { keysInTable } from './key-table.ts';

/**
 * Sealed cases in the tables of a PostgreSQL server, which syncs before it says that a transaction is done: a case, its
 * key and its bytes are there together or not at all. Several hubs may keep cases in it at once.
 */
export function tableStore(
  opening: Promise<Database>,
  wrapping: { id: string; key: CryptoKey },
  now: () => Date,
): CaseStore {
  const find = async (database: Database, caseId: string): Promise<CaseReceived | undefined> => {
    const row = await database
      .selectFrom('cases')
      .select(['received_at', 'digest'])
      .where('id', '=', caseId)
      .executeTakeFirst();
    return row && receivedOf(caseId, row.received_at, row.digest);
  };
  const insert = async (database: Database, sealed: SealedCase, received: CaseReceived): Promise<boolean> => {
    const { key, wrapped } = await newCaseKey(wrapping.key, sealed.case);
    const box = await boxOf(key, sealed);
    return database.transaction().execute(async (within) => {
      const inserted = await within
        .insertInto('cases')
        .values(caseRow(received, envelopeOf(sealed)))
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .executeTakeFirst();
      if (!inserted) return false;
      await within
        .insertInto('case_keys')
        .values({ case_id: sealed.case, wrapped: Buffer.from(wrapped), wrapped_by: wrapping.id })
        .execute();
      await within
        .insertInto('case_deliveries')
        .values({ case_id: sealed.case, box: Buffer.from(box) })
        .execute();
      await sql`select pg_notify(${CASE_ARRIVED}, ${sealed.case})`.execute(within);
      return true;
    });
  };
  const keys: CaseStore['keys'] = {
    get: async (caseId) => keysInTable(await opening, wrapping.key, now).get(caseId),
    destroy: async (caseId) => keysInTable(await opening, wrapping.key, now).destroy(caseId),
  };
  return {
    keys,
    status: async (caseId) => find(await opening, caseId),
    stored: async () => {
      const database = await opening;
      const { count } = await database
        .selectFrom('cases')
        .select((made) => made.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return count;
    },
    // Not while another wrapping key is in force than this hub has: it has to be started again.
    accepting: () =>
      opening
        .then((database) => database.selectFrom('hub_identity').select('wrapping_key').executeTakeFirst())
        .then(
          (identity) => (identity?.wrapping_key ?? wrapping.id) === wrapping.id,
          () => false,
        ),
    delivered: () => [], // rows are made with the delivery
    sealedOf: async (caseId) => {
      const database = await opening;
      const key = await keys.get(caseId);
      if (!key || key === 'destroyed') return undefined;
      const row = await database
        .selectFrom('case_deliveries')
        .select('box')
        .where('case_id', '=', caseId)
        .executeTakeFirst();
      const sealed = row && (await sealedBytes(key, caseId, row.box));
      if (!sealed?.ok) throw new Error(`the delivery of case ${caseId} does not open`);
      return { sealed: sealed.value, key };
    },
    close: async () => undefined,
    keep: async (sealed) => {
      const digest = createHash('sha256').update(sealedText(sealed)).digest('hex');
      const received = receivedOf(sealed.case, now().toISOString(), digest);
      try {
        const database = await opening;
        const earlier = await find(database, sealed.case);
        if (!earlier && (await insert(database, sealed, received))) return ok({ ...received, repeated: false });
        const first = earlier ?? (await find(database, sealed.case));
        if (!first) return fail('not-stored');
        return first.digest === digest ? ok({ ...first, repeated: true }) : fail('different-case');
      } catch (error) {
        return fail(reasonOf(error));
      }
    },
  };
}

const receivedOf = (caseId: string, receivedAt: string, digest: string): CaseReceived => ({
  protocol: PROTOCOL,
  case: caseId,
  state: 'received',
  receivedAt,
  digest,
});

/** 53100: disk_full (PostgreSQL, appendix A). */
const reasonOf = (error: unknown): StoreRefusal =>
  error instanceof Error && 'code' in error && error.code === '53100' ? 'storage-full' : 'not-stored';
