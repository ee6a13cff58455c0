import type { Box, Content, Form, Municipality, Town } from '../content.ts';
import { checkShapes, type ContentFile, readFiles } from './content-file.ts';
import { calendarOf, ratesOf, retentionOf, sessionsOf } from './dates.ts';
import { eventsOf, type PartPlaces } from './events.ts';
import { collect, conditionsOf, contradictionsOf, factsOf, type FactsFile, peopleSetsOf } from './facts.ts';
import { formOf } from './forms.ts';
import { Ledger } from './ledger.ts';
import { suggestion } from './problems.ts';
import { procedureOf } from './procedures.ts';
import type {
  CalendarYaml,
  DesksYaml,
  EventYaml,
  FormYaml,
  Kind,
  MunicipalityYaml,
  NamesYaml,
  ProcedureYaml,
  RatesYaml,
  RetentionYaml,
  SessionsYaml,
  TownsYaml,
} from './schemas.ts';
import type { SourceText } from './source-file.ts';
import { townsOf } from './towns.ts';
import { Writing } from './writing.ts';

type Unversioned = Omit<Content, 'version'>;

/** Everything of one municipality, read and put together, before it is cross-checked. */
export interface Assembled {
  content: Unversioned;
  /** With what this municipality has switched off: that is checked, too. */
  everything: Unversioned;
  /** Where things stand, what they are called, and what is wrong with them. */
  ledger: Ledger;
  partPlaces: PartPlaces;
  /** Named conditions that stand where no person is in question. */
  withoutPerson: Writing['withoutPerson'];
  /** 町の一覧; nothing where addresses are typed. */
  towns: Town[] | undefined;
  validFrom: string;
  label: string;
}

/** Reads all files of `flows/` with one municipality's overlay merged in. */
export function assemble(sources: readonly SourceText[], municipality: string): Assembled {
  const { files, unreadable, problems } = readFiles(sources, municipality);
  const ledger = new Ledger(unreadable);
  ledger.problems.push(...problems);
  const shapely = checkShapes(files, (file, path, complaint) => ledger.reportIn(file, path, complaint));
  for (const file of files) if (!shapely.includes(file)) ledger.leaveOut(file);
  const of = <T>(kind: Kind) =>
    shapely.filter((file) => file.kind === kind).map((file) => ({ file, value: file.value as T }));

  const vocabulary = collect(
    shapely.filter((file): file is FactsFile => file.kind === 'facts'),
    ledger,
  );
  const eventFiles = of<EventYaml>('events');
  const writing = new Writing(ledger, {
    facts: new Map([...vocabulary.facts].map(([id, { fact }]) => [id, fact])),
    faultyFacts: new Set([...vocabulary.facts.keys()].filter((id) => ledger.faulty.has(`fact:${id}`))),
    peopleSets: new Set(['everyone', ...vocabulary.people.keys()]),
    conditions: new Set(vocabulary.conditions.keys()),
    events: new Set(eventFiles.map(({ file }) => file.id)),
  });
  const facts = factsOf(vocabulary, writing);
  const town = townOf(of<MunicipalityYaml>('municipality')[0], municipality, ledger);
  for (const { file, value } of of<NamesYaml>('documents')) enterNames('document', file, value, ledger);
  for (const { file, value } of of<DesksYaml>('desks')) enterNames('desk', file, value, ledger);
  const { events, places } = eventsOf(eventFiles, writing);
  const procedures = of<ProcedureYaml>('procedures').flatMap(
    ({ file, value }) => procedureOf(file, value, writing) ?? [],
  );
  const off = switchedOff(town?.off ?? [], municipality, ledger);
  const retention = of<RetentionYaml>('retention').map(({ file, value }) => retentionOf(file, value, ledger))[0];
  const everything: Unversioned = {
    format: 1,
    municipality: municipalityOf(municipality, town),
    facts,
    peopleSets: peopleSetsOf(vocabulary, writing),
    conditions: conditionsOf(vocabulary, writing),
    contradictions: contradictionsOf(vocabulary),
    events,
    procedures,
    forms: withSigning(
      of<FormYaml>('forms').flatMap(({ file, value }) => formOf(file, value, ledger) ?? []),
      town?.['sign-on-screen'] ?? [],
      municipality,
      ledger,
    ),
    rates: Object.fromEntries(of<RatesYaml>('rates').flatMap(({ file, value }) => ratesOf(file, value, ledger))),
    calendar: calendarOf(
      of<CalendarYaml>('calendar').map(({ file, value }) => (ledger.enter('calendar:calendar', file, []), value))[0],
    ),
    sessions: of<SessionsYaml>('sessions').flatMap(({ file, value }) => sessionsOf(file, value, ledger)),
    ...(retention ? { retention } : {}),
    languages: ['ja'],
  };
  return {
    content: without(off, everything),
    everything,
    ledger,
    partPlaces: places,
    withoutPerson: writing.withoutPerson,
    towns: of<TownsYaml>('towns').map(({ file, value }) => townsOf(file, value, ledger))[0],
    validFrom: town?.['valid-from'] ?? '1970-01-01',
    label: town?.label ?? '',
  };
}

