import { describe, expect, test } from 'vitest';

import { inOrder, lastDay } from '../../src/engine/index.ts';
import type { ScenarioInput } from '../../src/scenario/index.ts';
import { content, examples } from './example-files.ts';
import {
  applying,
  asked,
  box,
  finding,
  forStaff,
  including,
  japanese,
  shown,
  standing,
  standingIf,
  varied,
  visit,
} from './outcomes.ts';

/**
 * The traps of a bereavement (案内漏れ) from the reference's list, by its numbers: logic is shown by what an example
 * comes to, advice by a sentence that is there and is shown.
 */

const elderly = 'bereavement/elderly-husband';
const employee = 'bereavement/employee-husband';
const foreign = 'bereavement/foreign-resident';
const leftWork = 'bereavement/left-work-two-months-ago';
const facility = 'bereavement/mother-in-facility';
const assistance = 'bereavement/on-public-assistance';
const childAlone = 'bereavement/parent-alone-with-child';
const selfEmployed = 'bereavement/self-employed-father';

const deaths = examples.filter(({ input }) => input.events.includes('bereavement') && input.expect?.stop === undefined);
const date = (name: string, procedure: string) => finding(name, procedure)?.deadlines[0]?.date;
const loss = (name: string, procedure: string) => finding(name, procedure)?.compiled.procedure.loss;

describe('01 the funeral benefit is lost after two years, and goes to who held the funeral', () => {
  test.each([
    [elderly, 'latter-stage-funeral-expense'],
    [selfEmployed, 'nhi-funeral-expense'],
  ])('%s', (name, benefit) => {
    expect(date(name, benefit)).toBe('2028-11-09');
    expect(finding(name, benefit)?.deadlines[0]?.countedFrom).toMatchObject({ fact: 'funeral-date' });
    expect(loss(name, benefit)).toBe('gone-for-good');
    expect(shown(name)).toEqual(
      including(`${benefit}/notes.trap-b-01-who`, `${benefit}/notes.trap-b-01-cremation-only`),
    );
    expect(standingIf(name, { 'funeral-by': 'none' }, benefit)).toBe('does-not-apply');
  });

  test('on public assistance it is the aid, before the funeral', () => {
    expect(applying(assistance).filter((id) => id.endsWith('funeral-expense'))).toEqual([]);
    expect(applying(assistance)).toContain('public-assistance-death');
    expect(shown(assistance)).toContain('public-assistance-death/notes.trap-b-01-before-funeral');
  });
});

test('02 the right insurer: who left work within three months is paid by the former one', () => {
  expect(applying(leftWork)).toContain('burial-allowance');
  expect(standing(leftWork, 'nhi-funeral-expense')).toBe('does-not-apply');
  expect(asked(leftWork)).toContain('left-work-insurance');
  expect(standing(selfEmployed, 'burial-allowance')).toBe('does-not-apply');
  expect(shown(leftWork)).toContain('burial-allowance/notes.trap-b-02-not-both');
  expect(shown(selfEmployed)).toContain('nhi-funeral-expense/notes.trap-b-02-not-both');
  expect(shown(employee)).toContain('workers-compensation/notes.trap-b-02-adjusted');
});

test('03 high-cost benefits come later and are kept on the list, with the right payee', () => {
  expect(applying(selfEmployed)).toContain('nhi-high-cost');
  expect(applying(elderly)).toContain('latter-stage-heir-representative');
  expect(shown(selfEmployed)).toContain('nhi-high-cost/notes.trap-b-03-later');
  expect(shown(elderly)).toContain('latter-stage-heir-representative/notes.trap-b-03-later');
  expect(forStaff(selfEmployed)).toContain('nhi-high-cost/notes.trap-b-03-payee');
  expect(forStaff(elderly)).toContain('latter-stage-heir-representative/notes.trap-b-03-payee');
});

test('04 care and medical costs together are claimed without waiting for July', () => {
  expect(applying(elderly)).toContain('combined-high-cost');
  expect(shown(elderly)).toContain('combined-high-cost/notes.trap-b-04-no-wait');
});

