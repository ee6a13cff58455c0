import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { lineOfRow, rowOfLine, trailRows, type TrailState, verifyRecords, verifyTrail } from '../../hub/index.ts';
import type { Command, Voice } from './parts/command.ts';
import { recordsOptions, withRecords } from './parts/records.ts';

/**
 * `npm run hub:verify`: reads all records and says what does not hold. `--export FILE` writes the audit trail to a file;
 * `--file FILE` verifies such a file, with no hub, key or database.
 */
export const command: Command = async (args, voice) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...recordsOptions,
      export: { type: 'string' },
      file: { type: 'string' },
    },
  });
  const { file } = values;
  if (file !== undefined) return told(await verifyTrail(rowsOf(file)), voice);
  return withRecords(values, voice, async (records) => {
    if (values.export !== undefined) {
      const out = createWriteStream(values.export, { mode: 0o600 });
      for await (const row of trailRows(records.database)) out.write(`${lineOfRow(row)}\n`);
      out.end();
      await once(out, 'close');
    }
    const { trail, cases, actions, disposed, flaws } = await verifyRecords(records);
    for (const { flaw, ...where } of flaws)
      voice.complain(
        `${flaw} ${Object.entries(where)
          .map(([name, value]) => `${name} ${value}`)
          .join(' ')}`,
      );
    voice.print(`${cases} cases with ${actions} actions, of which ${disposed} are disposed of and cannot be read.`);
    return Math.max(told(trail, voice), flaws.length > 0 ? 1 : 0);
  });
};

async function* rowsOf(file: string) {
  for await (const line of createInterface({ input: createReadStream(file) })) if (line !== '') yield rowOfLine(line);
}

function told({ rows, head, brokenAt }: TrailState, { print, complain }: Voice): number {
  if (brokenAt !== undefined) {
    complain(`The audit trail breaks at row ${brokenAt}: it, or one before it, is not as it was written.`);
    return 1;
  }
  print(
    `The audit trail holds: ${rows} rows, head ${head}. Keep the head elsewhere: it shows later if the end is cut off.`,
  );
  return 0;
}
