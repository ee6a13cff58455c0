import { describe, expect, test } from 'vitest';
import {
  arrive,
  contentOf,
  courseOf,
  fact,
  group,
  path,
  procedure,
  says,
  type ScenarioClient,
  screen,
} from '../../test/flows/small-content.ts';
import type { Action } from '../case/index.ts';
import { CASE, type Condition, UNKNOWN } from '../conditions/index.ts';
import type { Content, Fact, Part } from '../content/index.ts';
import { compileMachine } from './machine.ts';
import { compile, type CompiledPart } from './program.ts';
import { Course, type Opened } from './visit.ts';

const is = (id: string, value: boolean | string = true): Condition => ({ fact: id, test: { is: value } });
const always = (...ids: string[]) => ids.map((id) => ({ facts: [id], always: true }));
const facts = [
  fact('dog'),
  fact('home', { type: 'choice', options: ['own', 'joining'] }),
  fact('name', { about: 'person', type: 'name' }),
  fact('items', { type: 'set', options: ['book', 'card'] }),
];
const parts: Part[] = [
  group('gate', always('dog', 'home')),
  screen('cards'),
  group('who', [{ facts: ['name'], each: 'everyone', always: true }, ...always('items')]),
];
const content = contentOf({ facts, parts });
const answers = { dog: true, home: 'own', 'a.name': 'みほん　花子', 'b.name': 'みほん　太郎', items: ['book'] };

/** A finished case of two people, as it was stored. */
function stored(): readonly Action[] {
  const client = arrive(content, 2);
  path(client, answers);
  client.act({ type: 'prepared', receipt: 'A-1' });
  return client.visit.actions;
}

/** Newer content, and the stored case opened under it. */
function reopened(
  newer: Partial<Parameters<typeof contentOf>[0]>,
  actions: readonly Action[] = stored(),
): Opened & { client: ScenarioClient } {
  const next = contentOf({ facts, parts, ...newer, hash: 'two' });
  const client = arrive(next);
  const opened = client.course.open(actions);
  if (!opened.ok) throw new Error(opened.reason);
  client.visit = opened.value.visit;
  return { ...opened.value, client };
}
const valueOf = ({ visit, course }: ScenarioClient, id: string, person = CASE) =>
  visit.outlook.situation.read(course.program.byId.get(id)?.index ?? -1, person, []);

describe('a case advances only where it stands', () => {
  const action = (client: ScenarioClient, deed: object): Action =>
    ({
      id: '018f0000-0000-7000-8000-000000000000',
      at: '2026-04-10T00:00:00Z',
      by: { role: 'resident' },
      device: 'd',
      content: 'one',
      ...deed,
      step: (deed as { step?: string }).step ?? client.step.key,
    }) as Action;
  const refusal = (client: ScenarioClient, deed: object) => {
    const advanced = client.course.advance(client.visit, action(client, deed));
    return advanced.ok ? undefined : advanced.reason;
  };

  test('an answer or a step forward elsewhere is refused, and so is a second opening', () => {
    const client = arrive(content);
    expect(refusal(client, { type: 'answered', step: 'dog', statements: says({ dog: true }) })).toBe('not-here');
    expect(refusal(client, { type: 'answered', statements: [] })).toBe('not-here');
    expect(refusal(client, { type: 'passed', step: 'cards' })).toBe('not-here');
    expect(refusal(client, { type: 'prepared', receipt: 'A-1' })).toBe('not-here');
    expect(refusal(client, client.visit.actions[0] ?? {})).toBe('not-opened');
    client.pass();
    expect(refusal(client, { type: 'passed' })).toBe('not-here');
    expect(refusal(client, { type: 'answered', statements: says({ dog: true }) })).toBeUndefined();
  });

  test('what does not fit is refused as a whole, and nothing has happened', () => {
    const client = arrive(content);
    client.pass();
    expect(
      refusal(client, { type: 'answered', statements: [...says({ dog: true }), ...says({ home: 'castle' })] }),
    ).toBe('does-not-fit');
    expect(refusal(client, { type: 'recorded', statements: says({ name: 'x' }, 'nobody') })).toBe('does-not-fit');
    expect(valueOf(client, 'dog')).toBe(UNKNOWN);
    expect(client.step.key).toBe('dog');
    expect(() => client.answer(says({ home: 'castle' }))).toThrow('does-not-fit');
  });

  test('the visit before is left as it was', () => {
    const client = arrive(content);
    client.pass();
    const before = client.visit;
    client.answer(says({ dog: true }));
    expect([before.step.key, before.actions.length, client.visit.step.key, client.visit.actions.length]).toEqual([
      'dog',
      2,
      'home',
      3,
    ]);
  });

  test('a case without its beginning does not open', () => {
    expect(courseOf(content).open([])).toEqual({ ok: false, reason: 'not-opened' });
    expect(courseOf(content).open(stored().slice(1))).toEqual({ ok: false, reason: 'not-opened' });
  });

  test('where the machine has no state for what comes next, it says so', () => {
    const program = compile(content, ['moving']);
    const lacking = (id: string) =>
      new Course(
        program,
        compileMachine({
          ...program,
          parts: program.parts.flatMap((part): CompiledPart[] =>
            part.kind === 'group'
              ? [{ ...part, questions: part.questions.filter(({ question }) => question.id !== id) }]
              : part.id === id
                ? []
                : [part],
          ),
        }),
      );
    expect(lacking('purpose').open(stored())).toEqual({ ok: false, reason: 'no-way' });
    for (const id of ['dog', 'home', 'cards', 'name', 'items', 'results', 'prepared']) {
      const opened = lacking(id).open(stored());
      expect(opened.ok && opened.value.refused[0]?.reason).toBe('no-way');
    }
  });
});

