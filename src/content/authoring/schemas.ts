/**
 * What a clerk may write in `flows/`. The same schemas make the JSON Schemas that editors complete from.
 * Conditions are loose here: their words depend on the facts, so they are checked when they are turned into normal form.
 */
import * as z from 'zod/mini';
import { isMunicipalityCode } from '../../basics/index.ts';

/** A key with what an editor says of it. */
const told = <Schema extends z.ZodMiniType>(schema: Schema, description: string): Schema =>
  schema.check(z.describe(description));
const id = z.string().check(z.regex(/^[a-z][a-z0-9-]*$/, 'use lower-case letters, digits and hyphens'));
const words = z.string().check(z.minLength(1, 'must not be empty'));
const day = z
  .string()
  .check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'write a day as "2026-04-01", in quotes or without'))
  .check(
    z.refine(
      (text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text),
      'this day does not exist',
    ),
  );
export const condition: z.ZodMiniType<unknown> = z.union([
  z.boolean(),
  z.string(),
  z.array(z.unknown()),
  z.record(z.string(), z.unknown()),
]);
const confidence = z.enum(['high', 'medium', 'low']);
const source = z.enum(['card', 'register', 'certificate', 'home', 'resident', 'staff']);
const law = z.strictObject({ article: words, checked: day });

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const computed = z.union([
  z.strictObject({
    age: id,
    on: z.optional(told(id, 'A day of the case on which it counts, such as the day of death; without it today.')),
    reached: z.optional(z.enum(['birthday', 'day-before'])),
  }),
  z.strictObject({ 'fiscal-year-age': id }),
  z.strictObject({ 'days-since': id }),
  z.strictObject({ condition }),
  z.strictObject({ first: z.array(id).check(z.minLength(1)) }),
  z.strictObject({ of: id, fact: id }),
  z.strictObject({
    only: told(id, 'The one person of this set of people; no value where there is nobody or several.'),
  }),
  z.strictObject({
    deadline: z.strictObject({
      after: id,
      days: z.number(),
      first: z.enum(['same-day', 'next-day']),
      closed: z.enum(['next-open-day', 'last-open-day-before', 'stands']),
    }),
  }),
  z.strictObject({ today: z.literal(true) }),
  z.strictObject({ municipality: z.enum(['name', 'code', 'prefecture']) }),
  z.strictObject({ rate: id }),
  z.strictObject({ constant: scalar }),
  z.strictObject({
    choose: z
      .array(
        z.union([
          z.strictObject({ when: z.optional(condition), value: scalar }),
          z.strictObject({ when: z.optional(condition), fact: id }),
        ]),
      )
      .check(z.minLength(1)),
  }),
]);

export const factSchema = z.strictObject({
  about: told(
    z.enum(['person', 'case']),
    'person: each person has one (年齢); case: there is one for the visit (住み始めた日).',
  ),
  type: told(
    z.enum([
      'boolean',
      'choice',
      'set',
      'date',
      'partial-date',
      'number',
      'text',
      'name',
      'reading',
      'address',
      'phone',
      'digits',
      'person',
      'people',
    ]),
    'What kind of value it has. choice and set need options; person and people name people of the visit.',
  ),
  label: told(words, 'Its name in sentences and lists.'),
  question: z.optional(
    told(
      words,
      "The question in the resident's words. {name} stands for the person it is put to, {漢字|かんじ} is furigana.",
    ),
  ),
  help: z.optional(told(words, 'A sentence below the question, for those who hesitate.')),
  options: z.optional(told(z.record(id, words), 'For choice and set: one line for each option, its id and its words.')),
  private: z.optional(told(z.boolean(), 'Never shown large; of other adults only staff see it.')),
  sources: z.optional(told(z.array(source), 'Where it may come from. Without this line: resident and staff.')),
  computed: z.optional(told(computed, 'How it comes about from other facts. It is then never asked.')),
  relevant: z.optional(condition),
  'if-unknown': z.optional(z.enum(['ask-staff', 'look-up', 'list-to-check'])),
  limits: z.optional(
    z.strictObject({
      'max-length': z.optional(z.number()),
      min: z.optional(z.number()),
      max: z.optional(z.number()),
      'not-after': z.optional(z.literal('today')),
      'not-before': z.optional(id),
      digits: z.optional(z.array(z.number())),
    }),
  ),
  optional: z.optional(told(z.boolean(), 'The resident may leave it open.')),
  standard: z.optional(
    told(
      z.strictObject({
        item: z.optional(told(words, 'The national data item: "GIF Person.sex".')),
        list: z.optional(told(words, 'The list that the codes are from: "JIS X 0303 (ISO/IEC 5218)".')),
        codes: z.optional(
          told(z.record(id, words), 'Options with their codes, in quotes; leave out what has no code.'),
        ),
      }),
      'What a national data standard calls it and which codes it gives, for exported data. Never guess a code.',
    ),
  ),
  'on-the-day': z.optional(told(z.boolean(), 'It depends on who comes: not taken from home, asked again on the day.')),
});