function without(off: ReadonlySet<string>, content: Unversioned): Unversioned {
  return {
    ...content,
    events: content.events.filter((event) => !off.has(event.id)),
    procedures: content.procedures
      .filter((procedure) => !off.has(procedure.id))
      .map((procedure) => ({ ...procedure, after: procedure.after.filter((id) => !off.has(id)) })),
  };
}

function enterNames(kind: string, file: ContentFile, written: NamesYaml, ledger: Ledger): void {
  for (const [id, { name, text }] of Object.entries(written))
    if (ledger.enter(`${kind}:${id}`, file, [id])) ledger.sayAll(kind, id, { name, text }, `${kind}:${id}`);
}

function townOf(
  found: { file: ContentFile; value: MunicipalityYaml } | undefined,
  id: string,
  ledger: Ledger,
): MunicipalityYaml | undefined {
  if (found) {
    ledger.enter(`municipality:${id}`, found.file, []);
    return found.value;
  }
  ledger.problems.push({
    rule: 'no-municipality',
    severity: 'error',
    file: `municipalities/${id}/municipality.yaml`,
    line: 1,
    column: 1,
    message: `There is no municipality "${id}".`,
    advice: 'Make the folder with its municipality.yaml, or check the name.',
  });
  return undefined;
}

/** The forms with those signature boxes marked that this municipality lets people sign on the screen. */
function withSigning(
  forms: readonly Form[],
  allowed: NonNullable<MunicipalityYaml['sign-on-screen']>,
  municipality: string,
  ledger: Ledger,
): Form[] {
  const thing = `municipality:${municipality}`;
  allowed.forEach(({ form: id, box: name }, index) => {
    const form = forms.find((one) => one.id === id);
    if (!form) ledger.unknown(thing, ['sign-on-screen', index, 'form'], 'form', id, ledger.ids('form'));
    else if (!form.boxes.some((box) => box.id === name && box.kind === 'signature'))
      ledger.error(
        thing,
        ['sign-on-screen', index, 'box'],
        'overlay-points-at-nothing',
        `The form "${id}" has no signature box "${name}".`,
        suggestion(
          name,
          form.boxes.flatMap((box) => (box.kind === 'signature' ? [box.id] : [])),
        ),
      );
  });
  return forms.map((form) => ({
    ...form,
    boxes: form.boxes.map((box): Box => {
      const found = allowed.find((one) => one.form === form.id && one.box === box.id);
      return found && box.kind === 'signature' ? { ...box, onScreen: found.law } : box;
    }),
  }));
}

/** What the municipality does not offer; a name that nothing has would switch nothing off. */
function switchedOff(off: readonly string[], municipality: string, ledger: Ledger): ReadonlySet<string> {
  const known = [...ledger.ids('procedure'), ...ledger.ids('event')];
  off.forEach((id, index) => {
    if (!known.includes(id))
      ledger.error(
        `municipality:${municipality}`,
        ['off', index],
        'overlay-points-at-nothing',
        `"off" names "${id}", which does not exist.`,
        suggestion(id, known),
      );
  });
  return new Set(off);
}

function municipalityOf(id: string, town: MunicipalityYaml | undefined): Municipality {
  return {
    id,
    code: town?.code ?? '000000',
    prefecture: town?.prefecture ?? '',
    name: town?.name ?? id,
    ...(town?.phone === undefined ? {} : { phone: town.phone }),
    ...(town?.emblem && { emblem: town.emblem }),
    settings: { sheetsOpen: town?.settings?.['sheets-open'] ?? false },
  };
}
