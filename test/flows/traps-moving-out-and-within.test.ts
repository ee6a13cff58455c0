import { describe, expect, test } from 'vitest';
import { content, examples } from './example-files.ts';
import {
  applying,
  asked,
  box,
  finding,
  forStaff,
  including,
  listed,
  shown,
  standing,
  standingIf,
  varied,
  visit,
} from './outcomes.ts';

/**
 * The traps of moving out, moving within and of changed households (案内漏れ) from the reference's list, by its numbers.
 * 43 (who filed online and comes to the new city) is of moving in alone, 49 is tested over all texts in traps.test.ts.
 */

const family = 'moving-out/family-with-cards';
const without = 'moving-out/elderly-without-card';
const certificates = 'moving-out/single-parent-with-certificates';
const student = 'moving-out/student';
const abroad = 'moving-out/abroad';
const within = 'moving-within/family-with-child';

test('23 the clocks of the card begin with the day that is notified here', () => {
  expect(finding(family, 'move-out-special-card')?.deadlines[0]?.countedFrom).toMatchObject({ fact: 'leaving-date' });
  expect(shown(family)).toEqual(
    including('move-out-special-card/notes.after-the-move', 'move-out-special-card/notes.trap-23-thirty-days'),
  );
});

test('24 with one card nobody gets the paper certificate, and the PIN comes first', () => {
  expect(applying(family)).toContain('move-out-special-card');
  expect(standing(family, 'move-out-notification')).toBe('does-not-apply');
  expect(standing(without, 'move-out-special-card')).toBe('does-not-apply');
  expect(asked(family).indexOf('leaver-has-card')).toBeGreaterThan(-1);
  expect(shown(family)).toContain('move-out-special-card/notes.trap-24-no-paper');
  expect(shown(without)).toContain('move-out-notification/notes.keep-certificate');
  expect(forStaff(family)).toContain('move-out-special-card/notes.trap-24-pin-first');
  expect(finding('moving-within/older-couple-on-nhi', 'mynumber-pin-reset', 'kuni')?.standing).toBe('applies');
});

test('25 the signing certificate ends with moving out, and within the city is listed for holders of 15 and over', () => {
  expect(shown(family)).toContain('move-out-special-card/notes.trap-25-signature-gone');
  const holders = (name: string) => applying(name).filter((id) => id === 'signature-certificate-reissue').length;
  expect([holders(within), holders('moving-within/ward-change'), holders('moving-within/single-parent')]).toEqual([
    2, 1, 0,
  ]);
  expect(shown(within)).toContain('signature-certificate-reissue/notes.trap-25-signature-gone');
});

test('26 the day of the move and the day of the notice stand side by side on paper', () => {
  const dates = (name: string, procedure: string, moved: string) => [
    box(name, procedure, moved),
    box(name, procedure, 'submit-date'),
  ];
  expect(dates(within, 'move-within-notification', 'move-date')).toEqual(['2026-11-15', '2026-11-20']);
  expect(dates(family, 'move-out-special-card', 'leaving-date')).toEqual(['2026-11-30', '2026-11-20']);
});

describe('27 another ward of one city', () => {
  const name = 'moving-within/ward-change';

  test('it is no moving out, and the card stays', () => {
    expect(applying(name)).toEqual(including('move-ward-change', 'mynumber-card-address-update'));
    expect(applying(name).filter((id) => /^move-(out|in|within)/.test(id))).toEqual([]);
    expect(standing(name, 'mynumber-card-reissue')).toBe('does-not-apply');
  });

  test('it is asked where there are wards, and the desks that change are named', () => {
    expect(asked(name)).toContain('ward-changes');
    expect(asked(within)).not.toContain('ward-changes');
    expect(shown(name)).toContain('move-ward-change/notes.ward-matters');
    expect(forStaff(name)).toContain('move-ward-change/notes.tokyo');
  });
});

describe('28 part of the family stays behind', () => {
  test('child and parent apart: the statement is filed, and the allowance stays with the recipient', () => {
    expect(applying(student)).toContain('child-allowance-apart-move-out');
    expect(shown(student)).toContain('child-allowance-apart-move-out/notes.trap-28-recipient');
    const name = 'moving-within/child-lives-apart';
    expect(applying(name)).toContain('child-allowance-living-apart');
    expect(shown(name)).toContain('child-allowance-living-apart/notes.trap-28-recipient-stays');
  });

  test('staff think of the head of those who stay', () => {
    expect(forStaff(student)).toContain('move-out-notification/notes.trap-28-those-left');
    expect(forStaff(family)).toContain('move-out-special-card/notes.trap-28-those-left');
  });
});

