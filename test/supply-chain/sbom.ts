import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Lock, nameIn, readLock, readManifest, ships } from './lock.ts';

/** The parts of a CycloneDX document that are looked at. */
export interface Bom {
  bomFormat?: string;
  components?: { name: string; version: string; licenses?: unknown[]; hashes?: unknown[] }[];
}

/**
 * A CycloneDX bill of materials of what ships, made by npm from the lock file alone. The tools are taken out of a copy of
 * the lock first: npm's own `--omit dev` drops whatever a tool needs, too, and with that react, pg and jose.
 */
export function billOfMaterials(manifest: Record<string, unknown>, lock: Lock): Bom {
  const above = mkdtempSync(path.join(tmpdir(), 'sbom-'));
  const folder = path.join(above, 'kakanai'); // npm takes the name from it
  try {
    mkdirSync(folder);
    const { devDependencies: _tools, ...bare } = manifest;
    const packages = Object.fromEntries(
      Object.entries(lock.packages)
        .filter(([, one]) => ships(one))
        .map(([place, { devDependencies: _ofIt, ...one }]) => [place, one]),
    );
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify(bare));
    writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify({ ...lock, packages }));
    const words = ['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application'];
    return JSON.parse(
      execFileSync('npm', words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
  } finally {
    rmSync(above, { recursive: true, force: true });
  }
}

/** What such a document lacks; one sentence each. */
export function bomProblems(bom: Bom, lock: Lock): string[] {
  if (bom.bomFormat !== 'CycloneDX') return ['it is not a CycloneDX document'];
  const there = new Map(bom.components?.map((one) => [`${one.name}@${one.version}`, one]));
  return Object.entries(lock.packages).flatMap(([folder, one]) => {
    if (folder === '' || !ships(one)) return [];
    const name = `${nameIn(folder)}@${one.version ?? ''}`;
    const component = there.get(name);
    if (!component) return [`${name} is not in it`];
    return component.licenses?.length && component.hashes?.length ? [] : [`${name} has no licence or no hash in it`];
  });
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { out: { type: 'string', default: 'dist/sbom.cdx.json' } } });
  const lock = readLock();
  const bom = billOfMaterials(readManifest(), lock);
  const problems = bomProblems(bom, lock);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
  else {
    mkdirSync(path.dirname(path.resolve(values.out)), { recursive: true });
    writeFileSync(values.out, `${JSON.stringify(bom, null, 2)}\n`);
    console.log(`${values.out}: ${bom.components?.length ?? 0} components`);
  }
}
