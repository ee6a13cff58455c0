import { parseArgs } from 'node:util';
import { suggestion } from '../../content/authoring.ts';
import { flowsFolder } from '../flows-folder.ts';
import type { Command } from './parts/command.ts';
import { exampleNames, exampleVisits } from './parts/example-visit.ts';
import { packageOptions, packageUsage, packageWay, writePackage } from './parts/package-files.ts';

/**
 * `npm run applications:export -- --example NAME --out FOLDER [--encoding shift_jis] [--by desk] [--receipt NUMBER]`:
 * lives through an example and writes its applications as a package (ZIP) and as the files that are in it.
 */
export const command: Command = async (args, voice) => {
  const { complain } = voice;
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...packageOptions,
      example: { type: 'string' },
      receipt: { type: 'string', default: 'A-001' },
      flows: { type: 'string' },
    },
  });
  const { example, receipt } = values;
  const way = packageWay(values, voice);
  if (example === undefined || !way || !/^[A-Za-z0-9-]{1,32}$/.test(receipt)) {
    complain(`Write: npm run applications:export -- --example NAME ${packageUsage} [--receipt A-001]`);
    return 2;
  }
  const flows = values.flows ?? flowsFolder;
  const [visit] = exampleVisits(flows, [example]);
  if (!visit) {
    complain(`There is no example "${example}". ${suggestion(example, exampleNames(flows))}`);
    return 2;
  }
  const { client, stop, texts } = visit;
  if (stop !== undefined) {
    complain(`This visit ends early (${stop}): nothing is prepared.`);
    return 1;
  }
  client.act({ type: 'prepared', receipt });
  await writePackage(client.visit.outlook, { receipt, texts }, way, voice);
  return 0;
};
