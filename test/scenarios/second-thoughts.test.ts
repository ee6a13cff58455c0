import { describe, expect, test } from 'vitest';
import { applications } from '../../src/paperwork/index.ts';
import { Talk } from './talk.ts';

describe('an answer is changed at the end', () => {
  test('the visit comes straight back, with other procedures, and with the first answer as it was', () => {
    const talk = new Talk('moving-in/family-of-four');
    talk.until();
    const before = talk.applying;
    const papers = applications(talk.outlook);

    expect(talk.changesToSay('out-notice', 'case', 'out-notice', 'paper')).toEqual(['out-notice']);
    expect(talk.step).toBe('prepared');
    expect(talk.applying).toContain('move-in-notification');
    expect(talk.applying).not.toContain('move-in-special-card');

    talk.changesToSay('out-notice', 'case', 'out-notice', 'card');
    expect(talk.applying).toEqual(before);
    expect(applications(talk.outlook)).toEqual(papers);
  });

  test('what has become needed is asked, and nothing else again', () => {
    const talk = new Talk('moving-in/single');
    talk.until();
    expect(talk.changesToSay('employee-insured', 'hana', 'employee-insured', false)).toEqual(['employee-insured']);
    expect(talk.applying).toContain('nhi-enroll-move-in');
    expect(talk.says('case', 'dog-chip-updated', false).changesToSay('home-items', 'case', 'has-dog', true)).toEqual([
      'home-items',
    ]);
    expect(talk.applying).toContain('dog-registration-change');
  });

  test('an earlier day of moving makes the visit late, and asks why', () => {
    const talk = new Talk('moving-in/single');
    talk.until();
    expect(talk.applying).toContain('move-in-special-card');
    expect(
      talk.says('case', 'late-reason', 'work').changesToSay('move-date', 'case', 'move-date', '2026-10-20'),
    ).toEqual(['move-date', 'late-reason']);
    expect(talk.applying).toEqual(expect.arrayContaining(['move-in-notification', 'mynumber-card-reissue of hana']));
    expect(talk.applying).not.toContain('mynumber-card-continued-use');
  });
});

describe('a branch closes and opens again', () => {
  test('what was said in it is not used meanwhile, and is asked to be checked when it returns', () => {
    const talk = new Talk('moving-in/student-dormitory-earlier-nhi');
    talk.until();
    expect(talk.applying).toContain('nhi-student-exception');

    expect(talk.changesToSay('home-kind', 'case', 'home-kind', 'own')).toEqual(['home-kind']);
    expect(talk.applying).toContain('nhi-enroll-move-in');
    expect(talk.applying).not.toContain('nhi-student-exception');

    expect(talk.changesToSay('home-kind', 'case', 'home-kind', 'student-housing')).toEqual(['home-kind', 'nhi-before']);
    expect(talk.applying).toContain('nhi-student-exception');
    expect(talk.applying).not.toContain('nhi-enroll-move-in');
  });
});

describe('going back', () => {
  test('step by step, and forward again over what was said, changes nothing', () => {
    const talk = new Talk('moving-in/family-of-five');
    talk.until('allowance-claimant');
    const before = talk.applying;
    const passed: string[] = [];
    for (let steps = 0; steps < 4; steps++) {
      expect(talk.client.back()).toBe(true);
      passed.unshift(talk.step);
    }
    expect(talk.until('allowance-claimant')).toEqual(passed);
    expect(talk.step).toBe('allowance-claimant');
    expect(talk.applying).toEqual(before);
  });

  test('at the beginning there is no way back', () => {
    const talk = new Talk('moving-in/couple');
    expect(talk.step).toBe('purpose');
    expect(talk.client.back()).toBe(false);
  });

  test('another answer given on the way back is the one that counts', () => {
    const talk = new Talk('moving-in/couple');
    talk.until('has-welfare-items');
    while (talk.step !== 'employee-insured') expect(talk.client.back()).toBe(true);
    talk.says('ichiro', 'employee-insured', true).says('futaba', 'employee-insured', true).until();
    expect(talk.applying).not.toContain('nhi-enroll-move-in');
  });
});
