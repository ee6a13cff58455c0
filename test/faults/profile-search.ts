import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  brotliDecompressSync,
  constants,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from 'node:zlib';

/** One way in which the bytes of a file can be read. */
export interface Reading {
  how: 'as it is' | 'LevelDB log' | 'LevelDB table' | 'Snappy value' | 'gzip' | 'zlib' | 'zstd' | 'brotli';
  bytes: Buffer;
}

/**
 * Every way in which Chromium may have written something: bytes as they lie there; records of LevelDB's logs without the
 * headers that cut them at each 32 KiB; blocks of its tables, which are compressed with Snappy; IndexedDB values that are
 * compressed once more; gzip, zlib and zstd wherever their marks stand; the brotli body of a cache entry.
 */
export function readingsOf(bytes: Buffer, name: string): Reading[] {
  const readings: Reading[] = [{ how: 'as it is', bytes }];
  if (/\.log$|MANIFEST-/.test(name)) readings.push({ how: 'LevelDB log', bytes: logRecords(bytes) });
  readings.push(...tableBlocks(bytes).map((block): Reading => ({ how: 'LevelDB table', bytes: block })));
  for (const read of readings.map(({ bytes: one }) => one))
    for (const at of placesOf(read, Buffer.of(0xff, 0x11, 0x02))) {
      const value = unsnapped(read.subarray(at + 3));
      if (value) readings.push({ how: 'Snappy value', bytes: value });
    }
  const loose = { finishFlush: constants.Z_SYNC_FLUSH };
  const marks: [Reading['how'], Buffer, (of: Buffer) => Buffer][] = [
    ['gzip', Buffer.of(0x1f, 0x8b, 8), (of) => gunzipSync(of, loose)],
    ['zlib', Buffer.of(0x78, 0x9c), (of) => inflateSync(of, loose)],
    ['zlib', Buffer.of(0x78, 0x01), (of) => inflateRawSync(of.subarray(2), loose)],
    ['zlib', Buffer.of(0x78, 0xda), (of) => inflateSync(of, loose)],
    ['zstd', Buffer.of(0x28, 0xb5, 0x2f, 0xfd), (of) => zstdDecompressSync(of)],
  ];
  for (const [how, mark, open] of marks)
    for (const at of placesOf(bytes, mark)) {
      const read = attempt(() => open(bytes.subarray(at)));
      if (read && read.length > 0) readings.push({ how, bytes: read });
    }
  const body = cacheBody(bytes);
  const unpacked = body && attempt(() => brotliDecompressSync(body, { finishFlush: constants.BROTLI_OPERATION_FLUSH }));
  if (unpacked && unpacked.length > 0) readings.push({ how: 'brotli', bytes: unpacked });
  return readings;
}

/** The encodings in which a text is looked for. */
const encodings = ['UTF-8', 'UTF-16LE', 'UTF-16BE', 'JSON escapes', 'percent escapes', 'Base64 of UTF-8'] as const;

/** A text in each of them; of Base64 the part that does not depend on what stands around it. */
function encoded(text: string): [(typeof encodings)[number], Buffer][] {
  const escapes = text.replaceAll(/[^ -~]/g, (one) => String.raw`\u` + one.charCodeAt(0).toString(16).padStart(4, '0'));
  const utf8 = Buffer.from(text);
  const inBase64 = [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), utf8])
      .toString('base64')
      .replaceAll('=', '');
    return whole.slice(shift === 0 ? 0 : 4, Math.floor((shift + utf8.length) / 3) * 4);
  });
  return [
    ['UTF-8', utf8],
    ['UTF-16LE', Buffer.from(text, 'utf16le')],
    ['UTF-16BE', Buffer.from(text, 'utf16le').swap16()],
    ['JSON escapes', Buffer.from(escapes)],
    ['percent escapes', Buffer.from(encodeURIComponent(text))],
    ...inBase64
      .filter((one) => one.length >= 8)
      .map((one): [(typeof encodings)[number], Buffer] => ['Base64 of UTF-8', Buffer.from(one)]),
  ];
}

export interface Searched {
  files: number;
  bytes: number;
  /** How many readings there were of each kind. */
  readings: Partial<Record<Reading['how'], number>>;
  /** Text, file, and how it was found there. */
  found: string[];
}

/** Looks for texts in every file of a folder. */
export function searched(folder: string, texts: readonly string[]): Searched {
  const needles = texts.flatMap((text) => encoded(text).map(([how, bytes]) => ({ text, how, bytes })));
  const result: Searched = { files: 0, bytes: 0, readings: {}, found: [] };
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const bytes = readFileSync(file);
    result.files += 1;
    result.bytes += bytes.length;
    for (const { how, bytes: read } of readingsOf(bytes, entry.name)) {
      result.readings[how] = (result.readings[how] ?? 0) + 1;
      for (const needle of needles)
        if (read.includes(needle.bytes))
          result.found.push(`${needle.text} (${needle.how}) in ${path.relative(folder, file)} (${how})`);
    }
  }
  return result;
}

