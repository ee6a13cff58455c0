import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A disk of its own that can be filled (tmpfs): pages of 4096 bytes, so that a line may fit in part. */
export interface SmallDisk {
  folder: string;
  /** Fills it up to so many bytes, as far as whole pages allow. */
  fillUpTo(free: number): void;
  /** Takes the filling away. */
  empty(): void;
  remove(): void;
}

/** Makes one; nothing where this user may not mount. */
export function smallDisk(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), 'kakanai-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'kakanai', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const filling = path.join(folder, 'filling');
  return {
    folder,
    fillUpTo: (free) => {
      const { bavail, bsize } = statfsSync(folder);
      try {
        writeFileSync(filling, Buffer.alloc(Math.max(0, bavail * bsize - free)));
      } catch {
        // the hub was faster: it is full
      }
    },
    empty: () => rmSync(filling, { force: true }),
    remove: () => {
      execFileSync('umount', ['--lazy', folder], { stdio: 'ignore' });
      rmSync(folder, { recursive: true });
    },
  };
}

/** Why a test of a full disk is not run. */
export const NO_SMALL_DISK = 'this user may not mount a small disk (root may)';
