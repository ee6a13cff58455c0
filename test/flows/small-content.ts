import { CASE_SUBJECT, type Statement } from '../../src/case/index.ts';
import type { Condition } from '../../src/conditions/index.ts';
import type { Clock, Content, Fact, Part, Procedure, Question } from '../../src/content/index.ts';
import { compile, Course } from '../../src/engine/index.ts';
import { ScenarioClient } from '../../src/scenario/index.ts';

export type { ScenarioClient };

/** A fact that the resident is asked for, of the case and of yes or no unless said otherwise. */
export const fact = (id: string, more: Partial<Fact> = {}): Fact => ({
  id,
  about: 'case',
  type: 'boolean',
  sensitivity: 'ordinary',
  sources: ['resident'],
  ifUnknown: 'ask-staff',
  ...more,
});

export const procedure = (id: string, more: Partial<Procedure> = {}): Procedure => ({
  id,
  field: 'test',
  events: ['moving'],
  ifUnknown: 'include',
  clocks: [],
  loss: 'none',
  desk: 'desk',
  channels: ['counter'],
  represented: { by: [], letter: 'never' },
  bring: [],
  fee: 'free',
  end: 'prepared-for-signature',
  law: [],
  verifiedOn: '2026-04-01',
  confidence: 'high',
  notes: [],
  after: [],
  discreet: false,
  ...more,
});

/** Fourteen days from the day after, of which a closed last day moves on. */
export const clock = (id: string, more: Partial<Clock> = {}): Clock => ({
  id,
  after: [id],
  firstDay: 'next-day',
  closed: 'next-open-day',
  kind: 'statutory',
  confidence: 'high',
  ...more,
});

export const group = (
  id: string,
  questions: (string | (Partial<Question> & { facts: string[] }))[],
  when?: Condition,
): Part => ({
  kind: 'group',
  id,
  questions: questions.map((one) =>
    typeof one === 'string' ? { id: one, facts: [one] } : { id: one.facts.join('-'), ...one },
  ),
  ...(when === undefined ? {} : { when }),
});

export const screen = (id: Extract<Part, { kind: 'screen' }>['id']): Part => ({ kind: 'screen', id });

/** Content of one life event, `moving`, that opens with `purpose` and ends with `results`, `details` and `prepared`. */
export function contentOf({
  facts = [],
  parts = [],
  hash = 'one',
  ...more
}: Partial<Omit<Content, 'events'>> & { parts?: Part[]; events?: Content['events']; hash?: string }): Content {
  return {
    format: 1,
    version: { hash, label: hash, from: '2026-04-01' },
    municipality: {
      id: 'mihon',
      code: '139998',
      prefecture: '見本県',
      name: 'みほん市',
      settings: { sheetsOpen: false },
    },
    facts: [fact('visitor', { type: 'person', sources: ['staff'] }), ...facts],
    peopleSets: { everyone: {}, ...more.peopleSets },
    conditions: {},
    contradictions: [],
    sessions: [],
    events: [
      {
        id: 'moving',
        tone: 'plain',
        place: 1,
        parts: [screen('purpose'), ...parts, screen('results'), screen('details'), screen('prepared')],
        check: [],
      },
    ],
    procedures: [],
    forms: [],
    rates: {},
    calendar: { closedWeekdays: [0, 6], closedDays: [], knownUntil: '2030-12-31' },
    languages: ['ja'],
    ...more,
    ...(more.peopleSets ? { peopleSets: { everyone: {}, ...more.peopleSets } } : {}),
  };
}

export const courseOf = (content: Content, events: string[] = ['moving']): Course =>
  new Course(compile(content, events));

/** A visit with people a, b, c …; a came to the counter. */
export function arrive(
  content: Content,
  people = 1,
  { today = '2026-04-10', events = ['moving'] } = {},
): ScenarioClient {
  const client = new ScenarioClient(courseOf(content, events), { today, events, municipality: 'mihon', visitor: 'a' });
  for (const id of 'bcdefgh'.slice(0, people - 1)) client.addPerson(id);
  return client;
}

type Value = Extract<Statement['said'], { value: unknown }>['value'];

/** Statements about the case or a person; the word `unknown` is "I don't know". */
export const says = (
  facts: Record<string, Value>,
  subject: string = CASE_SUBJECT,
  source: Statement['source'] = 'resident',
): Statement[] =>
  Object.entries(facts).map(([id, value]) => ({
    subject,
    fact: id,
    said: value === 'unknown' ? { unknown: true } : { value },
    source,
  }));

/** The keys of the steps a visit goes through when the screens are passed and each question is answered as listed. */
export function path(client: ScenarioClient, answers: Record<string, Value> = {}): string[] {
  const keys: string[] = [];
  for (let turns = 0; turns < 100; turns++) {
    const { step } = client;
    keys.push(step.key);
    if (step.kind === 'stop' || (step.kind === 'screen' && step.screen === 'prepared')) return keys;
    if (step.kind === 'screen') client.pass();
    else
      client.answer(
        step.subjects.flatMap((subject) =>
          step.question.question.facts.flatMap((id) =>
            says({ [id]: answers[`${subject}.${id}`] ?? answers[id] ?? 'unknown' }, subject),
          ),
        ),
      );
  }
  throw new Error(`the visit does not end: ${keys.join(', ')}`);
}
