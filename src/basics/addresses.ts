/**
 * Addresses as five parts (政府相互運用性フレームワーク GIF 433), beside the line they came from, which is never changed.
 */

/** A municipality that an address may name: code of six digits (全国地方公共団体コード). */
export interface KnownMunicipality {
  code: string;
  prefecture: string;
  name: string;
}

export interface SplitAddress {
  /** 都道府県; empty where the address leaves it out. */
  prefecture: string;
  /** 市区町村, and its code. */
  municipality: string;
  code?: string;
  /** 町字, with its 丁目 */
  town: string;
  /** 番地以下 */
  block: string;
  /** 建物名等（方書）, with the space before it */
  building: string;
  /** What could not be told apart; with it the address is not whole in its parts. */
  rest: string;
}

const digit = '[0-9０-９]';
const dash = '[-－−‐‑–—―ｰー]';
/** 「1丁目」「一丁目」, at the beginning. */
const chome = new RegExp(`^(?:${digit}{1,2}|[〇一二三四五六七八九十]{1,3})丁目`);
/** 「2番3号」「2番地の3」「2-3-4」, at the beginning. */
const block = new RegExp(
  `^${digit}+(?:丁目)?(?:(?:番地?|号|${dash}|の|ノ)(?:(?:の|ノ|${dash})?${digit}+)?)*(?=$|[\\s　]|[^0-9０-９])`,
);

/**
 * Splits an address. Joining the parts gives it back byte for byte; whatever cannot be told apart with what is known
 * here stands whole in `rest`. Nothing is normalised and no municipality is guessed: an invented one stays unsplit.
 */
export function splitAddress(address: string, known: readonly KnownMunicipality[]): SplitAddress {
  const nothing = { prefecture: '', municipality: '', town: '', block: '', building: '' };
  const start = known
    .flatMap((one) => [
      { one, prefecture: one.prefecture, length: one.prefecture.length + one.name.length },
      { one, prefecture: '', length: one.name.length },
    ])
    .filter(({ one, prefecture }) => address.startsWith(prefecture + one.name))
    .toSorted((a, b) => b.length - a.length)[0];
  if (!start || start.length === 0) return { ...nothing, rest: address };
  const { one, prefecture, length } = start;
  const within = { ...nothing, prefecture, municipality: one.name, code: one.code };
  const inTown = address.slice(length);
  const name = /^[^0-9０-９\s　]*/.exec(inTown)?.[0] ?? '';
  if (name === '') return { ...within, rest: inTown };
  // 「中央一丁目2番」: the 丁目 in kanji is part of the name up to the first digit; in digits it stands behind it.
  const behind = chome.exec(inTown.slice(name.length))?.[0] ?? '';
  const town = name + behind;
  const numbers = inTown.slice(town.length);
  const number = block.exec(numbers)?.[0] ?? '';
  const building = numbers.slice(number.length);
  if (number === '' && building !== '' && !/^[\s　]/.test(building)) return { ...within, rest: inTown };
  return { ...within, town, block: number, building, rest: '' };
}

/** The line that the parts came from. */
export const joinAddress = (parts: Omit<SplitAddress, 'code'>): string =>
  parts.prefecture + parts.municipality + parts.town + parts.block + parts.building + parts.rest;
