import * as z from 'zod/mini';
import type { Condition, PeopleSet } from '../../conditions/index.ts';
import type { Box, Bring, Calendar, Content, Fact, Form, LifeEvent, Municipality, Part, Procedure, Question, Rate, Source, Texts } from '../content.ts';
import { textKey } from '../texts.ts';
import { type ConditionScope, readCondition } from './condition-form.ts';
import { merged } from './overlay.ts';
import { type Problem, suggestion } from './problems.ts';
import {
  type CalendarYaml,
  type EventYaml,
  type DesksYaml,
  type FactsYaml,
  type FactYaml,
  type FormYaml,
  type Kind,
  kindOf,
  type MunicipalityYaml,
  type NamesYaml,
  type ProcedureYaml,
  type RatesYaml,
  schemas,
} from './schemas.ts';
import { type Path, SourceFile, type SourceText } from './source-file.ts';

/** Everything of one municipality, read and put together, before it is cross-checked. */
export interface Assembled {
  content: Omit<Content, 'version'>;
  /** Words in the language in which they were written: Japanese. */
  texts: Texts;
  /** Documents to bring and desks by id. */
  documents: ReadonlySet<string>;
  desks: ReadonlySet<string>;
  problems: Problem[];
  /** Where a thing stands, for the checks that follow: `procedure:child-allowance`, then the path inside. */
  report: (thing: string, path: Path, problem: Omit<Problem, 'file' | 'line' | 'column'>) => void;
  validFrom: string;
  label: string;
}

interface Merged {
  base: SourceFile | undefined;
  over: SourceFile | undefined;
  path: string;
  kind: Kind;
  value: unknown;
}