export const factsFile = z.strictObject({
  facts: z.optional(z.record(id, factSchema)),
  people: z.optional(
    z.record(id, z.strictObject({ label: words, from: z.optional(id), where: z.optional(condition) })),
  ),
  conditions: z.optional(
    z.record(
      id,
      z.strictObject({
        label: words,
        when: condition,
        contradiction: z.optional(
          told(
            words,
            'It cannot be so: an answer that makes it so is not taken, and these words say kindly what to look at.',
          ),
        ),
      }),
    ),
  ),
});

const bring = z.strictObject({ document: id, when: z.optional(condition) });

const ask = z.strictObject({
  /** One fact, or several in one checklist over people. */
  fact: z.optional(id),
  facts: z.optional(z.array(id).check(z.minLength(1))),
  id: z.optional(told(id, 'A name of its own, where several facts are asked or one fact is asked twice.')),
  each: z.optional(told(id, 'A set of people: each is asked in turn.')),
  over: z.optional(told(id, 'A set of people: tick those whom it concerns.')),
  where: z.optional(condition),
  always: z.optional(told(z.boolean(), 'Asked whether or not a procedure waits for the answer.')),
  /** Other words than the fact's own question. */
  text: z.optional(words),
  help: z.optional(words),
});

export const eventFile = z.strictObject({
  name: words,
  /** What brings the resident here, in their words. */
  plain: words,
  tone: z.optional(told(z.enum(['plain', 'quiet']), 'quiet: for people in grief.')),
  place: z.optional(told(z.number(), 'Where it stands on the first screen: the most frequent first.')),
  order: z
    .array(
      z.union([
        z.strictObject({
          screen: z.enum(['purpose', 'cards', 'household', 'results', 'details', 'check', 'prepared']),
        }),
        /** Parts of another event, so that a question two events share is written once. */
        z.strictObject({ include: id, parts: z.array(id).check(z.minLength(1)) }),
        z.strictObject({
          group: id,
          title: words,
          when: z.optional(condition),
          ask: z.array(ask).check(z.minLength(1)),
        }),
        z.strictObject({
          stop: id,
          when: condition,
          to: z.enum(['staff', 'come-back']),
          title: words,
          text: words,
          bring: z.optional(z.array(bring)),
        }),
      ]),
    )
    .check(z.minLength(1)),
  /**
   * The sentences in which the resident checks what was said, each leading to the question that changes it.
   * `{fact:id}`, `{people:set}` and `{holders:fact}` (the people for whom a fact holds) are filled in.
   */
  check: z.optional(z.array(z.strictObject({ id, text: words, change: id, when: z.optional(condition) }))),
});

const clock = z.strictObject({
  id,
  days: z.optional(z.number()),
  months: z.optional(z.number()),
  years: z.optional(z.number()),
  after: told(
    z.union([id, z.array(id).check(z.minLength(1))]),
    'The fact with the day from which it counts; of several the first that is known.',
  ),
  'first-day': told(
    z.enum(['same-day', 'next-day']),
    'Whether that day is day 1 (戸籍法43条) or the day after it (民法140条).',
  ),
  closed: told(
    z.enum(['next-open-day', 'last-open-day-before', 'stands']),
    'What happens when the last day is a closed day.',
  ),
  kind: z.enum(['statutory', 'local', 'benefit-cutoff', 'administrative', 'system']),
  when: z.optional(condition),
  /** The rule in a resident's words: "14 days after you moved in". */
  text: words,
  law: z.optional(law),
  confidence: z.optional(confidence),
});

