import { isDate, NO_PHONE, phoneInGroups, type SplitAddress, writtenInEra } from '../../basics/index.ts';
import type { KnownValue } from '../../conditions/index.ts';
import { type Fact, type Municipality, textKey } from '../../content/index.ts';
import type { FilledBox } from '../filled-boxes.ts';
import type { ValueBox } from './record.ts';
import { type RecordWords, yesOrNo } from './words.ts';

export interface BoxContext {
  words: RecordWords;
  municipality: Municipality;
  nameOf: (person: string) => string | undefined;
}

/** A filled box as data: value, its words in Japanese, the code of a standard, the era, the parts of an address. */
export function valueBoxOf(box: FilledBox, fact: Fact | undefined, context: BoxContext): ValueBox {
  const { value, address, person, source, differs, signature } = box;
  const where = {
    ...(person === undefined ? {} : { person }),
    source,
    ...(differs ? { differs } : {}),
    ...(signature ? { signature: { ...signature, strokes: signature.strokes.map((stroke) => [...stroke]) } } : {}),
  };
  if (value === undefined || !fact) return { value: null, ...where };
  const text = textOf(value, fact, context);
  const code = codeOf(value, fact, address, context.municipality);
  const era = fact.type === 'date' || fact.type === 'partial-date' ? eraOf(value) : undefined;
  return {
    value: typeof value === 'object' ? [...value] : value,
    ...(text === undefined ? {} : { text }),
    ...(code === undefined ? {} : { code }),
    ...(era === undefined ? {} : { era }),
    ...(address ? { parts: partsOf(address) } : {}),
    ...where,
  };
}

function textOf(value: KnownValue, fact: Fact, { words, nameOf }: BoxContext): string | undefined {
  const option = (id: string) => words.ja(textKey('fact', fact.id, 'options', id));
  const name = (id: string) => nameOf(id) ?? '';
  switch (fact.type) {
    case 'boolean':
      return yesOrNo(value === true);
    case 'choice':
      return option(String(value));
    case 'set':
      return typeof value === 'object' ? value.map(option).join('、') : undefined;
    case 'person':
      return name(String(value));
    case 'people':
      return typeof value === 'object' ? value.map(name).join('、') : undefined;
    case 'phone':
      if (value === NO_PHONE) return '電話は使わない';
      return /^\d+$/.test(String(value)) ? phoneInGroups(String(value)) : undefined;
    default:
      return undefined;
  }
}

/** Only codes that a standard documents: those in the content, and 全国地方公共団体コード. */
function codeOf(
  value: KnownValue,
  { computed, standard }: Fact,
  address: SplitAddress | undefined,
  municipality: Municipality,
): string | undefined {
  if (address) return address.code;
  if (computed && 'municipality' in computed) return municipality.code;
  return standard?.codes?.[String(value)];
}

/** Of a day of which month or day are unknown no era is guessed: 1989 is both 昭和64年 and 平成元年. */
const eraOf = (value: KnownValue): string | undefined => (isDate(value) ? writtenInEra(value) : undefined);

const partsOf = (address: SplitAddress): NonNullable<ValueBox['parts']> => ({
  prefecture: address.prefecture,
  cityAndCounty: address.municipality,
  streetAddress: address.town,
  cityBlock: address.block,
  buildingNameEtc: address.building,
  unsplit: address.rest,
});

/** The parts as the case keeps them. */
export const addressOf = (parts: NonNullable<ValueBox['parts']>, code: string | undefined): SplitAddress => ({
  prefecture: parts.prefecture,
  municipality: parts.cityAndCounty,
  ...(code === undefined ? {} : { code }),
  town: parts.streetAddress,
  block: parts.cityBlock,
  building: parts.buildingNameEtc,
  rest: parts.unsplit,
});
