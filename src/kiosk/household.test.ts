import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { ok, type Result } from '../basics/index.ts';
import { compileContent } from '../content/authoring.ts';
import { compile, Course } from '../engine/index.ts';
import type { HouseholdAnswer } from '../protocol/index.ts';
import type { HubFault } from '../sync/index.ts';
import { CaseSession } from './case-session.ts';
import { FamilyLookup } from './household.ts';

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
const flows = globSync('**/*.yaml', { cwd: 'flows' }).map((path) => ({
  path,
  text: readFileSync(`flows/${path}`, 'utf8'),
}));
const course = new Course(compile(compileContent(flows, 'mihon', hash).content, ['moving-in']));
const person = { name: '見本　花子', birthDate: '1990-04-01' };

async function desk() {
  const ids = {
    now: () => Date.UTC(2026, 10, 20),
    random: (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)),
  };
  const session = await CaseSession.begin(
    course,
    () => Promise.resolve({ append: () => Promise.resolve() }),
    { ids, device: 'A' },
    { today: '2026-11-20', municipality: 'mihon', events: ['moving-in'] },
  );
  const visitor = session.visit.outlook.situation.ids[0] ?? '';
  const say = (subject: string, fact: string, value: string) =>
    session.record([{ subject, fact, said: { value }, source: 'card' }]);
  await say('case', 'out-notice', 'paper');
  await say('case', 'move-date', '2026-11-15');
  await say(visitor, 'name', person.name);
  await say(visitor, 'birth-date', person.birthDate);
  return { session, visitor, lookup: new FamilyLookup(session) };
}

const p = (digit: string) => `p${digit.repeat(32)}`;
const found: HouseholdAnswer = {
  protocol: 1,
  outcome: 'found',
  visitor: p('1'),
  people: [
    {
      person: p('1'),
      facts: [
        { fact: 'name', value: '見本花子' },
        { fact: 'birth-date', value: '1990-04-01' },
      ],
    },
    {
      person: p('2'),
      facts: [
        { fact: 'name', value: '見本　空' },
        { fact: 'birth-date', value: '2020-02-02' },
      ],
    },
  ],
  case: [{ fact: 'movers', value: [p('1'), p('2')] }],
};
const plainly = (outcome: 'late' | 'not-found' | 'unavailable' | 'staff'): HouseholdAnswer => ({
  protocol: 1,
  outcome,
});

/** Records that answer in turn: certificate, register, and again. */
function ways(...answers: Result<HouseholdAnswer, HubFault>[]) {
  const asked: string[] = [];
  const pauses: number[] = [];
  const called: string[] = [];
  return {
    asked,
    pauses,
    called,
    hub: {
      household: (from: string) => {
        asked.push(from);
        return Promise.resolve(answers[Math.min(asked.length, answers.length) - 1] ?? ok(plainly('not-found')));
      },
    },
    callStaff: (reason: string) => void called.push(reason),
    pause: (milliseconds: number) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    },
  };
}

test('a record that is late is asked again, that one alone and not for ever', async () => {
  const { lookup } = await desk();
  const way = ways(ok(plainly('late')), ok(plainly('not-found')), ok(plainly('late')));
  await lookup.ask(person, way);
  expect(way.asked).toEqual(['certificate', 'register', 'certificate', 'certificate', 'certificate']);
  expect(way.pauses).toEqual([5000, 15_000, 45_000]);
  expect(lookup.getState()).toBe('late');
});

test('people a record names are recognised, fill places that were added without a name, and join as they are', async () => {
  const { session, visitor, lookup } = await desk();
  const unnamed = await session.addPerson();
  await lookup.ask(person, ways(ok(plainly('not-found')), ok(found)));
  session.enactWithNext(() => []);
  await session.pass();
  expect(lookup.getState()).toBe('found');
  const { situation } = session.visit.outlook;
  expect(situation.ids).toEqual([visitor, unnamed]);
  expect(session.nameOf(unnamed)).toBe('見本　空');
  expect(session.known('case', 'movers').value).toEqual([visitor, unnamed]);
});

test('who has confirmed the family gets nobody behind their back: they are kept aside', async () => {
  const { session, visitor, lookup } = await desk();
  for (let steps = 0; session.visit.step.kind === 'screen' && steps < 5; steps++) await session.pass();
  expect(session.visit.outlook.view.state.passed.has('household')).toBe(true);
  const before = session.visit.step.key;
  await lookup.ask(person, ways(ok(found)));
  expect(session.visit.step.key, 'not under a finger').toBe(before);
  expect(session.visit.outlook.view.state.people).toHaveLength(1);
  const { step } = session.visit;
  if (step.kind !== 'question') throw new Error(step.key);
  const [fact] = step.question.facts;
  await session.answer([
    { subject: step.subjects[0] ?? '', fact: fact?.fact.id ?? '', said: { unknown: true }, source: 'resident' },
  ]);
  const { state } = session.visit.outlook.view;
  expect(session.visit.outlook.situation.ids).toEqual([visitor]);
  expect(state.people.map(({ removed }) => removed)).toEqual([false, true]);
  expect(session.known('case', 'movers').value).toEqual([visitor]);
});

test('staff are called for one reason only, and what comes after a case is over is let go', async () => {
  const { session, lookup } = await desk();
  const way = ways(ok(plainly('staff')));
  await lookup.ask(person, way);
  expect(way.called).toEqual(['register']);
  expect(way.asked).toEqual(['certificate']);
  const heard = vi.fn<() => void>();
  session.close();
  session.subscribe(heard);
  const before = session.visit.actions.length;
  await session.addPerson();
  expect(session.visit.actions).toHaveLength(before);
});
