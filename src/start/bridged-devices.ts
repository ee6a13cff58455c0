import { bridgeReader } from '../devices/index.ts';
import type { ReaderDevices } from '../kiosk/index.ts';

/** One tab, as long as it lives: a page that is loaded again need not be paired again. */
const place = 'kakanai-reader';

/** The devices of a kiosk whose card reader is reached through the bridge at `url`. */
export function bridgedDevices(url: string, code: string | null): ReaderDevices {
  const reader = bridgeReader({
    url,
    ...(code === null ? {} : { code }),
    token: {
      read: () => sessionStorage.getItem(place),
      write: (token) => {
        if (token === null) return sessionStorage.removeItem(place);
        sessionStorage.setItem(place, token);
        forgetCode();
      },
    },
    fetch: (input, init) => fetch(input, init),
    pause: (milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds)),
  });
  return { reader, place: undefined };
}

/** A code that was used is of no use to anybody; it need not stand in the address any longer. */
function forgetCode(): void {
  const address = new URL(location.href);
  address.searchParams.delete('code');
  history.replaceState(history.state, '', address);
}
