import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Kiosk, KioskDevice, neverIdle } from '../kiosk/index.ts';
import { ContentShelf, HubClient } from '../sync/index.ts';
import { browserSpeech } from '../wording/index.ts';

const ids = { now: () => Date.now(), random: (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)) };
const name = 'home';
const send = globalThis.fetch.bind(globalThis);

// The same screens on somebody's own device: no card, no register, no staff. The network is needed to load only.
const device = new KioskDevice({
  place: 'home',
  hub: new HubClient(send),
  shelf: new ContentShelf(undefined, send),
  app: { look: () => Promise.resolve(false), takeOver: () => Promise.resolve() },
  restart: () => undefined,
  sending: undefined,
  storage: async () => {
    const { localKeyKeeper, openStorage } = await import('../storage/index.ts');
    return openStorage({ crypto, keys: localKeyKeeper(crypto), ids, kiosk: name, area: 'kakanai-home' });
  },
  ids,
  crypto,
  name,
  devices: () => Promise.resolve({ reader: undefined, place: undefined }),
});

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root element');
createRoot(root).render(
  <StrictMode>
    <Kiosk device={device} delays={neverIdle} speech={browserSpeech()} />
  </StrictMode>,
);
