import { fail, ok, type Result } from '../basics/index.ts';

/** One BER-TLV object (ISO/IEC 7816-4 §5.2.2). The tag keeps its bytes as they stand: `FF 20` is 0xFF20. */
export interface TlvObject {
  readonly tag: number;
  readonly value: Uint8Array;
  /** Where the tag stands, counted from the first byte of what was parsed plus the base given. */
  readonly at: number;
}

export interface TlvHeader {
  readonly tag: number;
  /** Bytes of tag and length together. */
  readonly headerBytes: number;
  /** Bytes of the value, as announced. */
  readonly valueBytes: number;
}

export type TlvProblem = 'truncated' | 'tag-too-long' | 'indefinite-length' | 'length-too-long';

const longestTag = 3;
const longestLength = 3;

/**
 * Tag and length at a place. Lengths of one byte, `81`, `82` and `83` are read, also where a shorter form would do
 * (issued cards have such). `80` (indefinite) and anything longer is refused. The value need not be there yet.
 */
export function parseTlvHeader(bytes: Uint8Array, at = 0): Result<TlvHeader, TlvProblem> {
  let next = at;
  const first = bytes[next++];
  if (first === undefined) return fail('truncated');
  let tag = first;
  if ((first & 0x1f) === 0x1f) {
    let more = true;
    while (more) {
      if (next - at === longestTag) return fail('tag-too-long');
      const byte = bytes[next++];
      if (byte === undefined) return fail('truncated');
      tag = tag * 256 + byte;
      more = (byte & 0x80) !== 0;
    }
  }
  const length = bytes[next++];
  if (length === undefined) return fail('truncated');
  if (length < 0x80) return ok({ tag, headerBytes: next - at, valueBytes: length });
  if (length === 0x80) return fail('indefinite-length');
  const lengthBytes = length - 0x80;
  if (lengthBytes > longestLength) return fail('length-too-long');
  let valueBytes = 0;
  for (let n = 0; n < lengthBytes; n++) {
    const byte = bytes[next++];
    if (byte === undefined) return fail('truncated');
    valueBytes = valueBytes * 256 + byte;
  }
  return ok({ tag, headerBytes: next - at, valueBytes });
}

/** Whether the rest is filler: `00`, or `FF` that begins no tag (a tag `FF xx` has a second byte below 80 or goes on). */
const isFiller = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0x00 || (bytes[at] === 0xff && (bytes[at + 1] ?? 0xff) === 0xff);

/** The objects that stand one after the other, up to the end or to filler. `base` is added to their places. */
export function parseTlv(bytes: Uint8Array, base = 0): Result<readonly TlvObject[], TlvProblem> {
  const objects: TlvObject[] = [];
  let at = 0;
  while (at < bytes.length && !isFiller(bytes, at)) {
    const header = parseTlvHeader(bytes, at);
    if (!header.ok) return header;
    const { tag, headerBytes, valueBytes } = header.value;
    const from = at + headerBytes;
    if (from + valueBytes > bytes.length) return fail('truncated');
    objects.push({ tag, value: bytes.subarray(from, from + valueBytes), at: base + at });
    at = from + valueBytes;
  }
  return ok(objects);
}
