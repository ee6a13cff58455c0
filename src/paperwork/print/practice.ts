import type { Page } from './page.ts';
import { textWidth } from './text-width.ts';

/** What stands across every page of a case of practice. */
export const PRACTICE_ON_PAPER = '練習 – 申請には使えません';

/** The page with the mark of practice across it, from edge to edge. */
export function markedAsPractice(page: Page): Page {
  const [width, height] = [page.width, page.height];
  const room = Math.hypot(width, height) * 0.72;
  return {
    ...page,
    marks: [
      ...page.marks,
      {
        kind: 'across',
        x: width / 2,
        y: height / 2,
        size: room / textWidth(PRACTICE_ON_PAPER),
        text: PRACTICE_ON_PAPER,
        turn: (Math.atan2(height, width) * 180) / Math.PI,
      },
    ],
  };
}
