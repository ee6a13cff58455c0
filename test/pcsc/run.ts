/**
 * `npm run test:pcsc`: the card reader's whole way on this machine, with pcscd and a virtual reader in place of the
 * hardware. Where these are not installed, it says so and tests nothing.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadPcsc, virtualReaderIn } from '../../src/devices/pcsc.ts';

const daemon = ['/usr/sbin/pcscd', '/usr/bin/pcscd'].find((file) => existsSync(file));
const socket = '/run/pcscd/pcscd.comm';
const root = path.resolve(import.meta.dirname, '../..');

function whyNot(): string | undefined {
  if (process.platform !== 'linux') return 'The virtual reader (vpcd) is for Linux.';
  const install = 'On Debian or Ubuntu, on a machine that serves nobody: apt-get install pcscd vsmartcard-vpcd';
  if (!daemon) return `pcscd is not installed. ${install}`;
  if (virtualReaderIn() === undefined) return `The virtual reader (vpcd) is not installed. ${install}`;
  if (process.getuid?.() !== 0 && !existsSync(socket)) return 'pcscd does not run, and only root may start it.';
  return undefined;
}

/** pcscd for as long as the tests run; nothing where one runs already. */
async function startDaemon(file: string): Promise<ChildProcess | undefined> {
  const pcsc = await loadPcsc();
  if (!pcsc.ok) throw new Error(pcsc.reason.say);
  const isUp = async () => {
    const context = await pcsc.value.establish();
    if (context.ok) await pcsc.value.release(context.value);
    return context.ok;
  };
  if (await isUp()) return undefined;
  const child = spawn(file, ['--foreground'], { stdio: 'ignore' });
  for (let n = 0; n < 50; n++) {
    await sleep(100);
    if (await isUp()) return child;
  }
  child.kill();
  throw new Error(`${file} does not start.`);
}

const missing = whyNot();
if (missing !== undefined || !daemon) console.log(`Nothing was tested. ${missing}`);
else {
  const started = await startDaemon(daemon);
  const tests = spawn('vitest', ['run', '--config', 'test/pcsc/vitest.config.ts'], { cwd: root, stdio: 'inherit' });
  const [code] = (await once(tests, 'exit')) as [number | null];
  started?.kill();
  process.exitCode = code ?? 1;
}
