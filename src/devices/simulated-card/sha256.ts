/**
 * SHA-256 (FIPS 180-4) of short files. The browser's own one answers later, by promise; a chip's files must be there
 * when the card is made.
 */
export function sha256(message: Uint8Array): Uint8Array {
  const state = Uint32Array.from(initial);
  const padded = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 4, message.length * 8);
  for (let at = 0; at < padded.length; at += 64) digestBlock(state, view, at);
  const digest = new Uint8Array(32);
  state.forEach((word, n) => new DataView(digest.buffer).setUint32(n * 4, word));
  return digest;
}

const isPrime = (n: number): boolean => {
  for (let divisor = 2; divisor * divisor <= n; divisor++) if (n % divisor === 0) return false;
  return true;
};
const primes = Array.from({ length: 312 }, (_, n) => n).filter((n) => n > 1 && isPrime(n));
/** The first 32 bits behind the point. */
const fraction = (value: number): number => ((value - Math.floor(value)) * 2 ** 32) >>> 0;

const initial = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const constants = Uint32Array.from(primes.slice(0, 64), (prime) => fraction(Math.cbrt(prime)));

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

function digestBlock(state: Uint32Array, message: DataView, from: number): void {
  const words = new Uint32Array(64);
  const word = (n: number): number => words[n] ?? 0;
  for (let n = 0; n < 64; n++) {
    if (n < 16) {
      words[n] = message.getUint32(from + n * 4);
      continue;
    }
    const [before, earlier] = [word(n - 2), word(n - 15)];
    const small0 = turned(earlier, 7) ^ turned(earlier, 18) ^ (earlier >>> 3);
    const small1 = turned(before, 17) ^ turned(before, 19) ^ (before >>> 10);
    words[n] = word(n - 16) + small0 + word(n - 7) + small1;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let n = 0; n < 64; n++) {
    const large1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const first = (h + large1 + ((e & f) ^ (~e & g)) + (constants[n] ?? 0) + word(n)) >>> 0;
    const large0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const second = (large0 + ((a & b) ^ (a & c) ^ (b & c))) >>> 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) >>> 0, c, b, a, (first + second) >>> 0];
  }
  [a, b, c, d, e, f, g, h].forEach((value, n) => {
    state[n] = (state[n] ?? 0) + value;
  });
}
