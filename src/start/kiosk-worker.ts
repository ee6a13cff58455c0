/**
 * The kiosk's service worker: keeps every file of one built version, so that a browser that was killed starts with no
 * network and no hub. It imports nothing; the build puts `precached` before it (`vite.config.ts`) and writes it to
 * `kiosk-worker.js`. Contents and cases are no business of its: the page keeps those itself.
 *
 * A version is taken whole or not at all: each file is fetched with the hash of its bytes, and one that is missing or
 * different refuses the version; the one before serves on. A version that is whole waits until the page, with nobody in
 * front of it, says `take-over`.
 */

/** Every address of this version with the SHA-256 of its bytes (Subresource Integrity), and a name for them all. */
declare const precached: { version: string; files: Record<string, string> };

/** The parts of a service worker's scope that are used here (TypeScript's own are of another environment). */
interface WorkerScope {
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(type: 'message', listener: (event: Lasting & { readonly data: unknown }) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchAsked) => void): void;
}
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchAsked extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
const worker = globalThis as unknown as WorkerScope;

const prefix = 'kakanai-app-';
const own = prefix + precached.version;
/** Files fetched at a time while installing: the visitor's own requests come in between. */
const AT_ONCE = 4;

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(worker.skipWaiting());
  // A power cut soon after the installation may have cost files: they are fetched again while there is a network.
  if (event.data === 'repair') event.waitUntil(fill().catch(() => undefined));
});
worker.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== location.origin || precached.files[pathname] === undefined) return;
  event.respondWith(answer(event.request, pathname));
});

/** Takes in all files, or throws and leaves none behind. */
async function install(): Promise<void> {
  try {
    await fill();
  } catch (error) {
    await caches.delete(own);
    throw error;
  }
}

/** Takes in the files that are not here yet. */
async function fill(): Promise<void> {
  const cache = await caches.open(own);
  const left = Object.entries(precached.files);
  const takeTurns = async () => {
    for (let next = left.pop(); next; next = left.pop()) await takeIn(cache, ...next);
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, takeTurns));
  } catch (error) {
    left.length = 0; // the others stop too
    throw error;
  }
}

async function takeIn(cache: Cache, address: string, integrity: string): Promise<void> {
  if (await cache.match(address)) return; // an installation that was interrupted
  // Names with a hash in them may come from the browser's own cache; a second try goes to the hub in any case.
  const ways: RequestCache[] = address.startsWith('/assets/') ? ['default', 'reload'] : ['reload'];
  let fault: unknown;
  for (const way of ways) {
    try {
      const response = await fetch(address, { integrity, cache: way, redirect: 'error' });
      if (!response.ok) throw new Error(`${address}: HTTP ${response.status}`);
      return await cache.put(address, response);
    } catch (error) {
      fault = error;
    }
  }
  throw fault;
}

/** From here on this version serves; what earlier ones kept is let go. */
async function activate(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(prefix) && name !== own) await caches.delete(name);
  await worker.clients.claim();
}

async function answer(request: Request, pathname: string): Promise<Response> {
  const kept = await (await caches.open(own)).match(pathname);
  return kept ?? fetch(request);
}
