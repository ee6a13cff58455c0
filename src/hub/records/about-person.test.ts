import { expect, test } from 'vitest';
import type { Action } from '../../case/index.ts';
import { leftActions, testId } from '../fixture/cases.ts';
import { type AskingPerson, standing } from './about-person.ts';

const [opened] = leftActions(1, '0'.repeat(16));
const said = (number: number, subject: string, fact: string, value: string): Action => ({
  id: testId(2, number),
  at: '2026-04-10T03:00:00.000Z',
  by: { role: 'resident' },
  device: 'kiosk-1',
  content: '0'.repeat(16),
  type: 'recorded',
  statements: [{ subject, fact, said: { value }, source: 'resident' }],
});
const caseOf = (...more: Action[]): Action[] => [...(opened ? [opened] : []), ...more];
const asks: AskingPerson = { name: '見本 太郎', born: '1931-05-01' };

test.each<[string, unknown[], ReturnType<typeof standing>]>([
  ['name and day', caseOf(said(1, 'a', 'name', '見本　太郎'), said(2, 'a', 'birth-date', '1931-05-01')), 'surely'],
  [
    'a year alone, as on some cards',
    caseOf(said(1, 'a', 'name', '見本太郎'), said(2, 'a', 'birth-date', '1931-00-00')),
    'surely',
  ],
  ['no day at all', caseOf(said(1, 'a', 'name', '見本太郎')), 'perhaps'],
  [
    'a namesake of another age',
    caseOf(said(1, 'a', 'name', '見本太郎'), said(2, 'a', 'birth-date', '1999-05-01')),
    'no',
  ],
  [
    'name of one, day of another',
    caseOf(said(1, 'a', 'name', '見本花子'), said(2, 'a', 'birth-date', '1931-05-01')),
    'no',
  ],
  [
    'a name that was corrected later',
    caseOf(
      said(1, 'a', 'name', '見本太郎'),
      said(2, 'a', 'name', '見本太朗'),
      said(3, 'a', 'birth-date', '1931-05-01'),
    ),
    'surely',
  ],
  ['an action that cannot be read', [...caseOf(), undefined], 'unclear'],
  ['nothing that can be read', [undefined], 'unclear'],
])('%s', (_what, actions, expected) => {
  expect(standing(actions, asks)).toBe(expected);
});
