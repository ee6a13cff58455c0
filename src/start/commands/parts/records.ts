import path from 'node:path';
import { type NoRecords, openRecords, type Records } from '../../../hub/index.ts';
import type { Voice } from './command.ts';

/** The options that say where a hub's records are. */
export const recordsOptions = { data: { type: 'string' }, municipality: { type: 'string' } } as const;

/** Where a hub keeps its data unless told otherwise. */
export const usualData = path.resolve(import.meta.dirname, '../../../../data');

/** Opens the records of a hub for a command, runs it and closes them; 1 where they cannot be opened. */
export async function withRecords(
  { data = usualData, municipality = 'mihon' }: { data?: string | undefined; municipality?: string | undefined },
  voice: Voice,
  work: (records: Records) => Promise<number>,
): Promise<number> {
  const databaseUrl = process.env['DATABASE_URL'];
  const opened = await openRecords(data, {
    municipality,
    now: () => new Date(),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
  });
  if (!opened.ok) return whyNoRecords(opened.reason, data, voice);
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}

/** Says why records cannot be opened; the exit code is 1. */
export function whyNoRecords(no: NoRecords, data: string, { complain }: Voice): 1 {
  complain(
    no.because === 'no-hub'
      ? `No hub has worked in ${data}. Name its folder with --data.`
      : `The hub (process ${no.heldBy}) works on this folder. Stop it first; the embedded database is for one.`,
  );
  return 1;
}