test('05 what is paid automatically goes to a frozen account', () => {
  expect(shown(elderly)).toEqual(
    including(
      'ltc-high-cost/notes.trap-b-05-frozen-account',
      'latter-stage-heir-representative/notes.trap-b-05-frozen-account',
    ),
  );
  expect(shown(selfEmployed)).toContain('nhi-high-cost/notes.trap-b-05-frozen-account');
});

test('06 the head in the insurance changes even where no change of head is notified', () => {
  expect(standing(selfEmployed, 'head-of-household-change')).toBe('does-not-apply');
  expect(date(selfEmployed, 'nhi-head-change')).toBe('2026-11-19');
  expect(forStaff(selfEmployed)).toContain('nhi-head-change/notes.trap-b-06-own-notice');
  expect(standing(elderly, 'nhi-head-change')).toBe('does-not-apply');
  expect(standingIf(elderly, { 'nhi-members-left': true }, 'nhi-head-change')).toBe('applies');
});

test('07 a change of head only where two or more of 15 and over remain', () => {
  const byAdults = [0, 1, 2, 3].map((count) =>
    standingIf(employee, { 'remaining-adults': count }, 'head-of-household-change'),
  );
  expect(byAdults).toEqual(['does-not-apply', 'does-not-apply', 'applies', 'applies']);
  expect(forStaff(employee)).toContain('head-of-household-change/notes.trap-b-07-set-at-death');
});

test('08 a linked pension needs no report, but the unpaid pension is claimed', () => {
  const linked = { 'unpaid-pension-none': { value: true, source: 'staff' as const } };
  expect(standingIf(elderly, linked, 'pension-death-report')).toBe('does-not-apply');
  expect(standingIf(elderly, linked, 'unpaid-pension')).toBe('applies');
  expect(shown(elderly)).toContain('unpaid-pension/notes.trap-b-08-always-look');
  expect(shown(employee)).toContain('other-pensions/notes.trap-b-08-not-linked');
});

test('09 living apart does not rule out the unpaid pension', () => {
  expect(asked(elderly)).toContain('apart-same-livelihood');
  expect(japanese['fact.apart-same-livelihood.label']).toMatch(/3親等.*離れて/);
  expect(applying(assistance)).toContain('unpaid-pension');
  expect(shown(assistance)).toContain('unpaid-pension/notes.trap-b-09-apart');
  expect(forStaff(assistance)).toContain('unpaid-pension/notes.trap-b-09-third-degree');
});

describe('10 basic survivors’ pension, widow’s pension, lump sum', () => {
  test('with a child the basic pension, without one the lump sum within two years', () => {
    expect(applying(employee)).toContain('survivors-basic-pension');
    expect(standing(selfEmployed, 'lump-sum-death')).toBe('does-not-apply');
    expect(standing(leftWork, 'survivors-basic-pension')).toBe('does-not-apply');
    expect(date(leftWork, 'lump-sum-death')).toBe('2028-11-02');
    expect(loss(leftWork, 'lump-sum-death')).toBe('gone-for-good');
  });

  test('the choice is explained with both, before a signature', () => {
    expect(applying(leftWork)).toEqual(including('widow-pension', 'lump-sum-death', 'survivors-employees-pension'));
    expect(date(leftWork, 'widow-pension')).toBe('2031-11-05');
    expect(shown(leftWork)).toEqual(
      including('widow-pension/notes.trap-b-10-choose', 'lump-sum-death/notes.trap-b-10-choose'),
    );
    expect(forStaff(leftWork)).toContain('lump-sum-death/notes.trap-b-10-ranks');
  });
});

describe('11 the child allowance within 15 days', () => {
  test('the other parent claims, and what was not paid goes to the child’s account', () => {
    expect(date(employee, 'child-allowance-recipient-change')).toBe('2026-11-20');
    expect(applying(employee)).toContain('child-allowance-unpaid');
    expect(shown(employee)).toEqual(
      including(
        'child-allowance-unpaid/notes.childs-account',
        'child-allowance-recipient-change/notes.trap-b-11-no-back-payment',
        'child-allowance-recipient-change/notes.trap-b-11-public-servant',
      ),
    );
    expect(forStaff(employee)).toContain('child-allowance-recipient-change/notes.trap-b-11-book-early');
    expect(standingIf(employee, { 'deceased-got-child-allowance': false }, 'child-allowance-recipient-change')).toBe(
      'does-not-apply',
    );
  });

  test('where a child has died staff take over', () => {
    expect(visit('bereavement/with-staff').stop).toBe('bereavement-with-staff');
    expect(japanese['fact.death-notified.options.talk']).toContain('お子さんを亡くされた方');
  });
});