describe('29 students and facilities stay insured here', () => {
  test.each([
    [student, 'nhi-student-exception-move-out', 'does-not-apply'],
    // Two leave, and only one of them goes to a facility: the other is insured at the new place.
    [certificates, 'nhi-facility-exception-move-out', 'applies'],
  ])('%s', (name, exception, withdraws) => {
    expect(standing(name, exception)).toBe('applies');
    expect(standing(name, 'nhi-withdraw-move-out')).toBe(withdraws);
    expect(shown(name)).toContain(`${exception}/notes.trap-29-stays-insured`);
  });

  test('care and late-elderly insurance likewise, but not for a group home', () => {
    expect(shown(without)).toEqual(
      including('ltc-move-out/notes.trap-29-facility', 'late-elderly-move-out/notes.trap-29-facility'),
    );
    expect(forStaff(without)).toContain('ltc-move-out/notes.trap-29-kind-of-facility');
  });
});

test('30 the care certification is carried over within 14 days, with or without the paper', () => {
  expect(finding(without, 'ltc-move-out')).toMatchObject({
    deadlines: [{ date: '2026-12-02' }],
    compiled: { procedure: { loss: 'gone-for-good' } },
  });
  expect(listed(without)[0]).toBe('ltc-move-out');
  expect(shown(without)).toContain('ltc-move-out/notes.trap-30-carry-over');
  expect(forStaff(without)).toContain('ltc-move-out/notes.trap-30-paper');
});

test('31 late-elderly insurance: both certificates are handed over', () => {
  expect(applying(without)).toContain('late-elderly-move-out');
  expect(shown(without)).toContain('late-elderly-move-out/notes.trap-31-certificates');
});

test('32 the medical subsidies end with the move: a line each', () => {
  expect(shown(family)).toContain('child-medical-move-out/notes.trap-32-each-city');
  expect(shown(without)).toContain('severe-disability-medical-move-out/notes.trap-32-each-city');
  expect(shown(certificates)).toContain('child-rearing-allowance-move-out/notes.trap-32-each-city');
  expect(applying('moving-within/single-parent')).toEqual(
    including('child-medical-change', 'single-parent-medical-address'),
  );
});

test('33 certificates are taken along while they are valid', () => {
  expect(shown(certificates)).toEqual(
    including(
      'self-support-medical-move-out/notes.trap-33-while-valid',
      'intractable-disease-move-out/notes.trap-33-while-valid',
    ),
  );
  expect(forStaff(certificates)).toContain('self-support-medical-move-out/notes.trap-33-gap');
});

test('34 allowances are told to both cities', () => {
  expect(shown(certificates)).toEqual(
    including(
      'child-rearing-allowance-move-out/notes.trap-34-both-cities',
      'special-child-allowance-move-out/notes.trap-34-both-cities',
      'disability-allowance-move-out/notes.trap-34-both-cities',
    ),
  );
});

test('35 the nursery: last month, no guarantee, an early deadline; free fees are not paid back', () => {
  expect(shown(certificates)).toEqual(
    including(
      'childcare-move-out/notes.early',
      'childcare-move-out/notes.trap-35-last-month',
      'childcare-move-out/notes.trap-35-not-guaranteed',
      'childcare-move-out/notes.trap-35-free-fees',
    ),
  );
});

test('36 the certificate of enrolment is fetched, and staying at the old school is offered', () => {
  expect(applying(family)).toEqual(including('school-transfer-move-out', 'school-zone-exception-move-out'));
  expect(shown(family)).toEqual(
    including('school-transfer-move-out/notes.trap-36-certificate', 'school-transfer-move-out/notes.keep-school'),
  );
  expect(shown(within)).toContain('school-transfer-public/notes.trap-36-before-leaving');
  expect(forStaff(within)).toContain('school-transfer-public/notes.trap-36-offer-first');
  expect(asked(within)).toContain('school');
});

