import { CASE_SUBJECT, type Deed, type Statement } from '../case/index.ts';
import type { Booking } from '../protocol/index.ts';
import type { CaseSession } from './case-session.ts';
import { deedsFrom } from './household.ts';

/**
 * Brings what staff prepared into the case: first who the visitor is, so that they are recognised, then the others and
 * what the ledgers hold. The resident sees it at the check, and is asked only what is missing.
 */
export function* deedsOfBooking(session: CaseSession, booking: Booking): Generator<Deed> {
  const { value: visitor } = session.known(CASE_SUBJECT, 'visitor');
  const told = booking.people.find(({ person }) => person === booking.visitor);
  const who = (told?.facts ?? [])
    .filter(({ fact }) => fact === 'name' || fact === 'birth-date')
    .map(({ fact, value }): Statement => ({ subject: String(visitor), fact, said: { value }, source: 'register' }));
  const statements = session.fitting(who);
  if (statements.length > 0) yield { type: 'recorded', statements };
  yield* deedsFrom(session, booking, 'register');
}
