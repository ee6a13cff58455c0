import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guidanceTexts } from './guidance-codes.ts';
import type { GuidanceSheet } from './print/index.ts';

const words = fc
  .array(fc.constantFrom('転入届', '市民課', '𠮷', 'child ', '（写し）', '、'), { minLength: 1, maxLength: 120 })
  .map((parts) => parts.join(''));
const sheet: fc.Arbitrary<GuidanceSheet> = fc.record({
  title: words,
  receipt: words,
  notices: fc.array(words, { maxLength: 3 }),
  contact: words,
  parts: fc.array(
    fc.record({
      heading: words,
      entries: fc.array(
        fc.record({
          name: words,
          lines: fc.array(words, { maxLength: 2 }),
          filing: fc.constant(['見本 花子さん']),
          bring: fc.array(words, { maxLength: 4 }),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    }),
    { maxLength: 4 },
  ),
});
const bare = (text: string) => text.replaceAll(/^\(\d+\/\d+\)$/gm, '').replaceAll(/[\n\s]/g, '');

test('the codes together hold the whole sheet, each within its limit, numbered, and nobody’s name', () => {
  fc.assert(
    fc.property(sheet, fc.integer({ min: 120, max: 1200 }), (given, limit) => {
      const texts = guidanceTexts(given, limit);
      const all = bare(texts.join('\n'));
      for (const text of texts) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limit);
      for (const { entries } of given.parts)
        for (const { name, lines, bring } of entries)
          expect(all).toContain(bare([`□${name}`, ...lines, ...bring.map((one) => `・${one}`)].join('')));
      expect(all).toContain(bare(given.contact));
      expect(all).not.toContain('花子');
      const numbers = texts.flatMap((text) => /^\(\d+\/\d+\)$/m.exec(text)?.[0] ?? []);
      expect(numbers).toEqual(texts.length > 1 ? texts.map((_, index) => `(${index + 1}/${texts.length})`) : []);
    }),
  );
});
