import type { AppVersions } from '../kiosk/index.ts';

const WORKER = '/kiosk-worker.js';

/** The part of Trusted Types that is used here (TypeScript's DOM does not have them yet). */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(): string }): { createScriptURL(input: string): string };
}

/** A browser with Trusted Types takes the address of a worker only from the policy that the hub's header names. */
function workerAddress(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  return trustedTypes?.createPolicy('kakanai-worker', { createScriptURL: () => WORKER }).createScriptURL('') ?? WORKER;
}

/** Long enough for the first screen and its first taps to have the machine for themselves, in milliseconds. */
const AFTER_START = 3000;

/**
 * The versions of the program itself: the service worker keeps one whole version, and a newer one waits in it until the
 * kiosk lets it take over. Without service workers (plain HTTP from another machine) there is only what the hub serves.
 */
export function appVersions(container: ServiceWorkerContainer | undefined): AppVersions {
  let registration: ServiceWorkerRegistration | undefined;
  const address = container && workerAddress();
  /** The same one as before, or a new one where the first installation failed. */
  const register = async () => {
    if (!container || address === undefined) return;
    registration = await container.register(address, { updateViaCache: 'none' }).catch(() => undefined);
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
