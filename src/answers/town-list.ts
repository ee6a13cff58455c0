import type { Town } from '../content/index.ts';

/** A town as it is offered: once, whatever number of postcodes it has. */
export interface TownOffered {
  name: string;
  reading: string;
  /** The 丁目 to tap; `some`: there are some, nobody listed them. */
  chome: readonly number[] | 'some';
  /** The 番地 to tap, where they are few. */
  blocks: readonly string[];
}

/** The rows of the syllabary (五十音), each with the kana that begin a reading in it. */
const kanaRows = [
  ['あ', 'アイウエオァィゥェォヴ'],
  ['か', 'カキクケコガギグゲゴ'],
  ['さ', 'サシスセソザジズゼゾ'],
  ['た', 'タチツテトダヂヅデドッ'],
  ['な', 'ナニヌネノ'],
  ['は', 'ハヒフヘホバビブベボパピプペポ'],
  ['ま', 'マミムメモ'],
  ['や', 'ヤユヨャュョ'],
  ['ら', 'ラリルレロ'],
  ['わ', 'ワヲンヮ'],
] as const;

/** Towns under the row of their first kana; rows without a town are left out. */
export function townsByRow(towns: readonly Town[]): { row: string; towns: TownOffered[] }[] {
  return kanaRows.flatMap(([row, kana]) => {
    const own = offered(towns.filter(({ reading }) => kana.includes(reading.slice(0, 1))));
    return own.length === 0 ? [] : [{ row, towns: own }];
  });
}

/** Towns whose postcode begins with these digits. */
export const townsByPostcode = (towns: readonly Town[], digits: string): TownOffered[] =>
  offered(towns.filter(({ postcode }) => postcode.replaceAll('-', '').startsWith(digits)));

function offered(towns: readonly Town[]): TownOffered[] {
  const byName = Map.groupBy(towns, ({ name, reading }) => `${name} ${reading}`);
  return [...byName.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const some = same.some(({ chome }) => chome === 'some');
    const numbers = new Set(
      same.flatMap(({ chome }) =>
        typeof chome === 'object' ? Array.from({ length: chome.to - chome.from + 1 }, (_, at) => chome.from + at) : [],
      ),
    );
    return [
      {
        name: first.name,
        reading: first.reading,
        chome: some ? 'some' : [...numbers].toSorted((one, other) => one - other),
        blocks: [...new Set(same.flatMap(({ blocks }) => blocks ?? []))],
      } satisfies TownOffered,
    ];
  });
}

/** What is tapped of an address; what there is not is empty. */
export interface TappedAddress {
  /** 都道府県・市区町村 */
  city: string;
  town: TownOffered;
  chome: string;
  /** 番, or 番地 where the town has a list of them */
  block: string;
  /** 号 */
  number: string;
  building: string;
  room: string;
}

/** One line as a register writes it: 「見本県みほん市中央1丁目2番3号」, then a wide space, building and room. */
export function tappedAddress({ city, town, chome, block, number, building, room }: TappedAddress): string {
  const after = town.blocks.length > 0 ? number : number === '' ? '' : `${number}号`;
  const home = `${building}${room}`;
  return [
    city,
    town.name,
    chome === '' ? '' : `${chome}丁目`,
    block === '' ? '' : `${block}${town.blocks.length > 0 ? '番地' : '番'}`,
    block === '' ? '' : after,
    home === '' ? '' : `　${home}`,
  ].join('');
}
