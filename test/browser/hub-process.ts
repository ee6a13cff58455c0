import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyPreparedData } from '../hub/prepared-data.ts';

/** A hub of its own for one test file, as `npm start` runs it, on a free port of this machine. */
export interface HubProcess {
  address: string;
  data: string;
  kill(signal?: NodeJS.Signals): Promise<void>;
}

const repository = join(import.meta.dirname, '../..');

interface HubOptions {
  data?: string;
  flows?: string;
  port?: number;
  args?: string[];
  env?: Record<string, string>;
  /** With keys of its own, where the others of a run share theirs. */
  ownKeys?: boolean;
}

const isEmpty = (folder: string) => !existsSync(folder) || readdirSync(folder).length === 0;

/** Starts the hub on the built kiosk. Throws with its words when it does not start. */
export async function startHub(options: HubOptions = {}): Promise<HubProcess> {
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'kakanai-'));
  // Another content, another database and a practice hub begin with folders of their own.
  const usual = [options.flows, options.env, options.ownKeys].every((one) => one === undefined);
  if (
    usual &&
    isEmpty(data) &&
    !options.args?.some((argument) => /^--(?:practice|no-demo|municipality)/.test(argument))
  )
    await copyPreparedData(data, async (folder) => {
      const first = await startHub({ data: folder, ownKeys: true });
      await first.kill();
    });
  const arguments_ = [
    'src/start/hub.ts',
    '--port',
    String(options.port ?? 0),
    '--data',
    data,
    ...(options.flows ? ['--flows', options.flows] : []),
    ...(options.args ?? []),
  ];
  const child = spawn(process.execPath, arguments_, {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  });
  const address = await listening(child);
  return {
    address,
    data,
    kill: (signal = 'SIGTERM') =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve(); // it is gone already
        child.once('exit', () => {
          if (!options.data) rmSync(data, { recursive: true, force: true });
          resolve();
        });
        child.kill(signal);
      }),
  };
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /http:\/\/localhost:\d+/.exec(said)?.[0];
      if (address) resolve(address);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => reject(new Error(`the hub stopped with ${code}: ${said}`)));
  });
}
