import { parseArgs } from 'node:util';
import { moveRecords } from '../../hub/index.ts';
import type { Command } from './parts/command.ts';
import { recordsOptions, usualData } from './parts/records.ts';

/** `DATABASE_URL=postgres://… npm run hub:move`: moves the cases of a data folder to a PostgreSQL server. */
export const command: Command = async (args, { print, complain }) => {
  const { values } = parseArgs({ args: [...args], options: recordsOptions });
  const databaseUrl = process.env['DATABASE_URL'];
  if (databaseUrl === undefined) {
    complain('Say where to: DATABASE_URL=postgres://user:password@host/database npm run hub:move');
    return 2;
  }
  const moved = await moveRecords(values.data ?? usualData, databaseUrl, () => new Date());
  if (!moved.ok) {
    complain(`The hub (process ${moved.reason.heldBy}) works on this folder. Stop it first.`);
    return 1;
  }
  print(`${moved.value} cases moved. Their keys in the data folder were destroyed: only the server has them now.`);
  return 0;
};
