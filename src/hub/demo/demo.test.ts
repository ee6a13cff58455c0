import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { looksLikePersonalNumber } from '../../basics/index.ts';
import { cardGallery } from '../../protocol/index.ts';
import { fixtureSources, openFixtureHub } from '../fixture/open-hub.ts';
import { cardGalleryOf } from './cards.ts';
import { readPopulation } from './population.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-demo-'));
afterAll(() => rmSync(root, { recursive: true }));

test('the gallery offers the cards of the invented people, ready to be placed', async () => {
  const hub = await openFixtureHub(root);
  const answer = await hub.app.inject('/demo/cards');
  await hub.close();
  const { cards } = cardGallery.parse(answer.json());
  expect(cards.map(({ id, label }) => [id, label])).toEqual([
    ['moving-in/family/taro', '見本 太郎'],
    ['moving-in/family/ichiro', '見本 一郎'],
    ['moving-in/settled/jiro', '見本 次郎'],
  ]);
  expect(cards[0]).toMatchObject({
    story: '家族3人、転出証明書情報あり',
    events: ['moving-in'],
    card: {
      name: '見本　太郎',
      address: '見本県となり市本町一丁目１番',
      birthDate: '1990-05-05',
      sex: 'male',
      pin: '1234',
      expiry: '2031-05-05',
    },
  });
  expect(cards[1]!.card.behaviour).toEqual({ triesLeft: { pin: 0 } });
  expect(cards[2]!.card.address, 'somebody who lives here').toBe('見本県みほん市中央四丁目５番');
});

test('no personal number comes with them', async () => {
  const digits =
    JSON.stringify(cardGalleryOf(readPopulation(fixtureSources(), 'mihon').examples)).match(/\d{12,}/g) ?? [];
  expect(digits).toEqual([]);
  const with_number = fixtureSources({
    'examples/moving-in/number.yaml':
      'events: [moving-in]\npeople:\n  a: {card: {pin: "1111"}, facts: {name: "123456789018"}}\n',
  });
  expect(looksLikePersonalNumber('123456789018')).toBe(true);
  const { examples, skipped } = readPopulation(with_number, 'mihon');
  expect(examples.map(({ file }) => file)).not.toContain('examples/moving-in/number.yaml');
  expect(skipped.join()).toContain('number.yaml');
});

const story = (people: string) => ({ 'examples/x/y.yaml': `title: 話\nevents: [moving-in]\npeople:\n${people}` });
const galleryOf = (people: string) =>
  cardGalleryOf(
    readPopulation(fixtureSources(story(people)), 'mihon').examples.filter(({ file }) => file.endsWith('x/y.yaml')),
  );

test('odd cards, unknown days, and one person in two places', () => {
  const facts = (name: string) => `facts: {name: ${name}, birth-date: '1931-05', former-address: 見本県}`;
  const { cards } = galleryOf(
    [
      `a: {card: {pin: "1111", oddity: expired}, ${facts('甲')}}`,
      `b: {card: {pin: "1111", oddity: blank}, ${facts('乙')}}`,
      `c: {card: {pin: "1111", oddity: blank}, ${facts('乙')}}`,
    ]
      .map((line) => `  ${line}\n`)
      .join(''),
  );
  expect(cards.map(({ label, card }) => [label, card.birthDate, card.expiry < '2026-01-01', card.behaviour])).toEqual([
    ['甲', '1931-05-00', true, undefined],
    ['乙', '1931-05-00', false, { blank: true }],
  ]);
});

test('a card that cannot be made is left out and named; the others are there', () => {
  const { cards, skipped } = galleryOf(
    '  a: {card: {pin: "12345"}, facts: {name: 甲, birth-date: "2000-01-01", former-address: 見本県}}\n  b: {card: {pin: "1111"}, facts: {name: 乙, birth-date: "2000-01-01", former-address: 見本県}}\n',
  );
  expect(cards.map(({ label }) => label)).toEqual(['乙']);
  expect(skipped).toEqual([expect.stringMatching(/^examples\/x\/y\.yaml:1:1 .*"a".*pin/)]);
});

test('files that are no YAML or no example are named with their line', () => {
  const { skipped } = readPopulation(
    fixtureSources({
      'examples/x/y.yaml': 'title: [',
      'examples/x/z.yaml': 'events: [a]\npeople:\n  a:\n    facts: 3\n',
    }),
    'mihon',
  );
  expect(skipped.map((line) => line.split(' ')[0])).toEqual([
    'examples/moving-in/broken.yaml:2:1',
    expect.stringMatching(/^examples\/x\/y\.yaml:\d+:\d+$/),
    'examples/x/z.yaml:4:5',
  ]);
});
