import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';

const run = (...args: string[]) =>
  spawnSync(process.execPath, [path.join(import.meta.dirname, 'reader.ts'), ...args], { encoding: 'utf8' });

test.each([
  ['--port', 'eighty', '--port takes a number'],
  ['--port', '70000', '--port takes a number'],
  ['--kiosk', 'kiosk', '--kiosk takes an address'],
  ['--kiosk', 'file:///kiosk.html', '--kiosk takes an address'],
])('%s %s cannot work, and is said so in one sentence', (option, value, sentence) => {
  const { status, stderr } = run(option, value);
  expect(status).toBe(1);
  expect(stderr).toContain(sentence);
  expect(stderr).not.toContain('    at ');
});

test('--help names every option', () => {
  const { status, stdout } = run('--help');
  expect(status).toBe(0);
  for (const option of ['--kiosk', '--port', '--address-file', '--development']) expect(stdout).toContain(option);
});
