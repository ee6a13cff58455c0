import { expect, test } from 'vitest';
import { fact } from '../../test/flows/small-content.ts';
import type { Town } from '../content/index.ts';
import { effortOfAnswer } from './effort.ts';

const newAddress = fact('new-address', { type: 'address' });
const towns: Town[] = [
  { name: '中央', reading: 'チュウオウ', postcode: '000-0001', chome: { from: 1, to: 4 } },
  ...Array.from({ length: 12 }, (_, at) => ({ name: `町${at}`, reading: 'マチ', postcode: '000-0002' })),
];
const asking = { today: '2026-04-10', people: 1, addressStart: ['見本県', 'みほん市'], towns };

function effort(address: string, listed: readonly Town[] = towns) {
  const statements = [{ subject: 'case', fact: 'new-address', said: { value: address }, source: 'resident' as const }];
  const put = { step: 'new-address', question: 'new-address', facts: ['new-address'], subjects: ['case'], statements };
  const { taps, typed } = effortOfAnswer(put, [newAddress], { ...asking, towns: listed });
  return { taps, typed };
}

test('a listed town and its 丁目 are taps; numbers are keyed, a building is typed', () => {
  expect(effort('みほん市中央1丁目2番34号 ハイツ101')).toEqual({ taps: 4, typed: 9 });
  expect(effort('見本県みほん市町5')).toEqual({ taps: 3, typed: 0 });
});

test('without the list, and where the town is not in it, the town is typed', () => {
  expect(effort('みほん市中央1丁目2番34号', [])).toEqual({ taps: 1, typed: 6 });
  expect(effort('みほん市新町1番8号')).toEqual({ taps: 2, typed: 4 });
});
