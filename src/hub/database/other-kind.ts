import { sql } from 'kysely';
import type { Queries } from './database.ts';

/** A database of practice in the hands of a real hub, or the reverse. */
export class OtherKind extends Error {
  constructor(isPractice: boolean) {
    super(
      isPractice
        ? 'This database belongs to a practice hub (練習). A real hub never works on it: name another with DATABASE_URL.'
        : 'This database holds real data. A practice hub (--practice, 練習) never works on it: name another with DATABASE_URL, or none.',
    );
  }
}

/** Throws where a database is of the other kind. Looks only; one without tables is of no kind yet. */
export async function refuseOtherKind(database: Queries, practice: boolean): Promise<void> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('hub_identity') is not null as there`.execute(
    database,
  );
  if (!rows[0]?.there) return;
  // As a whole row: databases from before there was practice lack the column, and are real.
  const found = await sql<{ practice: boolean }>`
    select coalesce((to_jsonb(identity) ->> 'practice')::boolean, false) as practice from hub_identity as identity
  `.execute(database);
  const [identity] = found.rows;
  if (identity && identity.practice !== practice) throw new OtherKind(identity.practice);
}
