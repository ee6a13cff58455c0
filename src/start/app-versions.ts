import type { AppVersions } from '../kiosk/index.ts';

/** Long enough for the first screen and its first taps to have the machine for themselves, in milliseconds. */
const AFTER_START = 3000;

/**
 * The versions of the program itself: the service worker keeps one whole version, and a newer one waits in it until the
 * kiosk lets it take over. Without service workers (plain HTTP from another machine) there is only what the hub serves.
 */
export function appVersions(container: ServiceWorkerContainer | undefined): AppVersions {
  let registration: ServiceWorkerRegistration | undefined;
  /** The same one as before, or a new one where the first installation failed. */
  const register = async () => {
    registration = await container?.register('/kiosk-worker.js', { updateViaCache: 'none' }).catch(() => undefined);
  };
  if (container) setTimeout(() => void register(), AFTER_START);
  return {
    look: async () => {
      await register();
      // Away or broken: what there is goes on.
      await registration?.update().catch(() => undefined);
      registration?.active?.postMessage('repair');
      if (registration?.installing) await settled(registration.installing);
      return registration?.waiting != null && container?.controller != null;
    },
    takeOver: async () => {
      const next = registration?.waiting;
      if (!next || !container) return;
      const taken = new Promise((resolve) => container.addEventListener('controllerchange', resolve, { once: true }));
      next.postMessage('take-over');
      await Promise.race([taken, new Promise((resolve) => setTimeout(resolve, AFTER_START))]);
    },
  };
}

/** A version that is being installed is whole, or refused. */
function settled(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (worker.state === 'installing') return;
      worker.removeEventListener('statechange', look);
      resolve();
    };
    worker.addEventListener('statechange', look);
    look();
  });
}
