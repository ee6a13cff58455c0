import type { LifeEvent, Part, Question } from '../content.ts';
import { textKey } from '../texts.ts';
import type { ContentFile } from './content-file.ts';
import { suggestion } from './problems.ts';
import type { EventYaml } from './schemas.ts';
import type { Path } from './source-file.ts';
import type { Writing } from './writing.ts';

/** Where each part of an event was written; an included part in the event it comes from. */
export type PartPlaces = Map<Part, { thing: string; path: Path }>;

interface Included {
  kind: 'include';
  event: string;
  parts: string[];
  index: number;
}
type EventWithIncludes = Omit<LifeEvent, 'parts'> & { parts: (Part | Included)[] };

/** The life events, each with the parts of others that it includes. */
export function eventsOf(
  files: readonly { file: ContentFile; value: EventYaml }[],
  writing: Writing,
): { events: LifeEvent[]; places: PartPlaces } {
  const places: PartPlaces = new Map();
  const events = files.flatMap(({ file, value }) => {
    const event = eventOf(file, value, writing);
    event?.parts.forEach((part, index) => {
      if (part.kind !== 'include') places.set(part, { thing: `event:${event.id}`, path: ['order', index] });
    });
    return event ? [event] : [];
  });
  return { events: withIncluded(events, writing), places };
}

function withIncluded(events: readonly EventWithIncludes[], { ledger }: Writing): LifeEvent[] {
  const wrong = (event: string, path: Path, name: string, known: string[]) =>
    ledger.error(
      `event:${event}`,
      path,
      'unknown-part',
      `There is no part "${name}" to include.`,
      suggestion(name, known),
    );
  return events.map((event) => ({
    ...event,
    parts: event.parts.flatMap((part) => {
      if (part.kind !== 'include') return [part];
      const at = ['order', part.index];
      const other = events.find((one) => one.id === part.event);
      const own = (other?.parts ?? []).filter((one) => one.kind !== 'include');
      if (!other)
        wrong(
          event.id,
          [...at, 'include'],
          part.event,
          events.map((one) => one.id),
        );
      return part.parts.flatMap((id, index) => {
        const found = own.find((one) => one.id === id);
        if (!found && other)
          wrong(
            event.id,
            [...at, 'parts', index],
            id,
            own.map((one) => one.id),
          );
        return found ? [found] : [];
      });
    }),
  }));
}

function eventOf(file: ContentFile, written: EventYaml, writing: Writing): EventWithIncludes | undefined {
  const { id } = file;
  const thing = `event:${id}`;
  const { ledger } = writing;
  if (!ledger.enter(thing, file, [])) return undefined;
  ledger.sayAll('event', id, { name: written.name, plain: written.plain }, thing);
  const parts = written.order.map((part, index): Part | Included => {
    const at = ['order', index];
    if ('include' in part) return { kind: 'include', event: part.include, parts: part.parts, index };
    if ('screen' in part) return { kind: 'screen', id: part.screen };
    if ('stop' in part) {
      ledger.sayAll('stop', part.stop, { title: part.title, text: part.text }, thing, at);
      return {
        kind: 'stop',
        id: part.stop,
        when: writing.condition(thing, part.when, [...at, 'when'], false),
        to: part.to,
        bring: writing.bring(thing, part.bring, [...at, 'bring'], false),
      };
    }
    ledger.sayAll('group', part.group, { title: part.title }, thing, at);
    return {
      kind: 'group',
      id: part.group,
      ...writing.when(thing, part.when, [...at, 'when'], false),
      questions: part.ask.map((ask, item) => questionOf(thing, ask, [...at, 'ask', item], writing)),
    };
  });
  const check = (written.check ?? []).map((line, index) => {
    ledger.say(textKey('check', id, line.id), line.text, thing, ['check', index, 'text']);
    return { id: line.id, change: line.change, ...writing.when(thing, line.when, ['check', index, 'when'], false) };
  });
  return { id, tone: written.tone ?? 'plain', place: written.place ?? 100, parts, check };
}

type Ask = Extract<EventYaml['order'][number], { group: string }>['ask'][number];

function questionOf(thing: string, ask: Ask, path: Path, writing: Writing): Question {
  const facts = ask.facts ?? (ask.fact === undefined ? [] : [ask.fact]);
  const id = ask.id ?? facts.join('-');
  const person = ask.each !== undefined || ask.over !== undefined;
  writing.ledger.sayAll('question', id, { text: ask.text, help: ask.help }, thing, path);
  return {
    id,
    facts,
    ...(ask.each === undefined ? {} : { each: ask.each }),
    ...(ask.over === undefined ? {} : { over: ask.over }),
    ...(ask.where === undefined ? {} : { where: writing.condition(thing, ask.where, [...path, 'where'], person) }),
    ...(ask.always ? { always: true } : {}),
  };
}
