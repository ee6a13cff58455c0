import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { splitAddress } from '../../src/basics/index.ts';
import { compileContent } from '../../src/content/authoring.ts';
import { compile, Course, type Outlook } from '../../src/engine/index.ts';
import {
  type Application,
  applicationFrom,
  applications,
  type ApplicationRecord,
  applicationTables,
  casePackage,
  cellText,
  encodeCsv,
  type PackageOptions,
  publishedSchemas,
  readPackage,
  recordsOf,
  recordWords,
  unguarded,
} from '../../src/paperwork/index.ts';
import { readInput, run, type ScenarioClient } from '../../src/scenario/index.ts';
import { jsonSchemaProblems } from '../../src/start/commands/parts/json-schema-check.ts';
import { sha256 } from '../../src/start/commands/parts/sha-256.ts';
import { flowsFolder, hash, readFlows } from '../../src/start/flows-folder.ts';

const sources = readFlows();
const { content, texts, japanese } = compileContent(sources, 'mihon', hash);
const words = recordWords(texts);

function clientOf(text: string): ScenarioClient {
  const input = readInput(parse(text));
  if (!input.ok) throw new Error(JSON.stringify(input.reason));
  return run(new Course(compile(content, input.value.events)), input.value).client;
}
const outlookOf = (text: string): Outlook => clientOf(text).visit.outlook;
const familyText = readFileSync(join(flowsFolder, 'examples/moving-in/family-of-four.yaml'), 'utf8');
const family = outlookOf(familyText);
const options: PackageOptions = { receipt: 'A-12', texts, sha256, encoding: 'utf-8', by: 'procedure' };
const read = (zip: Uint8Array<ArrayBuffer>) => readPackage(zip, { sha256, validate: jsonSchemaProblems });

const allBoxes = ({ forms }: ApplicationRecord) =>
  Object.entries(forms).flatMap(([form, { boxes }]) =>
    Object.entries(boxes).flatMap(([id, box]) =>
      Array.isArray(box)
        ? box.flatMap((row) =>
            Object.entries(row.boxes).map(([column, value]) => ({ form, id: `${id}.${column}`, ...value })),
          )
        : [{ form, id, ...box }],
    ),
  );

describe('a record', () => {
  test('is read without our code: sex, days, municipality and options with their codes and words', async () => {
    const records = await recordsOf(family, options);
    const move = records.find(({ procedure }) => procedure.id === 'move-in-special-card');
    const boxes = move?.forms['resident-change']?.boxes;
    const rows = boxes?.['persons'];
    const [first] = Array.isArray(rows) ? rows : [];
    expect(first?.boxes['sex']).toEqual({ value: 'male', text: '男', code: '1', source: 'card' });
    expect(first?.boxes['birth-date']).toMatchObject({ value: '1985-04-12', era: '昭和60年4月12日' });
    expect(boxes?.['new-address']).toMatchObject({
      code: content.municipality.code,
      parts: { cityAndCounty: 'みほん市', streetAddress: 'みどり台5丁目', cityBlock: '9番2号' },
    });
    expect(first?.boxes['relation']).not.toHaveProperty('code');
  });

  test('is on hold, with empty numbers, until staff have done the register entry and written them back', async () => {
    const held = await recordsOf(family, options);
    expect(new Set(held.map(({ state }) => state))).toEqual(new Set(['on-hold']));
    expect(
      held.flatMap(({ people }) => people).filter((one) => one.addresseeNumber + one.householdNumber !== ''),
    ).toEqual([]);
    const numbers = [{ person: 'taro', addresseeNumber: '0000000001', householdNumber: '0000000009' }];
    const client = clientOf(familyText);
    expect(() => client.act({ type: 'register-entered', numbers }, 'staff')).toThrow('not-here');
    client.act({ type: 'prepared', receipt: 'A-12' });
    expect(() => client.act({ type: 'register-entered', numbers })).toThrow('not-here');
    client.act({ type: 'register-entered', numbers }, 'staff');
    const released = await recordsOf(client.visit.outlook, options);
    expect(new Set(released.map(({ state }) => state))).toEqual(new Set(['released']));
    const tables = applicationTables(released, content, words, 'procedure');
    const table = tables.get('move-in-special-card');
    expect(table?.rows[0]?.slice(4, 7)).toEqual(['0000000001', '0000000009', '登録済み']);
  });

  test('never has anything in a box for a personal number', async () => {
    const records = await recordsOf(family, options);
    const boxes = records.flatMap((record) =>
      allBoxes(record).filter(({ form, id }) => /個人番号(?!カード)/.test(japanese[`form.${form}.boxes.${id}`] ?? '')),
    );
    expect(boxes.length).toBeGreaterThan(2);
    expect(boxes.filter(({ value, source }) => value !== null || source !== 'office')).toEqual([]);
  });
});