test('37 the national pension ends only abroad; within the country no paper is made', () => {
  expect(standing(abroad, 'pension-abroad-voluntary')).toBe('applies');
  expect(shown(abroad)).toContain('pension-abroad-voluntary/notes.trap-37-optional');
  expect(standingIf(abroad, { 'leaves-to': 'japan' }, 'pension-abroad-voluntary')).toBe('does-not-apply');
  expect(shown(student)).toContain('external-notices-move-out/notes.trap-37-nothing');
  expect(applying(within)).not.toContain('pension-cat1-address');
});

test('38 the seal registration ends with moving out, and stays within the city', () => {
  expect(applying(family)).toContain('seal-registration-cancel-move-out');
  expect(shown(family)).toContain('seal-registration-cancel-move-out/notes.trap-38-before');
  expect(applying(within).filter((id) => id.startsWith('seal-'))).toEqual([]);
});

describe('39 leaving the country', () => {
  test('a year or longer, and the card by the day before', () => {
    expect(standing(abroad, 'move-out-abroad')).toBe('applies');
    expect(finding(abroad, 'mynumber-card-abroad-continuation')?.deadlines[0]?.date).toBe('2026-12-09');
    expect(shown(abroad)).toEqual(
      including('move-out-abroad/notes.trap-39-one-year', 'mynumber-card-abroad-continuation/notes.trap-39-day-before'),
    );
    expect(forStaff(abroad)).toContain('mynumber-card-abroad-continuation/notes.trap-39-foreign');
  });

  test('the voters’ register between the notice and the day of leaving', () => {
    expect(finding(abroad, 'overseas-voter-registration')?.deadlines[0]?.date).toBe('2026-12-10');
    expect(shown(abroad)).toContain('overseas-voter-registration/notes.trap-39-between');
  });

  test('an agent for the taxes, by 1 January', () => {
    expect(standing(abroad, 'tax-agent')).toBe('applies');
    expect(shown(abroad)).toContain('tax-agent/notes.trap-39-january-first');
    expect(standingIf(abroad, { 'leaver-property': false }, 'tax-agent')).toBe('does-not-apply');
  });

  test('insurances stop, and the allowance goes to the spouse who stays', () => {
    expect(applying(abroad)).toContain('nhi-withdraw-move-out');
    expect(shown(abroad)).toContain('move-out-abroad/notes.trap-39-insurance-ends');
    const name = 'moving-out/abroad-family-stays';
    expect(finding(name, 'child-allowance-move-out')).toMatchObject({ standing: 'applies', deadlines: [] });
    expect(shown(name)).toContain('child-allowance-move-out/notes.trap-39-spouse');
    expect(shown(family)).not.toContain('child-allowance-move-out/notes.trap-39-spouse');
  });
});

test('41 foreign residents within the city: the residence card is shown, the card does not lengthen by itself', () => {
  const name = 'moving-within/foreign-family';
  expect(applying(name)).toEqual(including('residence-address-foreign', 'special-permanent-address'));
  expect(shown(name)).toEqual(
    including(
      'residence-address-foreign/notes.trap-41-show-residence-card',
      'residence-address-foreign/notes.trap-41-kinship',
      'special-permanent-address/notes.trap-41-show-certificate',
      'mynumber-card-foreign-validity/notes.trap-41-card-not-extended',
      'specified-residence-card/notes.trap-41-with-address',
    ),
  );
});

describe('42 protective measures', () => {
  test.each([
    [family, { 'address-protection': { value: true, source: 'staff' as const } }, 'moving-out-with-staff'],
    [family, { 'leaver-wants-protection': { value: true, source: 'staff' as const } }, 'moving-out-with-staff'],
    [within, { 'address-protection': { value: true, source: 'staff' as const } }, 'protected'],
    [
      'household-change/new-head',
      { 'address-protection': { value: true, source: 'staff' as const } },
      'household-with-staff',
    ],
  ])('%s %j: staff take over', (name, facts, stop) => {
    expect(visit(name).stop).toBeUndefined();
    expect(varied(name, facts).stop).toBe(stop);
  });

  test('the request is with staff before the move, and on no list of the resident', () => {
    const name = 'moving-out/protective-measures';
    expect(visit(name)).toMatchObject({ stop: 'moving-out-with-staff' });
    expect(finding(name, 'dv-support-measure')).toMatchObject({
      standing: 'applies',
      deadlines: [{ date: '2027-11-19' }],
      compiled: { procedure: { discreet: true } },
    });
    expect(forStaff(name)).toEqual(
      including('dv-support-measure/notes.trap-42-each-municipality', 'dv-support-measure/notes.trap-42-one-year'),
    );
  });

  test('staff are told that it is asked for before the move, and at each city', () => {
    expect(forStaff(family)).toContain('external-notices-move-out/notes.trap-42-protection');
  });
});

