import type { Outlook } from '../engine/index.ts';

/** A character that the page cannot show as it is written. */
export interface Unshown {
  /** As it is in the data: a base character with all its marks. */
  written: string;
  /** `variant`: shown in its base form (異体字セレクタ); `lacking`: in no font of the page. */
  why: 'variant' | 'lacking';
  /** `U+9089 U+E0102` */
  codes: string;
}

/** Whether the fonts of the page have a character. */
export type InFonts = (character: string) => Promise<boolean>;

const variation = /^[\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]$/u;
const characters = new Intl.Segmenter('ja', { granularity: 'grapheme' });

const codesOf = (text: string): string =>
  Array.from(text, (one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`).join(' ');

/** The characters of a text that the page cannot show as they are, each once. */
export async function unshownIn(text: string, inFonts: InFonts): Promise<Unshown[]> {
  const found = new Map<string, Unshown>();
  for (const { segment } of characters.segment(text)) {
    if (found.has(segment)) continue;
    const points = Array.from(segment);
    const drawn = points.filter((point) => !variation.test(point));
    const there = await Promise.all(drawn.map((point) => inFonts(point)));
    const why = there.includes(false) ? 'lacking' : drawn.length < points.length ? 'variant' : undefined;
    if (why) found.set(segment, { written: segment, why, codes: codesOf(segment) });
  }
  return [...found.values()];
}

/** The font of the page, which carries the characters of JIS X 0208 and some more, in slices that are loaded as needed. */
const FONT = '16px "BIZ UDPGothic"';

/**
 * Asks the browser. A font whose slices do not name a character matches no face; that a fallback of this machine draws
 * it all the same is no promise for the next machine or for the printer.
 */
export const inPageFonts: InFonts = async (character) => {
  try {
    return (await document.fonts.load(FONT, character)).length > 0;
  } catch {
    return true; // a slice that does not load now says nothing about the character
  }
};

/** Everything written of the people in a case, and of the case, as words. */
export function wordsOf({ view, program }: Outlook): { subject: string; fact: string; text: string }[] {
  const written = new Set(['name', 'text', 'address', 'reading']);
  return [...view.state.facts].flatMap(([subject, facts]) =>
    [...facts].flatMap(([fact, entries]) =>
      written.has(program.byId.get(fact)?.fact.type ?? '')
        ? entries.flatMap(({ said }) =>
            'value' in said && typeof said.value === 'string' ? [{ subject, fact, text: said.value }] : [],
          )
        : [],
    ),
  );
}
