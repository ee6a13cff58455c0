import { init, type ModuleInfos } from 'license-checker-rseidelsohn';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { type Lock, nameIn, readLock, ships } from './lock.ts';

/** Licences (SPDX) under which a package may be shipped with this Apache-2.0 program. */
const shipped = ['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'OFL-1.1'];
/** Those of tools that never leave the machine they run on may be these, too. */
const ofTools = [...shipped, 'CC-BY-3.0', 'CC0-1.0', 'MPL-2.0'];

/** What the lock file names under a licence that is on no list, or under none; one sentence each. */
export function licenceProblems({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([folder, one]) => {
    if (folder === '') return [];
    const allowed = ships(one) ? shipped : ofTools;
    const name = `${nameIn(folder)} ${one.version ?? ''}`;
    if (!one.license) return [`${name} says nothing about its licence`];
    const role = ships(one) ? 'for what is shipped' : 'for a tool';
    return isAllowed(one.license, allowed) ? [] : [`${name} is under ${one.license}, which is not allowed ${role}`];
  });
}

/** An SPDX expression of one kind of word: every licence joined by AND, or one of those joined by OR. */
function isAllowed(expression: string, allowed: readonly string[]): boolean {
  const bare = expression.replace(/^\((.*)\)$/, '$1');
  const of = (word: string) => bare.split(` ${word} `);
  return of('OR').some((one) => allowed.includes(one)) || of('AND').every((one) => allowed.includes(one));
}

/** How many packages are under each licence, the most first. */
function summary({ packages }: Lock, shipping: boolean): string[] {
  const counts = new Map<string, number>();
  for (const [folder, one] of Object.entries(packages))
    if (folder !== '' && ships(one) === shipping)
      counts.set(one.license ?? 'none', (counts.get(one.license ?? 'none') ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one).map(([licence, count]) => `  ${licence}: ${count}`);
}

/** The licences of all installed packages that ship, with their texts, as one text to hand on with the program. */
export function notices(lock: Lock, found: ModuleInfos, read: (file: string) => string): string {
  const names = new Set(
    Object.entries(lock.packages)
      .filter(([folder, one]) => folder !== '' && ships(one))
      .map(([folder, one]) => `${nameIn(folder)}@${one.version ?? ''}`),
  );
  return Object.entries(found)
    .filter(([name]) => names.has(name))
    .map(([name, { licenses, repository, licenseFile }]) => {
      const isText = licenseFile !== undefined && /licen[cs]e|copying|unlicense/i.test(path.basename(licenseFile));
      const text = isText ? read(licenseFile).trim() : 'The package holds no text of its licence.';
      return [`${name} (${String(licenses)})`, repository ?? '', '', text].join('\n');
    })
    .join(`\n\n${'-'.repeat(80)}\n\n`);
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { texts: { type: 'string' } } });
  const lock = readLock();
  const problems = licenceProblems(lock);
  console.log(['Shipped', ...summary(lock, true), 'Tools', ...summary(lock, false)].join('\n'));
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
  if (values.texts !== undefined) {
    const found = await promisify(init)({ start: path.resolve(import.meta.dirname, '../..') });
    mkdirSync(path.dirname(values.texts), { recursive: true });
    writeFileSync(values.texts, `${notices(lock, found, (file) => readFileSync(file, 'utf8'))}\n`);
    console.log(`Texts: ${values.texts}`);
  }
}
