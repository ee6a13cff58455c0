import type { ContentManifest, HubDescription } from '../protocol/index.ts';
import type { ContentShelf, HubClient } from '../sync/index.ts';
import { later } from './later.ts';

/** The versions of the program on this device. */
export interface AppVersions {
  /** Asks the hub; whether a newer version is here, whole, and only waits to take over. */
  look(): Promise<boolean>;
  /** Lets it take over; the page has to begin again then. */
  takeOver(): Promise<void>;
}

export interface RenewalParts {
  hub: HubClient;
  shelf: ContentShelf;
  app: AppVersions;
  /** Begins the page again. `content`: for this version of it; the same one twice in a row is not tried. */
  restart: (content?: string) => void;
}

/** How long nobody must have touched the first screen, and how often is looked then, in milliseconds. */
const QUIET = 1500;
const EVERY = 5 * 60_000;

/**
 * New versions of the program and of the content, between people only: while nobody is at the first screen it is looked
 * for them, they are fetched and checked, and the page begins again with them. A case under way never changes either.
 * Returns what stops it. `inForce`: the content version and the keys in use.
 */
export function renewWhileIdle(
  parts: RenewalParts,
  inForce: () => { manifest: ContentManifest; hub: HubDescription } | undefined,
): () => void {
  let stopped = false;
  let timer = setTimeout(look, QUIET);
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(look, QUIET);
  };
  addEventListener('online', soon);

  function look(): void {
    Promise.all([parts.app.look(), newContent(parts, inForce())]).then(
      async ([program, content]) => {
        if (stopped) return;
        if (program) await parts.app.takeOver();
        if (program) parts.restart();
        else if (content !== undefined) parts.restart(content);
        timer = setTimeout(look, EVERY);
      },
      () => {
        if (!stopped) timer = setTimeout(look, EVERY);
      },
    );
  }

  return () => {
    stopped = true;
    clearTimeout(timer);
    removeEventListener('online', soon);
  };
}

/**
 * The hash of a content version that the hub has put in force and that is now here, checked and compiled on trial; or the
 * name of its new sealing key.
 */
async function newContent(
  { hub, shelf }: RenewalParts,
  used: { manifest: ContentManifest; hub: HubDescription } | undefined,
): Promise<string | undefined> {
  const described = await hub.describe();
  if (!described.ok || !used) return undefined;
  if (described.value.manifest.hash === used.manifest.hash) {
    const { id } = described.value.hub.sealingKey;
    return id === used.hub.sealingKey.id ? undefined : id;
  }
  const kept = await shelf.keep(described.value, compiles);
  return kept.ok ? described.value.manifest.hash : undefined;
}

/** Whether this program can work with a content, event by event: it may be made for a newer one. */
async function compiles(content: unknown): Promise<boolean> {
  const { compile, Course } = await later.engine();
  try {
    const tried = content as Parameters<typeof compile>[0];
    for (const { id } of tried.events) void new Course(compile(tried, [id])).program;
    return tried.events.length > 0;
  } catch {
    return false;
  }
}
