import type { PDFFont, PDFPage } from '@cantoo/pdf-lib';
import type { Mark, Page } from './layout.ts';
import { textWidth } from './text-width.ts';

/** The bytes of TrueType fonts, the one that is meant first; characters that it lacks are looked for in the others. */
export type FontFiles = readonly [Uint8Array, ...Uint8Array[]];

/** A character that no font has: 〓 stands in its place, and the office is told. */
export interface LackingCharacter {
  character: string;
  /** `U+20BB7` */
  code: string;
  page: number;
}

export interface Pdf {
  bytes: Uint8Array;
  lacking: LackingCharacter[];
}

/** Selects another shape of the character before it (異体字セレクタ). */
const selector = /[\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/u;
const GETA = '〓';

/**
 * Pages as a PDF with its fonts embedded, of each only the characters that are used. Text can be selected and searched.
 * `made`: the time that stands in the file, so that the same case gives the same file.
 */
export async function pdfOf(
  pages: readonly Page[],
  fonts: FontFiles,
  about: { title: string; author: string; made: Date },
): Promise<Pdf> {
  const [{ degrees, PDFDocument, grayscale, LineCapStyle }, { default: fontkit }] = await Promise.all([
    import('@cantoo/pdf-lib'),
    import('@cantoo/fontkit'),
  ]);
  const document = await PDFDocument.create();
  document.registerFontkit(fontkit);
  document.setTitle(about.title, { showInWindowTitleBar: true });
  document.setAuthor(about.author);
  document.setCreator('Kakanai');
  document.setProducer('Kakanai');
  document.setLanguage('ja');
  document.setCreationDate(about.made);
  document.setModificationDate(about.made);

  const lacking: LackingCharacter[] = [];
  const embedded: { font: PDFFont; has: ReadonlySet<number> }[] = [];
  const known = fonts.map((bytes) => {
    const font = fontkit.create(bytes);
    return { bytes, has: new Set('characterSet' in font ? font.characterSet : []) };
  });
  /** Fonts are embedded with their first character. */
  const fontAt = async (index: number): Promise<PDFFont | undefined> => {
    const file = known[index];
    if (!file) return undefined;
    const font = embedded[index]?.font ?? (await document.embedFont(file.bytes, { subset: true }));
    embedded[index] = { font, has: file.has };
    return font;
  };

  const draw = async (page: PDFPage, mark: Mark, number: number) => {
    const bottom = page.getHeight();
    if (mark.kind === 'rect') {
      page.drawRectangle({
        x: mark.x,
        y: bottom - mark.y - mark.height,
        width: mark.width,
        height: mark.height,
        ...(mark.line === undefined ? {} : { borderWidth: mark.line, borderColor: grayscale(0.25) }),
        ...(mark.fill === undefined ? {} : { color: grayscale(mark.fill) }),
      });
      return;
    }
    if (mark.kind === 'tick') {
      const corner = (x: number, y: number) => ({ x: mark.x + mark.size * x, y: bottom - mark.y - mark.size * y });
      const look = { thickness: 1.3, lineCap: LineCapStyle.Round };
      page.drawLine({ start: corner(0.15, 0.5), end: corner(0.42, 0.85), ...look });
      page.drawLine({ start: corner(0.42, 0.85), end: corner(0.95, 0.05), ...look });
      return;
    }
    const turn = mark.kind === 'across' ? mark.turn : 0;
    const [along, up] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
    let x = mark.kind === 'across' ? -(textWidth(mark.text) * mark.size) / 2 : 0;
    for (const { text, font: index } of runsOf(mark.text, known, (character) => {
      if (mark.kind === 'text') lacking.push({ character, code: codeOf(character), page: number });
    })) {
      const font = await fontAt(index);
      if (!font) continue;
      page.drawText(text, {
        x: mark.x + x * along,
        y: bottom - mark.y + x * up,
        size: mark.size,
        font,
        ...(mark.kind === 'across' ? { rotate: degrees(turn), opacity: 0.22 } : {}),
        ...(mark.kind === 'text' && mark.grey ? { color: grayscale(0.3) } : {}),
      });
      x += font.widthOfTextAtSize(text, mark.size);
    }
  };

  for (const [index, { width, height, marks }] of pages.entries()) {
    const page = document.addPage([width, height]);
    for (const mark of marks) await draw(page, mark, index + 1);
  }
  return { bytes: await document.save(), lacking };
}

const codeOf = (character: string) =>
  Array.from(character, (one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`).join(
    ' ',
  );

/** A text in stretches of one font each. Selectors of variants are left out: the base form is drawn. */
function runsOf(
  text: string,
  fonts: readonly { has: ReadonlySet<number> }[],
  lacks: (character: string) => void,
): { text: string; font: number }[] {
  const runs: { text: string; font: number }[] = [];
  for (const character of text) {
    if (selector.test(character)) {
      lacks(character);
      continue;
    }
    const found = fonts.findIndex(({ has }) => has.has(character.codePointAt(0) ?? 0));
    if (found < 0) lacks(character);
    const font = Math.max(found, 0);
    const drawn = found < 0 ? GETA : character;
    const last = runs.at(-1);
    if (last?.font === font) last.text += drawn;
    else runs.push({ text: drawn, font });
  }
  return runs;
}
