import { expect, test } from 'vitest';
import { nameWithReading, withNames } from './names.ts';

const unnamed = 'その方';

test('puts in the person and the holder of a role', () => {
  const role = (id: string) => (id === 'allowance-claimant' ? '見本　太郎' : undefined);
  expect(withNames('{name}さんは{role:allowance-claimant}さんの子ですか', { name: '見本　桜', role, unnamed })).toBe(
    '見本　桜さんは見本　太郎さんの子ですか',
  );
});

test('where nobody is known it speaks of "this person"', () => {
  expect(withNames('{name}と{role:new-head}', { unnamed })).toBe('その方とその方');
  expect(withNames('{name}', { name: '', unnamed })).toBe('その方');
});

test('furigana and other braces stay, and a name is never read as a placeholder', () => {
  expect(withNames('{続柄|つづきがら}と{other}', { name: 'x', unnamed })).toBe('{続柄|つづきがら}と{other}');
  expect(withNames('{name}', { name: '{role:new-head}', role: () => 'y', unnamed })).toBe('{role:new-head}');
});

test('a name carries its reading where there is one, and never breaks the markup', () => {
  expect(nameWithReading('見本　花子', 'ミホン　ハナコ')).toBe('{見本　花子|ミホン　ハナコ}');
  expect(nameWithReading('NGUYEN', undefined)).toBe('NGUYEN');
  expect(nameWithReading('a|b', 'x')).toBe('a|b');
});