test('12 the child-rearing allowance: from the month after the claim, and the recipient’s death within 14 days', () => {
  expect(applying(employee)).toContain('child-rearing-allowance-new');
  expect(shown(employee)).toEqual(
    including(
      'child-rearing-allowance-new/notes.trap-14-next-month',
      'child-rearing-allowance-new/notes.trap-b-12-with-pension',
    ),
  );
  expect(date(childAlone, 'child-rearing-allowance-recipient-died')).toBe('2026-11-19');
  expect(forStaff(childAlone)).toContain('child-rearing-allowance-recipient-died/notes.trap-b-12-two-desks');
});

test('13 the family that loses its cover: insurance and pension in 14 days', () => {
  expect([date(employee, 'dependents-join-nhi'), date(employee, 'category3-to-1')]).toEqual([
    '2026-11-19',
    '2026-11-19',
  ]);
  expect(shown(employee)).toContain('dependents-join-nhi/notes.trap-b-13-certificate');
});

test('14 premiums are settled by the month, and what was taken from the pension comes back later', () => {
  expect(applying(elderly)).toContain('ltc-premium-refund');
  expect(applying(selfEmployed)).toContain('nhi-premium-settlement');
  expect(asked(elderly)).toContain('represents-heirs');
  expect(shown(elderly)).toContain('ltc-premium-refund/notes.trap-b-14-months-later');
  expect(forStaff(elderly)).toContain('ltc-premium-refund/notes.trap-b-14-last-day');
});

/** The day of death as an example tells it, whatever its source. */
function diedOn({ facts = {} }: ScenarioInput): string {
  const told = facts['death-date'];
  const value = typeof told === 'object' && !Array.isArray(told) ? told.value : told;
  return typeof value === 'string' ? value : '';
}

describe('15 refunds and the renunciation of the inheritance', () => {
  test('everybody is given the day, without a question about debts', () => {
    for (const { name, input } of deaths)
      expect([name, date(name, 'heir-renunciation')]).toEqual([
        name,
        lastDay(diedOn(input), { months: 3, firstDay: 'next-day' }),
      ]);
    const asksForDebts = content.facts.filter(({ id }) => /借金|負債|債務/.test(japanese[`fact.${id}.label`] ?? ''));
    expect(asksForDebts).toEqual([]);
  });

  test('a line stands before what belongs to the estate, and what is one’s own is named', () => {
    expect(shown(elderly)).toEqual(
      including(
        'ltc-premium-refund/notes.trap-b-15-estate',
        'latter-stage-heir-representative/notes.trap-b-15-estate',
        'heir-renunciation/notes.trap-b-15-own-money',
        'heir-renunciation/notes.careful',
      ),
    );
    expect(shown(selfEmployed)).toContain('nhi-premium-settlement/notes.trap-b-15-estate');
  });
});

test('16 who gets the tax mail, who owns it, and the registration are three things', () => {
  expect(applying(selfEmployed)).toEqual(
    including('tax-heir-representative', 'current-owner-declaration', 'inheritance-registration'),
  );
  expect([date(selfEmployed, 'current-owner-declaration'), date(selfEmployed, 'inheritance-registration')]).toEqual([
    '2027-02-05',
    '2029-11-05',
  ]);
  expect(shown(selfEmployed)).toEqual(
    including(
      'tax-heir-representative/notes.trap-b-16-only-mail',
      'current-owner-declaration/notes.trap-b-16-registered-first',
      'inheritance-registration/notes.trap-b-16-separate',
    ),
  );
});

test('17 unregistered houses, shared land and other municipalities are looked for', () => {
  expect(applying(selfEmployed)).toContain('unregistered-house-change');
  expect(forStaff(selfEmployed)).toContain('asset-certificates/notes.trap-b-17-whole-list');
  expect(shown(selfEmployed)).toContain('current-owner-declaration/notes.trap-b-17-other-cities');
});

