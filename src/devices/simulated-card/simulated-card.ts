import { toEra } from '../../basics/index.ts';
import { checkCodeB } from '../../card/index.ts';
import { afterReset, type Chip, type ChipFile, newState, respond } from './chip.ts';
import type { CardBehaviour, CardDescription } from './description.ts';
import { basicFourFile, bytesOf, cardInfoRecord, concat, textBytes, tlv } from './encoding.ts';

/** Identifiers of the card's applications, written here once more on purpose: the reading code must find its own right. */
export const application = {
  text: 'D3921000310001010408',
  surface: 'D3921000310001010402',
  residentRegister: 'D3921000310001010401',
  common: 'D3921000310001010100',
  certificates: 'D392F000260100000001',
} as const;

/** The number that every simulated card holds in its file of the personal number: invented, with a right check digit. */
export const simulatedPersonalNumber = '123456789018';

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

const free = (bytes: Uint8Array): ChipFile => ({ kind: 'transparent', bytes, openedBy: 'anyone' });
const token = (name: string): Record<string, ChipFile> => ({ '0006': free(textBytes(name.padEnd(32, ' '))) });
const key = (secret: string, tryLimit: number, triesLeft = tryLimit): ChipFile => ({
  kind: 'key',
  secret: textBytes(secret),
  tryLimit,
  triesLeft,
});

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

function personalCard(card: CardDescription, behaviour: CardBehaviour): Chip['applications'] {
  const fourInfos = behaviour.basicFourFile === undefined ? basicFourFile(card) : bytesOf(behaviour.basicFourFile);
  const filler = new Uint8Array(behaviour.filler ?? 2).fill(0xff);
  return {
    [application.text]: {
      '0001': {
        kind: 'transparent',
        bytes: concat(tlv('FF10', textBytes(simulatedPersonalNumber)), Uint8Array.of(0xff, 0xff)),
        openedBy: ['0011', '0014'],
      },
      '0002': { kind: 'transparent', bytes: concat(fourInfos, filler), openedBy: ['0011', '0015'] },
      '0005': free(tlv('FF40', tlv('DF41', bytesOf('01030E01')))),
      '0011': key(card.pin, 3, behaviour.pinless ? 0 : behaviour.triesLeft?.pin),
      '0012': key('', 0),
      '0014': key(simulatedPersonalNumber, 10),
      '0015': key(checkCodeDigits(card), 10, behaviour.triesLeft?.checkCodeB),
    },
    [application.surface]: {},
    [application.residentRegister]: {},
    [application.common]: {
      '0001': { kind: 'records', records: [cardInfoRecord(card, '000000000000001')], openedBy: 'anyone' },
    },
    [application.certificates]: token('JPKIAPICCTOKEN2'),
  };
}

function applicationsOf(card: CardDescription, behaviour: CardBehaviour): Chip['applications'] {
  if (behaviour.blank || behaviour.transit) return {};
  if (behaviour.phone === 'android') return { [application.certificates]: token('JPKIAPGPSETOKEN') };
  if (behaviour.phone === 'iphone') return { [application.certificates]: token('JPKIAPIOSTOKEN') };
  if (behaviour.residentCard) return { [application.certificates]: token('JPKIAPICCTOKEN') };
  return personalCard(card, behaviour);
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