/** Reads all files of `flows/` with one municipality's overlay merged in. */
export function assemble(sources: readonly SourceText[], municipality: string): Assembled {
  const problems: Problem[] = [];
  const texts: Texts = {};
  const files = read(sources, municipality, problems);
  const where = new Map<string, { file: Merged; path: Path }>();
  const reportIn = (file: Merged, path: Path, problem: Omit<Problem, 'file' | 'line' | 'column'>) => {
    const source = file.over?.has(path) ? file.over : (file.base ?? file.over);
    if (source) problems.push({ ...problem, file: source.path, ...source.place(path) });
  };
  const report: Assembled['report'] = (thing, path, problem) => {
    const found = where.get(thing);
    if (found) reportIn(found.file, [...found.path, ...path], problem);
  };
  const valid = files.filter((file) => validate(file, (path, problem) => reportIn(file, path, problem)));
  const of = <T>(kind: Kind) => valid.filter((file) => file.kind === kind).map((file) => ({ file, value: file.value as T, id: fileId(file.path) }));

  const known = new Map<string, Fact>();
  const factsFiles = of<FactsYaml>('facts');
  for (const { file, value } of factsFiles) {
    for (const [id, fact] of Object.entries(value.facts ?? {})) {
      if (known.has(id)) {
        reportIn(file, ['facts', id], { rule: 'twice', severity: 'error', message: `The fact "${id}" is defined twice.`, advice: 'Keep one of the two.' });
        continue;
      }
      where.set(`fact:${id}`, { file, path: ['facts', id] });
      known.set(id, plainFact(id, fact));
      say(texts, textKey('fact', id), { label: fact.label, question: fact.question, help: fact.help });
      for (const [option, label] of Object.entries(fact.options ?? {})) texts[textKey('fact', id, 'options', option)] = label;
    }
    for (const [id, set] of Object.entries(value.people ?? {})) {
      where.set(`people:${id}`, { file, path: ['people', id] });
      texts[textKey('people', id, 'label')] = set.label;
    }
    for (const [id, condition] of Object.entries(value.conditions ?? {})) {
      where.set(`condition:${id}`, { file, path: ['conditions', id] });
      texts[textKey('condition', id, 'label')] = condition.label;
    }
  }
  const events = of<EventYaml>('events');
  const sets = factsFiles.flatMap(({ value }) => Object.entries(value.people ?? {}));
  const conditions = factsFiles.flatMap(({ value }) => Object.entries(value.conditions ?? {}));
  const scopeOf = (thing: string): ConditionScope => ({
    facts: known,
    peopleSets: new Set(['everyone', ...sets.map(([id]) => id)]),
    conditions: new Set(conditions.map(([id]) => id)),
    events: new Set(events.map(({ id }) => id)),
    report: (rule, path, message, advice) => report(thing, path, { rule, severity: 'error', message, advice }),
  });
  const condition = (thing: string, written: unknown, path: Path, person: boolean): Condition => readCondition(written, path, person, scopeOf(thing));
  const maybe = (thing: string, written: unknown, path: Path, person: boolean) =>
    written === undefined ? {} : { when: condition(thing, written, path, person) };

  for (const { value } of factsFiles) {
    for (const [id, written] of Object.entries(value.facts ?? {})) {
      const fact = known.get(id);
      if (!fact) continue;
      if (written.relevant !== undefined) fact.relevant = condition(`fact:${id}`, written.relevant, ['relevant'], fact.about === 'person');
      if (written.computed && 'choose' in written.computed)
        fact.computed = {
          choose: written.computed.choose.map(({ when, ...then }, index) => ({
            ...then,
            ...(when === undefined ? {} : { when: condition(`fact:${id}`, when, ['computed', 'choose', index, 'when'], fact.about === 'person') }),
          })),
        };
      if (written.computed && 'condition' in written.computed)
        fact.computed = { condition: condition(`fact:${id}`, written.computed.condition, ['computed', 'condition'], fact.about === 'person') };
    }
  }
  const peopleSets: Record<string, PeopleSet> = { everyone: {} };
  for (const [id, set] of sets)
    peopleSets[id] = {
      ...(set.from === undefined ? {} : { from: set.from }),
      ...(set.where === undefined ? {} : { where: condition(`people:${id}`, set.where, ['where'], true) }),
    };

  const towns = of<MunicipalityYaml>('municipality');
  const town = towns[0]?.value;
  if (!town) problems.push({ rule: 'no-municipality', severity: 'error', file: `municipalities/${municipality}/municipality.yaml`, line: 1, column: 1, message: `There is no municipality "${municipality}".`, advice: 'Make the folder with its municipality.yaml, or check the name.' });
  if (towns[0]) where.set(`municipality:${municipality}`, { file: towns[0].file, path: [] });
  const off = new Set(town?.off ?? []);

  const documents = of<NamesYaml>('documents').flatMap(({ file, value }) => names('document', file, value, texts, where));
  const desks = of<DesksYaml>('desks').flatMap(({ file, value }) => names('desk', file, value, texts, where));

  const procedures = of<ProcedureYaml>('procedures').map(({ file, value, id }): Procedure => {
    const thing = `procedure:${id}`;
    where.set(thing, { file, path: [] });
    const key = (...path: string[]) => textKey('procedure', id, ...path);
    say(texts, key(), { name: value.name, plain: value.plain, summary: value.summary, late: value.late, represented: value.represented.text });
    const each = value.concerns?.as === 'each';
    const boundPerson = value.concerns !== undefined;
    return {
      id,
      field: file.path.split('/')[1] ?? '',
      events: value.events,
      ...maybe(thing, value.when, ['when'], false),
      ...(value.concerns
        ? {
            concerns: {
              people: value.concerns.people,
              as: value.concerns.as,
              ...(value.concerns.where === undefined ? {} : { where: condition(thing, value.concerns.where, ['concerns', 'where'], true) }),
            },
          }
        : {}),
      ...(value.applicant === undefined ? {} : { applicant: value.applicant }),
      ifUnknown: value['if-unknown'],
      clocks: (value.deadline ?? []).map((clock, index) => {
        texts[key('deadline', clock.id)] = clock.text;
        return {
          id: clock.id,
          ...(clock.days === undefined ? {} : { days: clock.days }),
          ...(clock.months === undefined ? {} : { months: clock.months }),
          ...(clock.years === undefined ? {} : { years: clock.years }),
          after: Array.isArray(clock.after) ? clock.after : [clock.after],
          firstDay: clock['first-day'],
          closed: clock.closed,
          kind: clock.kind,
          ...maybe(thing, clock.when, ['deadline', index, 'when'], boundPerson),
          ...(clock.law ? { law: clock.law } : {}),
          confidence: clock.confidence ?? value.confidence,
        };
      }),
      loss: value.loss,
      desk: value.desk,
      channels: value.channels,
      represented: { by: value.represented.by, letter: value.represented.letter },
      bring: bringOf(value.bring, (written, index) => condition(thing, written, ['bring', index, 'when'], each || boundPerson)),
      fee: value.fee,
      ...(value.form === undefined ? {} : { form: value.form }),
      end: value.end,
      law: value.law,
      verifiedOn: value['verified-on'],
      confidence: value.confidence,
      notes: (value.notes ?? []).map((note, index) => {
        texts[key('notes', note.id)] = note.text;
        return { id: note.id, ...maybe(thing, note.when, ['notes', index, 'when'], boundPerson), to: note.to ?? 'resident' };
      }),
      after: value.after ?? [],
      discreet: value.discreet ?? false,
    };
  });

  const content: Omit<Content, 'version'> = {
    format: 1,
    municipality: townOf(municipality, town),
    facts: [...known.values()],
    peopleSets,
    conditions: Object.fromEntries(conditions.map(([id, { when }]) => [id, condition(`condition:${id}`, when, ['when'], true)])),
    events: withIncluded(events.map(({ file, value, id }) => eventOf(id, value, file, texts, where, condition)), report).filter((event) => !off.has(event.id)),
    procedures: procedures.filter((procedure) => !off.has(procedure.id)),
    forms: of<FormYaml>('forms').map(({ file, value, id }) => {
      where.set(`form:${id}`, { file, path: [] });
      return formOf(id, value, texts);
    }),
    rates: Object.fromEntries(
      of<RatesYaml>('rates').flatMap(({ file, value }) =>
        Object.entries(value).map(([id, rate]): [string, Rate] => {
          where.set(`rate:${id}`, { file, path: [id] });
          texts[textKey('rate', id, 'label')] = rate.label;
          return [id, { unit: rate.unit, rows: rate.rows.map(({ law, until, ...row }) => ({ ...row, ...(until ? { until } : {}), ...(law ? { law } : {}) })) }];
        }),
      ),
    ),
    calendar: calendarOf(of<CalendarYaml>('calendar')[0]?.value),
    languages: ['ja'],
  };
  for (const id of off) {
    if (!procedures.some((procedure) => procedure.id === id) && !events.some((event) => event.id === id))
      report(`municipality:${municipality}`, ['off'], { rule: 'overlay-points-at-nothing', severity: 'error', message: `"off" names "${id}", which does not exist.`, advice: suggestion(id, [...procedures.map((one) => one.id), ...events.map((one) => one.id)]) });
  }
  return { content, texts, documents: new Set(documents), desks: new Set(desks), problems, report, validFrom: town?.['valid-from'] ?? '1970-01-01', label: town?.label ?? '' };
}

