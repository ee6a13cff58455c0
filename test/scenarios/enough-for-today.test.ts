import { describe, expect, test } from 'vitest';
import { visitingOrder } from '../../src/engine/index.ts';
import { applications } from '../../src/paperwork/index.ts';
import { example, examples, lived } from '../flows/example-files.ts';
import { Talk } from './talk.ts';

describe('enough for today', () => {
  test('who stops at the list is prepared with what is known, and asked nothing more', () => {
    const talk = new Talk('moving-in/single');
    talk.until('results');
    const { applying } = talk;
    talk.client.act({ type: 'finished-early' });
    expect(talk.step).toBe('prepared');
    expect(talk.applying).toEqual(applying);
    expect(applications(talk.outlook).length).toBeGreaterThan(0);
    // The telephone number was never asked: its box says so and is not guessed.
    const boxes = applications(talk.outlook).flatMap((one) => one.boxes.filter(({ id }) => id === 'phone'));
    expect(boxes.map(({ source }) => source)).toContain('missing');
  });

  test('it is not offered before there is a list: an untold case would look finished', () => {
    const talk = new Talk('moving-in/single');
    talk.until('new-address');
    expect(() => talk.client.act({ type: 'finished-early' })).toThrow('not-here');
  });

  test('the stored case opens where it ended', () => {
    const talk = new Talk('moving-in/single');
    talk.until('results');
    talk.client.act({ type: 'finished-early' });
    talk.client.act({ type: 'prepared', receipt: 'A-1' });
    const opened = talk.client.course.open(talk.client.visit.actions);
    expect(opened).toMatchObject({ ok: true, value: { refused: [], moved: [], visit: { step: { key: 'prepared' } } } });
  });
});

describe('the order of the desks', () => {
  test.each(examples)('$name: everything once, and nothing before what it comes after', (one) => {
    const { findings } = lived(one).client.visit.outlook;
    const order = visitingOrder(findings).flatMap((visit) => visit.findings);
    const stops = findings.filter(
      ({ standing, compiled: { procedure } }) =>
        standing !== 'does-not-apply' && procedure.end !== 'another-office' && procedure.end !== 'notice-only',
    );
    expect(new Set(order)).toEqual(new Set(stops));
    expect(order).toHaveLength(stops.length);
    const ids = order.map(({ compiled }) => compiled.procedure.id);
    for (const [index, { compiled }] of order.entries())
      for (const before of compiled.procedure.after) expect(ids.slice(index + 1)).not.toContain(before);
  });

  test('a family that moves in sees each desk once', () => {
    const { findings } = lived(example('moving-in/family-of-four')).client.visit.outlook;
    const desks = visitingOrder(findings).map(({ desk }) => desk);
    expect(desks[0]).toBe('resident');
    expect(new Set(desks).size).toBe(desks.length);
  });
});
