import { createHash } from 'node:crypto';
import { cardDescription, type DemoCard, type DemoCardDescription } from '../../protocol/index.ts';
import type { Example, Oddity } from './population.ts';
import { textOf } from './told.ts';

export interface Gallery {
  cards: DemoCard[];
  /** Cards that could not be made, and why. */
  skipped: string[];
}

const behaviours: Record<Oddity, DemoCardDescription['behaviour']> = {
  expired: undefined,
  locked: { triesLeft: { pin: 0 } },
  pinless: { pinless: true },
  phone: { phone: 'android' },
  blank: { blank: true },
  transit: { transit: true },
  removed: { removeAfterCommands: 5 },
};

/** A day that is past, and one that is not for years. */
const expiries = { past: '2025-03-31', future: '2033-12-31' };
/** No municipality has this code. */
const noMunicipality = '99999';

/** The simulated cards of the invented people: one a person, made from what the example says of them. */
export function cardGalleryOf(examples: readonly Example[]): Gallery {
  const cards: DemoCard[] = [];
  const skipped: string[] = [];
  const seen = new Set<string>();
  for (const example of examples) {
    const story = example.file.replace(/^.*examples\//, '').replace(/\.yaml$/, '');
    for (const [person, { card, facts }] of Object.entries(example.people)) {
      if (!card) continue;
      const id = `${story}/${person}`;
      const behaviour = card.oddity && behaviours[card.oddity];
      const description = cardDescription.safeParse({
        name: textOf(facts?.name),
        address: textOf(facts?.['former-address']) ?? textOf(example.facts?.['new-address']),
        birthDate: wholeDate(textOf(facts?.['birth-date'])),
        sex: textOf(facts?.sex) ?? 'unknown',
        pin: card.pin,
        checkCodeSecurity: fourDigits(id),
        expiry: card.expiry ?? (card.oddity === 'expired' ? expiries.past : expiries.future),
        municipalityCode: noMunicipality,
        ...(behaviour ? { behaviour } : {}),
      });
      if (!description.success) {
        const wrong = description.error.issues.map((issue) => issue.path.join('.')).join(', ');
        skipped.push(`${example.file}:1:1 The card of "${person}" cannot be made from what is said of them: ${wrong}.`);
        continue;
      }
      const same = JSON.stringify({ ...description.data, checkCodeSecurity: '' });
      if (seen.has(same)) continue; // the same person in another story
      seen.add(same);
      cards.push({
        id,
        label: description.data.name.replaceAll('　', ' '),
        story: example.title ?? story,
        events: example.events,
        card: description.data,
      });
    }
  }
  return { cards, skipped };
}

/** `1931` and `1931-05` as a card has them: `00` for what is unknown. */
const wholeDate = (date: string | undefined): string | undefined =>
  date === undefined || date.length === 10 ? date : `${date}-00-00`.slice(0, 10);

/** A security code that stays the same from start to start. */
const fourDigits = (id: string) =>
  String(createHash('sha256').update(id).digest().readUInt16BE() % 10_000).padStart(4, '0');
