/** Width of a text in ems: Japanese characters are one wide, Latin ones about half. */
export const widthOf = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + (isWide(character) ? 1 : 0.56), 0);

const isWide = (character: string) =>
  /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u3000-\u303f]/.test(
    character,
  );

/** What may not begin a line (行頭禁則). */
const clinging = /^[、。，．・）」』】〉》ー！？”’)\]}.,:;?!]/;

/** Breaks a text into lines of at most `ems`: Japanese between any two characters, other words only at spaces. */
export function linesOf(text: string, ems: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text)) {
    if (line !== '' && widthOf(line + piece.trimEnd()) > ems && !clinging.test(piece)) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return line.trimEnd() === '' ? lines : [...lines, line.trimEnd()];
}

/** Single Japanese characters, and runs of others with the space after them. */
function pieces(text: string): string[] {
  const found: string[] = [];
  let run = '';
  for (const character of text) {
    if (isWide(character)) {
      if (run !== '') found.push(run);
      run = '';
      found.push(character);
    } else {
      run += character;
      if (character === ' ') {
        found.push(run);
        run = '';
      }
    }
  }
  return run === '' ? found : [...found, run];
}
