/**
 * To fill an empty data folder (database, published content, sample register, keys) takes a hub seconds. In a run of
 * the tests one hub does so, and the others begin with a copy of what it left. They share its keys.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

const PLACE = 'KAKANAI_PREPARED_DATA';

/** For Vitest (`globalSetup`): a place for the folder during the run. */
export default function setup(): () => void {
  const place = mkdtempSync(path.join(tmpdir(), 'kakanai-prepared-'));
  process.env[PLACE] = place;
  return () => rmSync(place, { recursive: true, force: true });
}

/** Whoever comes first makes the folder with `fill`; `data` becomes a copy. Outside of Vitest nothing happens. */
export async function copyPreparedData(data: string, fill: (folder: string) => Promise<void>): Promise<void> {
  const place = process.env[PLACE];
  if (place === undefined) return;
  const ready = path.join(place, 'ready');
  const made = path.join(place, 'data');
  try {
    mkdirSync(path.join(place, 'begun'));
    await fill(made);
    mkdirSync(ready);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    for (const began = Date.now(); !existsSync(ready); await setTimeout(50))
      if (Date.now() - began > 60_000) throw new Error('no data folder was prepared', { cause: error });
  }
  cpSync(made, data, { recursive: true });
}
