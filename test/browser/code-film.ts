import { writeFileSync } from 'node:fs';
import { create } from 'qrcode';

/** A film for a camera that is none (Chromium's `--use-file-for-fake-video-capture`): grey pictures, no colour. */
export interface Film {
  width: number;
  height: number;
  /** One picture after the other, a byte of brightness for each point. */
  pictures: readonly Uint8Array[];
}

/** A QR code as a phone shows it to a camera: so many points a module, in the middle of a dark room. */
export function codeInRoom(text: string, { width = 640, height = 480, module = 5 } = {}): Uint8Array {
  const { modules } = create(text, { errorCorrectionLevel: 'Q' });
  const picture = new Uint8Array(width * height).fill(70);
  const side = (modules.size + 8) * module;
  const [left, top] = [Math.floor((width - side) / 2), Math.floor((height - side) / 2)];
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const [column, row] = [Math.floor(x / module) - 4, Math.floor(y / module) - 4];
      const inside = column >= 0 && row >= 0 && column < modules.size && row < modules.size;
      picture[(top + y) * width + left + x] = inside && modules.get(row, column) ? 25 : 230;
    }
  return picture;
}

/** Writes a film as YUV4MPEG2 at ten pictures a second. */
export function writeFilm(file: string, { width, height, pictures }: Film): void {
  const colour = Buffer.alloc((width * height) / 2, 128);
  const frames = pictures.flatMap((picture) => [Buffer.from('FRAME\n'), Buffer.from(picture), colour]);
  writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420\n`), ...frames]));
}