export const procedureFile = z.strictObject({
  name: told(words, 'The official name.'),
  plain: told(words, "What it is, in the resident's words."),
  summary: told(words, 'One or two sentences: what it does.'),
  events: told(z.array(id).check(z.minLength(1)), 'The life events in which it can come up.'),
  when: z.optional(condition),
  concerns: z.optional(
    told(
      z.strictObject({
        people: id,
        where: z.optional(condition),
        as: told(z.enum(['one', 'each']), 'one application for all of them, or one for each'),
      }),
      'Whom it concerns: a set of people, and what must hold for each.',
    ),
  ),
  applicant: z.optional(told(id, 'The role that applies (申請者).')),
  'if-unknown': told(
    z.enum(['include', 'include-as-check', 'look-up', 'ask-staff', 'notice']),
    'What it means while it is not known whether it applies.',
  ),
  deadline: z.optional(told(z.array(clock), 'Its periods; the earliest last day is shown.')),
  loss: told(
    z.enum(['gone-for-good', 'money-daily', 'money-monthly', 'lapse', 'money-once', 'duty', 'convenience', 'none']),
    'What is lost first when late: the order of the list follows it.',
  ),
  /** What is lost when late, said calmly. */
  late: z.optional(words),
  desk: told(id, 'A desk of desks.yaml.'),
  channels: z.array(z.enum(['counter', 'mail', 'online'])),
  represented: z.strictObject({
    by: z.array(id),
    letter: z.enum(['never', 'outside-household', 'always']),
    text: z.optional(words),
  }),
  bring: z.optional(z.array(bring)),
  fee: z.union([z.literal('free'), z.literal('varies'), z.strictObject({ rate: id })]),
  form: z.optional(told(id, 'A form of forms/.')),
  forms: z.optional(
    told(
      z.array(z.strictObject({ form: id, when: z.optional(condition) })).check(z.minLength(1)),
      'Where it takes several papers: each a form of forms/, "when" for one that is not always needed. "form" comes before them.',
    ),
  ),
  end: z.enum(['filed', 'prepared-for-signature', 'handed-over', 'notice-only', 'another-office']),
  law: z.array(law),
  'verified-on': day,
  confidence,
  notes: z.optional(
    z.array(
      z.strictObject({ id, text: words, when: z.optional(condition), to: z.optional(z.enum(['resident', 'staff'])) }),
    ),
  ),
  after: z.optional(z.array(id)),
  /** Never listed on a resident's screen or sheet: staff raise it in private. */
  discreet: z.optional(z.boolean()),
});

/** How a box stands on the paper; what is not said follows from what it holds. */
const look = {
  span: z.optional(
    told(z.int().check(z.minimum(1), z.maximum(24)), 'Width of the box in twenty-fourths of the paper.'),
  ),
  as: z.optional(
    told(z.enum(['text', 'ticks', 'digits']), 'ticks: every option, the chosen ones ticked. digits: squares.'),
  ),
  digits: z.optional(told(z.int().check(z.minimum(1), z.maximum(24)), 'How many squares.')),
  lines: z.optional(told(z.int().check(z.minimum(1), z.maximum(20)), 'Lines of text that have room.')),
};
const boxLook = {
  ...look,
  heading: z.optional(told(words, 'Printed above the box, in Japanese only.')),
  'new-page': z.optional(told(z.boolean(), 'The box begins a new page.')),
};

const column = z.union([
  z.strictObject({ id, label: words, fact: id, optional: z.optional(z.boolean()), ...look }),
  z.strictObject({ id, label: words, office: z.literal(true), ...look }),
]);

