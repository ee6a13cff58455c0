/** The thread in which the embedded database runs: see `embedded.ts`. */
import { PGlite } from '@electric-sql/pglite';
import { parentPort, workerData } from 'node:worker_threads';
import { parsers } from './parsers.ts';
import { onDisk } from './synced-files.ts';

/** One query, a channel to listen to, or the end: the database is closed and the thread ends. */
export interface Question {
  id: number;
  sql?: string;
  parameters?: readonly unknown[];
  listen?: string;
  close?: true;
}

/** What was said on a channel that is listened to. */
export interface Notice {
  channel: string;
  payload: string;
}

export interface Answer {
  id: number;
  rows: unknown[];
  affected: number;
  error?: { message: string; code: string | undefined };
}

const port = parentPort;
if (!port) throw new Error('this is a thread of the hub');
const { folder } = workerData as { folder: string | undefined };
const database = new PGlite({ parsers, ...(folder !== undefined && onDisk(folder)) });

async function answerTo({ id, sql = '', parameters = [], listen }: Question): Promise<Answer> {
  try {
    if (listen !== undefined) {
      await database.listen(listen, (payload) => port?.postMessage({ channel: listen, payload } satisfies Notice));
      return { id, rows: [], affected: 0 };
    }
    const { rows, affectedRows } = await database.query(sql, [...parameters]);
    return { id, rows, affected: affectedRows ?? 0 };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    return { id, rows: [], affected: 0, error: { message: error instanceof Error ? error.message : '', code } };
  }
}

port.on('message', (question: Question) => {
  if (question.close) void database.close().finally(() => port.close());
  else void answerTo(question).then((answer) => port.postMessage(answer));
});
