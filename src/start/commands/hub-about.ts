import { stdin, stdout } from 'node:process';
import { text } from 'node:stream/consumers';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { isDate } from '../../basics/index.ts';
import { casesAbout } from '../../hub/index.ts';
import type { Command } from './parts/command.ts';
import { recordsOptions, withRecords } from './parts/records.ts';

/**
 * `npm run hub:about`: in which cases somebody stands who asks what is held about them (開示請求). The name and the day
 * of birth are asked for, or are the two lines of what is piped in: never on the command line, where others see them.
 */
export const command: Command = async (args, voice) => {
  const { values } = parseArgs({ args: [...args], options: recordsOptions });
  const [name = '', born = ''] = await twoLines();
  if (name === '' || !isDate(born)) {
    voice.complain('Two lines are needed: the name, and the day of birth as 1985-04-01.');
    return 2;
  }
  return withRecords(values, voice, async (records) => {
    const { found, searched, unclear } = await casesAbout(records, { name, born });
    voice.print(`${searched} cases searched, ${found.length} found.`);
    for (const { id, receipt, receivedAt, sure } of found)
      voice.print(
        `  ${id}  ${receipt ?? 'no number'}  received ${receivedAt}${sure ? '' : '  (no day of birth in it)'}`,
      );
    if (found.length > 0) voice.print('Each of them: npm run hub:disclose -- ID --out FILE');
    if (unclear.length > 0) voice.print(`${unclear.length} cannot be read whole: ${unclear.join(', ')}`);
    return 0;
  });
};

async function twoLines(): Promise<string[]> {
  if (!stdin.isTTY) return (await text(stdin)).split(/\r?\n/).map((line) => line.trim());
  const asking = createInterface({ input: stdin, output: stdout });
  try {
    return [(await asking.question('Name: ')).trim(), (await asking.question('Born (YYYY-MM-DD): ')).trim()];
  } finally {
    asking.close();
  }
}
