import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lines } from './lines.ts';

function streamOf(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
}
async function all(stream: ReadableStream<Uint8Array>): Promise<string[]> {
  const found: string[] = [];
  for await (const line of lines(stream)) found.push(line);
  return found;
}

test('lines come out as they went in, wherever the bytes were cut, also inside a character', async () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !/[\n\uFEFF]/.test(text));
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 8 }), fc.array(fc.nat(200)), async (written, cuts) => {
      const bytes = new TextEncoder().encode(written.map((text) => `${text}\n`).join(''));
      const at = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).toSorted((a, b) => a - b), bytes.length];
      const pieces = at.slice(1).map((end, n) => bytes.subarray(at[n], end));
      expect(await all(streamOf(pieces))).toEqual(written);
    }),
  );
});

test('what was begun and not ended is no line', async () => {
  expect(await all(streamOf([new TextEncoder().encode('one\ntwo')]))).toEqual(['one']);
});

test('bytes that are no text, and a line without end, are refused', async () => {
  await expect(all(streamOf([Uint8Array.of(0xff, 0x0a)]))).rejects.toThrow(TypeError);
  await expect(all(streamOf([new Uint8Array(20_000).fill(0x61)]))).rejects.toThrow('without end');
});
