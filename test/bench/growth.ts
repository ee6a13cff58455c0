import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import os, { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Database, databaseOver, embeddedPool, serverPool } from '../../src/hub/database/index.ts';
import { sealedFrom } from '../../src/hub/fixture/cases.ts';
import { postgresPrograms, startPostgres } from '../../src/hub/fixture/postgres-server.ts';
import { casesNamed } from '../../src/hub/index.ts';
import { type HubDescription, paths } from '../../src/protocol/index.ts';
import { startHub } from '../browser/hub-process.ts';
import { example, lived } from '../flows/example-files.ts';
import { cloneFiles, cloneId, cloneReceipt, cloneRows, type Templates } from './clones.ts';
import { asAnother, metric, sealedAs } from './hub.ts';
import { type Figure, lines, type Section } from './report.ts';
import { median } from './statistics.ts';

/** Cases that are stored when the hub is measured. */
const SIZES = [0, 100_000, 1_000_000];
const STARTS = 3;
const DELIVERIES = 40;
const QUESTIONS = 200;
const LISTS = 20;
/** A visit as long as the middle one of all examples. */
const visit = 'moving-out/couple-to-their-daughter';

/** One hub with more and more cases: copies of two that it took in itself. Needs 30 GB of disk, and most of an hour. */
export const growth: Section = {
  name: 'million',
  title: 'A hub with a million stored cases',
  measure: async (progress) => {
    const figures: Figure[] = [];
    if (postgresPrograms === undefined) progress('no PostgreSQL on this machine');
    else {
      const server = await startPostgres(['-c', 'max_wal_size=4GB', '-c', 'shared_buffers=512MB']);
      try {
        figures.push(...(await grown('PostgreSQL', await server.newDatabase(), progress)));
      } finally {
        await server.stop();
      }
    }
    figures.push(...(await grown('embedded', undefined, progress)));
    return { figures };
  },
};

type Progress = (line: string) => void;

