import * as z from 'zod/mini';
import { condition, schemas } from '../../../content/authoring.ts';
import { applicationSchema } from '../../../paperwork/index.ts';
import { scenarioInput } from '../../../scenario/index.ts';
import { determination } from './determination.ts';

type Json = boolean | null | number | string | Json[] | { [key: string]: Json };

const titles: Record<string, string> = {
  facts: 'Facts, sets of people, named conditions (事実)',
  events: 'A life event (ライフイベント)',
  procedures: 'A procedure (手続き)',
  forms: 'A form (様式)',
  rates: 'Amounts and limits with their time',
  calendar: 'Closed days (閉庁日)',
  sessions: 'Opening sessions (開庁の枠)',
  retention: 'How long cases are kept (保存期間)',
  documents: 'Documents to bring (持ち物)',
  desks: 'Desks (窓口)',
  municipality: 'A municipality (自治体設定)',
  towns: 'Towns of a municipality (町の一覧)',
};

/** What a condition may look like. Which facts there are is checked by `npm run flows:check`. */
const written: { [key: string]: Json } = {
  description:
    'A fact with its value ("home-kind: own"), a list of values (one of), {not: …}, {at-least: 20, under: 60}, {same-as: …}, {empty: true}; a list of conditions (all must hold); the name of a condition; or the keys below.',
  anyOf: [
    { type: 'boolean' },
    { type: 'string', description: 'The name of a condition defined in facts/.' },
    { type: 'array', items: { $ref: '#/definitions/condition' }, minItems: 1 },
    {
      type: 'object',
      minProperties: 1,
      properties: {
        all: {
          type: 'array',
          items: { $ref: '#/definitions/condition' },
          minItems: 1,
          description: 'All of these hold.',
        },
        any: {
          type: 'array',
          items: { $ref: '#/definitions/condition' },
          minItems: 1,
          description: 'At least one of these holds.',
        },
        not: { $ref: '#/definitions/condition', description: 'This does not hold.' },
        some: { type: 'string', description: 'A set of people: for at least one of them "where" holds.' },
        every: { type: 'string', description: 'A set of people: for each of them "where" holds.' },
        none: { type: 'string', description: 'A set of people: for none of them "where" holds.' },
        count: { type: 'string', description: 'A set of people: of them at-least or at-most so many fulfil "where".' },
        where: { $ref: '#/definitions/condition', description: 'What must hold for the person in question.' },
        'at-least': { type: 'number' },
        'at-most': { type: 'number' },
        member: { type: 'string', description: 'The person in question belongs to this set of people.' },
        event: {
          anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
          description: 'The visit is about this life event.',
        },
      },
      additionalProperties: true,
    },
  ],
};

/** Every JSON Schema by file name: of what stands in `flows/` (and, with nothing required, in overlays), of visits and determinations. */
export function jsonSchemas(): Record<string, string> {
  const files: Record<string, { [key: string]: Json }> = {};
  for (const [kind, schema] of Object.entries(schemas)) {
    const own = jsonOf(schema, titles[kind] ?? kind);
    files[`${kind}.json`] = own;
    if (kind !== 'municipality' && kind !== 'towns')
      files[`overlay-${kind}.json`] = {
        ...(withoutRequired(own) as { [key: string]: Json }),
        title: `${titles[kind] ?? kind}: what one municipality changes (自治体設定)`,
      };
  }
  files['visit.json'] = jsonOf(scenarioInput, 'A visit told in a file: an example, or the input of npm run determine');
  files['application.json'] = jsonOf(
    applicationSchema,
    'The data of one application (申請): every box with where its content came from',
  );
  files['determination.json'] = jsonOf(determination, 'What npm run determine prints');
  return Object.fromEntries(Object.entries(files).map(([name, json]) => [name, `${JSON.stringify(json, null, 2)}\n`]));
}

function jsonOf(schema: z.core.$ZodType, title: string): { [key: string]: Json } {
  let hasConditions = false;
  const made = z.toJSONSchema(schema, {
    target: 'draft-7',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema !== (condition as z.core.$ZodType)) return;
      hasConditions = true;
      for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key);
      jsonSchema.$ref = '#/definitions/condition';
    },
  }) as { [key: string]: Json };
  const { $schema, ...rest } = made;
  return {
    ...($schema === undefined ? {} : { $schema }),
    title,
    ...rest,
    ...(hasConditions ? { definitions: { condition: written } } : {}),
  };
}

/** An overlay says only what it changes. */
function withoutRequired(json: Json): Json {
  if (Array.isArray(json)) return json.map(withoutRequired);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).flatMap(([key, value]) =>
      key === 'required' && Array.isArray(value) ? [] : [[key, withoutRequired(value)]],
    ),
  );
}
