import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync, Visitor } from 'vite';

/**
 * The folders of `src/`, lowest first. A folder imports only folders above it in this list, and only through their
 * `index.ts`. On floors 0 to 2 `packages` are all the packages a folder may import besides `zod/mini`.
 */
export const floors: { folder: string; floor: number; packages?: string[] }[] = [
  { folder: 'basics', floor: 0, packages: ['@internationalized/date', 'uuid'] },
  { folder: 'conditions', floor: 1, packages: [] },
  { folder: 'content', floor: 1, packages: ['fastest-levenshtein'] },
  { folder: 'case', floor: 1, packages: [] },
  { folder: 'sealing', floor: 2, packages: ['hpke'] },
  { folder: 'card', floor: 2, packages: [] },
  { folder: 'engine', floor: 2, packages: ['xstate', 'fastest-levenshtein'] },
  { folder: 'paperwork', floor: 2, packages: ['qrcode', '@cantoo/pdf-lib', '@cantoo/fontkit', 'fflate', 'papaparse'] },
  { folder: 'protocol', floor: 2, packages: [] },
  { folder: 'scenario', floor: 3 },
  { folder: 'devices', floor: 3 },
  { folder: 'storage', floor: 3 },
  { folder: 'sync', floor: 3 },
  { folder: 'wording', floor: 3 },
  { folder: 'look', floor: 4 },
  { folder: 'answers', floor: 4 },
  { folder: 'kiosk', floor: 5 },
  { folder: 'counter', floor: 5 },
  { folder: 'remote', floor: 5 },
  { folder: 'hub', floor: 5 },
  { folder: 'start', floor: 6 },
];

/** The highest floor that is pure: no clock, no browser, few packages; and the highest that the hub may import. */
const highestPureFloor = 2;

/** Each of these is a program of its own: they never import each other. */
const programs = ['kiosk', 'counter', 'remote', 'hub'];

/**
 * Faces of a folder that are for Node only, besides its `index.ts`: the schemas and the YAML of `flows/`, the words
 * of commands, and the real card readers. Besides tests, these folders may import them; their packages stay on their side.
 */
const nodeFaces: { file: string; importers: string[]; packages: string[] }[] = [
  { file: 'src/content/authoring.ts', importers: ['content', 'scenario', 'hub', 'start'], packages: ['yaml'] },
  { file: 'src/wording/commands.ts', importers: ['start'], packages: [] },
  { file: 'src/devices/pcsc.ts', importers: ['devices', 'start'], packages: ['koffi', 'fastify'] },
];
const nodePackages = nodeFaces.flatMap(({ packages }) => packages);

/** A source file: its path from the root of the repository, with forward slashes, and its text. */
export type SourceFile = { path: string; text: string };

type Import = { from: SourceFile; line: number; specifier: string; typeOnly: boolean };

/**
 * Finds every import in `files` that breaks the floors. Each problem is one sentence that starts with `path:line`.
 * `dependencies` are the packages that a shipped file may import.
 */
export function brokenFloors(files: SourceFile[], dependencies: string[]): string[] {
  const read = files.map((file) => ({ file, ...readSource(file) }));
  const imports = read.flatMap(({ imports }) => imports);
  return [
    ...files.flatMap(unlisted),
    ...read.flatMap(({ file, clocks }) => clocks.map((line) => `${file.path}:${line} reads the clock: pass it in`)),
    ...imports.flatMap((one) => {
      const problem = one.specifier.startsWith('.') ? wrongFile(one) : wrongPackage(one, dependencies);
      return problem === undefined ? [] : [`${one.from.path}:${one.line} imports ${one.specifier}: ${problem}`];
    }),
    ...leaksToBrowser(files, imports),
  ];
}

function unlisted(file: SourceFile): string[] {
  const folder = folderOf(file.path);
  if (floors.some((floor) => floor.folder === folder)) return [];
  return [`${file.path}:1 is in no folder of the list of floors (test/floors.ts)`];
}

function wrongFile({ from, specifier }: Import): string | undefined {
  const target = resolve(from.path, specifier);
  const [here, there] = [folderOf(from.path), folderOf(target)];
  if (path.posix.extname(target) === '') return 'write the extension, Node needs it';
  if (isTest(target) && !isTest(from.path)) return 'it is for tests only';
  if (here === there) return undefined;
  if (there === undefined) {
    return isTest(from.path) && target.startsWith('test/') ? undefined : 'it is outside of src/';
  }
  if (programs.includes(here ?? '') && programs.includes(there)) return `${here} and ${there} never import each other`;
  if (rank(there) >= rank(here)) return `${there} is not below ${here}`;
  if (here === 'hub' && floorOf(there) > highestPureFloor)
    return `the hub imports floors 0 to ${highestPureFloor} only`;
  const face = nodeFaces.find(({ file }) => file === target);
  if (face) {
    const allowed = isTest(from.path) || face.importers.includes(here ?? '');
    return allowed ? undefined : `it is for ${face.importers.join(', ')} only`;
  }
  if (!/^src\/[^/]+\/index\.tsx?$/.test(target)) return `use ../${there}/index.ts`;
  return undefined;
}

