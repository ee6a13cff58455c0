/** The platform's cryptography, passed in: `crypto` of a browser, a worker or Node. */
export type Cryptography = Pick<Crypto, 'subtle' | 'getRandomValues'>;

/** Bytes as the platform's cryptography and database take and give them: never over shared memory. */
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const bytesOf = (text: string): Bytes => encoder.encode(text);

/** The text in UTF-8 bytes, or nothing when they hold none. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

export function joined(...parts: readonly ArrayLike<number>[]): Bytes {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
