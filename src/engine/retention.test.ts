import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../basics/index.ts';
import type { Keeping, Retention } from '../content/index.ts';
import { keptAtLeastUntil, keptUntil } from './retention.ts';

const keeping = (years: number, from: Keeping['from'] = 'received'): Keeping => ({
  years,
  from,
  law: { article: '規程', checked: '2026-11-20' },
  confidence: 'high',
});
const rules: Retention = {
  default: keeping(1),
  fields: { children: keeping(5), tax: keeping(3, 'next-fiscal-year') },
  procedures: { 'allowance-claim': keeping(7), 'allowance-notice': keeping(2) },
};
const claim = { id: 'allowance-claim', field: 'children' };
const notice = { id: 'allowance-notice', field: 'children' };
const change = { id: 'allowance-change', field: 'children' };
const moving = { id: 'move-in', field: 'resident-record' };
const moped = { id: 'moped', field: 'tax' };

test('a procedure, then its field, then what holds for all; the longest of a case counts', () => {
  const until = (...of: (typeof claim)[]) => keptUntil(rules, of, '2026-04-10');
  expect(until()).toBe('2027-04-10');
  expect(until(moving)).toBe('2027-04-10');
  expect(until(notice)).toBe('2028-04-10');
  expect(until(moving, change, notice)).toBe('2031-04-10');
  expect(until(moving, claim, moped)).toBe('2033-04-10');
});

test('content that says nothing keeps a case for one year', () => {
  expect(keptUntil(undefined, [claim], '2026-04-10')).toBe('2027-04-10');
  expect(keptUntil(undefined, [claim], '2028-02-29')).toBe('2029-02-28');
  expect(keptUntil(undefined, [claim], '2027-02-28')).toBe('2028-02-29');
});

test('years of a rule for documents begin with the fiscal year after', () => {
  expect(keptUntil(rules, [moped], '2027-03-31')).toBe('2030-03-31');
  expect(keptUntil(rules, [moped], '2027-04-01')).toBe('2031-03-31');
});

const anyKeeping = fc
  .record({ years: fc.integer({ min: 1, max: 30 }), from: fc.constantFrom('received', 'next-fiscal-year') })
  .map(({ years, from }) => keeping(years, from as Keeping['from']));
const names = ['a', 'b', 'c', 'd'] as const;
const some = fc.dictionary(fc.constantFrom(...names), anyKeeping);
const procedures = fc.array(fc.record({ id: fc.constantFrom(...names), field: fc.constantFrom(...names) }));
const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2024-01-01', days));

/** So much is sure of a period, counted by the year alone: it is not over before so many years have gone by. */
const yearsApart = (from: string, to: string) =>
  Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(5) < from.slice(5) ? 1 : 0);

test('no case is disposed of before each of its procedures allows it', () =>
  fc.assert(
    fc.property(anyKeeping, some, some, procedures, day, (ofAll, fields, own, of, received) => {
      const retention: Retention = { default: ofAll, fields, procedures: own };
      const last = keptUntil(retention, of, received);
      for (const { id, field } of of) {
        const said = own[id] ?? fields[field] ?? ofAll;
        // The day after the last, when it is due: the whole years are over since the day after the one it came in.
        expect(yearsApart(addDays(received, 1), addDays(last, 1))).toBeGreaterThanOrEqual(said.years);
        const april = received.slice(5) < '04-01' ? 0 : 1;
        const fiscal = `${Number(received.slice(0, 4)) + april + said.years}-03-31`;
        expect(said.from === 'received' || last >= fiscal).toBe(true);
      }
      expect(keptAtLeastUntil(retention, received) <= last).toBe(true);
    }),
  ));
