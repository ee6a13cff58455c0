import * as z from 'zod/mini';
import { fail, ok, type Result } from '../basics/index.ts';
import {
  type ContentManifest,
  hubDescription,
  type HubDescription,
  paths,
  type SignedManifest,
  signedManifest,
} from '../protocol/index.ts';
import { isGenuine } from './signature.ts';

/** A content version that this device keeps whole, and the hub it came from: its keys too, so that a case can be sealed. */
export interface KeptContent {
  hub: HubDescription;
  manifest: SignedManifest;
}

/** Why a version was not taken: files that do not come, or whose bytes are not those that were signed, or of no use here. */
export type NotKept = 'unreachable' | 'not-genuine' | 'refused' | 'no-room';

const CACHE = 'kakanai-content';
/** The list of what is kept, under an address at which the hub has nothing. Written last: with it a version is whole. */
const LIST = '/content/kept.json';
/** The one in force and the one before it, to which a case under way or a damaged disk goes back. */
const MOST = 2;

const list = z.strictObject({
  format: z.literal(1),
  /** The one taken in last first. */
  versions: z.array(z.object({ hub: hubDescription, manifest: signedManifest })),
});

/** The part of `caches` that is used. */
export type Shelves = Pick<CacheStorage, 'open'>;

/**
 * Content versions on this device, so that it starts with no network and no hub. What is taken in is checked against
 * the hub's signature and the hashes of its files before it counts as kept, and again whenever it is read.
 */
export class ContentShelf {
  readonly #shelves: Shelves | undefined;
  readonly #fetch: typeof fetch;
  readonly #believes: (hub: HubDescription) => Promise<boolean>;

  /**
   * Without `shelves` (a page that came over plain HTTP has no cache) nothing is kept. `believes`: whether content of this
   * hub may be used.
   */
  constructor(
    shelves: Shelves | undefined,
    send: typeof fetch,
    believes: (hub: HubDescription) => Promise<boolean> = () => Promise.resolve(true),
  ) {
    this.#shelves = shelves;
    this.#fetch = send;
    this.#believes = believes;
  }

  /** The hashes of what is kept, the one taken in last first. */
  async hashes(): Promise<string[]> {
    return (await this.#list()).map(({ manifest }) => manifest.hash);
  }

  /** The version taken in last whose manifest and main files are as they were signed. */
  async newest(): Promise<KeptContent | undefined> {
    for (const kept of await this.#list()) if (await this.#isWhole(kept)) return kept;
    return undefined;
  }

  /** This version, if it is kept and whole. */
  async version(hash: string): Promise<KeptContent | undefined> {
    const kept = (await this.#list()).find(({ manifest }) => manifest.hash === hash);
    return kept && (await this.#isWhole(kept)) ? kept : undefined;
  }

  /** A file of a version as it was signed; nothing where it is not here or its bytes are others. */
  async read({ hash, files }: ContentManifest, name: string): Promise<unknown> {
    const file = files.find((one) => one.name === name);
    const found = file && (await (await this.#cache())?.match(paths.contentFile(hash, name)));
    if (!found) return undefined;
    const bytes = await found.arrayBuffer();
    return (await integrityOf(bytes)) === file.integrity ? json(bytes) : undefined;
  }

  /**
   * Takes a version in with all its files, every language; it counts as the newest then. `isUsable` has the last word on a version that is new here,
   * looking at its main file. What was kept before stays when this one is refused.
   */
  async keep(
    { hub, manifest }: KeptContent,
    isUsable: (content: unknown) => Promise<boolean> = () => Promise.resolve(true),
  ): Promise<Result<void, NotKept>> {
    try {
      const cache = await this.#cache();
      if (!cache) return fail('no-room');
      if (!(await this.#believes(hub)) || !(await isGenuine(hub, manifest))) return fail('not-genuine');
      for (const { name, integrity } of manifest.files) {
        if ((await this.read(manifest, name)) !== undefined) continue;
        const address = paths.contentFile(manifest.hash, name);
        const response = await this.#fetch(address).catch(() => undefined);
        if (!response?.ok) return fail('unreachable');
        const bytes = await response.arrayBuffer();
        if ((await integrityOf(bytes)) !== integrity) return fail('not-genuine');
        await cache.put(address, new Response(bytes, { headers: { 'content-type': 'application/json' } }));
      }
      const before = await this.#list();
      const others = before.filter((one) => one.manifest.hash !== manifest.hash);
      const isNew = others.length === before.length;
      if (isNew && !(await isUsable(await this.read(manifest, 'content.json')))) return fail('refused');
      const versions = [{ hub, manifest }, ...others].slice(0, MOST);
      await cache.put(LIST, new Response(JSON.stringify({ format: 1, versions })));
      await forget(cache, versions);
      return ok(undefined);
    } catch {
      return fail('no-room'); // the disk is full, or the browser refuses
    }
  }

  /** What the hub said last at an address of its own, for demonstrations without it. */
  async note(address: string, said: unknown): Promise<void> {
    await (await this.#cache())?.put(address, new Response(JSON.stringify(said))).catch(() => undefined);
  }

  async noted(address: string): Promise<unknown> {
    return (await (await this.#cache())?.match(address))?.json();
  }

  async #list(): Promise<KeptContent[]> {
    const found = await (await this.#cache())?.match(LIST);
    const read = found && list.safeParse(json(await found.arrayBuffer()));
    return read?.success ? read.data.versions : [];
  }

  async #isWhole({ hub, manifest }: KeptContent): Promise<boolean> {
    if (!(await this.#believes(hub)) || !(await isGenuine(hub, manifest))) return false;
    const main = ['content.json', `texts.${manifest.languages[0]}.json`];
    const read = await Promise.all(main.map((name) => this.read(manifest, name)));
    return read.every((one) => one !== undefined);
  }

  async #cache(): Promise<Cache | undefined> {
    return this.#shelves?.open(CACHE).catch(() => undefined);
  }
}

/** Removes the files of versions that are no longer kept. */
async function forget(cache: Cache, versions: readonly KeptContent[]): Promise<void> {
  for (const request of await cache.keys()) {
    const hash = /^\/content\/([0-9a-f]+)\//.exec(new URL(request.url).pathname)?.[1];
    if (hash !== undefined && !versions.some(({ manifest }) => manifest.hash === hash)) await cache.delete(request);
  }
}

async function integrityOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `sha256-${btoa(String.fromCharCode(...digest))}`;
}

function json(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