test('18 1 January and 1 April', () => {
  expect(shown(selfEmployed)).toEqual(
    including(
      'tax-heir-representative/notes.trap-b-18-january-first',
      'moped-transfer-or-scrap/notes.trap-b-18-april-first',
    ),
  );
  expect(shown(elderly)).toContain('kei-car/notes.trap-b-18-april-first');
});

test('19 the moped nobody rides, the farm vehicle, the lost plate', () => {
  expect(asked(elderly)).toContain('death-vehicles');
  expect(japanese['fact.had-moped.label']).toContain('農業用の車');
  expect(date(selfEmployed, 'moped-transfer-or-scrap')).toBe('2026-11-20');
  expect(shown(selfEmployed)).toContain('moped-transfer-or-scrap/notes.trap-b-19-plate-lost');
});

test('20 farmland in ten months, the forest first in 90 days, even undivided', () => {
  expect(date(elderly, 'farmland-succession-report')).toBe('2027-09-05');
  expect(date(leftWork, 'forest-owner-notification')).toBe('2027-02-03');
  const both = inOrder(varied(elderly, { 'had-forest': true }).client.visit.outlook.findings).map(
    ({ compiled }) => compiled.procedure.id,
  );
  expect(both.filter((id) => /^(forest|farmland)/.test(id))).toEqual([
    'forest-owner-notification',
    'farmland-succession-report',
  ]);
  expect(shown(leftWork)).toContain('forest-owner-notification/notes.trap-b-20-undivided');
  expect(forStaff(leftWork)).toContain('forest-owner-notification/notes.trap-b-20-form');
  expect(forStaff(elderly)).toContain('farmland-succession-report/notes.trap-b-20-use');
});

test('21 nobody is told that they can stay in public housing', () => {
  expect(shown(facility)).toContain('public-housing-succession/notes.trap-b-21-not-promised');
  expect(forStaff(facility)).toContain('public-housing-succession/notes.trap-b-21-children');
  const promised = Object.entries(japanese).filter(
    ([key, words]) =>
      key.startsWith('procedure.public-housing-succession.') &&
      !key.endsWith('trap-b-21-children') &&
      /住み続けられます|続けて住めます/.test(words),
  );
  expect(promised).toEqual([]);
});

test('22 the final tax return in four months: the self-employed, large pensions, two employers, a return last year, and a refund', () => {
  expect(date(selfEmployed, 'quasi-final-tax-return')).toBe('2027-03-05');
  expect(date(elderly, 'quasi-final-tax-return')).toBe('2027-03-05');
  expect(standingIf(elderly, { 'deceased-income-to-declare': false }, 'quasi-final-tax-return')).toBe('does-not-apply');
  expect(
    standingIf(
      elderly,
      { 'deceased-income-to-declare': false, 'deceased-filed-return': true },
      'quasi-final-tax-return',
    ),
  ).toBe('applies');
  expect(standing(elderly, 'business-closure')).toBe('does-not-apply');
  expect(shown(elderly)).toEqual(
    including('quasi-final-tax-return/notes.refund', 'quasi-final-tax-return/notes.trap-b-22-who'),
  );
});

test('23 the number card is kept, the residence card is returned in 14 days', () => {
  expect(finding(elderly, 'mynumber-card-deceased')).toMatchObject({
    deadlines: [],
    compiled: { procedure: { end: 'notice-only', loss: 'none' } },
  });
  expect(shown(elderly)).toEqual(
    including('mynumber-card-deceased/notes.keep', 'mynumber-card-deceased/notes.trap-b-23-no-duty'),
  );
  expect(date(foreign, 'residence-card-return')).toBe('2026-12-02');
  expect(forStaff(foreign)).toContain('residence-card-return/notes.trap-b-23-combined');
});

test('24 a foreign survivor notifies immigration in 14 days', () => {
  expect(date(foreign, 'foreign-spouse-bereaved-notification')).toBe('2026-12-02');
  expect(standing(elderly, 'foreign-spouse-bereaved-notification')).toBe('does-not-apply');
});

