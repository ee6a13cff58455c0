import { expect, test } from 'vitest';
import { merged, pathIn } from './overlay.ts';

const procedure = {
  name: '犬の登録',
  desk: 'resident',
  channels: ['counter', 'mail'],
  notes: [
    { id: 'tag', text: '鑑札をお渡しします。' },
    { id: 'shot', text: '注射の済票をお持ちください。', when: { 'has-dog': true } },
  ],
};

test('an overlay changes single fields and leaves the rest as it is', () => {
  expect(
    merged(procedure, { desk: 'environment', notes: [{ id: 'shot', text: '済票は後日でもかまいません。' }] }),
  ).toEqual({
    ...procedure,
    desk: 'environment',
    notes: [procedure.notes[0], { id: 'shot', text: '済票は後日でもかまいません。', when: { 'has-dog': true } }],
  });
});

test('a list of plain values is replaced, because nothing tells its entries apart', () => {
  expect(merged(procedure, { channels: ['counter'] })).toEqual({ ...procedure, channels: ['counter'] });
});

const order = [
  { screen: 'purpose' },
  { group: 'home', ask: [{ fact: 'has-dog' }, { fact: 'has-moped' }] },
  { screen: 'results' },
];

test('something new goes behind the entry that the overlay names before it', () => {
  const over = [
    { group: 'home', ask: [{ fact: 'has-dog' }, { fact: 'has-well' }] },
    { group: 'snow', ask: [{ fact: 'needs-help' }] },
  ];
  expect(merged(order, over)).toEqual([
    { screen: 'purpose' },
    { group: 'home', ask: [{ fact: 'has-dog' }, { fact: 'has-well' }, { fact: 'has-moped' }] },
    { group: 'snow', ask: [{ fact: 'needs-help' }] },
    { screen: 'results' },
  ]);
});

test('without one before it, before the entry that follows it; without neighbours, at the end', () => {
  expect(merged(order, [{ group: 'first' }, { screen: 'results' }])).toEqual([
    order[0],
    order[1],
    { group: 'first' },
    order[2],
  ]);
  expect(merged(order, [{ group: 'last' }])).toEqual([...order, { group: 'last' }]);
});

test('a place in the merged whole is found in the file that wrote it', () => {
  const over = {
    notes: [
      { id: 'fee', text: '無料です。' },
      { id: 'tag', text: '鑑札は郵送します。' },
    ],
  };
  const whole = merged(procedure, over);
  expect(whole).toMatchObject({ notes: [{ id: 'fee' }, { id: 'tag' }, { id: 'shot' }] });
  expect(pathIn(over, whole, ['notes', 1, 'text'])).toEqual(['notes', 1, 'text']);
  expect(pathIn(procedure, whole, ['notes', 1, 'text'])).toEqual(['notes', 0, 'text']);
  expect(pathIn(over, whole, ['notes', 2, 'when'])).toEqual(['notes']);
  expect(pathIn(procedure, whole, ['notes', 2, 'when', 'has-dog'])).toEqual(['notes', 1, 'when', 'has-dog']);
});

test('an overlay adds a paper to those of a procedure, and changes when one is needed', () => {
  const base = { forms: [{ form: 'claim' }, { form: 'consent' }] };
  expect(merged(base, { forms: [{ form: 'consent', when: { 'has-spouse': true } }, { form: 'account' }] })).toEqual({
    forms: [{ form: 'claim' }, { form: 'consent', when: { 'has-spouse': true } }, { form: 'account' }],
  });
});
