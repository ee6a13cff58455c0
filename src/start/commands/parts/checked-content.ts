import type { PlainDate } from '../../../basics/index.ts';
import { sentence } from '../../../conditions/index.ts';
import { byPlace, compileContent, type Compiled, type Problem, type SourceText } from '../../../content/authoring.ts';
import { wordsIn } from '../../../content/index.ts';
import { checkByRunning } from '../../../engine/index.ts';
import { hash } from '../../flows-folder.ts';

/** Compiles the content of one municipality and runs every check on it; problems in the order of their places. */
export function checkedContent(sources: readonly SourceText[], municipality: string, today: PlainDate): Compiled {
  const compiled = compileContent(sources, municipality, hash, today);
  const { everything, faulty, whole, texts, locate, partPlace } = compiled;
  const words = wordsIn(texts['ja'] ?? {});
  const flaws = checkByRunning(everything, {
    today,
    faulty,
    whole,
    partPlace,
    say: (condition) => sentence(condition, 'ja', words),
  });
  const found = flaws.flatMap(({ thing, path, ...flaw }): Problem[] => {
    const place = locate(thing, path);
    return place ? [{ ...flaw, ...place }] : [];
  });
  return { ...compiled, problems: [...compiled.problems, ...found].sort(byPlace) };
}
