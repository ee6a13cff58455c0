import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'yaml';
import type { Action } from '../../src/case/index.ts';
import { compileContent } from '../../src/content/authoring.ts';
import { compile, Course } from '../../src/engine/index.ts';
import { sealedFrom, testId } from '../../src/hub/fixture/cases.ts';
import { postgresPrograms, startPostgres } from '../../src/hub/fixture/postgres-server.ts';
import { type HubDescription, paths, type SealedCase } from '../../src/protocol/index.ts';
import { readInput, run } from '../../src/scenario/index.ts';
import { hash, readFlows } from '../../src/start/flows-folder.ts';
import { passingDevice } from '../../src/start/commands/parts/own-device.ts';
import { startHub } from '../browser/hub-process.ts';
import { COUNTRY, peakDay } from './peak.ts';
import type { Figure, Section } from './report.ts';
import { median, quantile } from './statistics.ts';

/** Cases that are delivered for each database, and devices that deliver at once. */
const CASES = 1200;
const DEVICES = 16;

/** One hub that takes in whole cases from several devices at once. */
export const hub: Section = {
  name: 'hub',
  title: `Hub (one process; ${DEVICES} devices deliver, on the same machine)`,
  measure: async (progress) => {
    const actions = familyOfFive();
    const figures = await deliveries('embedded', {}, actions, progress);
    if (postgresPrograms === undefined) progress('no PostgreSQL on this machine');
    else {
      const server = await startPostgres();
      const env = { DATABASE_URL: await server.newDatabase() };
      figures.push(...(await deliveries('PostgreSQL server', env, actions, progress)));
      await server.stop();
    }
    figures.push({
      what: 'the whole country, over its working hours',
      value: COUNTRY / (245 * 8 * 3600),
      unit: '/s',
      note: `${COUNTRY.toLocaleString('en-GB')} events a year, 245 days of 8 hours`,
    });
    return { figures };
  },
};

async function deliveries(
  name: string,
  env: Record<string, string>,
  actions: readonly Action[],
  progress: (line: string) => void,
): Promise<Figure[]> {
  const data = mkdtempSync(path.join(tmpdir(), 'kakanai-bench-'));
  const running = await startHub({ data, env, args: ['--no-demo'] });
  const get = async (address: string) => (await fetch(running.address + address)).text();
  const { sealingKey } = JSON.parse(await get(paths.hub)) as HubDescription;
  const key = Buffer.from(sealingKey.key, 'base64');
  progress(`${name}: sealing ${CASES} cases`);
  const bodies: string[] = [];
  for (let index = 1; index <= CASES; index++)
    bodies.push(JSON.stringify(await sealedAs(key, asAnother(actions, index))));

  const devices = Array.from({ length: DEVICES }, () => passingDevice(running.address, 'A'));
  for (const device of devices) await device.enrol();
  progress(`${name}: delivering`);
  const times: number[] = [];
  let next = 0;
  const started = performance.now();
  await Promise.all(
    devices.map(async (device) => {
      for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
        const from = performance.now();
        const headers = { 'content-type': 'application/json' };
        const answer = await device.send(running.address + paths.cases, { method: 'POST', headers, body });
        if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
        await answer.arrayBuffer();
        times.push(performance.now() - from);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  progress(`${name}: waiting until all are replayed`);
  let numbers = await get('/metrics');
  while (metric(numbers, 'kakanai_cases_taken_up_total{state="whole"}') < CASES) {
    if (metric(numbers, 'kakanai_cases_taken_up_total{state="task"}') > 0) throw new Error('a case was not whole');
    await pause(100);
    numbers = await get('/metrics');
  }
  const all = (performance.now() - started) / 1000;
  await running.kill();
  rmSync(data, { recursive: true, force: true });
  const kilobytes = median(bodies.map((body) => body.length)) / 1000;
  return [
    {
      what: `${name}: cases stored`,
      value: CASES / seconds,
      unit: '/s',
      note: `family of five, ${actions.length} actions, ${kilobytes.toFixed(0)} kB sealed; synced before each yes`,
    },
    { what: `${name}: time to the yes, median`, value: median(times), unit: 'ms' },
    { what: `${name}: time to the yes, 99th of 100`, value: quantile(times, 0.99), unit: 'ms' },
    {
      what: `${name}: cases stored, replayed and in the tables`,
      value: CASES / all,
      unit: '/s',
      note: 'what a hub can keep up with for hours',
    },
    {
      what: `${name}: memory of the hub after it`,
      value: metric(numbers, 'process_resident_memory_bytes') / 2 ** 20,
      unit: 'MB',
    },
    ...peakDay(name, CASES / all),
  ];
}

export const metric = (text: string, name: string): number =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length + 1) ?? 0,
  );

function familyOfFive(): readonly Action[] {
  const { content } = compileContent(readFlows(), 'mihon', hash);
  const file = new URL('../../flows/examples/moving-in/family-of-five.yaml', import.meta.url);
  const input = readInput(parse(readFileSync(file, 'utf8')));
  if (!input.ok) throw new Error(JSON.stringify(input.reason));
  return run(new Course(compile(content, input.value.events)), input.value).client.visit.actions;
}

/** The same visit as another case, under ids of its own. `index`: up to 65,535. */
export const asAnother = (actions: readonly Action[], index: number): Action[] =>
  actions.map((action, place): Action => {
    const id = testId(index, place + 1);
    return action.type === 'opened' ? { ...action, id, case: testId(index, 0) } : { ...action, id };
  });

/** A visit that was prepared to its end, as a kiosk delivers it. */
export function sealedAs(key: Uint8Array, actions: readonly Action[]): Promise<SealedCase> {
  const receipt = actions.findLast((one) => one.type === 'prepared')?.receipt;
  return sealedFrom(key, actions, receipt === undefined ? {} : { ended: 'prepared', receipt });
}
