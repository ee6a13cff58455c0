import type { ReaderEvent } from '../../card/index.ts';
import { readerState, type SeenReader } from './library.ts';

export const cardPresent = ({ state }: Pick<SeenReader, 'state'>): boolean => (state & readerState.present) !== 0;

const cardsCounted = ({ state }: SeenReader): number => state >>> 16;

/** What happened to the readers between two looks at them; a card that was swapped in between went and came. */
export function readerChanges(before: readonly SeenReader[], after: readonly SeenReader[]): ReaderEvent[] {
  const events: ReaderEvent[] = [];
  const tell = (type: 'reader-added' | 'reader-removed' | 'card-in' | 'card-out', { reader }: SeenReader) =>
    events.push({ type, reader });
  for (const one of before) if (!after.some(({ reader }) => reader === one.reader)) tell('reader-removed', one);
  for (const one of after) {
    const earlier = before.find(({ reader }) => reader === one.reader);
    if (!earlier) tell('reader-added', one);
    const was = earlier !== undefined && cardPresent(earlier);
    const is = cardPresent(one);
    const swapped = was && is && cardsCounted(earlier) !== cardsCounted(one);
    if (was && (!is || swapped)) tell('card-out', one);
    if (is && (!was || swapped)) tell('card-in', one);
  }
  return events;
}
