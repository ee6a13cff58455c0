import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { outboxFile, sealedCase } from '../../protocol/index.ts';
import { deliver } from '../../sync/index.ts';
import type { Command } from './parts/command.ts';
import { asDevice, notJoined } from './parts/own-device.ts';

const usualHub = 'http://127.0.0.1:8080';

/**
 * `npm run hub:import -- FILE`: brings the outbox of a kiosk that came on a data medium to a running hub, case by case
 * as the kiosk would have sent it. May be repeated: what the hub has is known. Says how many were new, known, refused,
 * and of each refused one why. Exit code 1 where a case is not at the hub afterwards. On the hub's own machine it joins the
 * hub by itself while it runs; from another, `--code` is a one-time code for a device.
 */
export const command: Command = async (args, { print, complain }) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { hub: { type: 'string', default: usualHub }, code: { type: 'string' } },
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
  const { cases } = read.data;
  const done = await asDevice({ hub: values.hub, name: 'IN', code: values.code }, (send) =>
    bringIn(cases, { send, hub: values.hub, complain }),
  );
  if (!done.ok) {
    complain(notJoined(done.reason, values.hub));
    print(summary({ new: 0, known: 0, refused: 0 }, cases.length));
    return 1;
  }
  const { counted, whole } = done.value;
  print(summary(counted, cases.length));
  return whole && counted.refused === 0 ? 0 : 1;
};

/** `whole`: all were tried. */
async function bringIn(
  cases: readonly unknown[],
  { send, hub, complain }: { send: typeof fetch; hub: string; complain: (line: string) => void },
) {
  const counted = { new: 0, known: 0, refused: 0 };
  for (const [place, one] of cases.entries()) {
    const sealed = sealedCase.safeParse(one);
    if (!sealed.success) {
      counted.refused += 1;
      complain(`case ${place + 1} of the file is damaged`);
      continue;
    }
    let status = 0;
    const delivery = await deliver(
      async (...asked) => {
        const response = await send(...asked);
        ({ status } = response);
        return response;
      },
      hub,
      sealed.data,
    );
    if (delivery.outcome === 'offline') {
      complain(notJoined('unreachable', hub));
      return { counted, whole: false };
    }
    if (delivery.outcome === 'received') counted[status === 201 ? 'new' : 'known'] += 1;
    else {
      counted.refused += 1;
      complain(`${sealed.data.receipt ?? 'left behind'} (${sealed.data.case}): ${delivery.outcome}, ${delivery.code}`);
    }
  }
  return { counted, whole: true };
}

const summary = (counted: { new: number; known: number; refused: number }, all: number) =>
  `${all} cases in the file: ${counted.new} new, ${counted.known} known, ${counted.refused} refused`;

function contentsOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
