import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collect, type Collected, nothingCollected } from './collector.ts';
import { joinParts, type Part, PARTS_LIMIT, readPart, SEALED_CODE_LIMIT, splitCode } from './parts.ts';

const [one, other] = ['019aa000-0000-7000-8000-00005f0a93c1', '019aa000-0000-7000-8000-0000aaaaaaaa'] as const;
const bytes = fc
  .uint8Array({ minLength: 1, maxLength: SEALED_CODE_LIMIT })
  .map((array): Uint8Array => new Uint8Array(array));

function textsOf(sealed: Uint8Array, id: string = one): string[] {
  const split = splitCode(sealed, id);
  if (!split.ok) throw new Error(split.reason);
  return split.value;
}

function partOf(text: string): Part {
  const part = readPart(text);
  if (!part.ok) throw new Error(part.reason);
  return part.value;
}

/** What a kiosk has after these texts, one after the other. */
function after(texts: readonly string[]): Collected | undefined {
  let collection = nothingCollected;
  let collected: Collected | undefined;
  for (const text of texts) ({ collection, collected } = collect(collection, partOf(text)));
  return collected;
}

test('whatever was split is joined, in any order, with duplicates and parts of another code between', () =>
  fc.assert(
    fc.property(bytes, bytes, fc.infiniteStream(fc.nat()), (sealed, foreign, chance) => {
      const texts = textsOf(sealed);
      const last = texts[chance.next().value! % texts.length]!;
      const rest = texts.filter((text) => text !== last);
      const others = textsOf(foreign, other).slice(1);
      const mixed = [...rest, ...rest, ...others]
        .map((text) => ({ text, at: chance.next().value! }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ text }) => text);
      const collected = after([...mixed, last]);
      expect(collected?.outcome === 'complete' && joinParts(collected.parts)).toEqual(sealed);
    }),
    { numRuns: 60 },
  ));

test('parts are short, about equally long, in the characters of an alphanumeric code', () => {
  const texts = textsOf(new Uint8Array(1100).fill(255));
  expect(texts).toHaveLength(4);
  for (const text of texts) expect(text).toMatch(/^KKN1:5F0A93C1:[1-4]\/4:[0-9A-F]{8}:[0-9A-Z $%*+\-./:]{411,413}$/);
  expect(textsOf(new Uint8Array(SEALED_CODE_LIMIT))).toHaveLength(PARTS_LIMIT);
  expect(splitCode(new Uint8Array(SEALED_CODE_LIMIT + 1), one)).toEqual({ ok: false, reason: 'too-large' });
});

test('progress is told, and a part that was read before adds nothing', () => {
  const texts = textsOf(new Uint8Array(800));
  expect(after(texts.slice(1, 2))).toEqual({ outcome: 'added', read: [2], of: 3 });
  expect(after([texts[1]!, texts[0]!])).toEqual({ outcome: 'added', read: [1, 2], of: 3 });
  expect(after([texts[1]!, texts[1]!])).toEqual({ outcome: 'known', read: [2], of: 3 });
});

test('a part that contradicts those of the same name begins anew', () => {
  const [first] = textsOf(new Uint8Array(800));
  const [again, second] = textsOf(new Uint8Array(800).fill(7));
  expect(after([first!, again!])).toEqual({ outcome: 'added', read: [1], of: 3 });
  const [longer] = textsOf(new Uint8Array(1500));
  expect(after([first!, second!, longer!])).toMatchObject({ outcome: 'added', read: [1] });
});

test('any character that is exchanged, lost or added is found', () => {
  const [text = ''] = textsOf(Uint8Array.from({ length: 300 }, (_, n) => n));
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom('', 'X', '0', ' ', '::'), (at, put) => {
      const changed = text.slice(0, at) + put + text.slice(at + 1);
      expect(readPart(changed).ok).toBe(changed === text);
    }),
  );
});

test('what is no part says what it is', () => {
  const [text = ''] = textsOf(new Uint8Array(10));
  const reasons = [
    'https://example.jp',
    '',
    text.replace('KKN1', 'KKN2'),
    text.slice(0, -1),
    text.toLowerCase(),
    'KKN1:',
  ];
  expect(reasons.map((read) => readPart(read))).toEqual(
    ['foreign', 'foreign', 'newer', 'damaged', 'foreign', 'damaged'].map((reason) => ({ ok: false, reason })),
  );
  for (const hostile of ['KKN1:00000000:2/1:', 'KKN1:00000000:1/99:', 'KKN1:00000000:0/1:'])
    expect(readPart(`${hostile}00000000:AB`)).toEqual({ ok: false, reason: 'damaged' });
});
