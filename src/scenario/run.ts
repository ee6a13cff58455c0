import { CASE_SUBJECT, type Said, type Statement } from '../case/index.ts';
import type { Fact, Source } from '../content/index.ts';
import type { Course, Step } from '../engine/index.ts';
import type { ScenarioInput } from './input.ts';
import { ScenarioClient } from './person.ts';

/** A question that was put, with how it was answered. */
export interface Put {
  step: string;
  question: string;
  facts: string[];
  subjects: string[];
  statements: Statement[];
}

export interface Run {
  client: ScenarioClient;
  put: Put[];
  /** Facts the person knew and was never asked. */
  unasked: string[];
  /** The stop at which the visit ended, if it did. */
  stop: string | undefined;
}

export interface RunOptions {
  /** Whether 転出証明書情報 is at hand, where the example has it. */
  certificate: boolean;
  /** Whether cards are touched. */
  cards: boolean;
}

type Spoken = { said: Said; source: Source };

/** Lives a visit through to the end: touches what there is to touch and answers only what is asked. */
export function run(
  course: Course,
  input: ScenarioInput,
  options: RunOptions = { certificate: true, cards: true },
): Run {
  const { content } = course.program;
  const facts = new Map(content.facts.map((fact) => [fact.id, fact]));
  const known = knowledge(input, facts, options);
  const ids = Object.keys(input.people);
  const visitor = input.visitor ?? ids.find((id) => input.people[id]?.roles?.includes('visitor')) ?? ids[0];
  if (visitor === undefined) throw new Error('a visit needs at least one person');
  const client = new ScenarioClient(course, {
    today: input.date,
    events: input.events,
    municipality: content.municipality.id,
    visitor,
  });
  for (const id of ids) if (id !== visitor) client.addPerson(id);
  client.record(fromElsewhere(known, ['staff', 'home']));
  const put: Put[] = [];
  const asked = new Set<string>();
  let touched = false;
  for (let turns = 0; ; turns++) {
    if (turns > 500) throw new Error(`the visit does not end: still at ${client.step.key}`);
    const { step } = client;
    if (step.kind === 'stop') return { client, put, unasked: unspoken(known, asked), stop: step.stop };
    if (step.kind === 'screen') {
      // Cards are touched at their step, once; what they and the papers behind them say may lead elsewhere at once.
      const papers =
        step.screen === 'cards' && !touched ? fromElsewhere(known, ['card', 'certificate', 'register']) : [];
      if (papers.length > 0) {
        touched = true;
        client.record(papers);
        continue;
      }
      if (step.screen === 'prepared') return { client, put, unasked: unspoken(known, asked), stop: undefined };
      client.pass();
      continue;
    }
    const statements = answerTo(step, known);
    for (const { subject, fact } of statements) asked.add(`${subject}/${fact}`);
    put.push({
      step: step.key,
      question: step.question.question.id,
      facts: step.question.question.facts,
      subjects: step.subjects,
      statements,
    });
    client.answer(statements);
  }
}

/** Everything the input says, keyed `subject/fact`. */
function knowledge(input: ScenarioInput, facts: ReadonlyMap<string, Fact>, options: RunOptions): Map<string, Spoken> {
  const known = new Map<string, Spoken>();
  const tell = (subject: string, id: string, raw: unknown) => {
    const fact = facts.get(id);
    if (!fact) throw new Error(`there is no fact "${id}"`);
    const given =
      typeof raw === 'object' && raw !== null && !Array.isArray(raw)
        ? (raw as { value: Said; source: Source })
        : undefined;
    const value: unknown = given ? given.value : raw;
    const said = value === 'unknown' ? { unknown: true as const } : ({ value } as Said);
    known.set(`${subject}/${id}`, { said, source: given?.source ?? sourceOf(input, fact, subject, options) });
  };
  for (const [id, person] of Object.entries(input.people)) {
    for (const [fact, value] of Object.entries(person.facts ?? {})) tell(id, fact, value);
    for (const role of person.roles ?? [])
      if (role !== 'visitor') known.set(`${CASE_SUBJECT}/${role}`, { said: { value: id }, source: 'resident' });
    if (person.card && options.cards) {
      const good = !['expired', 'blank', 'transit', 'phone'].includes(person.card.oddity ?? '');
      if (good || person.card.oddity === 'expired') {
        known.set(`${id}/has-card`, { said: { value: true }, source: 'card' });
        known.set(`${id}/card-out-of-use`, { said: { value: person.card.oddity === 'expired' }, source: 'card' });
        if (person.card.expiry) known.set(`${id}/card-expiry`, { said: { value: person.card.expiry }, source: 'card' });
      }
    }
  }
  for (const [fact, value] of Object.entries(input.facts ?? {})) tell(CASE_SUBJECT, fact, value);
  return known;
}

/** 転出証明書情報 tells of those who move, and of the case. */
function moves(input: ScenarioInput, subject: string): boolean {
  const movers = input.facts?.['movers'];
  return subject === CASE_SUBJECT || (Array.isArray(movers) && movers.includes(subject));
}

/** Where a fact of an example comes from when the example does not say: card, then certificate, else the resident. */
function sourceOf(input: ScenarioInput, fact: Fact, subject: string, options: RunOptions): Source {
  const person = input.people[subject];
  if (
    options.cards &&
    person?.card &&
    !['blank', 'transit', 'phone', 'locked', 'pinless', 'removed'].includes(person.card.oddity ?? '') &&
    fact.sources.includes('card')
  )
    return 'card';
  if (options.certificate && input.certificate && fact.sources.includes('certificate') && moves(input, subject)) {
    if (fact.id !== 'relation-to-head' || input.certificate.relations === 'kept') return 'certificate';
  }
  if (person?.register && fact.sources.includes('register')) return 'register';
  if (!fact.sources.includes('resident'))
    return fact.sources.includes('staff') ? 'staff' : (fact.sources[0] ?? 'resident');
  return 'resident';
}

function fromElsewhere(known: ReadonlyMap<string, Spoken>, sources: readonly Source[]): Statement[] {
  return [...known].flatMap(([key, { said, source }]) => {
    const [subject = '', fact = ''] = key.split('/');
    return sources.includes(source) ? [{ subject, fact, said, source }] : [];
  });
}

/** What the person says to a question: what they know, else "I don't know". */
function answerTo(step: Extract<Step, { kind: 'question' }>, known: ReadonlyMap<string, Spoken>): Statement[] {
  return step.subjects.flatMap((subject) =>
    step.question.facts
      .filter(({ fact }) => fact.sources.includes('resident'))
      .map(
        ({ fact }): Statement => ({
          subject,
          fact: fact.id,
          said: known.get(`${subject}/${fact.id}`)?.said ?? { unknown: true },
          source: 'resident',
        }),
      ),
  );
}

const unspoken = (known: ReadonlyMap<string, Spoken>, asked: ReadonlySet<string>): string[] =>
  [...known].flatMap(([key, { source }]) => (source === 'resident' && !asked.has(key) ? [key] : []));
