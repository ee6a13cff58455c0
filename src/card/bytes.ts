/** Bytes as hexadecimal text, upper case, without separators. */
export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();

/** Bytes of hexadecimal text written in this source (constants, test vectors). Not for input: odd text gives zeros. */
export const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** The bytes of several arrays one after the other. */
export function joinBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** The digits as ASCII bytes, the form in which the card keeps dates, codes and PINs. */
export const digitBytes = (digits: string): Uint8Array => Uint8Array.from(digits, (digit) => digit.charCodeAt(0));

/** ASCII text of bytes, or nothing when one of them is not a digit. */
export function digitsOf(bytes: Uint8Array): string | undefined {
  return bytes.every((byte) => byte >= 0x30 && byte <= 0x39) ? String.fromCharCode(...bytes) : undefined;
}
