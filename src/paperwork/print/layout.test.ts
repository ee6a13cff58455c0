import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Mark, layOut, type Page } from './layout.ts';
import type { Cell, Sheet } from './sheet.ts';
import { textWidth } from './text-width.ts';

const cell = (text: string, more: Partial<Cell> = {}): Cell => ({
  id: 'box',
  label: '氏名',
  kind: 'text',
  text,
  ticks: [],
  digits: 0,
  span: 12,
  lines: 1,
  source: 'resident',
  differs: false,
  ...more,
});
const sheet = (blocks: Sheet['blocks'], more: Partial<Sheet> = {}): Sheet => ({
  form: 'f',
  title: '届出書',
  number: undefined,
  procedures: [],
  size: 'a4',
  orientation: 'portrait',
  blocks,
  ...more,
});
const furniture = { set: 'desk', receipt: 'A-1', municipality: 'みほん市' } as const;
const texts = (pages: readonly Page[]) =>
  pages.flatMap(({ marks }) => marks.filter((mark): mark is Extract<Mark, { kind: 'text' }> => mark.kind === 'text'));

/** What somebody may have written: names, long addresses, lines, characters beyond the usual. */
const written = fc
  .array(fc.constantFrom('東京都', '見本', '1丁目2番3号', 'MARIA', ' ', '𠮷', '邉󠄂', '、', '。', '\n', 'コーポ'), {
    maxLength: 400,
  })
  .map((parts) => parts.join('').trim());
const bare = (text: string) => text.replaceAll(/\s/g, '');

test('whatever is written stands on the paper whole, inside its page: shrunk, wrapped, or on a sheet of its own', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(written, fc.integer({ min: 3, max: 24 })), { minLength: 1, maxLength: 8 }),
      (boxes) => {
        const pages = layOut(
          [
            sheet([
              { kind: 'cells', cells: boxes.map(([text, span], index) => cell(text, { id: `b${index}`, span })) },
            ]),
          ],
          furniture,
        );
        const all = bare(
          texts(pages)
            .map(({ text }) => text)
            .join(''),
        );
        for (const [text] of boxes) expect(all).toContain(bare(text));
        for (const { width, height, marks } of pages)
          for (const mark of marks) {
            if (mark.kind === 'stroke') continue;
            const wide =
              mark.kind === 'text' ? textWidth(mark.text) * mark.size : mark.kind === 'rect' ? mark.width : mark.size;
            // A closing mark may hang over the edge of its box by one character.
            expect(mark.x).toBeGreaterThanOrEqual(0);
            expect(mark.x + wide).toBeLessThanOrEqual(width - 20);
            expect(mark.y).toBeLessThanOrEqual(height - 20);
          }
      },
    ),
    { numRuns: 200 },
  );
});

test('boxes never overlap, and every row is as wide as the paper', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 24 }), { minLength: 1, maxLength: 60 }), (spans) => {
      const pages = layOut(
        [sheet([{ kind: 'cells', cells: spans.map((span, index) => cell('見本', { id: `b${index}`, span })) }])],
        furniture,
      );
      expect(pages.flatMap(({ areas }) => areas.map(({ id }) => id))).toEqual(spans.map((_, index) => `b${index}`));
      for (const { areas, height } of pages) {
        for (const [index, one] of areas.entries()) {
          expect(one.y + one.height).toBeLessThan(height - 36);
          const next = areas[index + 1] ?? { x: Number.POSITIVE_INFINITY, y: 0 };
          expect(next.x >= one.x + one.width - 0.01 || next.y >= one.y + one.height - 0.01).toBe(true);
        }
      }
    }),
  );
});

test('every page says which it is of how many, and its receipt number', () => {
  const rows = Array.from({ length: 40 }, (_, index) => ({
    name: '',
    cells: [cell(`${index}人目`, { id: 't.name' })],
  }));
  const pages = layOut(
    [sheet([{ kind: 'table', label: '異動する人', rows }]), sheet([], { size: 'a3', orientation: 'landscape' })],
    furniture,
  );
  expect(pages.length).toBe(3);
  for (const [index, page] of pages.entries()) {
    const said = texts([page]).map(({ text }) => text);
    expect(said).toContain(`${index + 1} / 3ページ`);
    expect(said).toContain('みほん市　受付番号 A-1');
  }
  const last = pages.at(-1);
  expect(last && [Math.round(last.width), Math.round(last.height)]).toEqual([1191, 842]);
  // The names of the columns stand again on the page where the table goes on.
  expect(texts(pages.slice(1, 2)).map(({ text }) => text)).toContain('氏名');
});

test('the sources stand on the desk’s paper alone', () => {
  const blocks: Sheet['blocks'] = [{ kind: 'cells', cells: [cell('見本', { source: 'card', differs: true })] }];
  const said = (set: 'desk' | 'copy') => texts(layOut([sheet(blocks)], { ...furniture, set })).map(({ text }) => text);
  expect(said('desk')).toContain('※ちがいあり カード');
  expect(said('copy').join()).not.toContain('カード');
});

test('of what there is to choose from all is printed, and the chosen ones ticked', () => {
  const ticks = [
    { word: '本人', chosen: false },
    { word: '世帯主', chosen: true },
  ];
  const [page] = layOut([sheet([{ kind: 'cells', cells: [cell('世帯主', { kind: 'ticks', ticks })] }])], furniture);
  const marks = page?.marks ?? [];
  expect(marks.filter(({ kind }) => kind === 'tick')).toHaveLength(1);
  const tick = marks.find((mark) => mark.kind === 'tick');
  const beside = texts(page ? [page] : []).find(({ text }) => text === '世帯主');
  expect((beside?.x ?? 0) - (tick?.x ?? 0)).toBeCloseTo(11);
});
