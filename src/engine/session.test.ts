import { expect, test } from 'vitest';
import { catalogue } from '../../test/flows/catalogue.ts';
import { acceptedIn, sessionAt } from './session.ts';

const sakae = catalogue('sakae');
/** An instant in Japan. */
const at = (day: string, time: string) => sessionAt(sakae, new Date(`${day}T${time}:00+09:00`))?.id;
const procedure = (id: string) => {
  const found = sakae.procedures.find((one) => one.id === id);
  if (!found) throw new Error(`there is no procedure ${id}`);
  return found;
};
const accepted = (session: string | undefined, id: string) =>
  acceptedIn(
    sakae.sessions.find((one) => one.id === session),
    procedure(id),
  );

test.each([
  ['2026-11-20', '08:29', 'night-duty', 'a Friday before the office opens'],
  ['2026-11-20', '08:30', 'weekday', 'as it opens'],
  ['2026-11-20', '17:14', 'weekday', 'the last minute'],
  ['2026-11-20', '17:15', 'night-duty', 'after it'],
  ['2026-11-22', '10:00', 'sunday', 'the fourth Sunday'],
  ['2026-11-15', '10:00', 'night-duty', 'the third Sunday'],
  ['2026-11-23', '10:00', 'night-duty', 'a holiday on a Monday'],
  ['2026-12-31', '10:00', 'night-duty', 'the end of the year'],
])('%s %s is %s: %s', (day, time, session) => {
  expect(at(day, time)).toBe(session);
});

test('on a Sunday what needs the card’s terminal waits for a weekday, and so do the desks that are closed', () => {
  expect(accepted('sunday', 'move-in-notification')).toBe(true);
  expect(accepted('sunday', 'mynumber-card-continued-use')).toBe(false);
  expect(accepted('sunday', 'ltc-move-in')).toBe(false);
});

test('night duty takes what the family register takes at any hour, and nothing else', () => {
  expect(accepted('night-duty', 'birth-registration')).toBe(true);
  expect(accepted('night-duty', 'child-allowance-new')).toBe(false);
});

test('notices and other offices have no hours here; without sessions everything is accepted', () => {
  expect(accepted('night-duty', 'garbage-info')).toBe(true);
  expect(accepted('night-duty', 'external-notices-move')).toBe(true);
  expect(accepted(undefined, 'child-allowance-new')).toBe(true);
  expect(sessionAt(catalogue(), new Date('2026-11-20T03:00:00Z'))).toBeUndefined();
});
