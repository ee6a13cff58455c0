import { toEra } from '../../basics/index.ts';
import { checkCodeB } from '../../card/index.ts';
import { certificateApplication, tokenFiles } from './certificate-application.ts';
import { afterReset, type Chip, newState, respond } from './chip.ts';
import type { CardBehaviour, CardDescription } from './description.ts';
import { bytesOf } from './encoding.ts';
import { commonApplication, residentRegisterApplication } from './register-applications.ts';
import { surfaceApplication } from './surface-application.ts';
import { textApplication } from './text-application.ts';

export { simulatedPersonalNumber } from './text-application.ts';

/** Identifiers of the card's applications, written here once more on purpose: the reading code must find its own right. */
export const application = {
  text: 'D3921000310001010408',
  surface: 'D3921000310001010402',
  residentRegister: 'D3921000310001010401',
  common: 'D3921000310001010100',
  certificates: 'D392F000260100000001',
} as const;

/** A simulated card as a thing in the hand: its state stays with it when it leaves the reader. */
export interface SimulatedCard {
  readonly atr: Uint8Array;
  readonly behaviour: CardBehaviour;
  /** Answers one command. */
  process(command: Uint8Array): Uint8Array;
  /** Power lost or reset: everything but the tries is forgotten. */
  reset(): void;
}

/** Contactless card with a processor, and a FeliCa card, as PC/SC readers present them. */
const processorAtr = '3B888001000000000000000009';
const felicaAtr = '3B8F8001804F0CA00000030611003B0000000042';

/** 照合番号B of a described person. To find the era, an unknown month is December, an unknown day the 28th. */
export function checkCodeDigits(card: CardDescription): string {
  const [year = '', month = '', day = ''] = card.birthDate.split('-');
  const era = toEra(`${year}-${month === '00' ? '12' : month}-${day === '00' ? '28' : day}`);
  const code = era.ok
    ? checkCodeB({
        birth: { year: era.value.year, month: Number(month), day: Number(day) },
        expiryYear: Number(card.expiry.slice(0, 4)),
        securityCode: card.checkCodeSecurity,
      })
    : era;
  if (!code.ok) throw new Error(`A simulated card cannot be made: ${code.reason}`);
  return String.fromCharCode(...code.value.bytes);
}

function applicationsOf(card: CardDescription, behaviour: CardBehaviour): Chip['applications'] {
  if (behaviour.blank || behaviour.transit) return {};
  if (behaviour.phone === 'android') return { [application.certificates]: tokenFiles('JPKIAPGPSETOKEN') };
  if (behaviour.phone === 'iphone') return { [application.certificates]: tokenFiles('JPKIAPIOSTOKEN') };
  if (behaviour.residentCard) return { [application.certificates]: tokenFiles('JPKIAPICCTOKEN') };
  const checkCodeB = checkCodeDigits(card);
  return {
    [application.text]: textApplication(card, behaviour, checkCodeB),
    [application.surface]: surfaceApplication(card, checkCodeB),
    [application.residentRegister]: residentRegisterApplication(card),
    [application.common]: commonApplication(card),
    [application.certificates]: certificateApplication(card),
  };
}

/** The card of a description. Throws when the description cannot be a card (a birth before 1873, a code of letters). */
export function cardFor(description: CardDescription): SimulatedCard {
  const behaviour = description.behaviour ?? {};
  const chip: Chip = {
    speaksIso: !behaviour.transit,
    answers: behaviour.answers ?? 'at-once',
    applications: applicationsOf(description, behaviour),
  };
  let state = newState(chip);
  return {
    atr: bytesOf(behaviour.transit ? felicaAtr : processorAtr),
    behaviour,
    process: (command) => {
      const reaction = respond(chip, state, command);
      state = reaction.state;
      return reaction.response;
    },
    reset: () => {
      state = afterReset(state);
    },
  };
}
