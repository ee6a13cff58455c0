import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readPackage } from './read-package.ts';
import type { ApplicationRecord } from './record.ts';

const sha256 = (bytes: Uint8Array) => Promise.resolve(createHash('sha256').update(bytes).digest());
const bytesOf = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

const record: ApplicationRecord = {
  schema: 'urn:test',
  format: 2,
  receipt: 'A-1',
  case: 'c',
  state: 'on-hold',
  date: '2026-04-10',
  municipality: { code: '139998', prefecture: '見本県', name: 'みほん市' },
  content: { hash: 'h', label: 'l' },
  procedure: { id: 'dog', name: '犬', desk: { id: 'resident', name: '市民課' } },
  subject: 'case',
  applicant: null,
  people: [],
  forms: { dog: { title: '犬', boxes: { name: { value: '見本', source: 'card' } } } },
};

/** A package of these files, with a manifest that fits them. */
function packed(files: Record<string, unknown>, changed: Record<string, unknown> = {}): Record<string, Uint8Array> {
  const entries = Object.entries(files).map(([name, value]) => [name, bytesOf(value)] as const);
  const manifest = {
    format: 1,
    receipt: 'A-1',
    case: 'c',
    date: '2026-04-10',
    state: 'on-hold',
    municipality: record.municipality,
    content: record.content,
    encoding: 'utf-8',
    boxes: {},
    replacedCharacters: 0,
    files: entries.map(([name, bytes]) => ({
      name,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })),
    ...changed,
  };
  return { 'manifest.json': bytesOf(manifest), ...Object.fromEntries(entries) };
}

const whole = { 'applications/01-dog.case.json': record, 'schemas/dog.json': { $id: 'urn:test' }, 'guidance.txt': 'x' };

async function defectsOf(files: Record<string, Uint8Array> | Uint8Array<ArrayBuffer>, problems: string[] = []) {
  const zip = files instanceof Uint8Array ? files : Uint8Array.from(zipSync(files));
  const read = await readPackage(zip, { sha256, validate: () => problems, largest: 10_000 });
  return read.ok ? [] : read.reason.map(({ file, problem }) => `${file}: ${problem}`);
}

test('a whole package has no defects', async () => {
  expect(await defectsOf(packed(whole))).toEqual([]);
});

test('a file that was changed, taken out or put in is named', async () => {
  const files = packed(whole);
  expect(await defectsOf({ ...files, 'guidance.txt': bytesOf('y') })).toEqual([
    'guidance.txt: was changed: its SHA-256 is not that of the manifest',
  ]);
  expect(await defectsOf({ ...files, 'guidance.txt': bytesOf('xx') })).toEqual([
    'guidance.txt: has 2 bytes; the manifest says 1',
  ]);
  const { 'guidance.txt': _out, ...without } = files;
  expect(await defectsOf(without)).toEqual(['guidance.txt: is missing']);
  expect(await defectsOf({ ...files, 'more.txt': bytesOf('x') })).toEqual(['more.txt: is not in the manifest']);
});

test('an application that follows no schema, or is of another case or state, is named with what is wrong', async () => {
  const file = 'applications/01-dog.case.json';
  expect(await defectsOf(packed(whole), ['boxes.name: Invalid input'])).toEqual([`${file}: boxes.name: Invalid input`]);
  expect(await defectsOf(packed({ ...whole, [file]: { ...record, state: 'released', receipt: 'A-2' } }))).toEqual([
    `${file}: receipt is "A-2" here and "A-1" in the manifest`,
    `${file}: state is "released" here and "on-hold" in the manifest`,
  ]);
  expect((await defectsOf(packed({ ...whole, [file]: { ...record, people: 7 } })))[0]).toMatch(
    /^applications.*people: /,
  );
  expect(await defectsOf(packed({ [file]: record }))).toEqual([
    `${file}: its schema urn:test is not in schemas/dog.json`,
  ]);
  expect((await defectsOf(packed({ ...whole, [file]: '{' })))[0]).toContain(file);
});

test('what is no package is refused: other bytes, no manifest, another format', async () => {
  expect((await defectsOf(bytesOf('no zip')))[0]).toContain('is no ZIP file');
  expect(await defectsOf({ 'x.txt': bytesOf('x') })).toEqual(['manifest.json: is missing']);
  expect((await defectsOf(packed(whole, { format: 2 })))[0]).toMatch(/^manifest.json: format: /);
});

test('nothing is unpacked that leads elsewhere or is too large', async () => {
  expect(await defectsOf({ ...packed(whole), '../x.txt': bytesOf('x') })).toEqual([
    '../x.txt: has a name that leads elsewhere',
  ]);
  expect((await defectsOf({ ...packed(whole), 'big.bin': new Uint8Array(20_000) }))[0]).toContain('at most 10000');
});
