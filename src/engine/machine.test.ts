import { expect, test } from 'vitest';
import { initialTransition, transition } from 'xstate';
import { arrive, contentOf, courseOf, fact, group, path, says, screen } from '../../test/flows/small-content.ts';
import type { Part } from '../content/index.ts';
import { beginning } from './machine.ts';
import { next } from './next.ts';

const parts: Part[] = [
  group('gate', [{ facts: ['dog'], always: true }]),
  { kind: 'stop', id: 'no-dogs', when: { fact: 'dog', test: { is: true } }, to: 'staff', bring: [] },
  screen('cards'),
  group('who', [{ facts: ['name'], each: 'everyone', always: true }]),
];
const content = contentOf({ facts: [fact('dog'), fact('name', { about: 'person', type: 'name' })], parts });

/** Where the machine stands after the actions of a visit, taken through it alone. */
function places(client: ReturnType<typeof arrive>): unknown[] {
  const { machine, program } = courseOf(content);
  const [opened, ...rest] = client.visit.actions;
  if (opened?.type !== 'opened') throw new Error('a case begins by being opened');
  let [snapshot] = initialTransition(machine, beginning(program, opened));
  const seen: unknown[] = [snapshot.value];
  for (const action of rest) {
    [snapshot] = transition(machine, snapshot, { type: action.type, action });
    seen.push(snapshot.value);
    expect(JSON.stringify(snapshot.value)).toContain(next(snapshot.context.outlook).state);
  }
  return seen;
}

test('has a state for every question, stop and screen, grouped as the content groups them', () => {
  const { states } = courseOf(content).machine;
  expect(Object.keys(states)).toEqual([
    'route',
    'purpose',
    'group-gate',
    'stop-no-dogs',
    'cards',
    'group-who',
    'results',
    'details',
    'prepared',
  ]);
  expect(Object.keys(states['group-who']?.states ?? {})).toEqual(['route', 'name']);
});

test('is where the visit is, after every action', () => {
  const client = arrive(content);
  path(client, { dog: false });
  client.act({ type: 'staff-called', reason: 'help' });
  client.act({ type: 'prepared', receipt: 'A-1' });
  client.back();
  expect(places(client)).toEqual([
    'purpose',
    { 'group-gate': 'dog' },
    'cards',
    { 'group-who': 'name' },
    'results',
    'prepared',
    'prepared',
    'prepared',
    'results',
  ]);
});

test('goes to a stop and comes back, whoever said what leads there', () => {
  const client = arrive(content);
  client.pass();
  client.record(says({ dog: true }, 'case', 'staff'));
  client.record(says({ dog: false }, 'case', 'staff'));
  expect(places(client)).toEqual(['purpose', { 'group-gate': 'dog' }, 'stop-no-dogs', 'cards']);
});

test('stays where it is while people come, the day changes and staff are called', () => {
  const client = arrive(content);
  path(client, { dog: false });
  client.change('dog');
  client.act({ type: 'staff-called', reason: 'help' });
  client.act({ type: 'day-set', today: '2026-04-11' });
  expect(client.step.key).toBe('dog');
  expect(client.visit.outlook.view.state).toMatchObject({ today: '2026-04-11', staffCalls: [{ reason: 'help' }] });
});
