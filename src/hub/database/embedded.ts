import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { privateFolder, syncAll, writeDurably } from '../files/durable.ts';
import type { Answer, Notice, Question } from './embedded-thread.ts';
import type { Listening } from './listening.ts';

/** Where no file is written; for tests. */
export const IN_MEMORY = 'memory://';

const commands = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'] as const;

/**
 * PostgreSQL inside this process (PGlite), in a thread of its own because a query blocks the thread it runs in. Seen
 * from outside it is a pool with one connection, taken in turn. PGlite locks no folder: the caller must hold it. What
 * was committed survives a crash of the process and a power cut. `signal` stops the opening, which takes seconds the first
 * time. Throws where the folder cannot be opened.
 */
export async function embeddedPool(folder: string, signal?: AbortSignal): Promise<PostgresPool & Listening> {
  const thread = new Worker(new URL('./embedded-thread.ts', import.meta.url), {
    workerData: { folder: folder === IN_MEMORY ? undefined : await clusterIn(folder) },
  });
  const giveUp = () => void thread.terminate();
  signal?.addEventListener('abort', giveUp);
  const waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  let asked = 0;
  let gone: Error | undefined;

  const ended = new Promise<void>((resolve) => {
    const end = (error: Error) => {
      gone ??= error;
      for (const { reject } of waiting.values()) reject(gone);
      waiting.clear();
      resolve();
    };
    thread.on('error', (error) => end(error instanceof Error ? error : new Error(String(error))));
    thread.on('exit', () => end(new Error('the embedded database was closed')));
  });
  const heard = new Map<string, Set<(payload: string) => void>>();
  thread.on('message', (answer: Answer | Notice) => {
    if ('channel' in answer) {
      for (const hear of heard.get(answer.channel) ?? []) hear(answer.payload);
      return;
    }
    waiting.get(answer.id)?.resolve(answer);
    waiting.delete(answer.id);
  });
  const ask = async (question: Omit<Question, 'id'>): Promise<Answer> => {
    if (gone) throw gone;
    const id = ++asked;
    const answer = new Promise<Answer>((resolve, reject) => waiting.set(id, { resolve, reject }));
    thread.postMessage({ ...question, id } satisfies Question);
    return answer;
  };

  async function query<Row>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>> {
    const answer = await ask({ sql, parameters });
    if (answer.error) throw Object.assign(new Error(answer.error.message), { code: answer.error.code });
    const first = /^\s*(\w+)/.exec(sql)?.[1]?.toUpperCase();
    return {
      command: commands.find((command) => command === first) ?? 'SELECT',
      rowCount: answer.affected,
      rows: answer.rows as Row[],
    };
  }

  await query('select 1', []);
  signal?.removeEventListener('abort', giveUp);
  signal?.throwIfAborted();
  if (folder !== IN_MEMORY && !existsSync(madeMark(folder))) {
    await syncAll(clusterFolder(folder)); // its first files are made before PostgreSQL runs, which syncs its own
    await writeDurably(madeMark(folder), '');
  }

  let last: Promise<void> = Promise.resolve();
  return {
    options: {},
    connect: async () => {
      const before = last;
      let free = (): void => undefined;
      last = new Promise((resolve) => (free = resolve));
      await before;
      if (gone) {
        free();
        throw gone;
      }
      return { query, release: free } as PostgresPoolClient;
    },
    listen: async (channel, hear) => {
      const already = heard.get(channel);
      heard.set(channel, (already ?? new Set()).add(hear));
      if (!already) await ask({ listen: channel }); // each listening of the thread would tell everything once more
    },
    end: async () => {
      if (!gone) thread.postMessage({ id: 0, close: true } satisfies Question);
      await ended;
    },
  };
}

const madeMark = (folder: string) => path.join(folder, 'made');
const clusterFolder = (folder: string) => path.join(folder, 'cluster');

/** Where PostgreSQL's own files are. What a process left half made, killed at its first start, is made anew. */
async function clusterIn(folder: string): Promise<string> {
  const cluster = clusterFolder(await privateFolder(folder));
  if (!existsSync(madeMark(folder))) await rm(cluster, { recursive: true, force: true });
  return cluster;
}
