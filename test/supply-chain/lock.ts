import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** A package as `package-lock.json` records it. */
export interface Locked {
  version?: string;
  license?: string;
  dev?: boolean;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/** `package-lock.json`: folder to package; the folder `''` is this project. */
export interface Lock {
  packages: Record<string, Locked>;
}

export const readLock = (): Lock => JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as Lock;

export const readManifest = (): Record<string, unknown> =>
  JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<string, unknown>;

/** Whether `npm ci --omit=dev` installs it, on one system or another. */
export const ships = ({ dev }: Locked): boolean => dev !== true;

/** The name of the package in a folder of the lock. */
export const nameIn = (folder: string): string => folder.replace(/^.*node_modules\//, '');
