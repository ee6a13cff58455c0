import { type Database, databaseOver } from './database.ts';
import { embeddedPool } from './embedded.ts';
import { OtherKind } from './other-kind.ts';
import { serverPool } from './server.ts';

/** A database on its way. The hub serves meanwhile: only a register waits for it. */
export interface DatabaseOpening {
  /** The database, its tables up to date. */
  ready: Promise<Database>;
  /** Gives up what is not open yet, closes what is. */
  close(): Promise<void>;
}

/** Begins to open the embedded database of a folder, which takes seconds the first time and much less after that. */
export function openingOf(folder: string, practice = false): DatabaseOpening {
  const stop = new AbortController();
  const ready = embeddedPool(folder, stop.signal).then((pool) => databaseOver(pool, practice));
  return {
    ready,
    close: async () => {
      stop.abort();
      await ready.then(
        (database) => database.destroy(),
        () => undefined,
      );
    },
  };
}

/** Begins to open the database of a PostgreSQL server; fails with a sentence and the server's or system's code. */
export function openingOnServer(url: string, practice = false): DatabaseOpening {
  const ready = databaseOver(serverPool(url), practice).catch((cause: unknown) => {
    if (cause instanceof OtherKind) throw cause;
    // The address holds a password: it is not repeated.
    const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    throw new Error(`The database of DATABASE_URL cannot be opened${code}.`, { cause });
  });
  return {
    ready,
    close: () =>
      ready.then(
        (database) => database.destroy(),
        () => undefined,
      ),
  };
}

/** A database that somebody else opens and closes. */
export const openedElsewhere = (ready: Promise<Database>): DatabaseOpening => ({ ready, close: async () => undefined });
