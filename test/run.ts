import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { countTests, type Count, type VitestReport } from './count.ts';
import { endings } from './supply-chain/audit.ts';

/** The scripts of package.json that have to succeed before the tests run. Each counts as one. */
const steps = [
  'lock:check',
  'licences',
  'sbom',
  'typecheck',
  'lint',
  'format:check',
  'floors:check',
  'flows:check',
  'build',
];

const root = path.resolve(import.meta.dirname, '..');
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const env = {
  ...process.env,
  PATH: [path.join(root, 'node_modules/.bin'), process.env.PATH].join(path.delimiter),
};

/** Runs a command line to its end; resolves to its exit code (null when a signal ended it) and what it printed. */
function run(command: string, options: { live?: boolean; env?: NodeJS.ProcessEnv } = {}) {
  return new Promise<{ code: number | null; output: string }>((resolve) => {
    const stdio = options.live ? 'inherit' : 'pipe';
    const child = spawn(command, { cwd: root, shell: true, stdio: ['ignore', stdio, stdio], env: options.env ?? env });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output += text));
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

function report(name: string, ok: boolean, started: number): void {
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(14)} ${seconds.padStart(6)} s`);
}

async function runStep(name: string): Promise<Count> {
  const started = performance.now();
  const command = scripts[name];
  const { code, output } = command ? await run(command) : { code: 1, output: `package.json has no script ${name}\n` };
  if (code !== 0) process.stdout.write(output);
  report(name, code === 0, started);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Known weaknesses of what ships. They count as failed; a registry that did not answer as neither, and is told. */
async function runAudit(): Promise<Count> {
  const started = performance.now();
  const { code, output } = await run(scripts['deps:audit'] ?? 'false');
  process.stdout.write(output);
  if (code === endings.notAsked) return { passed: 0, failed: 0 };
  report('deps:audit', code === endings.clean, started);
  return code === endings.clean ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function runTests(): Promise<Count> {
  const started = performance.now();
  const folder = mkdtempSync(path.join(tmpdir(), 'kakanai-test-'));
  const file = path.join(folder, 'report.json');
  const { code } = await run(`vitest run --reporter=default --reporter=json --outputFile.json="${file}"`, {
    live: true,
    // A zone a day behind Japan for most of its day: a date that depends on the machine's zone comes out wrong.
    env: { ...env, TZ: 'America/Phoenix' },
  });
  const results = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as VitestReport) : undefined;
  rmSync(folder, { recursive: true });
  const { count, remarks } = countTests(results, code);
  for (const remark of remarks) console.log(remark);
  report('tests', count.failed === 0, started);
  return count;
}

const counts: Count[] = [];
for (const step of steps) counts.push(await runStep(step));
// Only where it is asked for: everything else here needs no network.
if (process.argv.includes('--audit')) counts.push(await runAudit());
counts.push(await runTests());

const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
process.exitCode = failed === 0 ? 0 : 1;
console.log(`${passed} passed, ${failed} failed`);
