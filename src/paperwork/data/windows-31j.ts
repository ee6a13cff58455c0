/**
 * Windows-31J (CP932, what Windows and Excel call Shift_JIS): the platform's decoder read backwards. Every browser and
 * Node decode it after the WHATWG Encoding Standard; none encodes it, and the libraries that do need Node's Buffer or
 * write 髙 where Windows does not look for it (docs/decisions/010-windows-31j.md).
 */
let table: ReadonlyMap<string, readonly number[]> | undefined;

/** The bytes of one character; undefined where Windows-31J has none. */
export function windows31jBytes(character: string): readonly number[] | undefined {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return [code];
  table ??= encodingTable();
  return table.get(character);
}

/** Encodes text of which every character has bytes; throws a RangeError on any other: `encodable` comes first. */
export function encodeWindows31j(text: string): Uint8Array<ArrayBuffer> {
  const bytes = Array.from(text, (character) => {
    const found = windows31jBytes(character);
    if (!found) throw new RangeError(`Windows-31J has no U+${character.codePointAt(0)?.toString(16).toUpperCase()}`);
    return found;
  });
  return Uint8Array.from(bytes.flat());
}

/** Encoding Standard §12.3: of several places of one character the first, but none in 8272–8835 (NEC's copies of IBM's). */
function encodingTable(): Map<string, readonly number[]> {
  const decoder = new TextDecoder('shift_jis', { fatal: true });
  const found = new Map<string, readonly number[]>();
  const enter = (bytes: number[]) => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes));
      if (Array.from(text).length === 1 && !found.has(text)) found.set(text, bytes);
    } catch {
      // No character stands there.
    }
  };
  for (let half = 0xa1; half <= 0xdf; half++) enter([half]);
  for (let lead = 0x81; lead <= 0xfc; lead++) {
    // Characters made by the user (F0–F9) mean another sign on every machine: none is written.
    if ((lead >= 0xa0 && lead <= 0xdf) || (lead >= 0xf0 && lead <= 0xf9)) continue;
    for (let trail = 0x40; trail <= 0xfc; trail++) {
      if (trail === 0x7f) continue;
      const pointer = (lead - (lead < 0xa0 ? 0x81 : 0xc1)) * 188 + trail - (trail < 0x7f ? 0x40 : 0x41);
      if (pointer < 8272 || pointer > 8835) enter([lead, trail]);
    }
  }
  return found;
}
