import { randomUUID } from 'node:crypto';
import { type FileHandle, link, mkdir, open, readdir, rename, rm, unlink } from 'node:fs/promises';
import path from 'node:path';

const unfinished = '.part';

/** Makes what was created, renamed or deleted in a folder survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return; // Windows opens no folders, and needs none of this
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes all files and folders in a folder, and itself, survive a power cut. */
export async function syncAll(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const place = path.join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await syncFolder(place);
    else if (entry.isFile()) await syncFile(place);
  }
  await syncFolder(folder);
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A folder that only this user may look into; the parents are made too. */
export async function privateFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/**
 * Writes a whole file or nothing: to a new file, synced, then renamed over the old one. When this resolves, the bytes
 * are on the disk. The file can be read by this user alone.
 */
export async function writeDurably(file: string, content: string | Uint8Array): Promise<void> {
  await writePart(file, content, rename);
}

/** As `writeDurably`, but a file that is there already, perhaps of another process that began just now, stays. */
export async function writeOnce(file: string, content: string | Uint8Array): Promise<void> {
  await writePart(file, content, async (part) => {
    await link(part, file).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
    await rm(part);
  });
}

async function writePart(
  file: string,
  content: string | Uint8Array,
  place: (part: string, file: string) => Promise<void>,
): Promise<void> {
  const part = `${file}.${randomUUID()}${unfinished}`;
  try {
    const handle = await open(part, 'wx', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await place(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  await syncFolder(path.dirname(file));
}

/**
 * Writes all of the bytes at a place of a file. On a disk that fills up, a single write may take a part of them and
 * report no error; the next one does. Throws what the system says.
 */
export async function writeWhole(handle: Pick<FileHandle, 'write'>, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}

/** Removes what a killed process left half written; nothing there was ever acknowledged. */
export async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.endsWith(unfinished)) await unlink(path.join(folder, name));
  }
}

/** Whether an error says that the file is not there. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