export const formFile = z.strictObject({
  title: words,
  paper: z.optional(
    z.strictObject({
      size: z.optional(z.enum(['a4', 'a3'])),
      orientation: z.optional(z.enum(['portrait', 'landscape'])),
      number: z.optional(told(words, 'The number of the form (様式番号) as the office writes it.')),
    }),
  ),
  boxes: z
    .array(
      z.union([
        z.strictObject({
          id,
          label: words,
          fact: id,
          of: z.optional(id),
          optional: z.optional(z.boolean()),
          ...boxLook,
        }),
        z.strictObject({ id, label: words, office: z.literal(true), ...boxLook }),
        z.strictObject({ id, label: words, signature: z.literal(true), ...boxLook }),
        z.strictObject({ id, label: words, 'by-hand': z.literal(true), ...boxLook }),
        z.strictObject({ id, label: words, procedures: z.literal(true), ...boxLook }),
        z.strictObject({ id, note: words, heading: boxLook.heading, 'new-page': boxLook['new-page'] }),
        z.strictObject({ id, label: words, rows: id, columns: z.array(column).check(z.minLength(1)), ...boxLook }),
      ]),
    )
    .check(z.minLength(1)),
});

export const ratesFile = z.record(
  id,
  z.strictObject({
    label: words,
    unit: z.enum(['yen', 'years', 'days', 'count', 'yes-no']),
    rows: z
      .array(
        z.strictObject({
          from: day,
          until: z.optional(day),
          value: z.union([z.number(), z.boolean()]),
          law: z.optional(law),
        }),
      )
      .check(z.minLength(1)),
  }),
);

const weekday = z.enum(['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']);

export const calendarFile = z.strictObject({
  'closed-weekdays': z.array(weekday),
  /** Month and day, each year: "12-29". */
  'closed-each-year': z.array(z.string().check(z.regex(/^\d{2}-\d{2}$/))),
  holidays: z.record(day, words),
  'known-until': day,
});

const time = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

export const sessionsFile = z.record(
  id,
  z.strictObject({
    label: words,
    days: z.optional(told(z.array(weekday), 'Without days and hours: all the time in which no other is open.')),
    weeks: z.optional(told(z.array(z.number()), 'Which of the month: [2, 4] for the second and the fourth.')),
    from: z.optional(time),
    until: z.optional(time),
    'on-closed-days': z.optional(told(z.boolean(), 'Open although the calendar says closed.')),
    desks: z.optional(told(z.array(id), 'Desks that are open then; without this line all.')),
    only: z.optional(told(z.array(id), 'Procedures that are accepted then, and no others.')),
    not: z.optional(told(z.array(id), 'Procedures that cannot be done then.')),
  }),
);

const keeping = z.strictObject({
  years: told(z.int().check(z.minimum(1), z.maximum(100)), 'So many years the case is kept (保存期間).'),
  from: z.optional(
    told(
      z.enum(['received', 'next-fiscal-year']),
      'Counted from the day after the case came in, or from the 1 April after it (翌年度4月1日). Without this line: received.',
    ),
  ),
  law: told(law, "The law, or the municipality's own rule for documents (文書管理規程), that says so."),
  confidence: z.optional(confidence),
});

/** 保存期間: how long delivered cases are kept before their keys are destroyed. */
export const retentionFile = z.strictObject({
  default: told(keeping, 'Of every case for whose procedures nothing else is said.'),
  fields: z.optional(
    told(z.record(id, keeping), 'By field of procedures, which is the name of their folder: children.'),
  ),
  procedures: z.optional(told(z.record(id, keeping), 'By procedure; it goes before its field.')),
});

/** Documents to bring (持ち物) and desks (窓口): names used in many places. */
export const documentsFile = z.record(id, z.strictObject({ name: words, text: z.optional(words) }));
export const desksFile = z.record(
  id,
  z.strictObject({ name: words, text: z.optional(words), office: z.optional(z.enum(['here', 'elsewhere'])) }),
);

/** Path data of SVG (SVG 2 §9.3). */
const outline = z
  .string()
  .check(
    z.maxLength(20_000),
    z.regex(/^\s*[Mm][MmLlHhVvCcSsQqTtAaZz0-9\s,.eE+-]*$/, 'write the d of a path of an SVG file: "M0 0 L10 0 …"'),
  );

