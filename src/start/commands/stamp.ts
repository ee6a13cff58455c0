import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compileContent, suggestion } from '../../content/authoring.ts';
import { flowsFolder, hash, municipalities, readFlows } from '../flows-folder.ts';
import type { Command } from './parts/command.ts';

/**
 * `npm run flows:stamp [-- LANGUAGE [KEY …]]`: writes into `texts/<language>/stamps.json` which Japanese each text
 * translates. From then on a changed Japanese text is noticed. With keys, only what begins with one of them is stamped.
 */
export const command: Command = (args, { print, complain }) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { flows: { type: 'string' } },
  });
  const folder = values.flows ?? flowsFolder;
  const sources = readFlows(folder);
  const [language, ...keys] = positionals;
  const languages = [...new Set(sources.flatMap(({ path }) => /(?:^|\/)texts\/([^/]+)\//.exec(path)?.[1] ?? []))];
  if (language !== undefined && !languages.includes(language)) {
    complain(`There are no texts in "${language}". ${suggestion(language, languages)}`);
    return 2;
  }
  // Shared texts first, as if there were no municipality; then what each overlay translates itself.
  for (const municipality of ['', ...municipalities(sources)]) {
    const { japanese, translated } = compileContent(sources, municipality, hash);
    for (const one of languages) {
      if (language !== undefined && one !== language) continue;
      const base = municipality === '' ? `texts/${one}` : `municipalities/${municipality}/texts/${one}`;
      const own = [...(translated.get(one) ?? [])]
        .filter(([, file]) => file.startsWith(`${base}/`))
        .map(([key]) => key);
      if (own.length === 0) continue;
      const path = join(folder, base, 'stamps.json');
      const before = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>) : {};
      const fresh = (key: string) =>
        keys.length === 0 || keys.some((start) => key === start || key.startsWith(`${start}.`));
      const stamps = Object.fromEntries(
        own
          .sort()
          .flatMap((key) =>
            fresh(key) ? [[key, hash(japanese[key] ?? '')]] : key in before ? [[key, before[key]]] : [],
          ),
      );
      const changed = Object.keys(stamps).filter((key) => stamps[key] !== before[key]);
      writeFileSync(path, `${JSON.stringify(stamps, null, 2)}\n`);
      print(`flows/${base}/stamps.json: ${Object.keys(stamps).length} texts, ${changed.length} newly stamped`);
      for (const key of changed) if (key in before) print(`  ${key}`);
    }
  }
  return 0;
};
