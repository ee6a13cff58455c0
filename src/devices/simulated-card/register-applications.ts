import type { ChipFile } from './chip.ts';
import { freeRecords, key, keyName } from './chip-files.ts';
import type { CardDescription } from './description.ts';
import { cardInfoRecord } from './encoding.ts';

const keyReference = freeRecords(keyName('x000014'));

/** 住民基本台帳用暗証番号: one number for its owner, and yet a key with its own tries in each of the two applications. */
const pinKey = (card: CardDescription): ChipFile =>
  key(card.otherPins?.residentRegister ?? card.pin, 3, card.behaviour?.triesLeft?.residentRegister);

/** 共通カードAP: what the card says of itself to anybody. */
export const commonApplication = (card: CardDescription): Record<string, ChipFile> => ({
  '0001': freeRecords(cardInfoRecord(card, '000000000000001')),
  '0002': keyReference,
  '001C': pinKey(card),
});

/** 住基AP: for the machines of the resident register network. */
export const residentRegisterApplication = (card: CardDescription): Record<string, ChipFile> => ({
  '0002': keyReference,
  '001C': pinKey(card),
});
