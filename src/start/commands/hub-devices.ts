import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { deviceList, deviceName, enrolmentCodeAnswer, paths, PROTOCOL } from '../../protocol/index.ts';
import type { Command, Voice } from './parts/command.ts';

const usualHub = 'http://127.0.0.1:8080';
const usage = `npm run hub:devices -- list           the devices that joined, and how far their clocks are off
npm run hub:devices -- code NAME      a one-time code for a device: the letters before the number on its receipts
npm run hub:devices -- revoke ID      takes nothing from it any more
  --hub ADDRESS  where the hub is on this machine (${usualHub})`;

/** A clock that is off by more is said, in seconds. */
const NOTABLE = 60;

/** `npm run hub:devices`: the devices of a running hub, asked of it over HTTP on its own machine. */
export const command: Command = async (args, voice) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { hub: { type: 'string', default: usualHub } },
  });
  const [deed, named = ''] = positionals;
  const ask = asker(values.hub, voice);
  if (deed === 'list') return list(await ask(paths.devices, 'GET', undefined, deviceList), voice);
  if (deed === 'code' && deviceName.safeParse(named).success) {
    const made = await ask(paths.enrolmentCodes, 'POST', { protocol: PROTOCOL, name: named }, enrolmentCodeAnswer);
    if (made?.outcome === 'name-taken')
      voice.complain(`A device has the name ${named}. Revoke it first, or choose another name.`);
    if (made?.outcome !== 'made') return 1;
    voice.print(`${made.code}  for ${made.name}, once, until ${clock(made.expires)}`);
    return 0;
  }
  if (deed === 'revoke' && named !== '') {
    const done = await ask(paths.revokeDevice(named), 'POST', undefined, z.null());
    return done === undefined ? 1 : 0;
  }
  voice.complain(usage);
  return 2;
};

/** Asks the hub; nothing where it refuses or is away, which is said. */
const asker =
  (hub: string, { complain }: Voice) =>
  async <Answer>(
    address: string,
    method: string,
    body: object | undefined,
    schema: z.ZodMiniType<Answer>,
  ): Promise<Answer | undefined> => {
    const json = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(hub + address, { method, ...json }).catch(() => undefined);
    if (!response) complain(`No hub answers at ${hub}. Start it, or name it: --hub ${usualHub}`);
    else if (response.status === 404) complain('There is no such device.');
    else if (!response.ok) complain(`The hub refuses (${response.status}). Run this on its own machine.`);
    else return schema.parse(response.status === 204 ? null : await response.json());
    return undefined;
  };

function list(listed: unknown, { print }: Voice): number {
  const read = deviceList.safeParse(listed);
  if (!read.success) return 1;
  for (const { id, name, by, enrolledAt, revokedAt, seenAt, clockAhead = 0 } of read.data.devices)
    print(
      [
        name.padEnd(4),
        id,
        `joined ${clock(enrolledAt)} ${by === 'code' ? 'by code' : 'on this machine'}`,
        ...(revokedAt === undefined ? [] : [`revoked ${clock(revokedAt)}`]),
        ...(seenAt === undefined ? [] : [`seen ${clock(seenAt)}`]),
        ...(Math.abs(clockAhead) < NOTABLE ? [] : [`its clock is ${span(clockAhead)}: set it`]),
      ].join('  '),
    );
  return 0;
}

const clock = (instant: string): string => `${instant.slice(0, 16).replace('T', ' ')} UTC`;

/** `1 day 2 h ahead`; to the minute. */
function span(seconds: number): string {
  const minutes = Math.round(Math.abs(seconds) / 60);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const parts = [days > 0 && `${days} d`, hours > 0 && `${hours} h`, rest > 0 && `${rest} min`].filter(Boolean);
  return `${parts.join(' ')} ${seconds > 0 ? 'ahead' : 'behind'}`;
}
