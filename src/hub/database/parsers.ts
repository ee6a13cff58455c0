/**
 * How columns arrive, by the number of their type in PostgreSQL: the same from the embedded database and from a server,
 * whose usual parsers differ. All else comes as both give it.
 */
export const parsers: Record<number, (text: string) => unknown> = {
  17: (text) => Uint8Array.from(Buffer.from(text.slice(2), 'hex')), // bytea
  20: wholeNumber, // int8
  1082: (text) => text, // date: a day has no time of day
  1114: (text) => `${text.replace(' ', 'T')}`, // timestamp
  1184: (text) => new Date(text).toISOString(), // timestamptz
  1700: (text) => text, // numeric: exact, so no floating point
};

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError('a whole number beyond 2^53');
  return number;
}
