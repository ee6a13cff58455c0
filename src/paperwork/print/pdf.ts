import type { PDFFont, PDFPage } from '@cantoo/pdf-lib';
import type { Mark, Page } from './page.ts';
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
    if (!('characterSet' in font)) return { bytes, has: new Set<number>(), hasVariant: () => false };
    // Another glyph than without the selector: the font has a shape of its own for it.
    const shape = (text: string) => font.glyphsForString(text)[0]?.id;
    return {
      bytes,
      has: new Set(font.characterSet),
      hasVariant: (base: string, selected: string) => shape(base + selected) !== shape(base),
    };
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
    if (mark.kind === 'emblem') {
      const { emblem, x, y, size } = mark;
      for (const path of emblem.paths)
        page.drawSvgPath(path, { x, y: bottom - y, scale: size / emblem.height, color: grayscale(0) });
      return;
    }
    if (mark.kind === 'tick') {
      const corner = (x: number, y: number) => ({ x: mark.x + mark.size * x, y: bottom - mark.y - mark.size * y });
      const look = { thickness: 1.3, lineCap: LineCapStyle.Round };
      page.drawLine({ start: corner(0.15, 0.5), end: corner(0.42, 0.85), ...look });
      page.drawLine({ start: corner(0.42, 0.85), end: corner(0.95, 0.05), ...look });
      return;
    }
    if (mark.kind === 'stroke') {
      const [x = 0, y = 0, ...rest] = mark.points;
      const look = { thickness: 1, lineCap: LineCapStyle.Round };
      let start = { x, y: bottom - y };
      // A dot is a line to itself: the round ends draw it.
      for (let index = 0; index < Math.max(rest.length, 1); index += 2) {
        const end = { x: rest[index] ?? x, y: bottom - (rest[index + 1] ?? y) };
        page.drawLine({ start, end, ...look });
        start = end;
      }
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

interface Known {
  has: ReadonlySet<number>;
  /** Whether it has a shape of its own for a character with a selector (異体字). */
  hasVariant(base: string, selected: string): boolean;
}

/** A text in stretches of one font each. Where no font has a variant its base form is drawn, and its selector reported. */
function runsOf(
  text: string,
  fonts: readonly Known[],
  lacks: (character: string) => void,
): { text: string; font: number }[] {
  const runs: { text: string; font: number }[] = [];
  const add = (drawn: string, font: number) => {
    const last = runs.at(-1);
    if (last?.font === font) last.text += drawn;
    else runs.push({ text: drawn, font });
  };
  const characters = Array.from(text);
  for (const [index, character] of characters.entries()) {
    const next = characters[index + 1];
    if (selector.test(character)) continue;
    const has = ({ has: all }: Known) => all.has(character.codePointAt(0) ?? 0);
    if (next !== undefined && selector.test(next)) {
      const variant = fonts.findIndex((font) => has(font) && font.hasVariant(character, next));
      if (variant >= 0) {
        add(character + next, variant);
        continue;
      }
      lacks(next);
    }
    const found = fonts.findIndex(has);
    if (found < 0) lacks(character);
    add(found < 0 ? GETA : character, Math.max(found, 0));
  }
  return runs;
}
