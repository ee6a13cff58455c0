import * as z from 'zod/mini';
import { protocol } from './version.ts';

const fourDigits = z.string().check(z.regex(/^\d{4}$/));
const count = z.int().check(z.nonnegative());

/** How a simulated card misbehaves, or what else it is than a healthy card. */
const cardBehaviour = z.strictObject({
  removeAfterCommands: z.exactOptional(count),
  slow: z.exactOptional(z.number().check(z.positive())),
  stallAfterCommands: z.exactOptional(count),
  blank: z.exactOptional(z.boolean()),
  transit: z.exactOptional(z.boolean()),
  phone: z.exactOptional(z.enum(['android', 'iphone'])),
  residentCard: z.exactOptional(z.boolean()),
  pinless: z.exactOptional(z.boolean()),
  triesLeft: z.exactOptional(z.strictObject({ pin: z.exactOptional(count), checkCodeB: z.exactOptional(count) })),
  answers: z.exactOptional(z.enum(['at-once', 'get-response', 'exact-length'])),
  filler: z.exactOptional(count),
  basicFourFile: z.exactOptional(z.string().check(z.regex(/^([0-9A-Fa-f]{2})*$/))),
});

/** An invented person's card as the simulator takes it. It has no place for a personal number. */
export const cardDescription = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  address: z.string().check(z.minLength(1), z.maxLength(400)),
  birthDate: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)),
  sex: z.enum(['male', 'female', 'other', 'unknown']),
  pin: fourDigits,
  checkCodeSecurity: fourDigits,
  expiry: z.iso.date(),
  municipalityCode: z.string().check(z.regex(/^\d{5}$/)),
  behaviour: z.exactOptional(cardBehaviour),
});

/** The cards one can "place" on the kiosk in demo mode. */
export const cardGallery = z.strictObject({
  protocol,
  cards: z.array(
    z.strictObject({
      id: z.string(),
      /** The person's name, and where the example says so, what is special about the card. */
      label: z.string(),
      /** The example's title: what this card is good for. */
      story: z.string(),
      events: z.array(z.string()),
      card: cardDescription,
    }),
  ),
});

export type DemoCardDescription = z.infer<typeof cardDescription>;
export type CardGallery = z.infer<typeof cardGallery>;
export type DemoCard = CardGallery['cards'][number];
