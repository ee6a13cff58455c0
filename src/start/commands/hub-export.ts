import { parseArgs } from 'node:util';
import { reopened } from '../../hub/index.ts';
import { caseNamed, whyNotReopened } from './parts/case-named.ts';
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
    const found = await caseNamed(records, name, voice);
    if (found === undefined) return 1;
    const opened = await reopened(records, found);
    const receipt = opened.ok ? opened.value.outlook.view.state.prepared?.receipt : undefined;
    if (!opened.ok || receipt === undefined) {
      voice.complain(
        opened.ok ? 'This case was left before its end: nothing is prepared in it.' : whyNotReopened[opened.reason],
      );
      return 1;
    }
    await writePackage(opened.value.outlook, { receipt, texts: opened.value.texts, key: records.signing }, way, voice);
    return 0;
  });
};
