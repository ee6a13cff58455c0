import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { compileContent } from '../../src/content/authoring.ts';
import { compile, Course } from '../../src/engine/index.ts';
import { applications, applicationSchema, boxesBySource, checkSentences } from '../../src/paperwork/index.ts';
import { readInput, run } from '../../src/scenario/index.ts';
import { flowsFolder, hash, readFlows } from '../../src/start/flows-folder.ts';

const { content, japanese } = compileContent(readFlows(), 'mihon', hash);

function visit(name: string) {
  const input = readInput(parse(readFileSync(join(flowsFolder, 'examples', `${name}.yaml`), 'utf8')));
  if (!input.ok) throw new Error(JSON.stringify(input.reason));
  const course = new Course(compile(content, input.value.events));
  return { input: input.value, outlook: run(course, input.value).client.visit.outlook };
}

test('every applying procedure with a form has its application, in the documented shape', () => {
  const { outlook } = visit('moving-in/family-of-four');
  const made = applications(outlook);
  const wanted = outlook.findings.filter(
    (one) => one.standing === 'applies' && one.compiled.procedure.form !== undefined,
  );
  expect(made).toHaveLength(wanted.length);
  for (const application of made) expect(applicationSchema.safeParse(application).error).toBeUndefined();
});

test('each box says where its content came from, and boxes of the office stay blank', () => {
  const { outlook } = visit('moving-in/family-of-four');
  const boxes = applications(outlook).flatMap((application) => application.boxes);
  const blank = ['office', 'signature', 'missing', 'not-needed'];
  const wrong = boxes.filter((box) => blank.includes(box.source) !== (box.value === undefined));
  expect(wrong).toEqual([]);
  const counts = boxesBySource(applications(outlook));
  expect(counts.card).toBeGreaterThan(counts.resident);
  expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(boxes.length);
});

test('no box for a personal number is ever filled', () => {
  const boxes = content.forms.flatMap(({ id: form, boxes: all }) =>
    all.flatMap((box) =>
      box.kind === 'table'
        ? box.columns.map((column) => ({ form, id: `${box.id}.${column.id}`, office: 'office' in column }))
        : [{ form, id: box.id, office: box.kind === 'office' }],
    ),
  );
  const numbers = boxes.filter(({ form, id }) => /個人番号(?!カード)/.test(japanese[`form.${form}.boxes.${id}`] ?? ''));
  expect(numbers.length).toBeGreaterThan(10);
  expect(numbers.filter(({ office }) => !office)).toEqual([]);
});

test('two sources that differ are both kept, the resident’s is used, and staff see the difference', () => {
  const { input } = visit('moving-in/family-of-four');
  const course = new Course(compile(content, input.events));
  const { client } = run(course, input);
  const visitor = client.visit.outlook.situation.ids[0] ?? '';
  client.record([{ subject: visitor, fact: 'name', said: { value: '見本　次郎' }, source: 'register' }]);
  client.record([{ subject: visitor, fact: 'name', said: { value: '見本　三郎' }, source: 'resident' }]);
  const box = applications(client.visit.outlook)
    .flatMap((application) => application.boxes)
    .find((one) => one.fact === 'name' && one.person === visitor);
  expect(box).toMatchObject({ value: '見本　三郎', source: 'resident', differs: true });
});

test('the check is a handful of sentences, each with a way to change it where somebody was asked', () => {
  const { outlook } = visit('moving-in/family-of-four');
  const sentences = checkSentences(outlook, (key) => japanese[key] ?? key);
  expect(sentences.length).toBeGreaterThanOrEqual(6);
  expect(sentences.length).toBeLessThanOrEqual(12);
  expect(sentences.find(({ text }) => text.endsWith('.moved-on'))).toMatchObject({ change: 'move-date' });
});
