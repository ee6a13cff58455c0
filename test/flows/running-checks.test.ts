import { expect, test } from 'vitest';
import { type Breakage, broken, placed, problemsOf } from './broken-content.ts';

/** The dog's procedure with another condition, and facts for it. */
const dog = (when: string, more: Partial<Breakage> = {}): Partial<Breakage> => ({
  ...more,
  change: [
    { file: 'procedures/dog/dog.yaml', from: 'when: {has-dog: true}', to: `when: ${when}` },
    ...(more.change ?? []),
  ],
  remove: ['examples/moving/one.yaml', 'examples/moving/facility.yaml'],
});

/** What running the content finds, whatever else is missing around it. */
const found = (breakage: Partial<Breakage>, today?: string) =>
  problemsOf(broken(breakage), today)
    .filter(({ rule }) => /^(never|always|not-decided)/.test(rule))
    .map(placed);

const at = 'procedures/dog/dog.yaml:5:1';

test('a condition that needs many people is found to hold', () => {
  expect(found(dog('[{has-dog: true}, {count: movers, at-least: 5, where: {age: {under: 3}}}]'))).toEqual([]);
});

test('what needs more people than there can be never applies', () => {
  expect(found(dog('[{has-dog: true}, {count: movers, at-least: 2}, {count: movers, at-most: 1}]'))).toEqual([
    `never-applies at ${at}`,
  ]);
});

test('ages that touch, and ages that overlap by one day', () => {
  const somebody = (where: string) => dog(`[{has-dog: true}, {some: movers, where: ${where}}]`);
  expect(found(somebody('{age: {at-least: 18}, not: {age: {at-least: 19}}}'))).toEqual([]);
  expect(found(somebody('{age: {at-least: 18}, all: [{age: {under: 18}}]}'))).toEqual([`never-applies at ${at}`]);
});

test('a rule that begins next year can apply, because it will', () => {
  const filing = {
    change: [
      {
        file: 'facts/visit.yaml',
        from: 'people:\n',
        to: '  filing-date: {about: case, type: date, label: 届出の日, computed: {today: true}}\npeople:\n',
      },
    ],
  };
  expect(found(dog("[{has-dog: true}, {filing-date: {at-least: '2027-04-01'}}]", filing))).toEqual([]);
});

test('a condition that holds only after closed days is found, whatever day it is looked at', () => {
  const late = {
    change: [
      {
        file: 'facts/visit.yaml',
        from: 'people:\n',
        to: [
          '  last-day:',
          '    about: case',
          '    type: date',
          '    label: 期限',
          '    computed: {deadline: {after: move-date, days: 14, first: next-day, closed: next-open-day}}',
          '  days: {about: case, type: number, label: 日数, computed: {days-since: move-date}}',
          'people:\n',
        ].join('\n'),
      },
    ],
  };
  // More than 14 days, and yet in time: only where the last day was a Saturday or Sunday.
  const inTime = dog('[{has-dog: true}, {days: {over: 14}}, {last-day: {at-least: today}}]', late);
  for (const today of ['2026-06-01', '2026-06-03', '2026-06-06']) expect(found(inTime, today)).toEqual([]);
  expect(found(dog('[{has-dog: true}, {days: {over: 17}}, {last-day: {at-least: today}}]', late))).toEqual([
    `never-applies at ${at}`,
  ]);
});

test('where too many cases would have to be tried, that is said, and nothing is claimed', () => {
  // Eight animals that must all live in different ones of seven rooms: true of no case, but only trying shows it.
  const animals = Array.from({ length: 8 }, (_, index) => `animal-${index}`);
  const rooms = `{${Array.from({ length: 7 }, (_, index) => `room-${index}: ${index}号室`).join(', ')}}`;
  const apart = animals.flatMap((one, index) =>
    animals.slice(index + 1).map((other) => `{not: {${one}: {same-as: ${other}}}}`),
  );
  const facts = animals
    .map((id) => `  ${id}: {about: case, type: choice, label: ${id}, question: どの部屋ですか, options: ${rooms}}\n`)
    .join('');
  const stable = {
    change: [
      { file: 'facts/visit.yaml', from: 'people:\n', to: `${facts}people:\n` },
      {
        file: 'events/moving.yaml',
        from: '{fact: has-dog}',
        to: `{fact: has-dog}\n${animals.map((id) => `      - {fact: ${id}}`).join('\n')}`,
      },
    ],
  };
  expect(found(dog(`[{has-dog: true}, ${apart.join(', ')}]`, stable))).toEqual([
    'not-decided at procedures/dog/dog.yaml:4:10',
  ]);
});