const fileId = (path: string) => path.split('/').at(-1)?.replace(/\.yaml$/, '') ?? path;

function read(sources: readonly SourceText[], municipality: string, problems: Problem[]): Merged[] {
  const prefix = `municipalities/${municipality}/`;
  const files = new Map<string, Merged>();
  for (const source of sources) {
    if (!source.path.endsWith('.yaml')) continue;
    const isOverlay = source.path.startsWith(prefix);
    const path = isOverlay ? source.path.slice(prefix.length) : source.path;
    if (!isOverlay && /^(municipalities|texts|examples)\//.test(path)) continue;
    const kind = kindOf(path);
    const file = new SourceFile(source);
    problems.push(...file.problems);
    if (!kind) {
      problems.push({ rule: 'unknown-file', severity: 'error', file: source.path, line: 1, column: 1, message: 'This file stands where nothing is read.', advice: 'Put it below facts/, events/, procedures/<field>/, forms/ or dates/.' });
      continue;
    }
    const existing = files.get(path);
    const both = existing ?? { base: undefined, over: undefined, path, kind, value: undefined };
    files.set(path, { ...both, [isOverlay ? 'over' : 'base']: file });
  }
  // A file that is not YAML has been reported; the rest is still checked, so that all problems come at once.
  return [...files.values()]
    .filter((file) => [file.base, file.over].every((one) => !one || one.problems.length === 0))
    .map((file) => ({ ...file, value: merged(file.base?.value, file.over?.value) }));
}

type Report = (path: Path, problem: Omit<Problem, 'file' | 'line' | 'column'>) => void;

function validate(file: Merged, report: Report): boolean {
  const schema: z.ZodMiniType<unknown> = schemas[file.kind];
  const result = schema.safeParse(file.value ?? {});
  if (result.success) return true;
  for (const issue of flatten(result.error.issues)) {
    const path = issue.path as Path;
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) report([...path, key], { rule: 'unknown-key', severity: 'error', message: `"${key}" is not known here.`, advice: suggestion(key, knownKeys(schema, path)) });
    } else {
      const missing = issue.code === 'invalid_type' && issue.input === undefined && 'expected' in issue;
      report(path, {
        rule: missing ? 'missing-key' : 'wrong-value',
        severity: 'error',
        message: missing ? `"${String(path.at(-1))}" is missing.` : `This value does not fit: ${issue.message}.`,
        advice: missing ? `Add "${String(path.at(-1))}:".` : expected(issue),
      });
    }
  }
  return false;
}

