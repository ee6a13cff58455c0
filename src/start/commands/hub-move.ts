import { parseArgs } from 'node:util';
import { moveRecords } from '../../hub/index.ts';
import type { Command } from './parts/command.ts';
import { recordsOptions, usualData } from './parts/records.ts';

/** `DATABASE_URL=postgres://… npm run hub:move`: moves what the hub of a data folder keeps to a PostgreSQL server. */
export const command: Command = async (args, { print, complain }) => {
  const { values } = parseArgs({ args: [...args], options: recordsOptions });
  const databaseUrl = process.env['DATABASE_URL'];
  if (databaseUrl === undefined) {
    complain('Say where to: DATABASE_URL=postgres://user:password@host/database npm run hub:move');
    return 2;
  }
  const moved = await moveRecords(values.data ?? usualData, databaseUrl, {
    municipality: values.municipality ?? 'mihon',
    now: () => new Date(),
  });
  if (!moved.ok) {
    complain(`The hub (process ${moved.reason.heldBy}) works on this folder. Stop it first.`);
    return 1;
  }
  const { cases, rows } = moved.value;
  print(`${cases} cases moved. Their keys in the data folder were destroyed: only the server has them now.`);
  if (rows === 'moved')
    print('Accounts of staff, the audit trail, inquiries to the register and used home codes moved too.');
  if (rows === 'server-has-own')
    print('The server has a trail of its own: accounts and trail of this folder stay in its folder "moved".');
  return 0;
};