test('25 the chain behind a disability handbook', () => {
  expect(applying(facility)).toEqual(
    including(
      'physical-disability-handbook-return',
      'special-disability-allowance',
      'severe-disability-medical',
      'disability-services-return',
      'expressway-parking-return',
      'disability-mutual-aid',
    ),
  );
  expect(shown(facility)).toEqual(
    including(
      'physical-disability-handbook-return/notes.trap-b-25-chain',
      'disability-mutual-aid/notes.trap-b-25-parent-first',
    ),
  );
});

test('26 who lived in a facility may be insured elsewhere', () => {
  expect(shown(facility)).toEqual(
    including('ltc-loss/notes.trap-b-26-other-city', 'latter-stage-funeral-expense/notes.trap-b-26-other-city'),
  );
});

test('27 the water stays on for cleaning, and its end is proof', () => {
  expect(shown(elderly)).toContain('water-change/notes.trap-b-27-cleaning');
  expect(shown(facility)).toContain('vacant-house-certificate/notes.trap-b-27-proof');
});

test('28 registers from elsewhere: not for siblings, agents, by mail', () => {
  expect(shown(elderly)).toEqual(
    including('koseki-certificates/notes.wide', 'koseki-certificates/notes.trap-b-28-not-wide'),
  );
});

test('29 a death notified elsewhere takes days to arrive', () => {
  expect(shown(elderly)).toEqual(
    including('koseki-certificates/notes.trap-b-29-some-days', 'resident-record-of-deceased/notes.trap-b-29-some-days'),
  );
});

test('30 mail to the deceased is stopped', () => {
  for (const { name } of deaths) expect(forStaff(name)).toContain('mynumber-card-deceased/notes.trap-b-30-stop-mail');
  expect(shown(elderly)).toContain('drivers-license-return/notes.trap-b-30-renewal');
});

describe('31 two payees', () => {
  test('who held the funeral and who represents the heirs are asked apart, before any money', () => {
    for (const name of [elderly, facility]) {
      const order = asked(name);
      expect(order.indexOf('funeral-by')).toBeGreaterThan(-1);
      expect(order.indexOf('funeral-by')).toBeLessThan(order.indexOf('represents-heirs'));
      expect(order.indexOf('represents-heirs')).toBeLessThan(order.indexOf('insurance-of-deceased'));
    }
  });

  test('who is not here can sign at home', () => {
    expect(shown(facility)).toContain('latter-stage-funeral-expense/notes.trap-b-31-other-signs');
    expect(shown(elderly)).not.toContain('latter-stage-funeral-expense/notes.trap-b-31-other-signs');
  });
});

test('32 no procedure is shown twice', () => {
  for (const { name } of deaths) {
    const words = applying(name).map((id) => japanese[`procedure.${id}.name`]);
    expect([name, words.filter((one, index) => words.indexOf(one) !== index)]).toEqual([name, []]);
  }
  const named = (part: string) =>
    content.procedures.filter(({ id }) => japanese[`procedure.${id}.name`]?.includes(part)).map(({ id }) => id);
  expect(named('未支払の児童手当')).toEqual(['child-allowance-unpaid']);
  expect(named('災害弔慰金')).toEqual(['disaster-condolence']);
});

describe('each payee has an account of their own (the reference, step B 14)', () => {
  test('who did not hold the funeral is not asked for an account for its benefit, and none is written', () => {
    const other = examples.filter(
      ({ input }) =>
        input.events.includes('bereavement') &&
        input.facts?.['funeral-by'] === 'other' &&
        input.expect?.applies.some(({ procedure }) => procedure === 'latter-stage-funeral-expense'),
    );
    expect(other.length).toBeGreaterThan(0);
    for (const { name } of other) {
      expect(box(name, 'latter-stage-funeral-expense', 'public-account')).toBeUndefined();
      expect(box(name, 'latter-stage-funeral-expense', 'payee')).toBeUndefined();
    }
  });

  test('the visitor who held it has it written', () => {
    expect(box(elderly, 'latter-stage-funeral-expense', 'public-account')).toBe(true);
    expect(box(elderly, 'latter-stage-funeral-expense', 'payee')).toBe(
      box(elderly, 'latter-stage-funeral-expense', 'applicant'),
    );
  });
});
