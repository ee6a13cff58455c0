import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';

const program = path.join(import.meta.dirname, 'hub.ts');
const fixture = path.join(import.meta.dirname, '../hub/fixture/flows');
const root = mkdtempSync(path.join(tmpdir(), 'kakanai-start-'));
const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});
afterAll(() => rmSync(root, { recursive: true }));

/** Starts the hub as a process; `until` is what it prints when it is ready. */
function start(...args: string[]) {
  const child = spawn(process.execPath, [program, '--port', '0', '--flows', fixture, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child);
    return { code: code as number | null, output };
  });
  const address = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        output += String(text);
        const found = /Open (http:\S+)\//.exec(output)?.[1];
        if (found && output.includes('Ctrl+C')) resolve(found);
      });
    void ended.then(() => reject(new Error(output)));
  });
  address.catch(() => undefined);
  return { child, address, ended, said: () => output };
}

test('starts, says where and what to try, serves signed content, stops on SIGTERM, and starts again', async () => {
  const data = path.join(root, 'data');
  const first = start('--data', data);
  const base = await first.address;
  expect(base).toMatch(/^http:\/\/localhost:\d+$/);
  expect(first.said()).toContain('見本 太郎  PIN 1234');
  const manifest = (await (await fetch(`${base}/content/current.json`)).json()) as {
    hash: string;
    files: { name: string; integrity: string }[];
  };
  const [file] = manifest.files;
  const content = await fetch(`${base}/content/${manifest.hash}/${file?.name}`, { integrity: file?.integrity ?? '' });
  expect(((await content.json()) as { municipality: { name: string } }).municipality.name).toBe('みほん市');

  const second = await start('--data', data).ended;
  expect(second.code).toBe(1);
  expect(second.output).toContain(`process ${first.child.pid}`);

  first.child.kill('SIGTERM');
  expect((await first.ended).code).toBe(0);
  await expect(fetch(`${base}/ready`)).rejects.toThrow('fetch failed');
  expect(readFileSync(path.join(data, 'hub.log'), 'utf8')).toContain('"route":"/content/current.json"');

  const third = start('--data', data);
  expect(((await (await fetch(`${await third.address}/content/current.json`)).json()) as { hash: string }).hash).toBe(
    manifest.hash,
  );
  third.child.kill('SIGKILL');
  expect((await third.ended).code).toBe(null);
  const fourth = start('--data', data);
  expect((await fetch(`${await fourth.address}/ready`)).status).toBe(200);
  fourth.child.kill('SIGINT');
  expect((await fourth.ended).code).toBe(0);
}, 60_000);

test.skipIf(!existsSync('/dev/full'))(
  'a log whose disk is full does not stop the hub',
  async () => {
    const { child, address, ended } = start('--data', path.join(root, 'full'), '--log', '/dev/full');
    for (let asked = 0; asked < 3; asked++) expect((await fetch(`${await address}/ready`)).status).toBe(200);
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  },
  60_000,
);

test('what cannot work is said in one sentence', async () => {
  const ask = async (...args: string[]) => {
    const { code, output } = await start('--data', path.join(root, 'other'), ...args).ended;
    expect(code).toBe(1);
    return output;
  };
  expect(await ask('--municipality', 'mihom')).toContain('Did you mean "mihon"?');
  expect(await ask('--port', 'eighty')).toContain('--port');
  expect(await ask('--colour')).toContain("'--colour'");
}, 60_000);

test('content with errors does not start: each is printed with file and line', async () => {
  const flows = path.join(root, 'flows');
  cpSync(fixture, flows, { recursive: true });
  writeFileSync(path.join(flows, 'events/moving-in.yaml'), 'name: 転入\nplain: 引っこし\norder:\n  - scren: purpose\n');
  const { code, output } = await start('--data', path.join(root, 'broken'), '--flows', flows).ended;
  expect(code).toBe(1);
  expect(output).toMatch(/^flows\/events\/moving-in\.yaml:4:\d+ error /m);
}, 60_000);