type Issue = z.core.$ZodIssue;

/** Of a union the branch that came nearest is reported: the one whose issues lie deepest, then the fewest. */
function flatten(issues: readonly Issue[]): Issue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
    const branches = issue.errors.map((branch) => flatten(branch.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))));
    const depth = (branch: Issue[]) => Math.max(...branch.map((inner) => inner.path.length));
    const best = branches.filter((branch) => branch.length > 0).sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0];
    return best ?? [issue];
  });
}

function expected(issue: Issue): string {
  if (issue.code === 'invalid_value') return `Use one of: ${issue.values.map(String).join(', ')}.`;
  if (issue.code === 'invalid_type') return `Write ${issue.expected === 'array' ? 'a list' : issue.expected === 'object' ? 'keys with values' : `a ${issue.expected}`}.`;
  return 'See flows/README.md for what can stand here.';
}

/** The keys a schema knows at a path, for "did you mean". */
function knownKeys(schema: z.core.$ZodType, path: Path): string[] {
  let candidates: z.core.$ZodType[] = [schema];
  for (const step of path) candidates = candidates.flatMap((one) => inside(one, step));
  return candidates.flatMap(unwrap).flatMap((one) => (one instanceof z.core.$ZodObject ? Object.keys(one._zod.def.shape) : []));
}

const unwrap = (schema: z.core.$ZodType): z.core.$ZodType[] =>
  schema instanceof z.core.$ZodOptional ? unwrap(schema._zod.def.innerType) : schema instanceof z.core.$ZodUnion ? schema._zod.def.options.flatMap(unwrap) : [schema];

function inside(schema: z.core.$ZodType, step: string | number): z.core.$ZodType[] {
  return unwrap(schema).flatMap((one) => {
    if (one instanceof z.core.$ZodObject) {
      const field = one._zod.def.shape[String(step)];
      return field ? [field] : [];
    }
    if (one instanceof z.core.$ZodRecord) return [one._zod.def.valueType];
    if (one instanceof z.core.$ZodArray) return [one._zod.def.element];
    return [];
  });
}

function say(texts: Texts, key: string, words: Record<string, string | undefined>): void {
  for (const [name, text] of Object.entries(words)) if (text !== undefined) texts[`${key}.${name}`] = text;
}

