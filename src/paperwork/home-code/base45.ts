/** The alphabet of Base45 (RFC 9285), which is that of a QR code's alphanumeric mode. */
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const values = new Map(Array.from(alphabet, (character, value) => [character, value]));

/** Bytes in Base45: two bytes are three characters, a last single byte is two. */
export function toBase45(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const [first = 0, second] = bytes.subarray(at, at + 2);
    const number = second === undefined ? first : first * 256 + second;
    const places = second === undefined ? [1, 45] : [1, 45, 2025];
    for (const place of places) text += alphabet[Math.floor(number / place) % 45];
  }
  return text;
}

/** The bytes of a Base45 text; nothing where it is none: a foreign character, a wrong length, a group that is too large. */
export function fromBase45(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 3 === 1) return undefined;
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 3) {
    let number = 0;
    let place = 1;
    const group = text.slice(at, at + 3);
    for (const character of group) {
      const value = values.get(character);
      if (value === undefined) return undefined;
      number += value * place;
      place *= 45;
    }
    if (number > (group.length === 3 ? 0xffff : 0xff)) return undefined;
    if (group.length === 3) bytes.push(number >> 8);
    bytes.push(number & 0xff);
  }
  return Uint8Array.from(bytes);
}
