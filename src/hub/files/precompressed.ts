import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { writeDurably } from './durable.ts';

const compress = promisify(brotliCompress);

/** Below this a compressed copy saves nothing. */
const smallest = 512;

/** The bytes in Brotli (RFC 7932) at its best; for what is compressed once and sent often. */
export const brotli = (bytes: Uint8Array): Promise<Buffer> =>
  compress(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });

/**
 * Puts a compressed copy (`.br`) beside every text file of a built screen that has none that is newer, but for what is
 * in the folders `seldom`: files that no screen asks for.
 */
export async function precompress(folder: string, seldom: readonly string[] = []): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const [top = ''] = path.relative(folder, entry.parentPath).split(path.sep);
    if (seldom.includes(top)) continue;
    if (!entry.isFile() || !/\.(html|js|css|json|svg|txt|webmanifest)$/.test(entry.name)) continue;
    const file = path.join(entry.parentPath, entry.name);
    const [source, copy] = await Promise.all([stat(file), stat(`${file}.br`).catch(() => undefined)]);
    if (source.size < smallest || (copy && copy.mtimeMs >= source.mtimeMs)) continue;
    await writeDurably(`${file}.br`, await brotli(await readFile(file)));
  }
}
