import { describe, expect, test } from 'vitest';
import { courseOf } from '../flows/example-files.ts';
import { Talk } from './talk.ts';

describe('a stop', () => {
  test('who has not filed the moving-out is stopped at once, and goes on once it is filed', () => {
    const talk = new Talk('moving-in/move-out-not-filed');
    expect(talk.until()).toEqual(['out-notice']);
    expect(talk.client.step).toMatchObject({ kind: 'stop', stop: 'move-out-not-filed' });

    talk.says('case', 'out-notice', 'paper').client.change('out-notice');
    expect(talk.until()).not.toEqual([]);
    expect(talk.step).toBe('prepared');
    expect(talk.applying).toContain('move-in-notification');
  });

  test('who comes before the day of the move comes back on it, with everything as it was', () => {
    const talk = new Talk('moving-in/move-date-in-future');
    talk.until();
    expect(talk.client.step).toMatchObject({ kind: 'stop', stop: 'not-yet-moved' });

    talk.client.act({ type: 'day-set', today: '2026-11-30' }, 'staff');
    expect(talk.until()).not.toContain('move-date');
    expect(talk.step).toBe('prepared');
    expect(talk.applying).toContain('move-in-notification');
  });

  test('protective measures that the register tells in the middle stop the visit whole', () => {
    const talk = new Talk('moving-in/family-of-four');
    talk.until('home-kind');
    talk.client.record([{ subject: 'case', fact: 'address-protection', said: { value: true }, source: 'register' }]);
    expect(talk.client.step).toMatchObject({ kind: 'stop', stop: 'protected' });
    expect(talk.until()).toEqual([]);
    expect(() => talk.client.pass()).toThrow('refused');
  });
});

describe('a visit that was left', () => {
  test('is taken up at the same question with the same answers', () => {
    const talk = new Talk('moving-in/family-of-five');
    talk.until('employee-insured');
    const opened = courseOf(['moving-in']).open(talk.client.visit.actions);
    if (!opened.ok) throw new Error(opened.reason);
    const { visit, refused, moved } = opened.value;
    expect({ refused, moved }).toEqual({ refused: [], moved: [] });
    expect(visit.step.key).toBe('employee-insured');
    expect(visit.outlook.view.state).toEqual(talk.outlook.view.state);
  });

  test('and taken up on a later day it counts the days from then', () => {
    const talk = new Talk('moving-in/last-day-after-holidays');
    talk.until();
    expect(talk.applying).toContain('move-in-special-card');
    talk.client.act({ type: 'day-set', today: '2026-11-25' }, 'staff');
    talk.says('case', 'late-reason', 'other').until();
    expect(talk.applying).toContain('move-in-notification');
    expect(talk.applying).not.toContain('move-in-special-card');
  });
});