describe('the schemas', () => {
  test('are valid JSON Schema 2020-12, and every example follows them by another validator than ours', async () => {
    const ajv = new Ajv2020({ allErrors: true, validateFormats: false, strict: true, allowUnionTypes: true });
    for (const keyword of [
      'kind',
      'fact',
      'standard-item',
      'code-list',
      'max-characters',
      'labels',
      'codes',
      'envelope',
    ])
      ajv.addKeyword(`x-${keyword}`);
    const schemas = await publishedSchemas(content, words, sha256);
    for (const [name, schema] of schemas) if (name !== 'index.json') ajv.addSchema(JSON.parse(JSON.stringify(schema)));
    let checked = 0;
    const wrong: string[] = [];
    for (const { path, text } of sources) {
      if (!/^examples\/.*\.yaml$/.test(path) || /^municipality: (?!mihon)/m.test(text)) continue;
      for (const record of await recordsOf(outlookOf(text), options))
        for (const id of ['urn:kakanai:application:2', record.schema]) {
          checked++;
          if (!ajv.validate(id, record)) wrong.push(`${path} ${record.procedure.id}: ${ajv.errorsText()}`);
        }
    }
    expect(wrong).toEqual([]);
    expect(checked).toBeGreaterThan(500);
  }, 60_000);

  test('refuse an option, a code or a box that there is not', async () => {
    const schemas = await publishedSchemas(content, words, sha256);
    const schema = schemas.get('move-in-special-card.json') ?? {};
    const [record] = (await recordsOf(family, options)).filter(
      ({ procedure }) => procedure.id === 'move-in-special-card',
    );
    if (!record) throw new Error('the example has no notification');
    const problems = (change: (boxes: Record<string, Record<string, unknown>>) => void) => {
      const changed = structuredClone(record);
      change(changed.forms['resident-change']?.boxes as never);
      return jsonSchemaProblems(schema, changed);
    };
    expect(problems(() => undefined)).toEqual([]);
    expect(problems((boxes) => (boxes['new-address'] = { value: 7, source: 'card' }))).not.toEqual([]);
    expect(problems((boxes) => (boxes['late-reason'] = { value: 'asleep', source: 'resident' }))).not.toEqual([]);
    expect(problems((boxes) => (boxes['more'] = { value: 'x', source: 'resident' }))).not.toEqual([]);
    expect(problems((boxes) => Reflect.deleteProperty(boxes, 'phone'))).not.toEqual([]);
  });

  test('keep their version while only words change, and get another with a new option', async () => {
    const id = async (changed: typeof content, say = words) =>
      (await publishedSchemas(changed, say, sha256)).get('move-in-special-card.json')?.['$id'];
    const before = await id(content);
    expect(await id(content, { ja: (key) => `${key}!`, en: () => 'x' })).toBe(before);
    const facts = content.facts.map((fact) =>
      fact.id === 'sex' ? { ...fact, options: [...(fact.options ?? []), 'new'] } : fact,
    );
    expect(await id({ ...content, facts })).not.toBe(before);
  });
});

/** Text as nobody should write it: rare kanji, surrogate pairs, line breaks, quotes, commas, formulas, nothing, too much. */
const text = fc.oneof(
  fc.string({
    unit: fc.constantFrom(
      '𠮷',
      '髙',
      '葛\u{E0101}',
      '鷗',
      '"',
      ',',
      '\r\n',
      '\n',
      '=',
      '+',
      '-',
      '@',
      '\t',
      "'",
      ' ',
      '　',
      'あ',
      '1',
    ),
  }),
  fc.string({ unit: 'grapheme' }),
  fc.constant(''),
  fc.string({ minLength: 2000, maxLength: 2100 }),
);
const written = new Set(['text', 'name', 'reading', 'address', 'phone']);

