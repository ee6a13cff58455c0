import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isMissing, privateFolder, removeUnfinished, writeDurably } from '../files/durable.ts';
import { queue } from '../files/queue.ts';
import { destroyFile } from './key-files.ts';

/** The keys under which kiosks of this machine keep their cases at rest; deleting one makes its case unreadable. */
export interface DeviceKeys {
  /** The case's key in base64, made when it is not there yet; on the disk before this resolves. */
  make(caseId: string): Promise<string>;
  get(caseId: string): Promise<string | undefined>;
  /** Gone from the disk's folder before this resolves; nothing happens when there is none. */
  destroy(caseId: string): Promise<void>;
}

/** One file a key. `caseId` must have been checked: it becomes part of the file's name. */
export async function openDeviceKeys(folder: string): Promise<DeviceKeys> {
  await privateFolder(folder);
  await removeUnfinished(folder);
  const inTurn = queue();
  const fileOf = (caseId: string) => path.join(folder, `${caseId}.key`);
  const get = (caseId: string) =>
    readFile(fileOf(caseId), 'utf8').catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
  return {
    get,
    make: (caseId) =>
      inTurn(async () => {
        const existing = await get(caseId);
        if (existing !== undefined) return existing;
        const key = randomBytes(32).toString('base64');
        await writeDurably(fileOf(caseId), key);
        return key;
      }),
    destroy: (caseId) => inTurn(() => destroyFile(fileOf(caseId))),
  };
}
