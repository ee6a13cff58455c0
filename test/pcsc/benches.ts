import {
  type BridgeReaderOptions,
  bridgeReader,
  cardFor,
  type SimulatedCard,
  simulatedReader,
} from '../../src/devices/index.ts';
import { type Bridge, openBridge, pcscReader } from '../../src/devices/pcsc.ts';
import { CardOnTable } from './card-on-table.ts';
import { type FakePcsc, fakePcsc } from './fake-pcsc.ts';
import type { Bench } from './run-scenario.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

/** The default of the kiosk: no hardware, no bridge. Time does not pass on it. */
export function simulatedBench(): Bench {
  const port = simulatedReader({ sleep: () => Promise.resolve() });
  let card: SimulatedCard | undefined;
  let received: string[] = [];
  const lay = () => {
    if (card) port.place(card);
    return Promise.resolve();
  };
  return {
    port,
    reader: port.name,
    place: (sample) => {
      const made = cardFor(sample.card);
      card = {
        ...made,
        process: (command) => {
          received.push(hex(command));
          return made.process(command);
        },
      };
      return lay();
    },
    remove: () => {
      port.remove();
      return Promise.resolve();
    },
    putBack: lay,
    received: () => {
      const all = received;
      received = [];
      return Promise.resolve(all);
    },
    close: () => port.close(),
  };
}

/** The page that the bridges of these tests answer to. */
export const kioskPage = 'http://localhost:8080';

/** A browser's fetch from a page: it says whose page it is. */
export const fetchFrom =
  (page: string): BridgeReaderOptions['fetch'] =>
  (input, init) =>
    fetch(input, { ...init, headers: { ...(init.headers as Record<string, string>), origin: page } });

/** A page's memory for the token of its pairing. */
export function keptToken(token: string | null = null) {
  const keeper = {
    kept: token,
    read: () => keeper.kept,
    write: (written: string | null) => {
      keeper.kept = written;
    },
  };
  return keeper;
}

export const forever = (): Promise<never> => new Promise(() => undefined);

/** The kiosk's side of a bridge. */
export const kioskOf = (url: string, code: string, more: Partial<BridgeReaderOptions> = {}) =>
  bridgeReader({
    url,
    code,
    token: keptToken(),
    fetch: fetchFrom(kioskPage),
    pause: (milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds)),
    ...more,
  });

/** A bridge as `npm run reader` starts it, with PC/SC that is none. */
export async function bridgeWithFakePcsc(
  clock: 'hurries' | 'stands still' = 'hurries',
  kiosk: string = kioskPage,
): Promise<{
  bridge: Bridge;
  url: string;
  pcsc: FakePcsc;
  reader: string;
  said: string[];
}> {
  const reader = 'Fake Reader 00 00';
  const pcsc = fakePcsc();
  pcsc.plugIn(reader);
  const said: string[] = [];
  // Tests ask more in a second than any kiosk does.
  let seconds = 0;
  const bridge = openBridge({
    now: () => (clock === 'hurries' ? 1000 * seconds++ : 0),
    port: pcscReader({ library: pcsc, pause: forever }),
    kiosk,
    log: (line) => said.push(line),
  });
  return { bridge, url: await bridge.listen(0), pcsc, reader, said };
}

/** The whole way but the hardware: bridge over HTTP, PC/SC calls, a card. */
export async function bridgedBench(): Promise<Bench> {
  const { bridge, url, pcsc, reader } = await bridgeWithFakePcsc();
  const port = kioskOf(url, bridge.code);
  await port.list();
  let card: CardOnTable | undefined;
  const lay = () => {
    if (card) pcsc.place(reader, card);
    return Promise.resolve();
  };
  return {
    port,
    reader,
    place: (sample) => {
      card = new CardOnTable(sample);
      return lay();
    },
    remove: () => {
      pcsc.remove(reader);
      return Promise.resolve();
    },
    putBack: lay,
    received: () => Promise.resolve(card?.received.splice(0) ?? []),
    close: async () => {
      await port.close();
      await bridge.close();
    },
  };
}
