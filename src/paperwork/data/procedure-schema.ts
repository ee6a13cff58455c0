import * as z from 'zod/mini';
import { type Content, type Fact, type Form, formsOf, type Procedure, textKey } from '../../content/index.ts';
import { ENVELOPE_ID, schemaId, type Sha256, sha256Hex } from './identifiers.ts';
import { boxSources } from '../filled-boxes.ts';
import { recordSchema, RECORD_FORMAT } from './record.ts';
import { boxLabel, type RecordWords } from './words.ts';

/** A JSON Schema (2020-12), or a part of one. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };
export type JsonSchema = { readonly [key: string]: Json | undefined };

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** The schema that every record follows, whatever its procedure. */
export const envelopeSchema = (): JsonSchema => ({
  $schema: DIALECT,
  $id: ENVELOPE_ID,
  title: '申請データ（全手続き共通）',
  description: 'What every exported application has. Its boxes follow the schema of its procedure besides.',
  ...(z.toJSONSchema(recordSchema, {
    target: 'draft-2020-12',
    override: ({ jsonSchema }) => Reflect.deleteProperty(jsonSchema, '$schema'),
  }) as JsonSchema),
});

/** The schema of one procedure that has a form. Undefined where it has none. */
export async function procedureSchema(
  content: Content,
  words: RecordWords,
  procedure: Procedure,
  sha256: Sha256,
): Promise<(JsonSchema & { readonly $id: string }) | undefined> {
  const facts = new Map(content.facts.map((fact) => [fact.id, fact]));
  const papers = formsOf(procedure).flatMap(({ form: id, when }) => {
    const form = content.forms.find((one) => one.id === id);
    return form ? [{ form, always: when === undefined }] : [];
  });
  if (papers.length === 0) return undefined;
  const forms: JsonSchema = {
    type: 'object',
    required: papers.flatMap(({ form, always }) => (always ? [form.id] : [])),
    additionalProperties: false,
    minProperties: 1,
    properties: Object.fromEntries(
      papers.map(({ form }) => [
        form.id,
        {
          type: 'object',
          title: words.ja(textKey('form', form.id, 'title')),
          required: ['title', 'boxes'],
          additionalProperties: false,
          properties: { title: { type: 'string' }, boxes: boxesSchema(form, facts, words) },
        },
      ]),
    ),
  };
  const used = new Set(['source', ...(JSON.stringify(forms).match(/(?<=#\/\$defs\/)[a-z-]+/g) ?? [])]);
  const $defs = Object.fromEntries(Object.entries(definitions).filter(([name]) => used.has(name)));
  const shape = JSON.stringify(withoutWords([RECORD_FORMAT, forms, $defs]));
  const fingerprint = (await sha256Hex(new TextEncoder().encode(shape), sha256)).slice(0, 12);
  const id = schemaId(procedure.id, fingerprint);
  return {
    $schema: DIALECT,
    $id: id,
    title: words.ja(textKey('procedure', procedure.id, 'name')),
    description: [
      words.en(textKey('procedure', procedure.id, 'name')),
      ...papers.map(({ form }) => words.ja(textKey('form', form.id, 'title'))),
    ]
      .filter((one) => one !== undefined)
      .join(' / '),
    'x-envelope': ENVELOPE_ID,
    type: 'object',
    required: ['schema', 'procedure', 'forms'],
    properties: {
      schema: { const: id },
      procedure: { type: 'object', required: ['id'], properties: { id: { const: procedure.id } } },
      forms,
    },
    $defs,
  };
}

/** What a box may hold, by its kind; a choice says its own options instead. */
const definitions: Record<string, JsonSchema> = {
  office: empty('office'),
  signature: empty('signature', {
    signature: {
      type: 'object',
      title: '画面での署名',
      required: ['at', 'digest', 'strokes'],
      additionalProperties: false,
      properties: {
        at: { type: 'string', format: 'date-time' },
        digest: { type: 'string', pattern: '^[0-9a-f]{64}$' },
        strokes: { type: 'array', items: { type: 'array', items: { type: 'number' } } },
      },
    },
  }),
  boolean: filled({ type: ['boolean', 'null'], 'x-labels': { true: 'はい', false: 'いいえ' } }),
  number: filled({ type: ['number', 'null'] }),
  date: filled(
    { type: ['string', 'null'], format: 'date', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' },
    { era: { type: 'string' } },
  ),
  'partial-date': filled(
    {
      type: ['string', 'null'],
      pattern: '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$',
      description: 'YYYY, YYYY-MM or YYYY-MM-DD; what is unknown is left out (年月日不詳).',
    },
    { era: { type: 'string' } },
  ),
  digits: filled({ type: ['string', 'null'], pattern: '^[0-9]*$' }),
  people: filled({ type: ['array', 'null'], items: { type: 'string' } }),
  municipality: filled({ type: ['string', 'null'] }, { code: { type: 'string', pattern: '^[0-9]{6}$' } }),
  address: filled(
    { type: ['string', 'null'] },
    {
      code: { type: 'string', pattern: '^[0-9]{6}$' },
      parts: {
        type: 'object',
        title: '住所の要素（GIF 433）',
        additionalProperties: { type: 'string' },
      },
    },
  ),
  text: filled({ type: ['string', 'null'] }),
  source: { enum: boxSources },
};

/** A box that is filled here where something is known. */
function filled(value: JsonSchema, more: JsonSchema = {}): JsonSchema {
  return {
    type: 'object',
    required: ['value', 'source'],
    additionalProperties: false,
    properties: {
      value,
      text: { type: 'string' },
      ...more,
      person: { type: 'string' },
      source: { $ref: '#/$defs/source' },
      differs: { const: true },
    },
  };
}

/** Never filled here: every box for a 個人番号 is one of the office. */
function empty(source: 'office' | 'signature', more: JsonSchema = {}): JsonSchema {
  return {
    type: 'object',
    required: ['value', 'source'],
    additionalProperties: false,
    properties: { value: { type: 'null' }, person: { type: 'string' }, source: { const: source }, ...more },
  };
}

function boxesSchema(form: Form, facts: ReadonlyMap<string, Fact>, words: RecordWords): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  for (const box of form.boxes) {
    if (box.kind === 'fact') properties[box.id] = factBox(form.id, [box.id], facts.get(box.fact), words);
    else if (box.kind === 'table') {
      const columns = Object.fromEntries(
        box.columns.map((column) => [
          column.id,
          'office' in column
            ? emptyBox(form.id, [box.id, column.id], 'office', words)
            : factBox(form.id, [box.id, column.id], facts.get(column.fact), words),
        ]),
      );
      properties[box.id] = {
        ...said(form.id, [box.id], undefined, words),
        'x-kind': 'table',
        type: 'array',
        items: {
          type: 'object',
          required: ['person', 'boxes'],
          additionalProperties: false,
          properties: {
            person: { type: 'string' },
            boxes: { type: 'object', required: Object.keys(columns), additionalProperties: false, properties: columns },
          },
        },
      };
    } else if (box.kind === 'office' || box.kind === 'signature')
      properties[box.id] = emptyBox(form.id, [box.id], box.kind, words);
  }
  return { type: 'object', required: Object.keys(properties), additionalProperties: false, properties };
}

const emptyBox = (form: string, box: string[], kind: 'office' | 'signature', words: RecordWords): JsonSchema => ({
  ...said(form, box, undefined, words),
  'x-kind': kind,
  $ref: `#/$defs/${kind}`,
});

function factBox(form: string, box: string[], fact: Fact | undefined, words: RecordWords): JsonSchema {
  const kind = kindOf(fact);
  return {
    ...said(form, box, fact, words),
    'x-kind': 'fact',
    'x-fact': fact?.id,
    'x-standard-item': fact?.standard?.item,
    'x-code-list': kind === 'address' || kind === 'municipality' ? '全国地方公共団体コード' : fact?.standard?.list,
    'x-max-characters': fact?.limits?.maxLength,
    ...(fact && (kind === 'choice' || kind === 'set') ? optionsBox(fact, words) : { $ref: `#/$defs/${kind}` }),
  };
}

/** Which definition a fact's box follows; `choice` and `set` have none. */
function kindOf(fact: Fact | undefined): string {
  if (fact?.computed && 'municipality' in fact.computed) return 'municipality';
  if (fact?.type === 'choice' || fact?.type === 'set') return fact.type;
  return fact !== undefined && fact.type in definitions ? fact.type : 'text';
}

function optionsBox({ id, type, options = [], standard }: Fact, words: RecordWords): JsonSchema {
  const labels = Object.fromEntries(
    options.map((option) => [option, words.ja(textKey('fact', id, 'options', option))]),
  );
  const codes = standard?.codes;
  return filled(
    type === 'set'
      ? { type: ['array', 'null'], items: { enum: options }, 'x-labels': labels }
      : { enum: [...options, null], 'x-labels': labels, 'x-codes': codes },
    codes ? { code: { enum: [...new Set(Object.values(codes))] } } : {},
  );
}

/** Title: the label of the box. Description: the same in English, else what the fact is called. */
function said(form: string, box: string[], fact: Fact | undefined, words: RecordWords): JsonSchema {
  const title = words.ja(boxLabel(form, ...box));
  const description =
    words.en(boxLabel(form, ...box)) ?? (fact ? words.ja(textKey('fact', fact.id, 'label')) : undefined);
  return { title, description };
}

/** The schema without what only a reader reads: two of one shape are one version. */
function withoutWords(json: Json | undefined): Json | undefined {
  if (Array.isArray(json)) return json.map((one: Json) => withoutWords(one) ?? null);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).flatMap(([key, value]: [string, Json | undefined]) =>
      key === 'x-labels' || ((key === 'title' || key === 'description') && typeof value === 'string')
        ? []
        : [[key, withoutWords(value)]],
    ),
  );
}
