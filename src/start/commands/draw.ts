import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compileContent, suggestion } from '../../content/authoring.ts';
import { flowsFolder, hash, readFlows } from '../flows-folder.ts';
import type { Command } from './parts/command.ts';
import { defaultMunicipality } from './parts/examples.ts';
import { picture } from './parts/picture.ts';
import { sayers } from './parts/procedure-sentences.ts';

const pictures = fileURLToPath(new URL('../../../docs/flows', import.meta.url));

/** `npm run flows:draw -- moving-in`: writes docs/flows/moving-in.svg, which any browser opens and prints. */
export const command: Command = (args, { print, complain }) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { flows: { type: 'string' }, municipality: { type: 'string' }, out: { type: 'string' } },
  });
  const { content, texts } = compileContent(
    readFlows(values.flows ?? flowsFolder),
    values.municipality ?? defaultMunicipality,
    hash,
  );
  const events = content.events.map((event) => event.id);
  const chosen = positionals.length > 0 ? positionals : events;
  const unknown = chosen.filter((id) => !events.includes(id));
  for (const id of unknown) complain(`There is no life event "${id}". ${suggestion(id, events)}`);
  if (unknown.length > 0) return 2;
  const folder = values.out ?? pictures;
  mkdirSync(folder, { recursive: true });
  const { ja, en } = sayers(texts);
  for (const event of content.events) {
    if (!chosen.includes(event.id)) continue;
    const file = join(folder, `${event.id}.svg`);
    writeFileSync(file, picture(event, content, ja, en));
    print(`${relative(process.cwd(), file)}: open it with a browser.`);
  }
  return 0;
};
