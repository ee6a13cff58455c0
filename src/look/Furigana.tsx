/** A piece of text, with its reading when it has one. */
export type ReadPiece = { base: string; reading: string | null };

const marked = /\{([^|{}]+)\|([^|{}]+)\}/g;

/** Splits text with readings in the form `{漢字|かんじ}`. Braces that do not have that form stay as they are. */
export function piecesWithReadings(text: string): ReadPiece[] {
  const pieces: ReadPiece[] = [];
  let end = 0;
  for (const found of text.matchAll(marked)) {
    if (found.index > end) pieces.push({ base: text.slice(end, found.index), reading: null });
    pieces.push({ base: found[1] ?? '', reading: found[2] ?? null });
    end = found.index + found[0].length;
  }
  if (end < text.length) pieces.push({ base: text.slice(end), reading: null });
  return pieces;
}

/** The text without its readings, for labels that are only heard and for places that cannot show ruby. */
export function withoutReadings(text: string): string {
  return text.replace(marked, '$1');
}

export type FuriganaProps = {
  /** Text with readings in the form `{漢字|かんじ}`. */
  text: string;
  /** Show the readings; without, only the base is printed. */
  furigana: boolean;
};

/** Text with its readings (振り仮名) above. They are for the eye: read aloud, every word would come twice. */
export function Furigana({ text, furigana }: FuriganaProps) {
  if (!furigana) return withoutReadings(text);
  let at = 0;
  return piecesWithReadings(text).map(({ base, reading }) => {
    const key = at;
    at += base.length;
    if (reading === null) return base;
    return (
      <ruby key={key}>
        {base}
        <rt aria-hidden="true">{reading}</rt>
      </ruby>
    );
  });
}
