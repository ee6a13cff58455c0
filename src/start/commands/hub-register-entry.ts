import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Command } from './parts/command.ts';
import { recordsOptions, withRecords } from './parts/records.ts';
import { type LineProblem, readRegisterEntries } from './parts/register-entries.ts';
import { writtenBack } from './parts/written-back.ts';

/**
 * `npm run hub:register-entry -- FILE.csv --by ACCOUNT`: takes 宛名番号 and 世帯番号 back from the register: the entry
 * (住民票の記載) of these cases is done, and what is exported from now on is released. The file is `register-entry.csv` of
 * the packages, filled in. All of it is taken or, where one line is faulty, nothing; what is known already stays as it is.
 */
export const command: Command = async (args, voice) => {
  const { print, complain } = voice;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { ...recordsOptions, by: { type: 'string' } },
  });
  const [file] = positionals;
  const { by } = values;
  if (file === undefined || positionals.length > 1 || !existsSync(file) || !/^[\w.@-]{1,64}$/.test(by ?? '')) {
    complain('Write: npm run hub:register-entry -- register-entry.csv --by ACCOUNT (who did the register entry)');
    return 2;
  }
  const tell = (problems: readonly LineProblem[]) => {
    for (const { line, problem } of problems) complain(`${file}, line ${line}: ${problem}`);
    complain('Nothing was written.');
    return 1;
  };
  const read = readRegisterEntries(readFileSync(file));
  if (!read.ok) return tell(read.reason);
  return withRecords(values, voice, async (records) => {
    const done = await writtenBack(records, read.value, by ?? '');
    if (!done.ok) return tell(done.reason);
    for (const { receipt, people, without } of done.value)
      print(
        people === 0
          ? `${receipt}: known already`
          : `${receipt}: ${people} people, released${without > 0 ? `; ${without} without numbers` : ''}`,
      );
    return 0;
  });
};