/** The family's applications with other text in every box that holds text. */
function withTexts(made: readonly Application[], values: readonly string[]): Application[] {
  let next = 0;
  return made.map((application) => ({
    ...application,
    boxes: application.boxes.map((box) => {
      const type = content.facts.find(({ id }) => id === box.fact)?.type ?? '';
      if (typeof box.value !== 'string' || !written.has(type)) return box;
      const value = values[next++ % values.length] ?? '';
      return {
        ...box,
        value,
        ...(type === 'address' ? { address: splitAddress(value, [content.municipality]) } : {}),
      };
    }),
  }));
}

describe('a package', () => {
  test('read back gives the same applications, whatever was written in them', async () => {
    const made = applications(family).slice(0, 3);
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 12 }), async (values) => {
        const given = withTexts(made, values);
        const back = await read((await casePackage(family, { ...options, applications: given })).zip);
        if (!back.ok) throw new Error(JSON.stringify(back.reason));
        const found = back.value.records.map((record) => applicationFrom(record, content.forms));
        expect(found).toEqual(given);
      }),
      { numRuns: 40 },
    );
  });

  test('every example comes back as it was', async () => {
    for (const name of ['moving-in/family-of-four', 'birth', 'bereavement']) {
      const source = sources.find(({ path }) => path.startsWith(`examples/${name}`));
      const outlook = outlookOf(source?.text ?? '');
      const records = await recordsOf(outlook, options);
      expect(records.map((record) => applicationFrom(record, content.forms))).toEqual(applications(outlook));
    }
  });

  test('a cell of its CSV is the value of its box, whatever was written in it', async () => {
    const made = applications(family).slice(0, 1);
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 12 }), async (values) => {
        const records = await recordsOf(family, { ...options, applications: withTexts(made, values) });
        const [[name, table] = ['', { header: [], rows: [] }]] = applicationTables(
          records,
          content,
          words,
          'procedure',
        );
        const { bytes } = encodeCsv(`${name}.csv`, table, 'utf-8');
        const [header = [], row = []] = Papa.parse<string[]>(new TextDecoder().decode(bytes).slice(0, -2), {
          newline: '\r\n',
        }).data;
        const cells = new Map(header.map((heading, index) => [heading, unguarded(row[index] ?? '')]));
        const [form = ''] = Object.keys(records[0]!.forms);
        const single = Object.entries(records[0]!.forms[form]!.boxes).flatMap(([id, box]) =>
          Array.isArray(box) || box.source === 'signature'
            ? []
            : [{ heading: words.ja(`form.${form}.boxes.${id}`), box }],
        );
        expect(single.map(({ heading }) => cells.get(heading))).toEqual(single.map(({ box }) => cellText(box)));
      }),
      { numRuns: 40 },
    );
  });

  test('has the same bytes each time, and other ones with other extra files', async () => {
    const extra = new Map([['forms.pdf', new TextEncoder().encode('%PDF-')]]);
    const [one, two, other] = [
      await casePackage(family, options),
      await casePackage(family, options),
      await casePackage(family, { ...options, extra }),
    ];
    expect(two.zip).toEqual(one.zip);
    expect(other.files.get('files/forms.pdf')).toEqual(extra.get('forms.pdf'));
    expect((await read(other.zip)).ok).toBe(true);
    await expect(casePackage(family, { ...options, extra: new Map([['../x', new Uint8Array()]]) })).rejects.toThrow(
      RangeError,
    );
  });

  test('by desk: one file a desk, each row fills the columns of its own form', async () => {
    const records = await recordsOf(family, options);
    const tables = applicationTables(records, content, words, 'desk');
    expect([...tables.keys()].toSorted()).toEqual(
      [...new Set(records.map(({ procedure }) => procedure.desk.id))].toSorted(),
    );
    for (const { header, rows } of tables.values()) {
      expect(new Set(header).size).toBe(header.length);
      for (const row of rows) expect(row).toHaveLength(header.length);
    }
  });
});
