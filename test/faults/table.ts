import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { seed } from '../random.ts';
import type { Toll } from './toll.ts';

/** One line of the table: a fault, or a test of one that failed before it could count, or could not be run here. */
export interface Line {
  fault: string;
  result: 'ok' | 'FAILED' | 'not run';
  seconds: number;
  toll?: Toll;
  /** Why it was not run. */
  because?: string;
}

/** Where each run keeps its seed and its table; in no repository. */
const keptIn = path.resolve(import.meta.dirname, '../../out/faults');

/** Prints what every fault cost when all have been tried, and keeps it with the seed that brings it back. */
export class FaultTable implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const lines = modules.flatMap((module) => [...module.children.allTests()].flatMap(linesOf));
    if (lines.length === 0) return;
    const date = new Date().toISOString();
    const machine = `${os.cpus().length} cores, ${Math.round(os.totalmem() / 2 ** 30)} GB, ${os.type()} ${os.arch()}, Node ${process.version}`;
    mkdirSync(keptIn, { recursive: true });
    const file = path.join(keptIn, `${date.replaceAll(/[-:]|\..*/g, '')}-${seed}.json`);
    writeFileSync(file, `${JSON.stringify({ date, machine, seed, lines }, null, 2)}\n`);
    console.log(`\n${printed(lines)}\n\n${summary(lines)}\n${date}, ${machine}`);
    console.log(`Seed ${seed}: npm run test:faults -- --seed ${seed}\nKept in ${path.relative('', file)}`);
  }
}

function linesOf(test: TestCase): Line[] {
  const { state } = test.result();
  const { tolls = [] } = test.meta();
  const seconds = (test.diagnostic()?.duration ?? 0) / 1000;
  const named = { fault: test.fullName, seconds };
  if (state === 'skipped') {
    const { note } = test.result() as { note?: string };
    // Without a note it was left out by `--name`.
    return note === undefined ? [] : [{ ...named, result: 'not run', because: note }];
  }
  const result = state === 'passed' && tolls.length > 0 ? 'ok' : 'FAILED';
  if (tolls.length === 0) return [{ ...named, result }];
  return tolls.map((toll) => ({ fault: toll.fault, result, seconds: seconds / tolls.length, toll }));
}

const columns = ['fault', 'times', 'lost', 'doubled', 'of', 's', ''] as const;

/** The table as text; a line that counted nothing shows no number. */
export function printed(lines: readonly Line[]): string {
  const rows = lines.map(({ fault, result, seconds, toll, because }) => [
    because === undefined ? fault : `${fault}: ${because}`,
    toll ? String(toll.times) : '-',
    toll ? String(toll.lost) : '-',
    toll ? String(toll.doubled) : '-',
    toll ? `${toll.kept} ${toll.of}` : '-',
    seconds.toFixed(1),
    result,
  ]);
  const widths = columns.map((column, at) => Math.max(column.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const left = (at: number) => at === 0 || at >= 4;
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => (left(at) && at !== 5 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(columns), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function summary(lines: readonly Line[]): string {
  const sum = (of: (toll: Toll) => number) => lines.reduce((all, { toll }) => all + (toll ? of(toll) : 0), 0);
  const count = (result: Line['result']) => lines.filter((one) => one.result === result).length;
  return (
    `${lines.length} faults, done ${sum(({ times }) => times)} times: ${sum(({ lost }) => lost)} lost, ` +
    `${sum(({ doubled }) => doubled)} doubled; ${count('ok')} ok, ${count('FAILED')} failed, ${count('not run')} not run`
  );
}
