import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrive, contentOf, fact, procedure, says, type ScenarioClient } from '../../test/flows/small-content.ts';
import type { Form } from '../content/index.ts';
import { applications } from './application.ts';
import { papersOf } from './filled-boxes.ts';
import { type SigningPlace, signingPlaces } from './signing-places.ts';

const law = { article: '架空条例3条', checked: '2026-11-20' };
const form = (id: string, facts: readonly string[]): Form => ({
  id,
  boxes: [
    ...facts.map((one) => ({ id: one, kind: 'fact' as const, fact: one })),
    { id: 'signature', kind: 'signature', onScreen: law },
    { id: 'second', kind: 'signature' },
  ],
});
/** Three papers of two procedures, with boxes in common. */
const papers: Record<string, readonly string[]> = { gift: ['a', 'b'], consent: ['b', 'c'], dog: ['d'] };
const facts = ['a', 'b', 'c', 'd', 'e'] as const;
const content = contentOf({
  facts: facts.map((id) => fact(id, { type: 'text' })),
  procedures: [
    procedure('gift', { when: { always: true }, form: 'gift', forms: [{ form: 'consent' }] }),
    procedure('dog', { when: { always: true }, form: 'dog' }),
  ],
  forms: Object.entries(papers).map(([id, own]) => form(id, own)),
});
const strokes = [[100, 500, 900, 400, 1800, 600]];

function sign(client: ScenarioClient, { place, text }: SigningPlace): void {
  const digest = createHash('sha256').update(text).digest('hex');
  client.act({ type: 'signed', place, signed: text, digest, strokes });
}

function everythingSigned(): ScenarioClient {
  const client = arrive(content);
  client.record(says({ a: '1', b: '2', c: '3', d: '4', e: '5' }));
  for (const place of signingPlaces(client.visit.outlook)) sign(client, place);
  return client;
}

const standing = (client: ScenarioClient) =>
  Object.fromEntries(signingPlaces(client.visit.outlook).map((one) => [one.form, one.standing]));
/** The papers on which a signature stands. */
const signedOn = (client: ScenarioClient) =>
  applications(client.visit.outlook)
    .flatMap(papersOf)
    .flatMap(({ form: id, boxes }) => boxes.flatMap((box) => (box.signature ? [`${id} ${box.id}`] : [])));

describe('a signature on the screen', () => {
  test('voids with any change of what was signed, and with no other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...facts), fc.constantFrom('1', '2', '3', 'x')), {
          minLength: 1,
          maxLength: 4,
        }),
        (changes) => {
          const client = everythingSigned();
          for (const [id, value] of changes) client.record(says({ [id]: value }));
          const first: Record<string, string> = { a: '1', b: '2', c: '3', d: '4', e: '5' };
          const now = { ...first, ...Object.fromEntries(changes) };
          const holds = (id: string) => (papers[id] ?? []).every((one) => now[one] === first[one]);
          const expected = Object.keys(papers).map((id) => [id, holds(id) ? 'signed' : 'void'] as const);
          expect(standing(client)).toEqual(Object.fromEntries(expected));
          expect(signedOn(client)).toEqual(
            expected.flatMap(([id, is]) => (is === 'signed' ? [`${id} signature`] : [])),
          );
        },
      ),
    );
  });

  test('is given again after a change, taken back, and never stands where the municipality does not allow it', () => {
    const client = everythingSigned();
    client.record(says({ a: 'x' }));
    const [gift] = signingPlaces(client.visit.outlook);
    if (!gift) throw new Error('nothing to sign');
    sign(client, gift);
    expect(standing(client)).toMatchObject({ gift: 'signed' });
    client.act({ type: 'signature-withdrawn', place: gift.place });
    expect(standing(client)).toMatchObject({ gift: 'open', consent: 'signed' });
    expect(() => sign(client, { ...gift, place: { ...gift.place, box: 'second' } })).toThrow('not-here');
    expect(() => sign(client, { ...gift, place: { ...gift.place, form: 'dog' } })).toThrow('not-here');
  });

  test('is not offered while something is missing: then the paper is completed and signed by hand', () => {
    const client = arrive(content);
    client.record(says({ a: '1', b: '2', d: '4' }));
    expect(Object.keys(standing(client))).toEqual(['gift', 'dog']);
  });

  test('survives a replay of the case', () => {
    const client = everythingSigned();
    const again = client.course.open(client.visit.actions);
    if (!again.ok) throw new Error(again.reason);
    expect(again.value.refused).toEqual([]);
    expect(applications(again.value.visit.outlook)).toEqual(applications(client.visit.outlook));
  });
});
