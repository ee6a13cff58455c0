import { readFileSync } from 'node:fs';
import { open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '../../basics/index.ts';

export interface FolderLock {
  release(): Promise<void>;
}

/** Tells one process from a later one with the same number; empty where the system does not say. */
function birthOf(pid: number): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]; // field 22, proc_pid_stat(5)
    return `${boot} ${started}`;
  } catch {
    return '';
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The number of the process that holds a data folder, if one does. */
export async function holderOf(folder: string): Promise<number | undefined> {
  const [pid = '', birth = ''] = (await readFile(lockIn(folder), 'utf8').catch(() => '')).split('\n');
  const holder = Number(pid);
  return holder > 0 && isRunning(holder) && birth === birthOf(holder) ? holder : undefined;
}

const lockIn = (folder: string) => path.join(folder, 'hub.lock');

/**
 * Takes a data folder for this process: two hubs on one folder would write over each other. What a killed hub left
 * behind is recognised and taken over. Fails with the number of the process that holds it.
 */
export async function lockFolder(folder: string): Promise<Result<FolderLock, { heldBy: number }>> {
  const file = lockIn(folder);
  for (let attempt = 1; ; attempt++) {
    try {
      const handle = await open(file, 'wx', 0o600);
      await handle.writeFile(`${process.pid}\n${birthOf(process.pid)}\n`);
      await handle.close();
      return ok({ release: () => rm(file, { force: true }) });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST') || attempt > 2) throw error;
    }
    const holder = await holderOf(folder);
    if (holder !== undefined) return fail({ heldBy: holder });
    await rm(file, { force: true });
  }
}
