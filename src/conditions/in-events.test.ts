import { expect, test } from 'vitest';
import { type Condition, inEvents } from './index.ts';

const dog: Condition = { fact: 'dog', test: { is: true } };
const moving: Condition = { event: ['moving', 'leaving'] };
const birth: Condition = { event: ['birth'] };

test('tests of the event are decided and fall away', () => {
  const either: Condition = { any: [{ all: [moving, dog] }, { all: [birth, { not: dog }] }] };
  expect(inEvents(either, ['moving'])).toEqual({ any: [{ all: [dog] }] });
  expect(inEvents(either, ['birth'])).toEqual({ any: [{ all: [{ not: dog }] }] });
  expect(inEvents(either, ['moving', 'birth'])).toEqual({ any: [{ all: [dog] }, { all: [{ not: dog }] }] });
  expect(inEvents(either, ['death'])).toEqual({ always: false });
});

test('what is always or never so says so, also inside of quantifiers', () => {
  expect(inEvents({ not: birth }, ['moving'])).toEqual({ always: true });
  expect(inEvents({ all: [{ not: birth }, { any: [moving, dog] }] }, ['moving'])).toEqual({ always: true });
  expect(inEvents({ quantifier: 'some', people: 'all', where: { all: [birth, dog] } }, ['moving'])).toEqual({
    quantifier: 'some',
    people: 'all',
    where: { always: false },
  });
  expect(inEvents(dog, [])).toEqual(dog);
});
