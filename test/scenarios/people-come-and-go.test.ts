import { describe, expect, test } from 'vitest';
import { Talk } from './talk.ts';

/** A couple at the end of their visit; then they think of the baby. */
function withBaby(): { talk: Talk; asked: string[] } {
  const talk = new Talk('moving-in/couple');
  talk.until();
  talk.client.addPerson('baby');
  talk
    .says('baby', 'name', '架空 みつば')
    .says('baby', 'reading', 'カクウ ミツバ')
    .says('baby', 'birth-date', '2026-05-05')
    .says('baby', 'sex', 'female')
    .says('baby', 'relation-to-head', 'child')
    .says('baby', 'has-card', false)
    .says('baby', 'employee-insured', false)
    .says('baby', 'foreign', false)
    .says('baby', 'childcare', 'none')
    .says('case', 'allowance-claimant', 'ichiro')
    .says('ichiro', 'paid-by-public-employer', false)
    .says('ichiro', 'use-public-account', true)
    .says('case', 'students-supported', 0);
  const asked = [...talk.until(), ...talk.changesToSay('movers', 'case', 'movers', ['ichiro', 'futaba', 'baby'])];
  return { talk, asked };
}

describe('a person is added late', () => {
  test('only what concerns the newcomer is asked', () => {
    const { talk, asked } = withBaby();
    expect(talk.step).toBe('prepared');
    expect(asked).toEqual(
      expect.arrayContaining([
        'name.baby',
        'birth-date.baby',
        'relation-to-head.baby',
        'allowance-claimant',
        'childcare.baby',
      ]),
    );
    expect(asked).not.toEqual(expect.arrayContaining(['out-notice']));
    expect(
      asked.filter(
        (step) => /\.(ichiro|futaba)$/.test(step) && !/paid-by-public-employer|use-public-account/.test(step),
      ),
    ).toEqual([]);
  });

  test('what concerns the newcomer applies', () => {
    const { talk } = withBaby();
    expect(talk.applying).toEqual(
      expect.arrayContaining([
        'child-allowance-move-in',
        'child-medical-move-in',
        'vaccination-infant',
        'maternity-voucher-exchange of baby',
        'daredemo-tsuen-certification of baby',
      ]),
    );
  });

  test('and taken out again leaves what there was before', () => {
    const before = new Talk('moving-in/couple');
    before.until();
    const { talk } = withBaby();
    talk.client.act({ type: 'person-removed', person: 'baby' });
    talk.changesToSay('movers', 'case', 'movers', ['ichiro', 'futaba']);
    expect(talk.step).toBe('prepared');
    expect(talk.applying).toEqual(before.applying);
  });
});

test('somebody who stays behind after all is no longer enrolled, but still counted where the law counts them', () => {
  const talk = new Talk('moving-in/family-of-four');
  talk.until();
  expect(talk.applying).not.toContain('child-allowance-living-apart');
  talk.changesToSay('movers', 'case', 'movers', ['taro', 'hanako', 'umi']);
  expect(talk.step).toBe('prepared');
  expect(talk.applying).toEqual(expect.arrayContaining(['child-allowance-move-in', 'child-allowance-living-apart']));
});
