import { createContext, type ReactNode, use, useMemo, useSyncExternalStore } from 'react';
import type { Wording, Words } from './wording.ts';

export interface ShownWords extends Words {
  /** Whether readings are shown above kanji. */
  readonly furigana: boolean;
}

const WordsContext = createContext<ShownWords | undefined>(undefined);

/** Gives all screens below it the words of the chosen language; they change with it. */
export function WordsProvider(props: { wording: Wording; furigana: boolean; children: ReactNode }) {
  const { wording, furigana, children } = props;
  const words = useSyncExternalStore(wording.subscribe, () => wording.words);
  const shown = useMemo(() => ({ ...words, furigana }), [words, furigana]);
  return <WordsContext value={shown}>{children}</WordsContext>;
}

/** The words of the chosen language. */
export function useWords(): ShownWords {
  const words = use(WordsContext);
  if (!words) throw new Error('useWords needs a WordsProvider above it');
  return words;
}
