import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compileContent } from '../../content/authoring.ts';
import { flowsFolder, hash, readFlows } from '../flows-folder.ts';
import type { Command } from './parts/command.ts';
import { defaultMunicipality } from './parts/examples.ts';
import { inWords } from './parts/in-words.ts';
import { sayers } from './parts/procedure-sentences.ts';

/**
 * `npm run flows:changes -- OLD [NEW]`: what changes from one folder of content to another (without a second one: to
 * `flows/`), in a clerk's words; for the one who has to tell the desks.
 */
export const command: Command = (args, { print, complain }) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { municipality: { type: 'string' } },
  });
  const [before, after = flowsFolder] = positionals;
  if (before === undefined) {
    complain('Name the folder with the earlier content: npm run flows:changes -- ../flows-of-last-month');
    return 2;
  }
  const missing = [before, after].find((folder) => !existsSync(folder));
  if (missing !== undefined) {
    complain(`There is no folder "${missing}".`);
    return 2;
  }
  const municipality = values.municipality ?? defaultMunicipality;
  const [old, now] = [before, after].map((folder) => {
    const { content, texts } = compileContent(readFlows(folder), municipality, hash);
    return { version: content.version, things: inWords(content, sayers(texts).ja) };
  });
  if (!old || !now) return 2;
  print(
    `${old.version.label}（${old.version.hash}）から ${now.version.label}（${now.version.hash}、${now.version.from}から）`,
  );
  const keys = [...new Set([...old.things.keys(), ...now.things.keys()])];
  let changes = 0;
  for (const key of keys) {
    const [from, to] = [old.things.get(key), now.things.get(key)];
    const gone = from?.lines.filter((line) => !to?.lines.includes(line)) ?? [];
    const come = to?.lines.filter((line) => !from?.lines.includes(line)) ?? [];
    if (from && to && gone.length + come.length === 0) continue;
    changes++;
    print('');
    print(`${from ? (to ? '変わる' : 'なくなる') : '増える'}：${(to ?? from)?.name ?? key}`);
    if (!from || !to) continue;
    for (const line of gone) print(`  － ${line}`);
    for (const line of come) print(`  ＋ ${line}`);
  }
  print('');
  print(changes === 0 ? '変わるものはありません。' : `${changes}件が変わります。`);
  return 0;
};