async function grown(name: string, databaseUrl: string | undefined, progress: Progress): Promise<Figure[]> {
  const data = mkdtempSync(path.join(tmpdir(), 'kakanai-million-'));
  const place: Place = { name, data, databaseUrl };
  const figures: Figure[] = [];
  try {
    const templates = await takenIn(place);
    let there = 0;
    for (const size of SIZES) {
      if (size > there) {
        const more = [there + 1, size] as const;
        if (databaseUrl === undefined) cloneFiles(data, templates, more);
        await inTables(place, (database) =>
          cloneRows(database, templates, more, (line) => progress(`${name}: ${line}`)),
        );
        there = size;
      }
      progress(`${name}: measuring with ${size.toLocaleString('en-GB')} cases`);
      const found = await measured(place, size);
      for (const line of lines(found)) progress(line); // an hour of work is not lost with its end
      figures.push(...found);
    }
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
  return figures;
}

/** A hub's data folder, and the server where its tables are elsewhere. */
interface Place {
  name: string;
  data: string;
  databaseUrl: string | undefined;
}

const startAt = ({ data, databaseUrl }: Place) =>
  startHub({ data, args: ['--no-demo'], ...(databaseUrl !== undefined && { env: { DATABASE_URL: databaseUrl } }) });

const actions = lived(example(visit)).client.visit.actions;

/** Lets a new hub take in one case that is whole, and one that becomes a task for a person. */
async function takenIn(place: Place): Promise<Templates> {
  const hub = await startAt(place);
  const key = await sealingKey(hub.address);
  const whole = await sealedAs(key, asAnother(actions, 0x4000));
  const task = await sealedFrom(key, asAnother(actions, 0x4001), { lost: 1 });
  for (const one of [whole, task]) await deliver(hub.address, one);
  await takenUp(hub.address, 2);
  await hub.kill();
  return { whole: whole.case, task: task.case };
}

let deliveries = 0x5000;

async function measured(place: Place, size: number): Promise<Figure[]> {
  const figure = (what: string, values: readonly number[]): Figure => ({
    what: `${place.name}, ${size.toLocaleString('en-GB')} cases: ${what}`,
    value: median(values),
    unit: 'ms',
    note: `${values.length} times, ${round(Math.min(...values))} to ${round(Math.max(...values))}; load ${os.loadavg()[0]?.toFixed(1)}`,
  });
  const [listening, inTheTables]: [number[], number[]] = [[], []];
  for (let start = 1; start < STARTS; start++) await (await started()).kill();
  const hub = await started();
  const key = await sealingKey(hub.address);
  const delivered: number[] = [];
  const ids: string[] = [];
  for (let count = 0; count < DELIVERIES; count++) {
    const one = await sealedAs(key, asAnother(actions, deliveries++));
    ids.push(one.case);
    delivered.push(await timed(() => deliver(hub.address, one)));
    await pause(150); // until it is replayed
  }
  const asked: number[] = [];
  for (let count = 0; count < QUESTIONS; count++) {
    const id = size === 0 ? ids[count % ids.length] : cloneId(any(size));
    asked.push(await timed(async () => expectOk(await fetch(hub.address + paths.caseStatus(id ?? '')))));
  }
  const counted: number[] = [];
  let memory = 0;
  for (let count = 0; count < LISTS; count++)
    counted.push(
      await timed(async () => (memory = metric(await numbers(hub.address), 'process_resident_memory_bytes'))),
    );
  await hub.kill();

  const found: number[] = [];
  const listed: number[] = [];
  await inTables(place, async (database) => {
    for (let count = 0; count < QUESTIONS; count++)
      found.push(await timed(() => casesNamed({ database }, cloneReceipt(any(size)))));
    for (let count = 0; count < LISTS; count++) listed.push(await timed(() => tasksOf(database)));
  });
  const megabytes = (what: string, bytes: number): Figure => ({
    what: `${place.name}, ${size.toLocaleString('en-GB')} cases: ${what}`,
    value: bytes / 2 ** 20,
    unit: 'MB',
  });
  return [
    figure('start until it listens', listening),
    figure('start until a case that came at once is in the tables', inTheTables),
    figure('a delivery, until the yes', delivered),
    figure('“where is my case?”', asked),
    figure('search by receipt number, in the tables', found),
    figure('list of 50 tasks, in the tables', listed),
    figure('its metrics', counted),
    megabytes('memory of the hub', memory),
    megabytes('on the disk', await sizeOf(place)),
  ];

  async function started() {
    const from = performance.now();
    const running = await startAt(place);
    listening.push(performance.now() - from);
    await deliver(running.address, await sealedAs(await sealingKey(running.address), asAnother(actions, deliveries++)));
    await takenUp(running.address, 1);
    inTheTables.push(performance.now() - from);
    return running;
  }
}

const round = (value: number) => Number(value.toPrecision(3));
const any = (size: number) => 1 + Math.floor(Math.random() * Math.max(1, size));

/** What staff would see first: the newest tasks. */
const tasksOf = (database: Database) =>
  database
    .selectFrom('cases')
    .select(['id', 'receipt', 'events', 'received_at'])
    .where('state', '=', 'task')
    .orderBy('received_at', 'desc')
    .limit(50)
    .execute();

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

const numbers = async (address: string) => (await fetch(`${address}/metrics`)).text();

async function sealingKey(address: string): Promise<Uint8Array> {
  const described = (await (await fetch(address + paths.hub)).json()) as HubDescription;
  return Buffer.from(described.sealingKey.key, 'base64');
}

async function deliver(address: string, sealed: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await expectOk(await fetch(address + paths.cases, { method: 'POST', headers, body: JSON.stringify(sealed) }));
}

async function expectOk(answer: Response): Promise<void> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status}: ${text}`);
}

async function takenUp(address: string, count: number): Promise<void> {
  const of = (text: string, state: string) => metric(text, `kakanai_cases_taken_up_total{state="${state}"}`);
  for (let text = ''; of(text, 'whole') + of(text, 'task') < count; text = await numbers(address)) await pause(20);
}

/** Works in the tables themselves, while no hub holds them. */
async function inTables<Value>(place: Place, work: (database: Database) => Promise<Value>): Promise<Value> {
  const { data, databaseUrl } = place;
  const pool = databaseUrl === undefined ? await embeddedPool(path.join(data, 'database')) : serverPool(databaseUrl);
  const database = await databaseOver(pool);
  try {
    return await work(database);
  } finally {
    await database.destroy();
  }
}

async function sizeOf(place: Place): Promise<number> {
  const names = await readdir(place.data, { recursive: true, withFileTypes: true });
  const files = names.filter((one) => one.isFile()).map((one) => statSync(path.join(one.parentPath, one.name)).size);
  const here = files.reduce((sum, bytes) => sum + bytes, 0);
  if (place.databaseUrl === undefined) return here;
  const asked = await inTables(place, (database) =>
    sql<{ bytes: string }>`select pg_database_size(current_database()) as bytes`.execute(database),
  );
  return here + Number(asked.rows[0]?.bytes);
}
