import type { ComponentType } from 'react';
import type { FactType } from '../content/index.ts';
import { lazily } from '../look/index.ts';
import type { AskProps } from './answer.ts';
import { AskBoolean } from './boolean.tsx';
import { AskChoice } from './choice.tsx';
import { AskNumber, AskNumberOnPad } from './number.tsx';
import { AskPeople } from './people.tsx';
import { AskPerson } from './person.tsx';
import { AskSet } from './set.tsx';

// What has a pad or is typed comes after the first question: it is several times as large as all the others together.
const AskDate = lazily(async () => (await import('./DateAnswer.tsx')).AskDate);
const AskText = lazily(async () => (await import('./TextAnswer.tsx')).AskText);
const AskAddress = lazily(async () => (await import('./AddressAnswer.tsx')).AskAddress);
const AskPhone = lazily(async () => (await import('./PadAnswer.tsx')).AskPhone);
const AskDigits = lazily(async () => (await import('./PadAnswer.tsx')).AskDigits);

/** How each type of fact asks. */
export const asks: Record<FactType, ComponentType<AskProps>> = {
  boolean: AskBoolean,
  choice: AskChoice,
  set: AskSet,
  number: AskNumber,
  date: AskDate,
  'partial-date': AskDate,
  text: AskText,
  name: AskText,
  reading: AskText,
  address: AskAddress,
  phone: AskPhone,
  digits: AskDigits,
  person: AskPerson,
  people: AskPeople,
};

/** Fetches the answers that are not there from the start; call it when the first question is on the screen. */
export async function preloadAnswers(): Promise<void> {
  await Promise.all(
    [AskDate, AskText, AskAddress, AskPhone, AskDigits, AskNumberOnPad].map(({ preload }) => preload()),
  );
}
