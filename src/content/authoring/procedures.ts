import type { Clock, Procedure } from '../content.ts';
import { textKey } from '../texts.ts';
import type { ContentFile } from './content-file.ts';
import type { ProcedureYaml } from './schemas.ts';
import type { Writing } from './writing.ts';

/** A procedure as content knows it. Undefined where another file has the same id. */
export function procedureOf(file: ContentFile, written: ProcedureYaml, writing: Writing): Procedure | undefined {
  const { id } = file;
  const thing = `procedure:${id}`;
  const { ledger } = writing;
  if (!ledger.enter(thing, file, [])) return undefined;
  ledger.sayAll(
    'procedure',
    id,
    { name: written.name, plain: written.plain, summary: written.summary, late: written.late },
    thing,
  );
  ledger.say(textKey('procedure', id, 'represented'), written.represented.text, thing, ['represented', 'text']);
  const person = written.concerns !== undefined;
  return {
    id,
    field: file.path.split('/')[1] ?? '',
    events: written.events,
    ...writing.when(thing, written.when, ['when'], false),
    ...(written.concerns
      ? {
          concerns: {
            people: written.concerns.people,
            as: written.concerns.as,
            ...writing.where(thing, written.concerns.where, ['concerns', 'where']),
          },
        }
      : {}),
    ...(written.applicant === undefined ? {} : { applicant: written.applicant }),
    ifUnknown: written['if-unknown'],
    clocks: clocksOf(id, written, writing),
    loss: written.loss,
    desk: written.desk,
    channels: written.channels,
    represented: { by: written.represented.by, letter: written.represented.letter },
    bring: writing.bring(thing, written.bring, ['bring'], person),
    fee: written.fee,
    ...(written.form === undefined ? {} : { form: written.form }),
    ...(written.forms
      ? {
          forms: written.forms.map(({ form, when }, index) => ({
            form,
            ...writing.when(thing, when, ['forms', index, 'when'], person),
          })),
        }
      : {}),
    end: written.end,
    law: written.law,
    verifiedOn: written['verified-on'],
    confidence: written.confidence,
    notes: (written.notes ?? []).map((note, index) => {
      ledger.say(textKey('procedure', id, 'notes', note.id), note.text, thing, ['notes', index, 'text']);
      return {
        id: note.id,
        ...writing.when(thing, note.when, ['notes', index, 'when'], person),
        to: note.to ?? 'resident',
      };
    }),
    after: written.after ?? [],
    discreet: written.discreet ?? false,
  };
}

function clocksOf(id: string, written: ProcedureYaml, writing: Writing): Clock[] {
  const thing = `procedure:${id}`;
  return (written.deadline ?? []).map((clock, index) => {
    writing.ledger.say(textKey('procedure', id, 'deadline', clock.id), clock.text, thing, ['deadline', index, 'text']);
    return {
      id: clock.id,
      ...(clock.days === undefined ? {} : { days: clock.days }),
      ...(clock.months === undefined ? {} : { months: clock.months }),
      ...(clock.years === undefined ? {} : { years: clock.years }),
      after: Array.isArray(clock.after) ? clock.after : [clock.after],
      firstDay: clock['first-day'],
      closed: clock.closed,
      kind: clock.kind,
      ...writing.when(thing, clock.when, ['deadline', index, 'when'], written.concerns !== undefined),
      ...(clock.law ? { law: clock.law } : {}),
      confidence: clock.confidence ?? written.confidence,
    };
  });
}
