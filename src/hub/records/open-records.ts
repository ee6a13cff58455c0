import { stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '../../basics/index.ts';
import type { CaseStore } from '../cases/case-store.ts';
import { startIntake } from '../cases/intake.ts';
import { openCases } from '../cases/open-cases.ts';
import type { Content, Texts } from '../../content/index.ts';
import { publishedContent, publishedVersion } from '../content/published.ts';
import { type Database, holdIdentity, openingOf, openingOnServer } from '../database/index.ts';
import { lockFolder } from '../files/lock.ts';
import { openHubKeys } from '../keys/hub-keys.ts';
import { importPrivateKey, type PrivateKey } from '../../sealing/index.ts';

/** Everything that a hub keeps about cases, opened for somebody who looks after it. */
export interface Records {
  database: Database;
  store: CaseStore;
  /** What opens sealed cases: to show that it no longer does. */
  sealing: PrivateKey;
  /** Signs as the hub does, with the key by which devices know it. */
  signing: { raw: Uint8Array; sign(text: string): Uint8Array };
  now: () => Date;
  /** A content version that was published here, by its hash, with its words by language. */
  contentOf(hash: string): Promise<{ content: Content; texts: Record<string, Texts> } | undefined>;
  close(): Promise<void>;
}

export type NoRecords =
  /** There are no keys of a hub in this folder. */
  | { because: 'no-hub' }
  /** A hub works on the embedded database, which is for one process. */
  | { because: 'folder-in-use'; heldBy: number };

/**
 * Opens the records of a data folder; with `databaseUrl` those on a server, beside its hubs. Cases that were delivered
 * and are not in the tables yet are taken up first. Throws where something is damaged.
 */
export async function openRecords(
  dataFolder: string,
  { databaseUrl, municipality, now }: { databaseUrl?: string; municipality: string; now: () => Date },
): Promise<Result<Records, NoRecords>> {
  const inData = (name: string) => path.join(dataFolder, name);
  if (!(await stat(path.join(inData('keys'), 'case-keys.key')).catch(() => undefined)))
    return fail({ because: 'no-hub' });
  const free = databaseUrl === undefined ? await lockFolder(dataFolder) : ok({ release: async () => undefined });
  if (!free.ok) return fail({ because: 'folder-in-use', heldBy: free.reason.heldBy });
  const opening = databaseUrl === undefined ? openingOf(inData('database')) : openingOnServer(databaseUrl);
  try {
    const keys = await openHubKeys(inData('keys'));
    const database = await opening.ready;
    await holdIdentity(database, { sealing: keys.sealing.id, wrapping: keys.wrapping.id });
    const sealing = await importPrivateKey(crypto, { publicKey: keys.sealing.raw, privateKey: keys.sealing.pkcs8 });
    if (!sealing.ok) throw new Error(sealing.reason);
    const { store } = await openCases(inData('cases'), {
      wrapping: keys.wrapping,
      now,
      ...(databaseUrl === undefined ? {} : { tables: opening.ready }),
    });
    const failures: unknown[] = [];
    const content = path.join(inData('content'), municipality);
    const intake = startIntake({
      store,
      database: opening.ready,
      by: {
        key: sealing.value,
        municipality,
        contentOf: (hash) => publishedContent(content, hash, keys.content),
      },
      now,
      takenUp: async () => undefined,
      failed: (error) => failures.push(error),
    });
    await intake.caughtUp;
    await intake.close();
    if (failures.length > 0) throw failures[0];
    return ok({
      database,
      store,
      sealing: sealing.value,
      signing: keys.content,
      now,
      contentOf: (hash) => publishedVersion(content, hash, keys.content),
      close: async () => {
        await store.close();
        await opening.close();
        await free.value.release();
      },
    });
  } catch (error) {
    await opening.close();
    await free.value.release();
    throw error;
  }
}
