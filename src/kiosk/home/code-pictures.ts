import { toCanvas, toString } from 'qrcode';

/**
 * Correction Q: read as fast and from as far as M, and more often where scratches lie over it
 * (`npm run bench -- home-code` compares them).
 */
const look = { errorCorrectionLevel: 'Q', margin: 4 } as const;

/** One code for the screen, as SVG. */
export const codePicture = (text: string): Promise<string> => toString(text, { ...look, type: 'svg' });

/** Pixels of one square of a saved code, and of the space below it. */
const MODULE = 8;
const SPACE = 48;

/** All codes below one another as one picture (PNG) to keep: a phone shows it without a network. */
export async function savedPicture(texts: readonly string[], captionOf: (number: number) => string): Promise<Blob> {
  const codes = texts.map(() => document.createElement('canvas'));
  await Promise.all(texts.map((text, index) => toCanvas(codes[index], text, { ...look, scale: MODULE })));
  const whole = document.createElement('canvas');
  whole.width = Math.max(...codes.map(({ width }) => width));
  whole.height = codes.reduce((height, code) => height + code.height + SPACE, 0);
  const context = whole.getContext('2d');
  if (!context) throw new Error('this browser draws nothing');
  context.fillStyle = 'white';
  context.fillRect(0, 0, whole.width, whole.height);
  context.fillStyle = 'black';
  context.font = '28px sans-serif';
  context.textAlign = 'center';
  let top = 0;
  for (const [index, code] of codes.entries()) {
    context.drawImage(code, (whole.width - code.width) / 2, top);
    context.fillText(captionOf(index + 1), whole.width / 2, top + code.height + 20);
    top += code.height + SPACE;
  }
  return new Promise((resolve, reject) => {
    whole.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture was made'))), 'image/png');
  });
}
