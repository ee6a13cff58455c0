import { stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '../../basics/index.ts';
import type { CaseStore } from '../cases/case-store.ts';
import { startIntake } from '../cases/intake.ts';
import { openCases } from '../cases/open-cases.ts';
import type { Content, Texts } from '../../content/index.ts';
import { contentInForce, publishedContent, publishedVersion } from '../content/published.ts';
import { type Database, type DatabaseOpening, holdIdentity, openingOf, openingOnServer } from '../database/index.ts';
import { lockFolder } from '../files/lock.ts';
import { openHubKeys } from '../keys/hub-keys.ts';
import type { PrivateKey } from '../../sealing/index.ts';

/** Everything that a hub keeps about cases, opened for somebody who looks after it. */
export interface Records {
  database: Database;
  store: CaseStore;
  /** What opens sealed cases: to show that it no longer does. */
  sealing: readonly PrivateKey[];
  /** Signs as the hub does, with the key by which devices know it. */
  signing: { raw: Uint8Array; sign(text: string): Uint8Array };
  now: () => Date;
  /** A content version that was published here, by its hash, with its words by language. */
  contentOf(hash: string): Promise<{ content: Content; texts: Record<string, Texts> } | undefined>;
  /** The content that the hub served last. */
  inForce(): Promise<Content | undefined>;
  close(): Promise<void>;
}

export type NoRecords =
  /** There are no keys of a hub in this folder. */
  | { because: 'no-hub' }
  /** A hub works on the embedded database, which is for one process. */
  | { because: 'folder-in-use'; heldBy: number };

export interface RecordsWanted {
  databaseUrl?: string;
  municipality: string;
  now: () => Date;
  /** Keys from here instead of those of the data folder: a copy, to see what it opens. */
  keysFolder?: string;
}

/**
 * Opens the records of a data folder; with `databaseUrl` those on a server, beside its hubs. Cases that were delivered
 * and are not in the tables yet are taken up first. Throws where something is damaged.
 */
export async function openRecords(
  dataFolder: string,
  { databaseUrl, municipality, now, keysFolder }: RecordsWanted,
): Promise<Result<Records, NoRecords>> {
  const inData = (name: string) => path.join(dataFolder, name);
  if (!(await stat(keysFolder ?? inData('keys')).catch(() => undefined))) return fail({ because: 'no-hub' });
  const free = databaseUrl === undefined ? await lockFolder(dataFolder) : ok({ release: async () => undefined });
  if (!free.ok) return fail({ because: 'folder-in-use', heldBy: free.reason.heldBy });
  let opening: DatabaseOpening | undefined;
  try {
    const keys = await openHubKeys(keysFolder ?? inData('keys'), {
      practice: 'either',
      make: keysFolder === undefined,
    });
    opening =
      databaseUrl === undefined
        ? openingOf(inData('database'), keys.practice)
        : openingOnServer(databaseUrl, keys.practice);
    const opened = opening;
    const database = await opened.ready;
    await holdIdentity(database, keys, now);
    const { store } = await openCases(inData('cases'), {
      wrapping: keys.wrapping,
      now,
      ...(databaseUrl === undefined ? {} : { tables: opened.ready }),
    });
    const failures: unknown[] = [];
    const content = path.join(inData('content'), municipality);
    const intake = startIntake({
      store,
      database: opened.ready,
      by: {
        key: keys.sealing.opening,
        municipality,
        practice: keys.practice,
        contentOf: (hash) => publishedContent(content, hash, keys.content),
      },
      now,
      takenUp: async () => undefined,
      failed: (error) => failures.push(error),
    });
    await intake.caughtUp;
    await intake.close();
    if (failures.length > 0) throw failures[0];
    const versions = new Map<string, ReturnType<typeof publishedVersion>>();
    let inForce: Promise<Content | undefined> | undefined;
    return ok({
      database,
      store,
      sealing: keys.sealing.opening,
      signing: keys.content,
      now,
      contentOf: (hash) => {
        const known = versions.get(hash) ?? publishedVersion(content, hash, keys.content);
        versions.set(hash, known);
        return known;
      },
      inForce: () => (inForce ??= contentInForce(content, keys.content)),
      close: async () => {
        await store.close();
        await opened.close();
        await free.value.release();
      },
    });
  } catch (error) {
    await opening?.close();
    await free.value.release();
    throw error;
  }
}
