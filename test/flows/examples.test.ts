import { describe, expect, test } from 'vitest';
import type { RunOptions } from '../../src/scenario/index.ts';
import { advice, contentOf, examples, type Expected, found, lived } from './example-files.ts';

const ways: { way: string; options: RunOptions }[] = [
  { way: 'with certificate and cards', options: { certificate: true, cards: true } },
  { way: 'with the certificate only', options: { certificate: true, cards: false } },
  { way: 'with cards only', options: { certificate: false, cards: true } },
  { way: 'with nothing but answers', options: { certificate: false, cards: false } },
];

const byPlace = (a: Expected, b: Expected) =>
  `${a.procedure} ${a.person ?? ''}` < `${b.procedure} ${b.person ?? ''}` ? -1 : 1;

describe.each(examples)('$name', (example) => {
  const { input } = example;
  const expected = input.expect;
  if (!expected) throw new Error(`${example.name} expects nothing`);

  describe.each(ways)('$way', ({ options }) => {
    const { client, put, stop } = lived(example, options);
    const { outlook } = client.visit;

    test('exactly the expected procedures apply, by the expected days', () => {
      expect(found(outlook, 'applies').sort(byPlace)).toEqual([...expected.applies].sort(byPlace));
    });

    test('what cannot be known yet is kept as possible', () => {
      const possible = found(outlook, 'may-apply');
      const kept = (one: Expected) =>
        possible.some(
          ({ procedure, person, deadline }) =>
            procedure === one.procedure && (one.person ?? person) === person && (one.deadline ?? deadline) === deadline,
        );
      expect((expected['may-apply'] ?? []).filter((one) => !kept(one))).toEqual([]);
    });

    test('what must not appear does not', () => {
      const present = new Set(
        [...found(outlook, 'applies'), ...found(outlook, 'may-apply')].map(({ procedure }) => procedure),
      );
      expect(expected.not.filter((id) => present.has(id))).toEqual([]);
    });

    test('nothing is asked that such people could not answer', () => {
      const unanswered = put.flatMap(({ statements }) => statements.filter(({ said }) => 'unknown' in said));
      const puzzling = unanswered.filter(
        ({ subject, fact }) => (input.people[subject]?.facts ?? input.facts ?? {})[fact] !== 'unknown',
      );
      expect(
        example.name === 'moving-in/everything-unknown'
          ? []
          : puzzling.map(({ subject, fact }) => `${subject}/${fact}`),
      ).toEqual([]);
    });

    test('the visit ends where it was expected to, and shows the advice', () => {
      expect(stop).toBe(expected.stop);
      expect(advice(outlook, 'resident')).toEqual(expect.arrayContaining(expected.notes ?? []));
    });
  });

  test('papers and cards never make more questions', () => {
    const [all, , , none] = ways.map(({ options }) => lived(example, options).put.length);
    expect(all).toBeLessThanOrEqual(none ?? 0);
  });
});

describe('the examples', () => {
  const procedures = [
    ...new Set(examples.flatMap(({ input }) => contentOf(input.municipality).procedures.map(({ id }) => id))),
  ];
  const applying = (id: string) =>
    examples.filter(({ input }) => input.expect?.applies.some(({ procedure }) => procedure === id));

  test.each(procedures)('%s applies in one', (id) => {
    expect(applying(id).map(({ name }) => name)).not.toEqual([]);
  });

  // Whoever moves is told of these, whatever the facts.
  const forEverybody = ['external-notices-move', 'garbage-info', 'water-sewer-move'];
  test.each(procedures.filter((id) => !forEverybody.includes(id)))('%s is ruled out in one', (id) => {
    expect(examples.filter(({ input }) => input.expect?.not.includes(id)).map(({ name }) => name)).not.toEqual([]);
  });

  test.each(forEverybody)('%s applies whenever somebody has moved here', (id) => {
    const here = examples.filter(({ input }) =>
      input.events.some((event) => event.startsWith('moving-in') || event === 'moving-within'),
    );
    expect(applying(id).map(({ name }) => name)).toEqual(here.map(({ name }) => name));
  });

  test('everything they expect exists', () => {
    const named = examples.flatMap(({ input }) =>
      [...(input.expect?.applies ?? []), ...(input.expect?.['may-apply'] ?? [])].map(({ procedure }) => procedure),
    );
    const excluded = examples.flatMap(({ input }) => input.expect?.not ?? []);
    expect([...named, ...excluded].filter((id) => !procedures.includes(id))).toEqual([]);
  });

  test('their people are of one population: no two cards share a PIN, no two people a name', () => {
    const people = examples.flatMap(({ input }) => Object.values(input.people));
    const pins = people.flatMap(({ card }) => card?.pin ?? []);
    const names = people.flatMap(({ facts }) => (typeof facts?.['name'] === 'string' ? facts['name'] : []));
    expect(new Set(pins).size).toBe(pins.length);
    expect(new Set(names).size).toBe(names.length);
  });
});
