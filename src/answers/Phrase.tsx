import { Furigana } from '../look/index.ts';
import { useWords } from '../wording/index.ts';

/** A text of the wording or the content, with its readings where the reader wants them. */
export function Phrase({ text }: { text: string }) {
  return <Furigana text={text} furigana={useWords().furigana} />;
}

/** A name, address or other Japanese value inside a text of any language, marked for voices. */
export function JapanesePhrase({ text }: { text: string }) {
  const { locale } = useWords();
  const foreign = locale !== 'ja' && /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);
  const phrase = <Phrase text={text} />;
  return foreign ? <span lang="ja">{phrase}</span> : phrase;
}