test('44 the dog: notified within the city in 30 days, and nothing on moving out', () => {
  expect(finding(within, 'dog-registration-change')?.deadlines[0]?.date).toBe('2026-12-15');
  expect(shown(within)).toContain('dog-registration-change/notes.trap-44-chip');
  const offered = content.procedures.filter(({ id, events }) => /dog/.test(id) && events.includes('moving-out'));
  expect(offered).toEqual([]);
  expect(shown(family)).toContain('external-notices-move-out/notes.trap-44-dog');
});

test('45 the moped can be ridden to the new home, and the tax looks at 1 April', () => {
  expect(applying(student)).toContain('moped-scrap-move-out');
  expect(shown(student)).toEqual(
    including('moped-scrap-move-out/notes.trap-45-either-city', 'moped-scrap-move-out/notes.trap-45-april-first'),
  );
  expect(shown('moving-within/older-couple-on-nhi')).toContain('moped-address-change/notes.trap-45-april-first');
});

test('46 the silent ones: rent, rubbish, water', () => {
  expect(shown(without)).toContain('public-housing-move-out/notes.trap-46-rent');
  expect(shown(family)).toContain('water-sewer-move-out/notes.trap-46-stop');
  expect(shown(within)).toEqual(
    including('garbage-info/notes.trap-46-area', 'water-sewer-move/notes.trap-46-before-use'),
  );
  expect(shown('household-change/split')).toContain('public-housing-member-change/notes.trap-46-rent');
});

describe('47 joining or parting households changes money', () => {
  test('it is explained before it is accepted', () => {
    for (const name of ['household-change/split', 'household-change/merge']) {
      expect(shown(name)).toEqual(
        including(
          'household-change-notification/notes.before-splitting',
          'household-change-notification/notes.trap-47-allowances',
        ),
      );
      expect(forStaff(name)).toContain('household-change-notification/notes.trap-47-explain');
    }
  });

  test('what changes with it is listed', () => {
    expect(applying('household-change/split')).toEqual(
      including('late-elderly-address-change', 'ltc-address-change', 'ltc-burden-limit'),
    );
    expect(applying('household-change/new-head')).toContain('nhi-address-change');
    expect(applying('household-change/merge')).toContain('child-rearing-allowance-move');
  });
});

test('48 who comes for somebody else: a letter for the move, never for the child-rearing allowance', () => {
  expect(finding(family, 'move-out-special-card')?.compiled.procedure.represented?.letter).toBe('outside-household');
  expect(
    finding('moving-within/single-parent', 'child-rearing-allowance-move')?.compiled.procedure.represented,
  ).toEqual({ by: [], letter: 'never' });
  expect(forStaff('moving-within/single-parent')).toContain('child-rearing-allowance-move/notes.trap-48-in-person');
});

test('50 what is done outside the city hall is listed once, at the end', () => {
  for (const { name, input } of examples) {
    const list = input.events.includes('moving-out')
      ? 'external-notices-move-out'
      : input.events.includes('moving-within')
        ? 'external-notices-move'
        : undefined;
    if (list === undefined) continue;
    expect(listed(name).filter((id) => id === list)).toHaveLength(1);
    expect(finding(name, list)?.compiled.procedure.end).toBe('another-office');
  }
  expect(shown(family)).toEqual(
    including(
      ...['registry', 'licence', 'work-and-post'].map((topic) => `external-notices-move-out/notes.trap-50-${topic}`),
    ),
  );
  const topics = ['registry', 'licence', 'car', 'work', 'post-and-bank', 'pension'];
  expect(shown(within)).toEqual(including(...topics.map((topic) => `external-notices-move/notes.trap-50-${topic}`)));
  expect(forStaff(within)).toContain('external-notices-move/notes.trap-50-print-once');
});
