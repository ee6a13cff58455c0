import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { disclosed } from '../../hub/index.ts';
import { accessLine, counterWords } from '../../wording/commands.ts';
import { caseNamed } from './parts/case-named.ts';
import type { Command } from './parts/command.ts';
import { recordsOptions, withRecords } from './parts/records.ts';

/**
 * `npm run hub:disclose -- RECEIPT [--out FILE]`: everything the hub holds about one case, as JSON, for a disclosure
 * request; who saw the case stands there in words. That it was read is written into the audit trail.
 */
export const command: Command = async (args, voice) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { ...recordsOptions, out: { type: 'string' } },
  });
  const [name] = positionals;
  if (name === undefined) {
    voice.complain('Name the receipt number or the id of the case: npm run hub:disclose -- A-12 --out case.json');
    return 2;
  }
  return withRecords(values, voice, async (records) => {
    const found = await caseNamed(records, name, voice);
    if (found === undefined) return 1;
    const all = await disclosed(records, found);
    const words = counterWords('ja');
    const accesses = (all?.accesses ?? []).map((access) => accessLine(words, access));
    const text = JSON.stringify({ ...all, accesses }, null, 2);
    if (values.out === undefined) voice.print(text);
    else writeFileSync(values.out, `${text}\n`, { mode: 0o600 });
    return 0;
  });
};
