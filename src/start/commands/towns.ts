import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Town } from '../../content/index.ts';
import type { Command } from './parts/command.ts';
import { townsFromJapanPost } from './parts/japan-post.ts';

/**
 * `npm run --silent flows:towns -- FILE CODE > flows/municipalities/…/towns.yaml`: the towns of one municipality from
 * Japan Post's list of postcodes (utf_ken_all.csv).
 */
export const command: Command = (args, { print, complain }) => {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
  const [file, code = ''] = positionals;
  if (file === undefined || !/^\d{5,6}$/.test(code)) {
    complain('Write: npm run --silent flows:towns -- utf_ken_all.csv 131016 > flows/municipalities/…/towns.yaml');
    return 2;
  }
  const text = readFileSync(file, 'utf8');
  if (text.includes('\uFFFD')) {
    complain(`${file} is not UTF-8. Take Japan Post's utf_ken_all.csv (住所の郵便番号、1レコード1行、UTF-8形式).`);
    return 2;
  }
  const { municipality, towns, leftOut } = townsFromJapanPost(text, code);
  if (municipality === undefined) {
    complain(`There is no municipality ${code} in ${file}.`);
    return 1;
  }
  print(`# ${municipality}の町の一覧。npm run flows:towns で作成。`);
  print('source: 日本郵便 住所の郵便番号（UTF-8形式）');
  print('towns:');
  for (const town of towns) print(`  - ${lineOf(town)}`);
  for (const { town, because } of leftOut) complain(`Left out (${because}): ${town}`);
  if (leftOut.some(({ because }) => because === 'not-understood'))
    complain('Look at what was not understood, and add it by hand where people live there.');
  return 0;
};

function lineOf({ name, reading, postcode, chome }: Town): string {
  const count =
    typeof chome === 'object' ? (chome.from === 1 ? chome.to : `{from: ${chome.from}, to: ${chome.to}}`) : chome;
  const parts = [`name: ${quoted(name)}`, `reading: ${reading}`, `postcode: ${postcode}`];
  return `{${[...parts, ...(count === undefined ? [] : [`chome: ${count}`])].join(', ')}}`;
}

/** A name is written as it is unless YAML would read it in another way. */
const quoted = (name: string) =>
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆ヶ]+$/u.test(name) ? name : `'${name}'`;
