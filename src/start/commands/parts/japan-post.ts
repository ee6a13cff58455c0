import { parse } from 'csv-parse/sync';
import { isReading, toKatakana } from '../../../basics/index.ts';
import type { Town } from '../../../content/index.ts';

/** Towns read from Japan Post's list, and what of it could not be made into one. */
export interface TownsRead {
  /** Name of the municipality as the list has it, with its county (郡). */
  municipality: string | undefined;
  towns: Town[];
  leftOut: { town: string; because: 'not-understood' | 'floors-of-a-building' | 'no-town' }[];
}

/** Columns of 住所の郵便番号（1レコード1行、UTF-8形式）, utf_ken_all.csv; the older KEN_ALL has the same. */
const column = { code: 0, postcode: 2, townKana: 5, prefecture: 6, city: 7, town: 8, hasChome: 11 } as const;

/** Reads the towns of one municipality, by its code of five or six digits, from Japan Post's list of postcodes. */
export function townsFromJapanPost(csv: string, code: string): TownsRead {
  const rows = wholeRows(
    parse(csv, { bom: true, relax_column_count: true, skip_empty_lines: true }).filter(
      (row) => row[column.code] === code.slice(0, 5),
    ),
  );
  const leftOut: TownsRead['leftOut'] = [];
  const towns = new Map<string, Town>();
  for (const row of rows) {
    const written = row[column.town] ?? '';
    const leave = (because: TownsRead['leftOut'][number]['because']) => void leftOut.push({ town: written, because });
    const { name, inside } = withoutBrackets(written);
    if (isNoTown(name, row[column.city] ?? '')) leave('no-town');
    else if (/階/.test(inside)) leave('floors-of-a-building');
    else {
      const reading = withoutBrackets(toKatakana((row[column.townKana] ?? '').replaceAll('・', ''))).name;
      if (/[、〜～「」]/.test(name) || !isReading(reading)) {
        leave('not-understood');
        continue;
      }
      const digits = row[column.postcode] ?? '';
      const base = { name, reading, postcode: `${digits.slice(0, 3)}-${digits.slice(3)}` };
      const ranges = chomeIn(inside);
      const all: Town[] = ranges
        ? ranges.map((chome) => ({ ...base, chome }))
        : [row[column.hasChome] === '1' ? { ...base, chome: 'some' } : base];
      for (const town of all) towns.set(JSON.stringify([town.name, town.postcode, town.chome]), town);
    }
  }
  const [first] = rows;
  return {
    municipality: first && `${first[column.prefecture] ?? ''}${first[column.city] ?? ''}`,
    towns: [...towns.values()],
    leftOut,
  };
}

/** A town too long for its column goes on in the next rows: its bracket is still open. */
function wholeRows(rows: readonly string[][]): string[][] {
  const whole: string[][] = [];
  let open = false;
  for (const row of rows) {
    const last = whole.at(-1);
    if (open && last && last[column.postcode] === row[column.postcode]) {
      for (const at of [column.town, column.townKana]) {
        // The reading is repeated where it was short enough for one row.
        if (last[at] !== row[at]) last[at] = `${last[at] ?? ''}${row[at] ?? ''}`;
      }
    } else whole.push([...row]);
    open = isOpen(whole.at(-1)?.[column.town] ?? '');
  }
  return whole;
}

const isOpen = (town: string) => town.split('（').length > town.split('）').length;

/** 「中央（１〜３丁目）」: the name, and what stands in its brackets. */
function withoutBrackets(town: string): { name: string; inside: string } {
  const at = town.search(/[（(]/);
  return at < 0 ? { name: town, inside: '' } : { name: town.slice(0, at), inside: town.slice(at + 1, -1) };
}

/** Rows that name no town: 以下に掲載がない場合, みほん市の次に番地がくる場合, みほん村一円. */
const isNoTown = (name: string, city: string) =>
  name === '以下に掲載がない場合' ||
  /の次に.*番地.*がくる場合$/.test(name) ||
  (name !== '一円' && name.endsWith('一円') && city.endsWith(name.slice(0, -'一円'.length)));

/** 「１〜３丁目、５丁目」 as ranges; nothing where anything else stands there. */
function chomeIn(inside: string): { from: number; to: number }[] | undefined {
  const parts = inside.normalize('NFKC').split('、');
  const ranges = parts.map((part) => {
    const found = /^(\d+)(?:丁目)?(?:[〜~-](\d+))?丁目$/.exec(part) ?? /^(\d+)$/.exec(part);
    return found && { from: Number(found[1]), to: Number(found[2] ?? found[1]) };
  });
  // 「１、２丁目」 says 丁目 once, behind the last.
  if (!parts.at(-1)?.endsWith('丁目')) return undefined;
  return ranges.every((range) => range !== null) ? ranges : undefined;
}
