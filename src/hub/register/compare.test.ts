import { expect, test } from 'vitest';
import { type Action, fold, openCase, type Statement } from '../../case/index.ts';
import type { FactValue } from '../../protocol/index.ts';
import { deliveredActions } from '../fixture/visit.ts';
import { compareWithRegister } from './compare.ts';
import type { Household, RegisteredPerson } from './resident-register.ts';

const registered = (id: string, birthDate: string, facts: Record<string, FactValue>): RegisteredPerson => ({
  id,
  birthDate,
  relationToHead: undefined,
  facts: new Map(Object.entries(facts)),
});
const household: Household = {
  visitor: '1001',
  people: [
    registered('1001', '1980-01-01', { name: '見本 次郎', sex: 'male', 'relation-to-head': 'head' }),
    registered('1002', '1982', { name: '見本　冬子', sex: 'female' }),
  ],
  facts: new Map<string, FactValue>([
    ['claimant', '1001'],
    ['movers', ['1001', '1002']],
    ['address', 'みほん市 中央1番'],
  ]),
};
const facts = new Set(['name', 'sex', 'relation-to-head', 'claimant', 'movers', 'address', 'birth-date']);

function differences(statements: Record<string, Record<string, FactValue>>, source: Statement['source'] = 'resident') {
  const all = Object.entries(statements).flatMap(([subject, said]) =>
    Object.entries(said).map(([fact, value]): Statement => ({ subject, fact, said: { value }, source })),
  );
  const [first, ...rest] = deliveredActions(all, ['b']);
  return compareWithRegister(
    rest.reduce(fold, openCase(first as Extract<Action, { type: 'opened' }>)),
    household,
    facts,
  );
}

const a = { name: '見本　次郎', 'birth-date': '1980-01-01', sex: 'male' };
const b = { name: '見本　冬子', 'birth-date': '1982-00-00', sex: 'female' };

test('the same is no difference: spaces, days not known, people by other ids, and what only one of them says', () => {
  const about = { claimant: 'a', movers: ['b', 'a'], address: 'みほん市中央1番', phone: '000' };
  expect(differences({ a, b, case: about })).toEqual([]);
});

test('what differs is named by fact and person, and the values of neither are told', () => {
  const found = differences({ a: { ...a, sex: 'other' }, b, case: { claimant: 'b', address: 'みほん市中央2番' } });
  expect(found).toEqual([
    { kind: 'fact', subject: 'a', fact: 'sex' },
    { kind: 'fact', subject: 'case', fact: 'claimant' },
    { kind: 'fact', subject: 'case', fact: 'address' },
  ]);
  expect(JSON.stringify(found)).not.toContain('中央');
});

test('somebody whom the case does not name is a difference; somebody whom the register does not know is none', () => {
  expect(differences({ a, b: { name: '見本　新', 'birth-date': '2026-01-01' } })).toEqual([{ kind: 'person' }]);
});

test('what the case has from the register is not compared with itself', () => {
  expect(differences({ a, b, case: { address: '別' } }, 'register')).toEqual([{ kind: 'person' }, { kind: 'person' }]);
});
