import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { command as check } from '../../src/start/commands/applications-check.ts';
import { command as exportApplications } from '../../src/start/commands/applications-export.ts';
import type { Command } from '../../src/start/commands/parts/command.ts';
import { command as schemasWrite } from '../../src/start/commands/schemas-write.ts';

// Each compiles the whole content, several times.
vi.setConfig({ testTimeout: 60_000 });

let out = '';
beforeEach(() => (out = mkdtempSync(path.join(tmpdir(), 'kakanai-export-'))));
afterEach(() => rmSync(out, { recursive: true }));

async function call(command: Command, ...args: string[]) {
  const printed: string[] = [];
  const complained: string[] = [];
  const code = await command(args, {
    print: (line) => printed.push(line),
    complain: (line) => complained.push(line),
  });
  return { code, printed: printed.join('\n'), complained: complained.join('\n') };
}

const example = ['--example', 'moving-in/family-of-four'];

test('an example leaves as a package and its files, which read back as they were written', async () => {
  const made = await call(exportApplications, ...example, '--out', out, '--encoding', 'shift_jis', '--by', 'desk');
  expect(made).toMatchObject({ code: 0, complained: '' });
  expect(made.printed).toContain('(on-hold)');
  expect(readdirSync(out).toSorted()).toEqual(
    [
      'A-001.zip',
      'applications',
      'csv',
      'files',
      'guidance.txt',
      'manifest.json',
      'register-entry.csv',
      'schemas',
      'sources.csv',
    ].toSorted(),
  );
  const csv = readFileSync(path.join(out, 'csv', 'resident.csv'));
  expect(new TextDecoder('shift_jis', { fatal: true }).decode(csv)).toMatch(
    /^"受付番号","手続き","対象者","申請者","宛名番号","世帯番号","状態"/,
  );
  const zip = path.join(out, 'A-001.zip');
  expect(await call(check, zip)).toMatchObject({ code: 0, complained: '' });
  const bytes = readFileSync(zip);
  bytes.write('保', bytes.indexOf('PK', 4) - 30);
  writeFileSync(zip, bytes);
  expect((await call(check, zip)).code).toBe(1);
});

test('what cannot be exported is said: no such example, no such encoding, a visit that ends early', async () => {
  const unknown = await call(exportApplications, '--example', 'moving-in/family-of-for', '--out', out);
  expect(unknown.code).toBe(2);
  expect(unknown.complained).toContain('moving-in/family-of-four');
  expect((await call(exportApplications, ...example, '--out', out, '--encoding', 'euc-jp')).code).toBe(2);
  const early = await call(exportApplications, '--example', 'moving-in/move-out-not-filed', '--out', out);
  expect(early.code).toBe(1);
  expect((await call(check, path.join(out, 'nothing.zip'))).code).toBe(2);
});

test('schemas that are missing, changed or left over are found, and written anew', async () => {
  expect((await call(schemasWrite, '--check', '--out', out)).code).toBe(1);
  const written = await call(schemasWrite, '--out', out);
  expect(written.code).toBe(0);
  expect(await call(schemasWrite, '--check', '--out', out)).toMatchObject({ code: 0, complained: '' });
  writeFileSync(path.join(out, 'envelope.json'), '{}');
  writeFileSync(path.join(out, 'no-procedure.json'), '{}');
  const stale = await call(schemasWrite, '--check', '--out', out);
  expect(stale.code).toBe(1);
  expect(stale.complained).toContain('envelope.json is not up to date');
  expect(stale.complained).toContain('no-procedure.json is not up to date');
  await call(schemasWrite, '--out', out);
  expect((await call(schemasWrite, '--check', '--out', out)).code).toBe(0);
});
