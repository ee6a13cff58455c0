import { narrow } from './advance-widths.ts';

const widths = new Map(
  narrow.flatMap(([width, characters]) => Array.from(characters, (one) => [one, width / 2048] as const)),
);

/** How wide a character is in the printing font, in em. What it lacks comes from another font and counts a whole em. */
export const widthOf = (character: string): number => widths.get(character) ?? 1;

/** Width of a text in em. Marks that combine with the character before them take no room. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) if (!/\p{M}/u.test(character)) width += widthOf(character);
  return width;
}

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });
/** What may not begin a line (行頭禁則). */
const closing = /^[、。，．）］｝」』】〉》〕・：；？！ーっゃゅょッャュョ々,.)\]}:;?!]$/u;

/**
 * Text in lines of at most `width` em. Japanese breaks anywhere but before closing marks; words of Latin letters break at
 * spaces, and where one is longer than the line. Nothing is lost but the space at a break.
 */
export function wrap(text: string, width: number): string[] {
  return text.split(/\r\n|\r|\n/).flatMap((paragraph) => wrapLine(paragraph, width));
}

function wrapLine(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let room = width;
  for (const piece of piecesOf(text)) {
    const wide = textWidth(piece);
    if (wide <= room || (line !== '' && closing.test(piece) && wide <= room + 1)) {
      line += piece;
      room -= wide;
    } else if (wide <= width) {
      if (line !== '') lines.push(line.trimEnd());
      line = piece.trimStart();
      room = width - textWidth(line);
    } else
      for (const { segment } of graphemes.segment(piece)) {
        const own = textWidth(segment);
        if (own > room && line !== '') {
          lines.push(line);
          line = '';
          room = width;
        }
        line += segment;
        room -= own;
      }
  }
  return [...lines, line.trimEnd()];
}

/** Words of letters and digits with the space behind them, and every other character alone. */
function piecesOf(text: string): string[] {
  return (text.match(/[\p{Script=Latin}\p{N}\p{M}'’.-]+ ?|[^]/gu) ?? []).reduce<string[]>((pieces, piece) => {
    // Marks and selectors stay with the character that they belong to.
    if (/^[\p{M}\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}\u200D]/u.test(piece) && pieces.length > 0)
      pieces[pieces.length - 1] += piece;
    else pieces.push(piece);
    return pieces;
  }, []);
}
