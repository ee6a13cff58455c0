/** The thread in which the embedded database runs: see `embedded.ts`. */
import { PGlite } from '@electric-sql/pglite';
import { parentPort, workerData } from 'node:worker_threads';
import { parsers } from './parsers.ts';

/** One query; without `sql` the database is closed and the thread ends. */
export interface Question {
  id: number;
  sql?: string;
  parameters?: readonly unknown[];
}

export interface Answer {
  id: number;
  rows: unknown[];
  affected: number;
  error?: { message: string; code: string | undefined };
}

const port = parentPort;
if (!port) throw new Error('this is a thread of the hub');
const { folder } = workerData as { folder: string };
const database = new PGlite({ dataDir: folder, parsers });

async function answerTo({ id, sql = '', parameters = [] }: Question): Promise<Answer> {
  try {
    const { rows, affectedRows } = await database.query(sql, [...parameters]);
    return { id, rows, affected: affectedRows ?? 0 };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    return { id, rows: [], affected: 0, error: { message: error instanceof Error ? error.message : '', code } };
  }
}

port.on('message', (question: Question) => {
  if (question.sql === undefined) void database.close().finally(() => port.close());
  else void answerTo(question).then((answer) => port.postMessage(answer));
});
