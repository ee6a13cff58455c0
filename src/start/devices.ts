import type { ReaderDevices } from '../kiosk/index.ts';

/**
 * The devices of this kiosk by its address: `?reader=http://127.0.0.1:8179&code=…` names the bridge to a real card
 * reader (docs/reader.md), without it the reader is simulated. A bridge elsewhere than on this machine is refused, and
 * so is an address that is none: there is then no reader at all, never a simulated one in its place.
 */
export async function devicesFor(settings: URLSearchParams): Promise<ReaderDevices> {
  const reader = settings.get('reader');
  if (reader === null) return (await import('./simulated-devices.ts')).simulatedDevices;
  const url = loopbackAddress(reader);
  if (url === undefined) return { reader: undefined, place: undefined };
  return (await import('./bridged-devices.ts')).bridgedDevices(url, settings.get('code'));
}

/** The address where it is one of this machine: a PIN must not be sent anywhere else. */
export function loopbackAddress(address: string): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const here = url?.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(url.hostname);
  return here && url.username === '' ? url.origin : undefined;
}
