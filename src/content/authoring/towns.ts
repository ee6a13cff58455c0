import type { Town } from '../content.ts';
import type { ContentFile } from './content-file.ts';
import type { Ledger } from './ledger.ts';
import type { TownsYaml } from './schemas.ts';

/** The towns of a municipality in the order of their readings, as they are offered. */
export function townsOf(file: ContentFile, written: TownsYaml, ledger: Ledger): Town[] {
  ledger.enter('towns:towns', file, []);
  const seen = new Set<string>();
  written.towns.forEach((town, index) => {
    const key = `${town.name} ${town.postcode} ${chomeFrom(town)}`;
    if (seen.has(key))
      ledger.error(
        'towns:towns',
        ['towns', index],
        'twice',
        `The town "${town.name}" stands twice with this postcode.`,
        'Keep one of them.',
      );
    seen.add(key);
    const { chome } = town;
    if (typeof chome === 'object' && chome.to < chome.from)
      ledger.error(
        'towns:towns',
        ['towns', index, 'chome'],
        'out-of-range',
        `The last 丁目 of "${town.name}" comes before the first.`,
        'Write the smaller number as "from".',
      );
  });
  return written.towns
    .map(({ name, reading, postcode, chome, blocks }): Town => {
      const range = typeof chome === 'number' ? { from: 1, to: chome } : chome;
      return {
        name,
        reading,
        postcode,
        ...(range === undefined ? {} : { chome: range }),
        ...(blocks === undefined ? {} : { blocks }),
      };
    })
    .toSorted((one, other) => byReading.compare(one.reading, other.reading));
}

const chomeFrom = ({ chome }: TownsYaml['towns'][number]) => (typeof chome === 'object' ? chome.from : '');

const byReading = new Intl.Collator('ja');
