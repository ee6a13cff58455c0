import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { outboxFile, sealedCase } from '../../protocol/index.ts';
import { deliver } from '../../sync/index.ts';
import type { Command } from './parts/command.ts';

const usualHub = 'http://127.0.0.1:8080';

/**
 * `npm run hub:import -- FILE`: brings the outbox of a kiosk that came on a data medium to a running hub, case by case
 * as the kiosk would have sent it. May be repeated: what the hub has is known. Says how many were new, known, refused,
 * and of each refused one why. Exit code 1 where a case is not at the hub afterwards.
 */
export const command: Command = async (args, { print, complain }) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { hub: { type: 'string', default: usualHub } },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    complain('Name the file that a kiosk wrote: npm run hub:import -- kakanai-outbox-A-20261121T013000Z.json');
    return 2;
  }
  const read = outboxFile.safeParse(contentsOf(file));
  if (!read.success) {
    complain(`${file} is no outbox of a kiosk, or of a newer version. Nothing was brought in.`);
    return 1;
  }
  const counted = { new: 0, known: 0, refused: 0 };
  for (const [place, one] of read.data.cases.entries()) {
    const sealed = sealedCase.safeParse(one);
    if (!sealed.success) {
      counted.refused += 1;
      complain(`case ${place + 1} of the file is damaged`);
      continue;
    }
    let status = 0;
    const delivery = await deliver(
      async (...asked) => {
        const response = await fetch(...asked);
        ({ status } = response);
        return response;
      },
      values.hub,
      sealed.data,
    );
    if (delivery.outcome === 'offline') {
      complain(`No hub answers at ${values.hub}. Start it, or name it: --hub http://127.0.0.1:8080`);
      print(summary(counted, read.data.cases.length));
      return 1;
    }
    if (delivery.outcome === 'received') counted[status === 201 ? 'new' : 'known'] += 1;
    else {
      counted.refused += 1;
      complain(`${sealed.data.receipt ?? 'left behind'} (${sealed.data.case}): ${delivery.outcome}, ${delivery.code}`);
    }
  }
  print(summary(counted, read.data.cases.length));
  return counted.refused === 0 ? 0 : 1;
};

const summary = (counted: { new: number; known: number; refused: number }, all: number) =>
  `${all} cases in the file: ${counted.new} new, ${counted.known} known, ${counted.refused} refused`;

function contentsOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
