import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isMunicipalityCode, todayInTokyo } from '../../basics/index.ts';
import { flowsFolder } from '../flows-folder.ts';
import type { Command } from './parts/command.ts';
import { prefectures } from './parts/prefectures.ts';

/**
 * `npm run flows:new-municipality -- CODE NAME`: the overlay of a municipality (自治体設定), with nothing in it but what no
 * other has. Everything else holds as it is written for the whole country.
 */
export const command: Command = (args, { print, complain }) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { flows: { type: 'string' }, id: { type: 'string' }, prefecture: { type: 'string' } },
  });
  const [code = '', name = ''] = positionals;
  if (code === '' || name === '') {
    complain(
      'Give the code (全国地方公共団体コード) and the name: npm run flows:new-municipality -- 232114 豊田市 --id toyota',
    );
    return 2;
  }
  if (!isMunicipalityCode(code)) {
    complain(`"${code}" is no municipality code: it has six digits, the last of which checks the others.`);
    return 2;
  }
  const prefecture = values.prefecture ?? prefectures[Number(code.slice(0, 2)) - 1];
  if (prefecture === undefined) {
    complain(`No prefecture has the number ${code.slice(0, 2)}. Name it: --prefecture 見本県`);
    return 2;
  }
  const id = values.id ?? `m${code}`;
  if (!/^[a-z][a-z0-9-]*$/.test(id)) {
    complain(`"${id}" cannot be the name of a folder here: lower-case letters, digits and hyphens, a letter first.`);
    return 2;
  }
  const folder = path.join(values.flows ?? flowsFolder, 'municipalities', id);
  if (existsSync(folder)) {
    complain(`flows/municipalities/${id} is there already; nothing was changed.`);
    return 2;
  }
  mkdirSync(folder, { recursive: true });
  const today = todayInTokyo(new Date());
  writeFileSync(path.join(folder, 'municipality.yaml'), municipality({ code, name, prefecture, today }));
  writeFileSync(path.join(folder, 'desks.yaml'), desks);
  print(`flows/municipalities/${id}/ is ready: municipality.yaml and desks.yaml.`);
  print(
    `Next: npm run flows:check, then npm start -- --municipality ${id}. How to go on: flows/README.md, "Overlays".`,
  );
  return 0;
};

const municipality = ({ code, name, prefecture, today }: Record<'code' | 'name' | 'prefecture' | 'today', string>) =>
  `# ${name}の自治体設定。ここと隣のファイルに書いたことだけが、全国共通の内容と違う。
code: '${code}'
prefecture: ${prefecture}
name: ${name}
# phone: 000-000-0000
valid-from: '${today}'
label: ${today}版
# off: [moped-register-move-in]   # この自治体で扱わない手続きや用件
`;

const desks = `# 窓口の名前が全国共通のものと違うときだけ、ここに書く。例：
# resident: {name: 住民課}
{}
`;