export const municipalityFile = z.strictObject({
  code: z
    .string()
    .check(
      z.regex(/^\d{6}$/, 'the municipality code has six digits'),
      z.refine(isMunicipalityCode, 'the sixth digit of the municipality code does not fit the first five'),
    ),
  prefecture: words,
  name: words,
  phone: z.optional(words),
  emblem: z.optional(
    told(
      z.strictObject({
        width: z.number().check(z.positive()),
        height: z.number().check(z.positive()),
        paths: z.array(outline).check(z.minLength(1)),
      }),
      'The emblem (市章) on every form: from its SVG file the width and height of the viewBox, and the d of each path. It is drawn in black.',
    ),
  ),
  'valid-from': day,
  label: words,
  settings: z.optional(z.strictObject({ 'sheets-open': z.optional(z.boolean()) })),
  'sign-on-screen': z.optional(
    told(
      z.array(z.strictObject({ form: id, box: id, law })).check(z.minLength(1)),
      'Signature boxes that may be signed on the screen, each with the law that allows it. All others are signed on the print.',
    ),
  ),
  /** Procedures and life events that this municipality does not offer. */
  off: z.optional(z.array(id)),
});

const town = z
  .strictObject({
    name: told(words, 'As it stands in an address, without the 丁目: 中央'),
    reading: told(
      z.string().check(z.regex(/^[ァ-ヺー・　]+$/, 'write the reading in full-width katakana')),
      'Its reading (フリガナ) in katakana.',
    ),
    postcode: told(
      z.string().check(z.regex(/^\d{3}-\d{4}$/, 'write the postcode as "000-0001", in quotes')),
      'Its postcode (郵便番号). A town with several codes stands once for each.',
    ),
    chome: z.optional(
      told(
        z.union([
          z.number().check(z.int(), z.gte(1), z.lte(99)),
          z.strictObject({
            from: z.number().check(z.int(), z.gte(1), z.lte(99)),
            to: z.number().check(z.int(), z.gte(1), z.lte(99)),
          }),
          z.literal('some'),
        ]),
        'How many 丁目 it has, or the first and the last; "some" where they are not listed here.',
      ),
    ),
    blocks: z.optional(
      told(z.array(z.string().check(z.regex(/^\d{1,5}$/))).check(z.minLength(1)), 'Its 番地, where they are few.'),
    ),
  })
  .check(z.refine((one) => one.chome === undefined || one.blocks === undefined, 'has chome or blocks, not both'));

/** 町の一覧 of one municipality: from it an address is tapped. Without this file it is typed. */
export const townsFile = z.strictObject({
  /** Where the list comes from, and as of when. */
  source: z.optional(words),
  towns: z.array(town).check(z.minLength(1)),
});

export type FactYaml = z.infer<typeof factSchema>;
export type FactsYaml = z.infer<typeof factsFile>;
export type EventYaml = z.infer<typeof eventFile>;
export type ProcedureYaml = z.infer<typeof procedureFile>;
export type FormYaml = z.infer<typeof formFile>;
export type RatesYaml = z.infer<typeof ratesFile>;
export type CalendarYaml = z.infer<typeof calendarFile>;
export type SessionsYaml = z.infer<typeof sessionsFile>;
export type RetentionYaml = z.infer<typeof retentionFile>;
export type NamesYaml = z.infer<typeof documentsFile>;
export type DesksYaml = z.infer<typeof desksFile>;
export type MunicipalityYaml = z.infer<typeof municipalityFile>;
export type TownsYaml = z.infer<typeof townsFile>;

/** Which schema a file of `flows/` follows, by where it stands. */
export const schemas = {
  facts: factsFile,
  events: eventFile,
  procedures: procedureFile,
  forms: formFile,
  rates: ratesFile,
  calendar: calendarFile,
  sessions: sessionsFile,
  retention: retentionFile,
  documents: documentsFile,
  desks: desksFile,
  municipality: municipalityFile,
  towns: townsFile,
} as const;
export type Kind = keyof typeof schemas;

/** The kind of a file from its path below `flows/`, or below an overlay's folder. */
export function kindOf(path: string): Kind | undefined {
  if (path === 'documents.yaml') return 'documents';
  if (path === 'desks.yaml') return 'desks';
  if (path === 'municipality.yaml') return 'municipality';
  if (path === 'towns.yaml') return 'towns';
  if (path === 'dates/rates.yaml') return 'rates';
  if (path === 'dates/calendar.yaml') return 'calendar';
  if (path === 'dates/sessions.yaml') return 'sessions';
  if (path === 'dates/retention.yaml') return 'retention';
  const folder = path.split('/')[0];
  return folder === 'facts' || folder === 'events' || folder === 'procedures' || folder === 'forms'
    ? folder
    : undefined;
}
