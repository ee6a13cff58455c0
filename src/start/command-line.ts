import { existsSync, readdirSync } from 'node:fs';
import { suggestion } from '../content/authoring.ts';
import type { Command } from './commands/parts/command.ts';

/** `node command-line.ts <command> …`: every file of `commands/` is a command of that name. */
const [name = '', ...args] = process.argv.slice(2);
const folder = new URL('commands/', import.meta.url);
const file = new URL(`${name}.ts`, folder);
if (/^[a-z-]+$/.test(name) && existsSync(file)) {
  const { command } = (await import(file.href)) as { command: Command };
  try {
    process.exitCode = await command(args, {
      print: (line) => console.log(line),
      complain: (line) => console.error(line),
    });
  } catch (error) {
    if (!(error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')))
      throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
} else {
  const known = readdirSync(folder).flatMap((entry) =>
    entry.endsWith('.ts') && !entry.endsWith('.test.ts') ? [entry.slice(0, -'.ts'.length)] : [],
  );
  console.error(`There is no command "${name}". ${suggestion(name, known)}`);
  process.exitCode = 2;
}
