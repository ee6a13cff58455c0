/** The part of a kiosk's page that reaches its reader, for `bridge.e2e.test.ts`: the devices as the kiosk makes them. */
import { pin, readBasicFour, withCard } from '../../src/card/index.ts';
import { devicesFor } from '../../src/start/devices.ts';

const devices = devicesFor(new URLSearchParams(location.search));

const page = {
  /** The readers, and what the page was told since it began. */
  told: [] as string[],
  readers: async () => (await (await devices).reader?.list()) ?? 'none',
  read: async (reader: string, digits: string) => {
    const { reader: port } = await devices;
    const code = pin(digits);
    if (!port || !code.ok) return 'none';
    return withCard(port, reader, (session) => readBasicFour(session, code.value));
  },
  /** Opens the card and leaves it open. */
  hold: async (reader: string) => (await (await devices).reader?.open(reader))?.ok ?? false,
};
export type KioskPage = typeof page;

void devices.then(({ reader }) =>
  reader?.subscribe((event) => page.told.push(event.type === 'fault' ? event.detail : event.type)),
);
Object.assign(window, { page });
