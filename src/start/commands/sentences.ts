import { parseArgs } from 'node:util';
import { compileContent, suggestion } from '../../content/authoring.ts';
import { flowsFolder, hash, readFlows } from '../flows-folder.ts';
import type { Command } from './parts/command.ts';
import { defaultMunicipality } from './parts/examples.ts';
import { procedureSentences, sayers } from './parts/procedure-sentences.ts';

/** `npm run flows:sentences -- ID`: every condition of a procedure (or of all) as sentences, to be read and signed off. */
export const command: Command = (args, { print, complain }) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { flows: { type: 'string' }, municipality: { type: 'string' } },
  });
  const { content, texts } = compileContent(
    readFlows(values.flows ?? flowsFolder),
    values.municipality ?? defaultMunicipality,
    hash,
  );
  const say = sayers(texts);
  const [id] = positionals;
  const chosen = content.procedures.filter((procedure) => id === undefined || procedure.id === id);
  if (chosen.length === 0) {
    complain(
      `There is no procedure "${id ?? ''}". ${suggestion(
        id ?? '',
        content.procedures.map((procedure) => procedure.id),
      )}`,
    );
    return 2;
  }
  for (const procedure of chosen) {
    for (const language of [say.ja, say.en]) {
      print(`${procedure.id} [${language.language}] ${language.words(`procedure.${procedure.id}.name`)}`);
      for (const { about, sentences } of procedureSentences(procedure, language)) {
        print(`  ${about}`);
        for (const sentence of sentences) print(`    ${sentences.length > 1 ? '・' : ''}${sentence}`);
      }
    }
    print('');
  }
  return 0;
};
