import { readFileSync } from 'node:fs';
import path from 'node:path';

type Manifest = {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
};

/** What `npm ci` would stumble over on another machine, and versions that are not exact; one sentence each. */
export function lockProblems(manifest: Manifest, lock: { packages: Record<string, Manifest> }): string[] {
  const locked = new Set(Object.keys(lock.packages).map((folder) => folder.replace(/^.*node_modules\//, '')));
  const wanted = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
  return [
    ...Object.entries(wanted)
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `package.json: ${name} ${version} is not an exact version`),
    ...Object.keys(wanted)
      .filter((name) => !locked.has(name))
      .map((name) => `package-lock.json: no record of ${name}`),
    // npm writes a lock without the platform packages it could not find, and then refuses that lock everywhere.
    ...Object.entries(lock.packages).flatMap(([folder, one]) =>
      Object.keys(one.optionalDependencies ?? {})
        .filter((name) => !locked.has(name))
        .map((name) => `package-lock.json: no record of ${name}, which ${folder || 'the project'} asks for`),
    ),
  ];
}

if (import.meta.main) {
  const root = path.resolve(import.meta.dirname, '..');
  const read = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
  const problems = lockProblems(
    read('package.json') as Manifest,
    read('package-lock.json') as { packages: Record<string, Manifest> },
  );
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}
