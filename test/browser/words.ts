import { withoutFurigana } from '../../src/content/index.ts';
import { compileContent } from '../../src/content/authoring.ts';
import { hash, readFlows } from '../../src/start/flows-folder.ts';
import { createWording, type Language, type Words } from '../../src/wording/index.ts';

/** Every word in one language, from its sources: the kiosk's own and those of `flows/` for みほん市. */
export async function wordsIn(language: Language): Promise<Words> {
  const { texts } = compileContent(readFlows(), 'mihon', hash);
  const wording = createWording((one) => Promise.resolve(texts[one] ?? {}));
  const chosen = await wording.choose(language);
  if (!chosen.ok) throw new Error(`there are no words in ${language}`);
  await wording.complete();
  return wording.words;
}

/** How a question is put, from its source; `screen` is the key of its screen, `name` of whom it may be about. */
export function questionIn(words: Words, screen: string, name: string): string {
  const id = screen.replace(/^details\./, '').replace(/\.case$/, '');
  const [own, general] = [`question.${id}.text`, `fact.${id}.question`];
  const text = words.content(own) === own ? words.content(general) : words.content(own);
  if (text === general) throw new Error(`there are no words for the question ${id}`);
  return withoutFurigana(text).replaceAll('{name}', name);
}
