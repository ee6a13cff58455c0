import * as z from 'zod/mini';
import { boxSources } from '../filled-boxes.ts';

/** The version of the shape below. A change that an old reader would misread raises it. */
export const RECORD_FORMAT = 2;

const told = <Schema extends z.ZodMiniType>(schema: Schema, title: string, description: string): Schema =>
  schema.check(z.meta({ title, description }));

const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
const named = z.strictObject({ id: z.string(), name: z.string() });

/** The parts of an address under their names in GIF 433; joined in this order they give the whole address back. */
const addressParts = z.strictObject({
  prefecture: told(z.string(), '都道府県', 'GIF Address.prefecture'),
  cityAndCounty: told(z.string(), '市区町村', 'GIF Address.cityAndCounty'),
  streetAddress: told(z.string(), '町字', 'GIF Address.streetAddress'),
  cityBlock: told(z.string(), '番地以下', 'GIF Address.cityBlock'),
  buildingNameEtc: told(z.string(), '建物名等（方書）', 'GIF Address.buildingNameEtc'),
  unsplit: told(z.string(), '分けられなかった部分', 'What could not be told apart; never guessed.'),
});

const signature = z.strictObject({
  at: told(z.string(), '署名の時刻', 'An instant in UTC (ISO 8601).'),
  digest: told(z.string().check(z.regex(/^[0-9a-f]{64}$/)), '署名した内容', 'SHA-256 of what was signed.'),
  strokes: told(z.array(z.array(z.number())), '筆跡', 'Lines of x and y in turn, in a field of 3000 by 1000.'),
});

export const valueBox = z.strictObject({
  value: told(
    z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]),
    '値',
    'A day as YYYY-MM-DD, an option by its id, text as it was received; null where the box is empty.',
  ),
  text: z.exactOptional(told(z.string(), '表示', 'The value in Japanese, where it is not text itself.')),
  code: z.exactOptional(
    told(z.string(), 'コード', 'The code that a standard gives the value; absent where none does.'),
  ),
  era: z.exactOptional(told(z.string(), '和暦', 'A full day in the Japanese calendar.')),
  parts: z.exactOptional(told(addressParts, '住所の要素', 'The parts of an address (GIF 433).')),
  person: z.exactOptional(told(z.string(), '人', 'Whose box it is: an id of "people".')),
  source: told(z.enum(boxSources), '出どころ', 'Where the value came from.'),
  differs: z.exactOptional(told(z.literal(true), '食い違い', 'Two sources say different things: staff look.')),
  signature: z.exactOptional(told(signature, '画面での署名', 'Of a signature box that was signed on the screen.')),
});
export type ValueBox = z.infer<typeof valueBox>;

export const tableRow = z.strictObject({
  person: told(z.string(), '人', 'Whose row it is: an id of "people".'),
  boxes: z.record(z.string(), valueBox),
});
export type TableRow = z.infer<typeof tableRow>;

const person = z.strictObject({
  id: z.string(),
  name: told(z.union([z.string(), z.null()]), '氏名', 'As received; null where nobody has said it.'),
  concerned: told(z.boolean(), '対象', 'Whether the procedure is for this person.'),
  addresseeNumber: told(z.string(), '宛名番号', 'Empty until the register entry is done.'),
  householdNumber: told(z.string(), '世帯番号', 'Empty until the register entry is done.'),
});

const recordForm = z.strictObject({
  title: z.string(),
  boxes: told(
    z.record(z.string(), z.union([valueBox, z.array(tableRow)])),
    '欄',
    'Box by its id; a table is a list of rows, one for each person.',
  ),
});
export type RecordBoxes = z.infer<typeof recordForm>['boxes'];

/** 申請データ: one application as it leaves here, to be read without any code of ours (docs/application-data.md). */
export const recordSchema = z.strictObject({
  schema: told(z.string(), 'スキーマ', 'The $id of the JSON Schema of this procedure.'),
  format: z.literal(RECORD_FORMAT),
  receipt: told(z.string().check(z.regex(/^[A-Za-z0-9-]{1,32}$/)), '受付番号', 'The number the visitor was given.'),
  case: told(z.string(), '受付ID', 'The id of the visit (UUIDv7).'),
  state: told(
    z.enum(['on-hold', 'released']),
    '状態',
    'on-hold (保留): not to be entered anywhere before staff have done the register entry.',
  ),
  date: told(day, '届出の日', 'The day of the visit in Tokyo.'),
  municipality: z.strictObject({
    code: told(z.string().check(z.regex(/^\d{6}$/)), '全国地方公共団体コード', 'Six digits, the last a check digit.'),
    prefecture: z.string(),
    name: z.string(),
  }),
  content: told(
    z.strictObject({ hash: z.string(), label: z.string() }),
    'コンテンツの版',
    'The rules, questions and forms that were in force.',
  ),
  procedure: told(
    z.strictObject({ id: z.string(), name: z.string(), desk: named }),
    '手続き',
    'The procedure and the desk it belongs to.',
  ),
  subject: told(z.string(), '対象者', 'An id of "people", or "case" where one application is for all it concerns.'),
  applicant: told(z.union([z.string(), z.null()]), '申請者', 'An id of "people"; null where nobody applies.'),
  people: told(z.array(person), '人', 'Everybody named in this application.'),
  forms: told(
    z.record(z.string(), recordForm),
    '様式',
    'Form by its id, in the order in which they are filed: most procedures have one, some several.',
  ),
});
export type ApplicationRecord = z.infer<typeof recordSchema>;
export type RecordState = ApplicationRecord['state'];

/** Every box of a record, one by one: of a table each row's, with the row's person. */
export const boxesIn = ({ forms }: Pick<ApplicationRecord, 'forms'>): ValueBox[] =>
  Object.values(forms).flatMap(({ boxes }) =>
    Object.values(boxes).flatMap((box) =>
      Array.isArray(box) ? box.flatMap((row) => Object.values(row.boxes)) : [box],
    ),
  );
