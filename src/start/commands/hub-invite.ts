import { parseArgs } from 'node:util';
import { inviteAdministrator } from '../../hub/index.ts';
import type { Command } from './parts/command.ts';
import { recordsOptions, withRecords } from './parts/records.ts';

/**
 * `npm run hub:invite [-- --origin ADDRESS]`: a one-time link for an administrator, made on the hub's own machine, where
 * nobody can sign in any more. That it was made is written into the audit trail.
 */
export const command: Command = async (args, voice) => {
  const { values } = parseArgs({
    args: [...args],
    options: { ...recordsOptions, origin: { type: 'string', default: 'http://localhost:8080' } },
  });
  return withRecords(values, voice, async ({ database, now }) => {
    const { token, until } = await inviteAdministrator(database, now());
    voice.print(`${new URL('/staff/', values.origin).href}#invite=${token}`);
    voice.complain(`Works once, until ${until}. Open it where the passkey is to be.`);
    return 0;
  });
};
