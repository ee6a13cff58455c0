import { readFile } from 'node:fs/promises';
import { isMissing, writeDurably } from '../files/durable.ts';
import { queue } from '../files/queue.ts';
import { deviceEvent, type DeviceEvent, type DeviceLog } from './events.ts';

/**
 * The events in a file of this one process, one JSON object a line, written anew and synced with each: a revocation must
 * outlive a power cut. Throws where a line cannot be read.
 */
export async function eventFile(file: string): Promise<DeviceLog> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return '';
    throw error;
  });
  const events = text.split('\n').flatMap((line, index): DeviceEvent[] => {
    if (line === '') return [];
    try {
      return [deviceEvent.parse(JSON.parse(line))];
    } catch (cause) {
      throw new Error(`${file}:${index + 1} is damaged. Restore the file from a copy.`, { cause });
    }
  });
  const inTurn = queue();
  return {
    events: async () => events,
    append: (event, after) =>
      inTurn(async () => {
        if (after !== events.length) return false;
        await writeDurably(file, [...events, event].map((one) => `${JSON.stringify(one)}\n`).join(''));
        events.push(event);
        return true;
      }),
  };
}
