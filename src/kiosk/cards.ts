import { isPartialDate, type PartialDate, type PlainDate } from '../basics/index.ts';
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
    ...(isPartialDate(known(read.birthDate)) ? [say('birth-date', known(read.birthDate))] : []),
    say('sex', sex),
    say('former-address', read.address),
    say('has-card', true),
    say('card-out-of-use', cardValidity(info.expiry, today) === 'expired'),
    say('card-expiry', info.expiry),
  ];
}

/** A card writes `1935-00-00` where month and day are not known; everywhere else that is `1935`. */
const known = (birthDate: string): PartialDate => birthDate.replace(/(-00)+$/, '');

/** The same person, by name and birth date, whichever card or record they came from. */
export const samePerson = (
  a: { name?: unknown; birthDate?: unknown },
  b: { name?: unknown; birthDate?: unknown },
): boolean =>
  typeof a.name === 'string' &&
  typeof b.name === 'string' &&
  comparable(a.name) === comparable(b.name) &&
  day(a.birthDate) === day(b.birthDate);

const day = (birthDate: unknown) => (typeof birthDate === 'string' ? known(birthDate) : birthDate);

/** Variation selectors: 邉 as one register writes it, and as another does (異体字セレクタ). */
const variation = /[\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/gu;

/** Names are compared without regard to spaces, width and variants; what is kept is what was written. */
const comparable = (name: string) => name.normalize('NFKC').replaceAll(/\s/g, '').replaceAll(variation, '');
