import { spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';

const usage = `npm run test:faults -- [options] [part of a file's name …]
  --seed N   repeats a run (without it the clock decides; it is printed and kept)
  --part P   does the repetitions in part: 0.1 is a tenth of them (1)
  --name T   only tests whose name this regular expression matches`;

const root = path.resolve(import.meta.dirname, '../..');

/** Runs the faults (docs/faults.md); the exit code is that of the tests. */
function run(args: readonly string[]): void {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      seed: { type: 'string' },
      part: { type: 'string', default: '1' },
      name: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const seed = values.seed ?? String(Date.now() % 1_000_000);
  const part = Number(values.part);
  if (values.help || !/^\d+$/.test(seed) || !(part > 0 && part <= 1)) {
    console.log(usage);
    process.exitCode = values.help ? 0 : 1;
    return;
  }
  console.log(`Seed ${seed}`);
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const config = path.join(import.meta.dirname, 'vitest.config.ts');
  const named = values.name === undefined ? [] : ['--testNamePattern', values.name];
  const child = spawn(process.execPath, [vitest, 'run', '--config', config, ...named, ...positionals], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, KAKANAI_SEED: seed, KAKANAI_FAULTS_PART: String(part) },
  });
  child.on('close', (code) => (process.exitCode = code ?? 1));
}

run(process.argv.slice(2));
