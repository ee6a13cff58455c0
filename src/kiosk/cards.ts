import { isDate, type PlainDate } from '../basics/index.ts';
import { type BasicFour, cardValidity, type CardInfo } from '../card/index.ts';
import type { Statement } from '../case/index.ts';

/** What a card that was read says about a person. The address on the chip is the old one (券面更新 comes at the desk). */
export function statementsFromCard(person: string, read: BasicFour, info: CardInfo, today: PlainDate): Statement[] {
  const say = (fact: string, value: string | boolean): Statement => ({
    subject: person,
    fact,
    said: { value },
    source: 'card',
  });
  const sex = read.sex === 'male' || read.sex === 'female' ? read.sex : 'other';
  return [
    say('name', read.name),
    ...(isDate(read.birthDate) ? [say('birth-date', read.birthDate)] : []),
    say('sex', sex),
    say('former-address', read.address),
    say('has-card', true),
    say('card-out-of-use', cardValidity(info.expiry, today) === 'expired'),
    say('card-expiry', info.expiry),
  ];
}

/** The same person, by name and birth date, whichever card or record they came from. */
export const samePerson = (
  a: { name?: unknown; birthDate?: unknown },
  b: { name?: unknown; birthDate?: unknown },
): boolean =>
  typeof a.name === 'string' &&
  typeof b.name === 'string' &&
  comparable(a.name) === comparable(b.name) &&
  a.birthDate === b.birthDate;

/** Names are compared without regard to spaces and width; what is kept is what was written. */
const comparable = (name: string) => name.normalize('NFKC').replaceAll(/\s/g, '');
