import { type LackingCharacter, type Page, type Pdf, pdfOf } from '../../../paperwork/index.ts';
import { printingFonts } from './printing-fonts.ts';

/** A PDF for the office: what the kiosk's fonts lack is drawn with the fonts of names, where this machine has them. */
export interface DrawnPdf extends Pdf {
  /** What the usual fonts lack and those of names have: no 〓 stands there any more. */
  redrawn: LackingCharacter[];
}

/** Draws pages; the fonts of names (files) are large, and read only where something is lacking. */
export async function drawnPdf(
  pages: readonly Page[],
  about: Parameters<typeof pdfOf>[2],
  ofNames: readonly string[],
): Promise<DrawnPdf> {
  const first = await pdfOf(pages, printingFonts(), about);
  if (first.lacking.length === 0 || ofNames.length === 0) return { ...first, redrawn: [] };
  const again = await pdfOf(pages, printingFonts(ofNames), about);
  const still = new Set(again.lacking.map(({ code, page }) => `${page} ${code}`));
  return { ...again, redrawn: first.lacking.filter(({ code, page }) => !still.has(`${page} ${code}`)) };
}

/** What is said about the characters of a file: which were redrawn, and which are still 〓 or in their base form. */
export const charactersOf = (file: string, { lacking, redrawn }: DrawnPdf): string[] => [
  ...redrawn.map(
    ({ character, code, page }) => `${file}, page ${page}: ${character} (${code}) redrawn with the font of names`,
  ),
  ...lacking.map(({ character, code, page }) =>
    /^U\+(FE0|E01)/.test(code)
      ? `${file}, page ${page}: no font has the variant ${code}; its base form is written`
      : `${file}, page ${page}: no font has ${character} (${code}); written as 〓`,
  ),
];