function wrongPackage({ from, specifier, typeOnly }: Import, dependencies: string[]): string | undefined {
  if (isTest(from.path)) return undefined;
  const here = floors.find(({ folder }) => folder === folderOf(from.path));
  const name = packageOf(specifier);
  if (here?.packages) {
    const allowed = ['zod/mini', ...here.packages];
    const face = nodeFaces.find(({ file }) => folderOf(file) === here.folder);
    if (face && (specifier.startsWith('node:') || face.packages.includes(name))) {
      return undefined; // leaksToBrowser keeps these on the side of that face
    }
    if (!allowed.includes(specifier) && !(allowed.includes(name) && name !== 'zod')) {
      return `${here.folder} may import ${allowed.join(', ')} only`;
    }
  }
  if (specifier.startsWith('node:') || typeOnly) return undefined;
  return dependencies.includes(name) ? undefined : 'it is not among the dependencies of package.json';
}

/** What a browser downloads must not reach the faces for Node, their packages, the whole of zod, or Node. */
function leaksToBrowser(files: SourceFile[], imports: Import[]): string[] {
  const followed = imports.filter(({ from, typeOnly }) => !typeOnly && !isTest(from.path));
  const problems = new Set<string>();
  const seen = new Set(files.map((file) => file.path).filter(isBrowserEntry));
  for (const file of seen) {
    for (const { from, line, specifier } of followed.filter((one) => one.from.path === file)) {
      const target = specifier.startsWith('.') ? resolve(from.path, specifier) : specifier;
      if (
        nodeFaces.some(({ file }) => file === target) ||
        target === 'zod' ||
        target.startsWith('node:') ||
        nodePackages.includes(target)
      ) {
        problems.add(`${from.path}:${line} imports ${specifier}: it would reach the browser`);
      } else if (target.startsWith('src/')) {
        seen.add(target);
      }
    }
  }
  return [...problems];
}

/** The module of a screen's page, and the public face of every folder that screens are made of. */
function isBrowserEntry(file: string): boolean {
  if (/^src\/start\/[^/]+\.tsx$/.test(file)) return !isTest(file);
  const face = /^src\/([^/]+)\/index\.tsx?$/.exec(file)?.[1];
  return face !== undefined && !['scenario', 'hub', 'start'].includes(face);
}

/** All imports of a file, and the lines on which a file of a pure floor asks the clock. */
function readSource(file: SourceFile): { imports: Import[]; clocks: number[] } {
  const { program, errors } = parseSync(file.path, file.text);
  if (errors[0]) throw new Error(`${file.path} cannot be read: ${errors[0].message}`);
  const imports: Import[] = [];
  const clocks: number[] = [];
  const lineOf = (offset: number) => file.text.slice(0, offset).split('\n').length;
  const add = (node: { start: number }, specifier: string, typeOnly: boolean) => {
    imports.push({ from: file, line: lineOf(node.start), specifier: specifier.replace(/[?#].*$/, ''), typeOnly });
  };
  const isPure = floorOf(folderOf(file.path)) <= highestPureFloor && !isTest(file.path);
  new Visitor({
    ImportDeclaration: (node) => add(node, node.source.value, node.importKind === 'type'),
    ExportAllDeclaration: (node) => add(node, node.source.value, node.exportKind === 'type'),
    ExportNamedDeclaration: (node) => {
      if (node.source) add(node, node.source.value, node.exportKind === 'type');
    },
    ImportExpression: (node) => {
      if (node.source.type === 'Literal') add(node, String(node.source.value), false);
    },
    TSImportType: (node) => add(node, node.source.value, true),
    NewExpression: ({ callee, arguments: given, start }) => {
      if (isPure && callee.type === 'Identifier' && callee.name === 'Date' && given.length === 0) {
        clocks.push(lineOf(start));
      }
    },
    CallExpression: ({ callee, start }) => {
      if (isPure && callee.type === 'Identifier' && callee.name === 'Date') clocks.push(lineOf(start));
    },
  }).visit(program);
  return { imports, clocks };
}

function resolve(from: string, specifier: string): string {
  return path.posix.join(path.posix.dirname(from), specifier);
}

function folderOf(file: string): string | undefined {
  return /^src\/([^/]+)\//.exec(file)?.[1];
}

function rank(folder: string | undefined): number {
  return floors.findIndex((floor) => floor.folder === folder);
}

function floorOf(folder: string | undefined): number {
  return floors.find((floor) => floor.folder === folder)?.floor ?? Infinity;
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** A test, or what only tests are made with. */
function isTest(file: string): boolean {
  return /\.test\.tsx?$|\/fixture\//.test(file);
}

/** Every TypeScript file of `src/`, read from disk. */
export function sourceFiles(root: string): SourceFile[] {
  return globSync('src/**/*.{ts,tsx}', { cwd: root }).map((found) => ({
    path: found.split(path.sep).join('/'),
    text: readFileSync(path.join(root, found), 'utf8'),
  }));
}

if (import.meta.main) {
  const root = path.resolve(import.meta.dirname, '..');
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
    optionalDependencies: Record<string, string>;
  };
  const files = sourceFiles(root);
  const shipped = { ...manifest.dependencies, ...manifest.optionalDependencies };
  const problems = brokenFloors(files, Object.keys(shipped));
  for (const problem of problems) console.error(problem);
  console.log(`${files.length} files, ${problems.length} broken imports`);
  if (problems.length > 0) process.exitCode = 1;
}
