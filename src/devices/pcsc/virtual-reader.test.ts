import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { virtualReaderIn } from './virtual-reader.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kakanai-readers-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a virtual reader is found under its usual name, and under another one', () => {
  expect(virtualReaderIn(path.join(folder, 'none'))).toBe(undefined);
  expect(virtualReaderIn(folder)).toBe(undefined);
  writeFileSync(path.join(folder, 'libccidtwin'), '#LIBPATH /usr/lib/libifdvpcd.so\nLIBPATH /usr/lib/libccidtwin.so\n');
  expect(virtualReaderIn(folder)).toBe(undefined);
  writeFileSync(path.join(folder, 'other'), 'FRIENDLYNAME "x"\nLIBPATH /usr/lib/pcsc/drivers/serial/libifdvpcd.so\n');
  expect(virtualReaderIn(folder)).toBe(path.join(folder, 'other'));
  writeFileSync(path.join(folder, 'vpcd'), '');
  rmSync(path.join(folder, 'other'));
  expect(virtualReaderIn(folder)).toBe(path.join(folder, 'vpcd'));
});
