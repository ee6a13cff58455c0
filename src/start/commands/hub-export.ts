import { parseArgs } from 'node:util';
import { casesNamed, type NotReopened, reopened } from '../../hub/index.ts';
import type { Command } from './parts/command.ts';
import { packageOptions, packageUsage, packageWay, writePackage } from './parts/package-files.ts';
import { recordsOptions, withRecords } from './parts/records.ts';

/**
 * `npm run hub:export -- RECEIPT --out FOLDER`: the applications of a delivered case as a package (ZIP) with filled forms
 * as PDF, JSON and CSV, and as the files in it. That it was read is written into the audit trail.
 */
export const command: Command = async (args, voice) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { ...recordsOptions, ...packageOptions },
  });
  const [name] = positionals;
  const way = packageWay(values, voice);
  if (name === undefined || !way) {
    voice.complain(`Name the receipt number or the id of the case: npm run hub:export -- A-12 ${packageUsage}`);
    return 2;
  }
  return withRecords(values, voice, async (records) => {
    const [found, ...others] = await casesNamed(records, name);
    if (!found || others.length > 0) {
      voice.complain(found ? 'Several cases have this number. Name one by its id:' : 'No case has this number.');
      for (const { id, receivedAt } of found ? [found, ...others] : [])
        voice.complain(`  ${id}  received ${receivedAt}`);
      return 1;
    }
    const opened = await reopened(records, found.id);
    const receipt = opened.ok ? opened.value.outlook.view.state.prepared?.receipt : undefined;
    if (!opened.ok || receipt === undefined) {
      voice.complain(opened.ok ? 'This case was left before its end: nothing is prepared in it.' : why[opened.reason]);
      return 1;
    }
    await writePackage(opened.value.outlook, { receipt, texts: opened.value.texts }, way, voice);
    return 0;
  });
};

const why: Record<NotReopened, string> = {
  disposed: 'This case was disposed of: its key is destroyed, and nobody can read it.',
  'unknown-content': 'The content under which this case was made is not in this data folder.',
  'not-whole': 'Something in this case does not hold. Look at its tasks first: npm run hub:disclose.',
};
