import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import readerOfCodes from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { Kiosk, KioskDevice, stretched, usualDelays } from '../kiosk/index.ts';
import type { CaseStorage } from '../storage/index.ts';
import {
  aloneInBrowser,
  ContentShelf,
  deliver,
  HubAccess,
  HubClient,
  keepSending,
  keptIdentities,
  OutboxSender,
} from '../sync/index.ts';
import { browserSpeech } from '../wording/index.ts';
import { appVersions } from './app-versions.ts';
import { devicesFor } from './devices.ts';

const ids = { now: () => Date.now(), random: (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)) };
const settings = new URLSearchParams(location.search);
/** The letters before the number on a receipt; each kiosk of an office has its own address. */
const name = /^[A-Z0-9]{1,4}$/.exec(settings.get('kiosk') ?? '')?.[0] ?? 'A';
const send = globalThis.fetch.bind(globalThis);

let opened: CaseStorage | undefined;
const storage = async () => {
  const { httpKeyKeeper, openStorage } = await import('../storage/index.ts');
  return (opened ??= openStorage({ crypto, keys: httpKeyKeeper(crypto, send, ''), ids, kiosk: name }));
};
const access = new HubAccess({
  fetch: send,
  identities: keptIdentities,
  name,
  elapsed: () => performance.now(),
});
const shelf = new ContentShelf(globalThis.caches, send, (hub) => access.believes(hub));

/** Begins the page again. A content that does not come up then is not tried for ever. */
function restart(content?: string): void {
  if (content !== undefined && sessionStorage.getItem('restarted-for') === content) return;
  if (content !== undefined) sessionStorage.setItem('restarted-for', content);
  location.reload();
}

const device = new KioskDevice({
  hub: new HubClient(send, { shelf, access }),
  access,
  shelf,
  app: appVersions(import.meta.env.PROD ? navigator.serviceWorker : undefined),
  restart,
  storage,
  // `?hold`: finished cases stay here, for practice and for tests.
  sending: settings.has('hold')
    ? undefined
    : (outbox) =>
        keepSending(
          new OutboxSender({
            outbox,
            deliver: (sealed) => deliver(access.send, '', sealed),
            now: ids.now,
            random: Math.random,
            alone: aloneInBrowser,
          }),
        ),
  ids,
  crypto,
  name,
  devices: () => devicesFor(settings),
  codeReader: async () => (await import('../devices/index.ts')).zxingReader(readerOfCodes),
});

/** Slow mode: every waiting time is three times as long (`?slow`); tests may shorten them (`?idle=` seconds). */
const slow = settings.has('slow') ? 3 : 1;
const idle = Number(settings.get('idle'));
const scale = idle > 0 ? (idle * 1000) / usualDelays.warn : slow;
const delays = stretched(usualDelays, scale);

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root element');
createRoot(root).render(
  <StrictMode>
    <Kiosk device={device} delays={delays} speech={browserSpeech()} />
  </StrictMode>,
);