function names(kind: string, file: Merged, value: NamesYaml, texts: Texts, where: Map<string, { file: Merged; path: Path }>): string[] {
  return Object.entries(value).map(([id, { name, text }]) => {
    where.set(`${kind}:${id}`, { file, path: [id] });
    say(texts, textKey(kind, id), { name, text });
    return id;
  });
}

const defaultSources: Source[] = ['resident', 'staff'];

function plainFact(id: string, fact: FactYaml): Fact {
  const { limits } = fact;
  return {
    id,
    about: fact.about,
    type: fact.type,
    ...(fact.options ? { options: Object.keys(fact.options) } : {}),
    sensitivity: fact.private ? 'private' : 'ordinary',
    sources: fact.computed ? ['computed'] : (fact.sources ?? defaultSources),
    ...(fact.computed && !('condition' in fact.computed) && !('choose' in fact.computed) ? { computed: computation(fact.computed) } : {}),
    ifUnknown: fact['if-unknown'] ?? 'ask-staff',
    ...(limits
      ? {
          limits: {
            ...(limits['max-length'] === undefined ? {} : { maxLength: limits['max-length'] }),
            ...(limits.min === undefined ? {} : { min: limits.min }),
            ...(limits.max === undefined ? {} : { max: limits.max }),
            ...(limits['not-after'] === undefined ? {} : { notAfter: limits['not-after'] }),
            ...(limits['not-before'] === undefined ? {} : { notBefore: limits['not-before'] }),
            ...(limits.digits === undefined ? {} : { digits: limits.digits }),
          },
        }
      : {}),
    ...(fact.optional ? { optional: true } : {}),
  };
}

function computation(computed: Exclude<NonNullable<FactYaml['computed']>, { condition: unknown } | { choose: unknown }>): NonNullable<Fact['computed']> {
  if ('age' in computed) return { age: computed.age, reached: computed.reached ?? 'birthday' };
  if ('fiscal-year-age' in computed) return { fiscalYearAge: computed['fiscal-year-age'] };
  if ('days-since' in computed) return { daysSince: computed['days-since'] };
  return computed;
}

const bringOf = (bring: ProcedureYaml['bring'], condition: (written: unknown, index: number) => Condition): Bring[] =>
  (bring ?? []).map(({ document, when }, index) => ({ document, ...(when === undefined ? {} : { when: condition(when, index) }) }));

interface Included {
  kind: 'include';
  event: string;
  parts: string[];
  index: number;
}
type EventWithIncludes = Omit<LifeEvent, 'parts'> & { parts: (Part | Included)[] };

/** Puts the parts of other events where they are included. */
function withIncluded(events: EventWithIncludes[], report: Assembled['report']): LifeEvent[] {
  const wrong = (event: string, index: number, name: string, known: string[]) =>
    report(`event:${event}`, ['order', index], { rule: 'unknown-part', severity: 'error', message: `There is no part "${name}" to include.`, advice: suggestion(name, known) });
  return events.map((event) => ({
    ...event,
    parts: event.parts.flatMap((part) => {
      if (part.kind !== 'include') return [part];
      const other = events.find((one) => one.id === part.event);
      const own = (other?.parts ?? []).filter((one) => one.kind !== 'include');
      if (!other) wrong(event.id, part.index, part.event, events.map((one) => one.id));
      return part.parts.flatMap((id) => {
        const found = own.find((one) => one.id === id);
        if (!found && other) wrong(event.id, part.index, id, own.map((one) => one.id));
        return found ? [found] : [];
      });
    }),
  }));
}

