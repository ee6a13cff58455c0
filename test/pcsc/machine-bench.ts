import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { ReaderEvent, ReaderPort } from '../../src/card/index.ts';
import { kioskOf, kioskPage } from './benches.ts';
import type { Bench } from './run-scenario.ts';
import type { Told, VirtualCardMessage } from './virtual-card-messages.ts';

/** The first slot of vpcd, as pcscd names it. */
export const virtualReader = 'Virtual PCD 00 00';

/** The bridge as its own process: `npm run reader`. */
export interface BridgeProcess {
  readonly child: ChildProcess;
  readonly url: string;
  readonly code: string;
  /** Everything it has written. */
  said(): string;
  kill(signal?: NodeJS.Signals): Promise<void>;
}

const start = path.resolve(import.meta.dirname, '../../src/start/reader.ts');

/** Starts `npm run reader` with these arguments; rejects with what it said when it does not start. */
export async function startBridge(...more: string[]): Promise<BridgeProcess> {
  const child = spawn(process.execPath, [start, '--port', '0', '--kiosk', kioskPage, ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = once(child, 'exit');
  const page = await new Promise<URL>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        said += String(text);
        const open = /^Open (\S+)$/m.exec(said)?.[1];
        if (open !== undefined) resolve(new URL(open));
      });
    void ended.then(() => reject(new Error(said)));
  });
  return {
    child,
    url: page.searchParams.get('reader') ?? '',
    code: page.searchParams.get('code') ?? '',
    said: () => said,
    kill: async (signal = 'SIGTERM') => {
      child.kill(signal);
      await ended;
    },
  };
}

/** The process with the virtual card. */
export function startVirtualCard() {
  const child = fork(path.join(import.meta.dirname, 'virtual-card.ts'));
  const tell = async (message: VirtualCardMessage): Promise<Told> => {
    const answer = once(child, 'message') as Promise<[Told | { error: string }]>;
    child.send(message);
    const [told] = await answer;
    if ('error' in told) throw new Error(told.error);
    return told;
  };
  return { tell, close: () => child.disconnect() };
}

/** Resolves when the reader has, or no longer has, a card. */
export async function noticed(port: ReaderPort, present: boolean): Promise<void> {
  let stop = (): void => undefined;
  const told = new Promise<void>((resolve) => {
    stop = port.subscribe((event: ReaderEvent) => {
      if (event.reader === virtualReader && event.type === (present ? 'card-in' : 'card-out')) resolve();
    });
  });
  const now = (await port.list()).find(({ name }) => name === virtualReader);
  if (now?.cardPresent !== present) await told;
  stop();
}

/** All of it but plastic and antenna: kiosk's side, bridge process, koffi, pcscd, virtual reader, card process. */
export async function machineBench(): Promise<Bench & { readonly bridge: BridgeProcess }> {
  const bridge = await startBridge('--development');
  const port = kioskOf(bridge.url, bridge.code);
  const card = startVirtualCard();
  return {
    port,
    bridge,
    reader: virtualReader,
    place: async ({ id }) => {
      await card.tell({ do: 'place', sample: id });
      await noticed(port, true);
    },
    remove: async () => {
      await card.tell({ do: 'remove' });
      await noticed(port, false);
    },
    putBack: async () => {
      await card.tell({ do: 'put-back' });
      await noticed(port, true);
    },
    received: async () => (await card.tell({ do: 'report' })).received,
    close: async () => {
      card.close();
      await port.close();
      await bridge.kill();
    },
  };
}
