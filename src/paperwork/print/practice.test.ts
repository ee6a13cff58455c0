import { expect, test } from 'vitest';
import { layOutGuidance } from './guidance-layout.ts';
import { layOut } from './layout.ts';
import type { Page } from './page.ts';
import { PRACTICE_ON_PAPER } from './practice.ts';

const sheet = (size: 'a4' | 'a3', orientation: 'portrait' | 'landscape') => ({
  form: 'form',
  title: '申請書',
  number: undefined,
  size,
  orientation,
  procedures: [],
  blocks: Array.from({ length: 120 }, (_, index) => ({ kind: 'note' as const, text: `${index}` })),
});
const furniture = { set: 'desk', receipt: 'A-1', municipality: 'みほん市' } as const;
const guidance = { title: '手続き案内書', receipt: 'A-1', notices: [], contact: '', parts: [] };

/** Whether a page carries the mark once, whole and inside its edges. */
function isMarked({ marks, width, height }: Page): boolean {
  const across = marks.filter((mark) => mark.kind === 'across');
  return (
    across.every(({ text, x, y, size, turn }) => {
      const half = (13.5 * size) / 2;
      const angle = (turn * Math.PI) / 180;
      return (
        text === PRACTICE_ON_PAPER &&
        x + half * Math.cos(angle) < width &&
        y - half * Math.sin(angle) > 0 &&
        y + half * Math.sin(angle) < height
      );
    }) && across.length === 1
  );
}

test('every page of practice is marked across, upright, lying and A3, forms and guidance; no other page is', () => {
  const papers = [sheet('a4', 'portrait'), sheet('a4', 'landscape'), sheet('a3', 'portrait')];
  const pages = [
    ...layOut(papers, { ...furniture, practice: true }),
    ...layOutGuidance({ ...guidance, practice: true }),
  ];
  expect(pages.length).toBeGreaterThan(4);
  expect(pages.filter((page) => !isMarked(page))).toEqual([]);
  const others = [...layOut(papers, furniture), ...layOutGuidance(guidance)];
  expect(others.flatMap(({ marks }) => marks.filter(({ kind }) => kind === 'across'))).toEqual([]);
});

test('every page of a paper that was entered later says both days', () => {
  const enteredLater = { received: '2026-11-14', entered: '2026-11-21' };
  const pages = layOut([sheet('a4', 'portrait')], { ...furniture, enteredLater });
  const said = pages.map(({ marks }) => marks.flatMap((mark) => (mark.kind === 'text' ? mark.text : [])).join('\n'));
  expect(said.every((text) => /令和8年11月14日.*受け取り、令和8年11月21日.*入力/.test(text))).toBe(true);
});