function* placesOf(bytes: Buffer, mark: Buffer): Generator<number> {
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) yield at;
}

function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** The records of a log: blocks of 32 KiB, each piece after a header of 7 bytes (LevelDB, doc/log_format.md). */
function logRecords(bytes: Buffer): Buffer {
  const pieces: Buffer[] = [];
  for (let block = 0; block < bytes.length; block += 32_768) {
    const end = Math.min(block + 32_768, bytes.length);
    for (let at = block; at + 7 <= end; ) {
      const length = bytes.readUInt16LE(at + 4);
      pieces.push(bytes.subarray(at + 7, Math.min(at + 7 + length, end)));
      at += 7 + length;
    }
  }
  return Buffer.concat(pieces);
}

const TABLE_MAGIC = Buffer.from('57fb808b247547db', 'hex');

/** The blocks of a table, decompressed (LevelDB, doc/table_format.md); nothing where it is none. */
function tableBlocks(bytes: Buffer): Buffer[] {
  if (bytes.length < 48 || !bytes.subarray(-8).equals(TABLE_MAGIC)) return [];
  const footer = numbers(bytes.subarray(-48, -8), 4);
  const index = blockAt(bytes, footer[2] ?? 0, footer[3] ?? 0);
  if (!index) return [];
  const restarts = index.readUInt32LE(index.length - 4);
  const blocks = [index];
  for (let at = 0; at < index.length - 4 * (restarts + 1); ) {
    const [, keyLength = 0, valueLength = 0, header = 0] = numbers(index.subarray(at), 3, true);
    const value = index.subarray(at + header + keyLength, at + header + keyLength + valueLength);
    const [offset = 0, size = 0] = numbers(value, 2);
    const block = blockAt(bytes, offset, size);
    if (block) blocks.push(block);
    at += header + keyLength + valueLength;
  }
  return blocks;
}

/** A block and what follows it: how it is compressed (0: not, 1: Snappy), and a checksum. */
function blockAt(bytes: Buffer, offset: number, size: number): Buffer | undefined {
  const block = bytes.subarray(offset, offset + size);
  return bytes[offset + size] === 1 ? unsnapped(block) : block;
}

/** So many numbers of variable length; with `lengthToo` and how many bytes they take. */
function numbers(bytes: Buffer, count: number, lengthToo = false): number[] {
  const found: number[] = [];
  let at = 0;
  for (let n = 0; n < count; n++) {
    let value = 0;
    for (let scale = 1; at < bytes.length; scale *= 128) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 127) * scale;
      if (byte < 128) break;
    }
    found.push(value);
  }
  return lengthToo ? [...found, at] : found;
}

/** Decompresses Snappy (format_description.txt); nothing where these bytes are none. */
function unsnapped(bytes: Buffer): Buffer | undefined {
  const [length = 0, from = 0] = numbers(bytes, 1, true);
  if (length === 0 || length > 64 * 2 ** 20) return undefined;
  const out = Buffer.alloc(length);
  let [at, to] = [from, 0];
  while (at < bytes.length && to < length) {
    const tag = bytes[at++] ?? 0;
    const kind = tag & 3;
    if (kind === 0) {
      let size = tag >> 2;
      if (size >= 60) {
        const more = size - 59;
        if (at + more > bytes.length) return undefined;
        size = bytes.readUIntLE(at, more);
        at += more;
      }
      size += 1;
      if (at + size > bytes.length || to + size > length) return undefined;
      bytes.copy(out, to, at, at + size);
      [at, to] = [at + size, to + size];
      continue;
    }
    const more = kind === 1 ? 1 : kind === 2 ? 2 : 4;
    if (at + more > bytes.length) return undefined;
    const low = bytes.readUIntLE(at, more);
    at += more;
    const [size, back] = kind === 1 ? [4 + ((tag >> 2) & 7), ((tag >> 5) << 8) | low] : [(tag >> 2) + 1, low];
    if (back === 0 || back > to || to + size > length) return undefined;
    for (let n = 0; n < size; n++, to++) out[to] = out[to - back] ?? 0;
  }
  return to === length ? out : undefined;
}

/** What follows the header and the key in an entry of Chromium's simple cache; nothing where this file is none. */
function cacheBody(bytes: Buffer): Buffer | undefined {
  if (bytes.length < 24 || bytes.readBigUInt64LE(0) !== 0xfcfb6d1ba7725c30n) return undefined;
  return bytes.subarray(24 + bytes.readUInt32LE(12));
}
