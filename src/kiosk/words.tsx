import { withoutFurigana } from '../content/index.ts';
import { Furigana } from '../look/index.ts';
import { useWords as useShownWords, type Words } from '../wording/index.ts';
import { useKiosk } from './kiosk-context.tsx';

export interface KioskWords {
  language: Words['language'];
  /** The kiosk's own words. */
  t: Words['t'];
  /** A word for staff, in Japanese. */
  staff: Words['forStaff'];
  /** A text of the content in the resident's language. */
  text: (key: string) => string;
  /** The same in Japanese, as paper and staff read it. */
  japanese: (key: string) => string;
  /** Whether the content has such a text. */
  has: (key: string) => boolean;
  plain: (text: string) => string;
}

/** Words as the screens use them. */
export function useWords(): KioskWords {
  const words = useShownWords();
  const { japanese } = useKiosk();
  return {
    language: words.language,
    t: words.t,
    staff: words.forStaff,
    text: words.content,
    japanese: (key) => japanese[key] ?? key,
    has: (key) => key in japanese,
    plain: withoutFurigana,
  };
}

/** A text with its readings above the kanji, where the person wants them. */
export function Said({ of }: { of: string }) {
  const { furigana } = useShownWords();
  return <Furigana text={of} furigana={furigana} />;
}
