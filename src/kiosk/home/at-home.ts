import { CASE_SUBJECT, type Deed, type Statement } from '../../case/index.ts';
import type { Content, Fact } from '../../content/index.ts';
import type { CaseSession } from '../case-session.ts';

/** The content as it is asked at home: the same, without the screen at which cards are read. */
export const contentAtHome = (content: Content): Content => ({
  ...content,
  events: content.events.map((event) => ({
    ...event,
    parts: event.parts.filter((part) => part.kind !== 'screen' || part.id !== 'cards'),
  })),
});

const written: readonly Fact['type'][] = ['name', 'reading', 'address'];

/**
 * Left to the card of whoever comes: their name and addresses. It reads them better, and nothing is decided by them. When
 * they were born is asked, for much is decided by that.
 */
export const isLeftToCard = ({ about, sources, type }: Fact): boolean =>
  about === 'person' && sources.includes('card') && written.includes(type);

/** Settles what is left to the card, so that it is not asked at home. It goes into no code. */
export function* deedsAtHome(session: CaseSession): Generator<Deed> {
  const visitor = String(session.known(CASE_SUBJECT, 'visitor').value);
  const { content } = session.course.program;
  const statements = content.facts
    .filter(isLeftToCard)
    .map(({ id }): Statement => ({ subject: visitor, fact: id, said: { unknown: true }, source: 'home' }));
  if (statements.length > 0) yield { type: 'recorded', statements };
}