function eventOf(
  id: string,
  value: EventYaml,
  file: Merged,
  texts: Texts,
  where: Map<string, { file: Merged; path: Path }>,
  condition: (thing: string, written: unknown, path: Path, person: boolean) => Condition,
): EventWithIncludes {
  const thing = `event:${id}`;
  where.set(thing, { file, path: [] });
  const key = (...path: string[]) => textKey('event', id, ...path);
  say(texts, key(), { name: value.name, plain: value.plain });
  const parts = value.order.map((part, index): Part | Included => {
    const at = ['order', index];
    if ('include' in part) return { kind: 'include', event: part.include, parts: part.parts, index };
    if ('screen' in part) return { kind: 'screen', id: part.screen };
    if ('stop' in part) {
      say(texts, textKey('stop', part.stop), { title: part.title, text: part.text });
      return {
        kind: 'stop',
        id: part.stop,
        when: condition(thing, part.when, [...at, 'when'], false),
        to: part.to,
        bring: bringOf(part.bring, (written, item) => condition(thing, written, [...at, 'bring', item, 'when'], false)),
      };
    }
    texts[textKey('group', part.group, 'title')] = part.title;
    return {
      kind: 'group',
      id: part.group,
      ...(part.when === undefined ? {} : { when: condition(thing, part.when, [...at, 'when'], false) }),
      questions: part.ask.map((ask, item): Question => {
        const facts = ask.facts ?? (ask.fact === undefined ? [] : [ask.fact]);
        const question = ask.id ?? facts.join('-');
        say(texts, textKey('question', question), { text: ask.text, help: ask.help });
        const person = ask.each !== undefined || ask.over !== undefined;
        return {
          id: question,
          facts,
          ...(ask.each === undefined ? {} : { each: ask.each }),
          ...(ask.over === undefined ? {} : { over: ask.over }),
          ...(ask.where === undefined ? {} : { where: condition(thing, ask.where, [...at, 'ask', item, 'where'], person) }),
          ...(ask.always ? { always: true } : {}),
        };
      }),
    };
  });
  const check = (value.check ?? []).map((line, index) => {
    texts[textKey('check', id, line.id)] = line.text;
    return { id: line.id, change: line.change, ...(line.when === undefined ? {} : { when: condition(thing, line.when, ['check', index, 'when'], false) }) };
  });
  return { id, tone: value.tone ?? 'plain', parts, check };
}

function formOf(id: string, value: FormYaml, texts: Texts): Form {
  texts[textKey('form', id, 'title')] = value.title;
  const label = (path: string[], text: string) => {
    texts[textKey('form', id, 'boxes', ...path)] = text;
  };
  return {
    id,
    boxes: value.boxes.map((box): Box => {
      label([box.id], box.label);
      if ('office' in box) return { kind: 'office', id: box.id };
      if ('signature' in box) return { kind: 'signature', id: box.id };
      if ('fact' in box)
        return { kind: 'fact', id: box.id, fact: box.fact, ...(box.of === undefined ? {} : { of: box.of }), ...(box.optional ? { optional: true } : {}) };
      return {
        kind: 'table',
        id: box.id,
        rows: box.rows,
        columns: box.columns.map((column) => {
          label([box.id, column.id], column.label);
          return 'office' in column ? { id: column.id, office: true } : { id: column.id, fact: column.fact, ...(column.optional ? { optional: true } : {}) };
        }),
      };
    }),
  };
}

function townOf(id: string, town: MunicipalityYaml | undefined): Municipality {
  return {
    id,
    code: town?.code ?? '000000',
    prefecture: town?.prefecture ?? '',
    name: town?.name ?? id,
    ...(town?.phone === undefined ? {} : { phone: town.phone }),
    settings: { sheetsOpen: town?.settings?.['sheets-open'] ?? false },
  };
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** Yearly closures are written out for the years that the table of holidays covers. */
function calendarOf(value: CalendarYaml | undefined): Calendar {
  if (!value) return { closedWeekdays: [0, 6], closedDays: [], knownUntil: '1970-01-01' };
  const holidays = Object.keys(value.holidays);
  const years = new Set(holidays.map((date) => date.slice(0, 4)));
  const yearly = [...years].flatMap((year) => value['closed-each-year'].map((day) => `${year}-${day}`));
  return {
    closedWeekdays: value['closed-weekdays'].map((name) => weekdays.indexOf(name)),
    closedDays: [...new Set([...holidays, ...yearly])].sort(),
    knownUntil: value['known-until'],
  };
}
