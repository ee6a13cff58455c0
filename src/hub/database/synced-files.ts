import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import fs from 'node:fs';

/** Input/output error, in WASI's numbering. */
const EIO = 29;

interface OpenFile {
  /** The descriptor of this machine; a folder has none. */
  nfd?: number;
  node: object;
}

/** Files on a disk as Emscripten shows them to PGlite, as far as they are used here. */
interface NodeFiles {
  realPath: (node: object) => string;
  stream_ops: { fsync?: (file: OpenFile) => number };
}

/**
 * How PGlite keeps its files in a folder so that what was committed survives a power cut, as on a server: it starts
 * PostgreSQL without syncing (`-F`), and Emscripten takes `fdatasync` for done.
 */
export function onDisk(folder: string): PGliteOptions {
  const usual = PGlite.defaultStartParams.filter((parameter) => parameter !== '-F');
  return { fs: new SyncedFiles(folder), startParams: [...usual, '-c', 'wal_sync_method=fsync'] };
}

/** Files on the disk that are synced when PostgreSQL says so, for which Emscripten has no call. */
class SyncedFiles extends NodeFS {
  override async init(...given: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...given);
    const sync = ({ NODEFS }: { NODEFS: unknown }) => {
      const files = NODEFS as NodeFiles;
      files.stream_ops.fsync = ({ nfd, node }) => {
        try {
          if (nfd === undefined) syncFolder(files.realPath(node));
          else fs.fsyncSync(nfd);
          return 0;
        } catch {
          return EIO; // PostgreSQL then stops, rather than say what is not so
        }
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), sync] } };
  }
}

/** As `syncFolder` of `files/durable.ts`, for PostgreSQL waits. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}
