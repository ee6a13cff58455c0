import { expect, test } from 'vitest';
import { accessLine, counterWords } from './counter-wording.ts';
import { counterEn } from './en.ts';
import { counterJa } from './ja.ts';

const placeholders = (text: string) => new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name));

test('English says the same with the same values, and nobody raises their voice', () => {
  for (const [key, text] of Object.entries(counterEn)) {
    const japanese: Record<string, string> = counterJa;
    expect([key, placeholders(text)]).toEqual([key, placeholders(japanese[key.replace(/_one$/, '_other')] ?? '')]);
    expect(text).not.toMatch(/[!！]/);
  }
  expect(Object.values(counterJa).join('')).not.toMatch(/[!！]/);
});

test('an access is a line for its resident, in the time of Japan', () => {
  const access = { at: '2026-04-10T03:05:00.000Z', role: 'counter', action: 'case-read' };
  expect(accessLine(counterWords('ja'), access)).toBe('2026-04-10 12:05　窓口：受付の内容を読んだ');
  expect(accessLine(counterWords('en'), access)).toBe('2026-04-10 12:05  Counter: read the case');
  expect(accessLine(counterWords('en'), { ...access, role: 'elsewhere', action: 'new-thing' })).toContain('new-thing');
});
