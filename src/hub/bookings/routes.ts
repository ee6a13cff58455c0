import { randomBytes } from 'node:crypto';
import type { Content } from '../../content/index.ts';
import {
  type Booking,
  type BookingAnswer,
  bookingAnswer,
  type BookingRequest,
  bookingRequest,
  type FactValue,
  type OpenBookingAnswer,
  openBookingAnswer,
  openBookingRequest,
  paths,
  PROTOCOL,
} from '../../protocol/index.ts';
import type { Note } from '../audit/trail.ts';
import type { StaffCheck } from '../staff/routes.ts';
import type { CheckedApp } from '../web/checked.ts';
import type { Bookings } from './bookings.ts';

/** Staff prepare a visit (予約) and open it at a kiosk: both need their code, and neither is logged by what it holds. */
export function bookingRoutes(
  app: CheckedApp,
  { bookings, isStaff, content, note }: { bookings: Bookings; isStaff: StaffCheck; content: Content; note: Note },
): void {
  app.post(
    paths.bookings,
    { schema: { body: bookingRequest, response: { 200: bookingAnswer } } },
    async ({ body, log, device }): Promise<BookingAnswer> => {
      const staff = isStaff(body.code);
      if (staff !== 'staff') return { protocol: PROTOCOL, outcome: staff };
      const names = unknownNames(body, content);
      if (names.length > 0) return { protocol: PROTOCOL, outcome: 'unknown', names };
      const number = await bookings.keep(body.day, booked(body));
      log.info({ events: body.events }, 'a visit was booked');
      note({ role: 'staff', device: device?.id, action: 'booking-made' });
      return { protocol: PROTOCOL, outcome: 'booked', number };
    },
  );
  app.post(
    paths.openBooking,
    { schema: { body: openBookingRequest, response: { 200: openBookingAnswer } } },
    async ({ body, log, device }): Promise<OpenBookingAnswer> => {
      const staff = isStaff(body.code);
      if (staff !== 'staff') return { protocol: PROTOCOL, outcome: staff };
      const booking = await bookings.open(body.number);
      log.info({ found: booking !== undefined }, 'a booking was asked for at a kiosk');
      if (booking) note({ role: 'staff', device: device?.id, action: 'booking-opened' });
      return booking ?? { protocol: PROTOCOL, outcome: 'not-found' };
    },
  );
}

/** What the content in force does not have: nothing is booked that the visit would silently lose. */
function unknownNames({ events, visitor, people, case: ofCase }: BookingRequest, content: Content): string[] {
  const known = (about: string) =>
    new Set(content.facts.filter((one) => one.about === about && !one.computed).map(({ id }) => id));
  const [ofPerson, ofVisit] = [known('person'), known('case')];
  return [
    ...events.filter((id) => !content.events.some((event) => event.id === id)),
    ...(Object.hasOwn(people, visitor) ? [] : [visitor]),
    ...Object.values(people).flatMap((facts) => Object.keys(facts).filter((id) => !ofPerson.has(id))),
    ...Object.keys(ofCase).filter((id) => !ofVisit.has(id)),
  ];
}

/** People get ids by chance; values that name people follow. */
function booked({ events, visitor, people, case: ofCase }: BookingRequest): Booking {
  const ids = new Map(Object.keys(people).map((name) => [name, `p${randomBytes(16).toString('hex')}`]));
  const own = (value: FactValue): FactValue =>
    Array.isArray(value)
      ? value.map((one) => ids.get(one) ?? one)
      : typeof value === 'string'
        ? (ids.get(value) ?? value)
        : value;
  const listed = (facts: Record<string, FactValue>) =>
    Object.entries(facts).map(([fact, value]) => ({ fact, value: own(value) }));
  return {
    protocol: PROTOCOL,
    outcome: 'found',
    events,
    visitor: ids.get(visitor) ?? '',
    people: Object.entries(people).map(([name, facts]) => ({ person: ids.get(name) ?? '', facts: listed(facts) })),
    case: listed(ofCase),
  };
}
