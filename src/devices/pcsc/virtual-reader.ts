import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Where pcscd takes readers from that are not found by themselves. */
const readerFolder = '/etc/reader.conf.d';

/**
 * The file by which this machine has a virtual card reader (vpcd), if any. Such a reader takes cards from the network:
 * anybody who reaches the machine could put one on it.
 */
export function virtualReaderIn(folder: string = readerFolder): string | undefined {
  let files: string[];
  try {
    files = readdirSync(folder).map((name) => path.join(folder, name));
  } catch {
    return undefined;
  }
  return files.find((file) => path.basename(file) === 'vpcd' || /^[^#]*vpcd/m.test(textOf(file)));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