test('under the same content everything is taken where it stands', () => {
  const { visit, refused, moved } = reopened({});
  expect([refused, moved]).toEqual([[], []]);
  expect(visit.step.key).toBe('prepared');
  expect(visit.outlook.view.state.prepared?.receipt).toBe('A-1');
});

describe('under newer content', () => {
  const allButDog = ['own', 'みほん　花子', 'みほん　太郎', ['book']];
  const keptButDog = (client: ScenarioClient) => [
    valueOf(client, 'home'),
    valueOf(client, 'name', 0),
    valueOf(client, 'name', 1),
    valueOf(client, 'items'),
  ];
  const all = [true, ...allButDog];
  const kept = (client: ScenarioClient) => [valueOf(client, 'dog'), ...keptButDog(client)];

  test('a question that vanished is forgotten, and nothing else', () => {
    const { client, refused, visit } = reopened({
      parts: [group('gate', always('dog', 'home')), screen('cards'), group('who', always('items'))],
    });
    expect(kept(client)).toEqual(all);
    expect(refused).toEqual([]);
    expect(visit.step.key).toBe('prepared');
  });

  test('a fact that vanished is left out, and said to be', () => {
    const { client, refused, visit } = reopened({
      facts: facts.filter(({ id }) => id !== 'dog'),
      parts: [group('gate', always('home')), ...parts.slice(1)],
    });
    expect(keptButDog(client)).toEqual(allButDog);
    expect(refused).toMatchObject([{ reason: 'does-not-fit', statements: [{ fact: 'dog' }] }]);
    expect(visit.step.key).toBe('prepared');
  });

  test('an option that was removed is asked again, never guessed; the rest stands', () => {
    const narrower = facts.map((one): Fact => (one.id === 'home' ? { ...one, options: ['joining'] } : one));
    const { client, refused, visit } = reopened({ facts: narrower });
    expect(visit.step.key).toBe('home');
    expect(kept(client)).toEqual([true, UNKNOWN, ...all.slice(2)]);
    expect(refused).toMatchObject([{ reason: 'does-not-fit', statements: [{ fact: 'home', said: { value: 'own' } }] }]);
    expect(path(client, { home: 'joining' })).toEqual(['home', 'prepared']);
    expect(client.visit.outlook.view.state.prepared?.receipt).toBe('A-1');
  });

  test('one option of several that was removed takes the whole answer with it', () => {
    const narrower = facts.map((one): Fact => (one.id === 'items' ? { ...one, options: ['card'] } : one));
    const { client, visit } = reopened({ facts: narrower });
    expect([visit.step.key, valueOf(client, 'items')]).toEqual(['items', UNKNOWN]);
  });

  test('a fact of another type, or about somebody else, is asked again', () => {
    const choice = facts.map(
      (one): Fact => (one.id === 'dog' ? { ...one, type: 'choice', options: ['yes', 'no'] } : one),
    );
    expect(reopened({ facts: choice }).visit.step.key).toBe('dog');
    const ofPerson = facts.map((one): Fact => (one.id === 'dog' ? { ...one, about: 'person' } : one));
    const moved: Part[] = [
      group('gate', always('home')),
      screen('cards'),
      group('who', [
        { facts: ['name'], each: 'everyone', always: true },
        { facts: ['dog'], over: 'everyone', always: true },
        ...always('items'),
      ]),
    ];
    const { visit, client } = reopened({ facts: ofPerson, parts: moved });
    expect(visit.step.key).toBe('dog');
    expect(keptButDog(client)).toEqual(allButDog);
  });

  test('a question that was put in before is asked, and then the visit goes on where it stood', () => {
    const more: Part[] = [group('gate', always('cat', 'dog', 'home')), ...parts.slice(1)];
    const newer = { facts: [...facts, fact('cat')], parts: more };
    const { client, refused, moved, visit } = reopened(newer, stored().slice(0, 7));
    expect(refused).toEqual([]);
    expect(moved.map(({ type }) => type)).toEqual(['answered', 'answered', 'passed', 'answered']);
    expect(visit.step.key).toBe('cat');
    expect(kept(client).slice(0, 3)).toEqual(all.slice(0, 3));
    expect(path(client, { ...answers, cat: true })).toEqual(['cat', 'name.b', 'items', 'results', 'prepared']);
  });

  test('steps in another order keep their answers', () => {
    const { client, refused, visit } = reopened({
      parts: [
        group('who', [...always('items'), { facts: ['name'], each: 'everyone', always: true }]),
        screen('cards'),
        group('gate', always('home', 'dog')),
      ],
    });
    expect(kept(client)).toEqual(all);
    expect(refused).toEqual([]);
    expect(visit.step.key).toBe('prepared');
  });

  test('a screen that vanished was not left', () => {
    const { refused, visit } = reopened({ parts: [parts[0], parts[2]].filter((part) => part !== undefined) });
    expect(refused.map(({ action, reason }) => [action.type, reason])).toEqual([['passed', 'not-here']]);
    expect(visit.step.key).toBe('prepared');
  });

  test('where somebody had gone back to is forgotten when it is no longer there', () => {
    const client = arrive(content, 2);
    path(client, answers);
    client.change('dog');
    const newer = reopened({ parts: [group('gate', always('home')), ...parts.slice(1)] }, client.visit.actions);
    expect(newer.visit.step.key).toBe('prepared');
    expect(newer.refused.map(({ action, reason }) => [action.type, reason])).toEqual([['went-to', 'not-here']]);
  });

  test('of a batch only what does not fit is left out', () => {
    const client = arrive(content, 2);
    client.record([...says({ dog: true }, 'case', 'certificate'), ...says({ home: 'own' }, 'case', 'certificate')]);
    const narrower = facts.map((one): Fact => (one.id === 'home' ? { ...one, options: ['joining'] } : one));
    const newer = reopened({ facts: narrower }, client.visit.actions);
    expect([valueOf(newer.client, 'dog'), valueOf(newer.client, 'home')]).toEqual([true, UNKNOWN]);
    expect(newer.refused).toMatchObject([{ statements: [{ fact: 'home' }] }]);
  });

  test('the list of actions stays as it was stored, and grows at its end', () => {
    const actions = stored();
    const { client, visit } = reopened(
      { facts: facts.filter(({ id }) => id !== 'dog'), parts: [group('gate', always('home')), ...parts.slice(1)] },
      actions,
    );
    expect(visit.actions).toEqual(actions);
    client.back();
    expect(client.visit.actions.slice(0, -1)).toEqual(actions);
    const again = client.course.open(client.visit.actions);
    expect(again.ok && again.value.visit.step.key).toBe(client.step.key);
  });

  test('what was true under the old conditions is judged by the new ones', () => {
    const before = contentOf({ facts, parts, procedures: [procedure('licence', { when: is('dog') })] });
    const after: Partial<Content> = { procedures: [procedure('licence', { when: is('dog', false) })] };
    const client = arrive(before, 2);
    path(client, answers);
    expect(client.visit.outlook.findings[0]?.standing).toBe('applies');
    expect(reopened(after, client.visit.actions).visit.outlook.findings[0]?.standing).toBe('does-not-apply');
  });
});
