import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { lockFolder } from './lock.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-lock-'));
const file = path.join(root, 'hub.lock');
afterAll(() => rmSync(root, { recursive: true }));

test('a held folder is refused, a released one is free', async () => {
  const first = await lockFolder(root);
  expect(await lockFolder(root)).toEqual({ ok: false, reason: { heldBy: process.pid } });
  if (first.ok) await first.value.release();
  const second = await lockFolder(root);
  expect(second.ok).toBe(true);
  if (second.ok) await second.value.release();
});

test('what a killed hub left behind is taken over', async () => {
  const gone = spawn(process.execPath, ['-e', '']);
  await once(gone, 'exit');
  for (const left of [`${gone.pid}\n\n`, `${process.pid}\nanother boot 1\n`, '', 'rubbish']) {
    writeFileSync(file, left);
    const lock = await lockFolder(root);
    expect({ left, taken: lock.ok }).toEqual({ left, taken: true });
    expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`^${process.pid}\n`));
    if (lock.ok) await lock.value.release();
  }
});
