import { parseArgs } from 'node:util';
import { casesNamed, disposeOf, dueCases } from '../../hub/index.ts';
import { dayFrom } from './parts/clock.ts';
import type { Command } from './parts/command.ts';
import { recordsOptions, withRecords } from './parts/records.ts';

/**
 * `npm run hub:dispose -- [--days N] [--left-days N] [--case RECEIPT] [--yes]`: destroys the keys of the cases whose
 * time is over, as the content says for their procedures (保存期間), or of one case. `--days` sets the same time for all
 * instead, `--left-days` one for cases that were left behind. Without `--yes` it only says which.
 */
export const command: Command = async (args, voice) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...recordsOptions,
      days: { type: 'string' },
      'left-days': { type: 'string' },
      case: { type: 'string' },
      today: { type: 'string' },
      yes: { type: 'boolean', default: false },
    },
  });
  const all = days(values.days ?? process.env['KAKANAI_RETENTION_DAYS']);
  const left = days(values['left-days']);
  const today = dayFrom(values.today);
  if (all === 'wrong' || left === 'wrong' || today === undefined) {
    voice.complain('--days and --left-days take whole numbers, --today a day such as 2027-04-01.');
    return 2;
  }
  const fixed = { ...(all === undefined ? {} : { all }), ...(left === undefined ? {} : { left }) };
  return withRecords(values, voice, async (records) => {
    const named = values.case;
    const found = named === undefined ? undefined : await casesNamed(records, named);
    if (found && found.length !== 1) {
      voice.complain(
        found.length === 0 ? 'No case has this number.' : 'Several cases have this number. Name one by its id:',
      );
      for (const { id, receivedAt } of found) voice.complain(`  ${id}  received ${receivedAt}`);
      return 1;
    }
    const ids = found ? found.map(({ id }) => id) : await dueCases(records, today, fixed);
    for (const id of ids) voice.print(id);
    if (!values.yes) {
      voice.print(`${ids.length} cases would be disposed of. Say --yes to destroy their keys; there is no way back.`);
      return 0;
    }
    await disposeOf(records, ids, found ? 'request' : 'retention');
    voice.print(`${ids.length} cases disposed of. npm run hub:verify shows that nothing of them can be read.`);
    return 0;
  });
};

const days = (said: string | undefined): number | undefined | 'wrong' =>
  said === undefined ? undefined : /^\d{1,6}$/.test(said) ? Number(said) : 'wrong';
