import { expect, test } from 'vitest';
import { contentOf, courseOf, fact, group, procedure, screen } from '../../test/flows/small-content.ts';
import type { Condition } from '../conditions/index.ts';
import type { ScenarioInput } from './input.ts';
import { run, type RunOptions } from './run.ts';

const is = (id: string, value: boolean | string = true): Condition => ({ fact: id, test: { is: value } });
const ofPerson = { about: 'person' as const };
const course = courseOf(
  contentOf({
    facts: [
      fact('dog'),
      fact('chip', { relevant: is('dog') }),
      fact('protected', { sources: ['register', 'staff'] }),
      fact('movers', { type: 'people' }),
      fact('head', { type: 'person' }),
      fact('name', { ...ofPerson, type: 'name', sources: ['card', 'certificate', 'resident'] }),
      fact('has-card', { ...ofPerson, sources: ['card', 'resident'] }),
      fact('card-out-of-use', { ...ofPerson, sources: ['card', 'resident'] }),
      fact('card-expiry', { ...ofPerson, type: 'date', sources: ['card'] }),
      fact('relation-to-head', {
        ...ofPerson,
        type: 'choice',
        options: ['child'],
        sources: ['certificate', 'resident'],
      }),
    ],
    peopleSets: { movers: { from: 'movers' } },
    parts: [
      group('gate', ['dog', 'chip']),
      { kind: 'stop', id: 'protected', when: is('protected'), to: 'staff', bring: [] },
      screen('cards'),
      group('who', [
        { facts: ['movers'], always: true },
        { facts: ['name'], each: 'everyone', always: true },
        { facts: ['has-card'], over: 'movers', always: true },
        { facts: ['head'], always: true },
        { facts: ['relation-to-head'], each: 'movers', always: true },
      ]),
    ],
    procedures: [procedure('licence', { when: { all: [is('dog'), is('chip', false)] } })],
  }),
);
const visit: ScenarioInput = {
  events: ['moving'],
  date: '2026-04-10',
  people: {
    taro: { roles: ['head'], facts: { name: 'みほん　太郎', 'relation-to-head': 'child' } },
    hana: { facts: { name: 'みほん　花子' } },
  },
  facts: { dog: false, chip: true, movers: ['taro', 'hana'] },
};
const live = (more: Partial<ScenarioInput> = {}, options?: RunOptions) => run(course, { ...visit, ...more }, options);
const steps = (lived: ReturnType<typeof run>) => lived.put.map(({ step }) => step);
const said = (lived: ReturnType<typeof run>, subject: string, id: string) =>
  lived.client.visit.outlook.view.state.facts
    .get(subject)
    ?.get(id)
    ?.map(({ said: what, source }) => [source, 'value' in what ? what.value : 'unknown']);

test('a visit is lived to its end, answering what is asked, in order; what was not asked was not said', () => {
  const lived = live();
  expect(steps(lived)).toEqual([
    'dog',
    'movers',
    'name.taro',
    'name.hana',
    'has-card',
    'head',
    'relation-to-head.taro',
    'relation-to-head.hana',
  ]);
  expect(lived.stop).toBeUndefined();
  expect(lived.client.step.key).toBe('prepared');
  expect(lived.unasked).toEqual(['case/chip']);
  expect(said(lived, 'case', 'chip')).toBeUndefined();
  expect(said(lived, 'case', 'head')).toEqual([['resident', 'taro']]);
});

test('what the file does not tell, the person does not know', () => {
  const lived = live({ facts: { movers: ['taro'] } });
  expect(said(lived, 'case', 'dog')).toEqual([['resident', 'unknown']]);
  expect(said(live({ facts: { dog: 'unknown' } }), 'case', 'dog')).toEqual([['resident', 'unknown']]);
});

test('a card is touched where there is one, and what it holds is not asked', () => {
  const people = { taro: { ...visit.people['taro'], card: { pin: '1234', expiry: '2030-01-01' } }, hana: {} };
  const lived = live({ people });
  expect(said(lived, 'taro', 'name')).toEqual([['card', 'みほん　太郎']]);
  expect(said(lived, 'taro', 'has-card')).toEqual([['card', true]]);
  expect(said(lived, 'taro', 'card-expiry')).toEqual([['card', '2030-01-01']]);
  expect(steps(lived)).not.toContain('name.taro');
  expect(steps(live({ people }, { certificate: true, cards: false }))).toContain('name.taro');
});

test('a card that cannot be read says nothing of its holder; an expired one says that it is', () => {
  const people = (oddity: 'locked' | 'expired' | 'blank') => ({
    taro: { ...visit.people['taro'], card: { pin: '1234', oddity } },
    hana: {},
  });
  expect(said(live({ people: people('locked') }), 'taro', 'name')).toEqual([['resident', 'みほん　太郎']]);
  expect(said(live({ people: people('blank') }), 'taro', 'has-card')).toEqual([['resident', 'unknown']]);
  expect(said(live({ people: people('expired') }), 'taro', 'card-out-of-use')).toEqual([['card', true]]);
});

test('a certificate says what certificates hold; the relation only while the head stays', () => {
  const kept = live({ certificate: { relations: 'kept' } });
  expect(said(kept, 'taro', 'name')).toEqual([['certificate', 'みほん　太郎']]);
  expect(said(kept, 'taro', 'relation-to-head')).toEqual([['certificate', 'child']]);
  expect(said(live({ certificate: { relations: 'new' } }), 'taro', 'relation-to-head')).toEqual([
    ['resident', 'child'],
  ]);
  expect(said(live({ certificate: {} }, { certificate: false, cards: true }), 'taro', 'name')).toEqual([
    ['resident', 'みほん　太郎'],
  ]);
});

test('a visit may end at a stop, also when it is a paper that leads there', () => {
  expect(live({ facts: { protected: true } }).stop).toBe('protected');
  const lived = live({ facts: { protected: { value: true, source: 'register' } } });
  expect([lived.stop, steps(lived)]).toEqual(['protected', ['dog']]);
});

test('a source that is given is the one it comes from', () => {
  expect(said(live({ facts: { dog: { value: true, source: 'staff' } } }), 'case', 'dog')).toEqual([['staff', true]]);
});

test('the same story gives the same actions, to the last id', () => {
  expect(live().client.visit.actions).toEqual(live().client.visit.actions);
});

test('a story that cannot be is refused, and says what is wrong', () => {
  expect(() => live({ facts: { cat: true } })).toThrow('there is no fact "cat"');
  expect(() => live({ people: {} })).toThrow('at least one person');
  expect(() => live({ facts: { dog: 'perhaps' } })).toThrow('dog of case cannot be "perhaps"');
});
