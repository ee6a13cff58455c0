import { describe, expect, test } from 'vitest';
import { compile, Course, inOrder } from '../../src/engine/index.ts';
import { applications } from '../../src/paperwork/index.ts';
import { run } from '../../src/scenario/index.ts';
import { advice, content, example, examples, found, lived } from './example-files.ts';
import {
  applying,
  asked,
  box,
  brought,
  clocks,
  finding,
  forStaff,
  including,
  japanese,
  outlook,
  shown,
  standing,
  visit,
} from './outcomes.ts';

/**
 * The traps of moving in (案内漏れ) from the reference's list, by its numbers: logic is shown by what an example comes
 * to, advice by a sentence that is there and is shown. 1 to 22 are in traps-birth.test.ts; 27 (another ward of one city),
 * 39 (leaving the country) and what else concerns moving out and within in traps-moving-out-and-within.test.ts.
 */

describe('23 the clocks of the card', () => {
  test('all three are computed, and the earliest is shown', () => {
    expect(clocks('moving-in/single', 'mynumber-card-continued-use')).toEqual({
      'fourteen-days': '2026-11-30',
      'thirty-days-after-planned': '2026-12-14',
      'ninety-days': '2027-02-17',
    });
    expect(finding('moving-in/single', 'mynumber-card-continued-use')?.deadlines[0]?.date).toBe('2026-11-30');
  });

  test('the 30 days run from the planned date, not from the day of the move', () => {
    const name = 'moving-in/thirtieth-day-after-planned-date';
    expect(finding(name, 'move-in-special-card')?.deadlines[0]).toMatchObject({
      date: '2026-11-19',
      countedFrom: { fact: 'planned-out-date', date: '2026-10-20' },
    });
    expect(standing('moving-in/thirty-one-days-after-planned-date', 'move-in-special-card')).toBe('does-not-apply');
  });

  test('the 15 days of the child allowance run from the earlier of planned date and move', () => {
    expect(clocks('moving-in/third-child-with-student-elsewhere', 'child-allowance-move-in')).toEqual({
      'fifteen-days-after-planned': '2026-11-20',
      'fifteen-days-after-move': '2026-11-25',
    });
  });

  test('a closed fourteenth day rolls, and a card lapses only after it', () => {
    expect(standing('moving-in/last-day-after-holidays', 'move-in-special-card')).toBe('applies');
    expect(standing('moving-in/one-day-after-the-last-day', 'move-in-special-card')).toBe('does-not-apply');
    expect(standing('moving-in/one-day-after-the-last-day', 'mynumber-card-reissue')).toBe('applies');
  });

  test('staff are told to check the card’s state', () => {
    expect(forStaff('moving-in/last-day-after-holidays')).toEqual(
      including(
        'move-in-special-card/notes.trap-23-card-state',
        'mynumber-card-continued-use/notes.trap-23-card-clocks',
      ),
    );
    expect(forStaff('moving-in/one-day-after-the-last-day')).toContain(
      'mynumber-card-reissue/notes.trap-23-check-state',
    );
  });
});

describe('24 one card makes the whole household a move by card', () => {
  test('everybody moves by the one card', () => {
    const name = 'moving-in/special-permanent-resident';
    const { situation } = outlook(name);
    expect(
      finding(name, 'move-in-special-card')
        ?.people.map((person) => situation.subject(person))
        .sort(),
    ).toEqual(['mina', 'sei']);
    expect(standing(name, 'move-in-notification')).toBe('does-not-apply');
  });

  test('a forgotten PIN is asked about, and set anew before anything else', () => {
    const name = 'moving-in/claimant-elsewhere';
    expect(asked(name)).toContain('pin-known');
    expect(asked(name).indexOf('pin-known')).toBeLessThan(asked(name).indexOf('new-head'));
    expect(standing(name, 'mynumber-pin-reset')).toBe('applies');
    for (const later of ['move-in-special-card', 'mynumber-card-continued-use', 'signature-certificate-reissue'])
      expect(finding(name, later)?.compiled.procedure.after).toContain('mynumber-pin-reset');
    expect(shown(name)).toContain('move-in-special-card/notes.trap-24-card-and-pin');
    expect(forStaff(name)).toEqual(
      including('move-in-special-card/notes.trap-24-reset-first', 'mynumber-pin-reset/notes.trap-24-first'),
    );
  });
});

test('25 the signing certificate is listed for every holder of 15 and over, and for nobody younger', () => {
  const { findings, situation } = outlook('moving-in/family-of-four');
  const holders = findings
    .filter(
      ({ compiled, standing: one }) => compiled.procedure.id === 'signature-certificate-reissue' && one === 'applies',
    )
    .map(({ subject }) => situation.subject(subject));
  expect(holders).toEqual(['taro', 'hanako']);
  expect(shown('moving-in/family-of-four')).toContain('signature-certificate-reissue/notes.trap-25-signature-gone');
});

test('26 the day of the move and the day of the notice stand side by side on paper', () => {
  const name = 'moving-in/couple';
  expect([box(name, 'move-in-notification', 'move-date'), box(name, 'move-in-notification', 'submit-date')]).toEqual([
    '2026-11-10',
    '2026-11-13',
  ]);
  expect(box(name, 'nhi-enroll-move-in', 'acquired')).toBe('2026-11-10');
  expect(forStaff(name)).toContain('move-in-notification/notes.trap-26-two-dates');
});

describe('28 part of the family stays behind', () => {
  test('a child who stays is declared as living apart', () => {
    expect(applying('moving-in/one-stays-behind')).toEqual(
      including('child-allowance-move-in', 'child-allowance-living-apart'),
    );
  });

  test('where the recipient stays, the allowance stays too, and the paper goes there', () => {
    const name = 'moving-in/claimant-elsewhere';
    expect(standing(name, 'child-allowance-move-in')).toBe('does-not-apply');
    expect(shown(name)).toEqual(
      including(
        'child-allowance-living-apart/notes.trap-28-recipient-stays',
        'child-allowance-living-apart/notes.trap-04-other-city',
      ),
    );
  });

  test('staff ask after the head who stays', () => {
    expect(forStaff('moving-in/couple')).toContain('nhi-enroll-move-in/notes.trap-28-head-stays');
  });
});

describe('29 the kind of home decides the insurances', () => {
  test('it is asked before the insurance', () => {
    const { put } = lived(example('moving-in/student-dormitory-earlier-nhi'), { certificate: false, cards: false });
    const order = put.map(({ question }) => question);
    expect(order.indexOf('home-kind')).toBeGreaterThan(-1);
    expect(order.indexOf('home-kind')).toBeLessThan(order.indexOf('employee-insured'));
    expect(order.indexOf('employee-insured')).toBeLessThan(order.indexOf('nhi-before'));
  });

  test.each([
    ['moving-in/student-dormitory-earlier-nhi', ['nhi-enroll-move-in']],
    [
      'moving-in/care-facility',
      ['ltc-move-in', 'ltc-certification-transfer', 'late-elderly-move-in', 'nhi-enroll-move-in'],
    ],
    ['moving-in/hospital', ['nhi-enroll-move-in']],
    ['moving-in/disability-facility', ['nhi-enroll-move-in']],
    ['moving-in/children-facility', ['nhi-enroll-move-in']],
    ['moving-in/care-facility-at-sixty-eight', ['nhi-enroll-move-in', 'ltc-move-in', 'ltc-certification-transfer']],
  ])('%s: no wrong enrolment', (name, wrong) => {
    expect(applying(name).filter((id) => wrong.includes(id))).toEqual([]);
    expect(shown(name).some((note) => /trap-29|nhi-student-exception/.test(note))).toBe(true);
  });

  test('a group home is not on the list of care facilities', () => {
    expect(applying('moving-in/group-home')).toEqual(including('ltc-move-in', 'ltc-certification-transfer'));
    expect(shown('moving-in/care-facility')).toContain('ltc-facility-exception/notes.trap-29-community');
  });

  test('who had no national health insurance enrols even from a dormitory', () => {
    expect(applying('moving-in/student-dormitory-no-earlier-nhi')).toContain('nhi-enroll-move-in');
    expect(applying('moving-in-from-abroad/foreign-student-dormitory')).toContain('nhi-enroll-move-in');
  });
});

describe('30 the care certification', () => {
  test('it is asked about everybody of 40 and over, not only who came', () => {
    const put = lived(example('moving-in/family-of-five'), { certificate: false, cards: false }).put;
    expect(put.find(({ question }) => question === 'care')?.subjects).toEqual(['makoto', 'yuki', 'kiku']);
  });

  test('its 14 days are never shown as a later day, and it comes before everything else', () => {
    expect(finding('moving-in/group-home', 'ltc-certification-transfer')?.deadlines[0]).toMatchObject({
      unrolled: '2026-11-23',
      date: '2026-11-20',
    });
    expect(inOrder(outlook('moving-in/family-of-five').findings)[0]?.compiled.procedure.id).toBe(
      'ltc-certification-transfer',
    );
  });

  test('without the paper it is taken all the same, and later arrivals are thought of', () => {
    expect(shown('moving-in/family-of-five')).toEqual(
      including(
        'ltc-certification-transfer/notes.trap-30-no-paper',
        'ltc-certification-transfer/notes.trap-30-later-family',
      ),
    );
  });
});

test('31 late-elderly insurance at 65 to 74: both papers, 14 days, no later day', () => {
  const name = 'moving-in/recognised-at-sixty-eight';
  expect(brought(name, 'late-elderly-move-in')).toEqual(
    including('burden-class-certificate', 'late-elderly-recognition'),
  );
  expect(finding(name, 'late-elderly-move-in')?.deadlines[0]).toMatchObject({
    unrolled: '2026-11-22',
    date: '2026-11-20',
  });
  expect(shown(name)).toContain('late-elderly-move-in/notes.trap-31-recognised');
  expect(forStaff(name)).toContain('late-elderly-move-in/notes.trap-31-carry-over');
});

test('32 the medical subsidies start again: a line each', () => {
  expect(applying('moving-in/single-parent')).toEqual(including('child-medical-move-in', 'single-parent-medical-move'));
  expect(applying('moving-in/disability-handbooks')).toEqual(
    including('child-medical-move-in', 'severe-disability-medical-move'),
  );
  expect(shown('moving-in/single-parent')).toEqual(
    including('child-medical-move-in/notes.trap-32-each-city', 'single-parent-medical-move/notes.trap-32-each-city'),
  );
  expect(shown('moving-in/disability-handbooks')).toContain(
    'severe-disability-medical-move/notes.trap-32-starts-again',
  );
});

test('33 certificates that end at a prefecture’s border are applied for while they are valid', () => {
  expect(shown('moving-in/intractable-disease')).toContain('intractable-disease-move/notes.trap-33-while-valid');
  expect(forStaff('moving-in/intractable-disease')).toContain('intractable-disease-move/notes.trap-33-border');
  expect(shown('moving-in/disability-handbooks')).toEqual(
    including(
      'self-support-medical-psychiatric/notes.trap-33-border',
      'disability-handbook-mental/notes.trap-33-border',
      'disability-handbook-rehab/notes.trap-33-border',
    ),
  );
  expect(shown('moving-in/hospital')).toContain('self-support-medical-kosei/notes.trap-33-gap');
});

test('34 allowances are told to both cities', () => {
  expect(shown('moving-in/single-parent')).toContain('child-rearing-allowance-move/notes.trap-34-both-cities');
  expect(shown('moving-in/disability-handbooks')).toEqual(
    including(
      'special-child-allowance-move/notes.trap-34-both-cities',
      'disability-allowance-move/notes.trap-34-both-cities',
    ),
  );
});

test('35 the nursery: last month, no guarantee, an early deadline; free fees are not paid back', () => {
  expect(shown('moving-in/family-of-five')).toEqual(
    including(
      'childcare-move/notes.trap-35-last-month',
      'childcare-move/notes.trap-35-not-guaranteed',
      'childcare-move/notes.trap-35-deadline',
    ),
  );
  expect(shown('moving-in/joining-household')).toContain('facility-use-benefit-move/notes.trap-35-not-retroactive');
  expect(finding('moving-in/joining-household', 'facility-use-benefit-move')?.compiled.procedure.loss).toBe(
    'money-daily',
  );
});

test('36 the school is changed at the counter, and staying at the old one is offered first', () => {
  const name = 'moving-in/family-of-four';
  expect(finding(name, 'school-transfer-public')?.compiled.procedure.end).toBe('handed-over');
  expect(shown(name)).toEqual(
    including(
      'school-transfer-public/notes.trap-36-before-leaving',
      'school-transfer-public/notes.trap-36-no-certificate',
    ),
  );
  expect(visit(name).put.find(({ question }) => question === 'school')?.facts).toContain('wants-same-school');
  expect(forStaff(name)).toContain('school-transfer-public/notes.trap-36-offer-first');
  expect(shown('moving-in/claimant-elsewhere')).toContain('school-zone-exception/notes.trap-36-both-boards');
});

describe('37 the national pension', () => {
  test('within the country no paper is made unless somebody knows that the number is not linked', () => {
    const written = examples
      .filter(({ input }) => input.events.includes('moving-in'))
      .filter(({ name }) => applications(outlook(name)).some(({ procedure }) => procedure === 'pension-cat1-address'))
      .map(({ name }) => name);
    expect(written).toEqual(['moving-in/pension-number-not-linked']);
    expect(standing('moving-in/couple', 'pension-cat1-address')).toBe('may-apply');
    expect(shown('moving-in/pension-number-not-linked')).toContain(
      'pension-cat1-address/notes.trap-37-usually-nothing',
    );
    expect(forStaff('moving-in/pension-number-not-linked')).toContain('pension-cat1-address/notes.trap-37-no-form');
  });

  test('from abroad it is compulsory', () => {
    expect(shown('moving-in-from-abroad/foreign-student-dormitory')).toContain(
      'pension-from-abroad/notes.trap-37-compulsory',
    );
  });
});

test('38 the old seal registration has ended', () => {
  expect(shown('moving-in/agent')).toContain('seal-registration-new/notes.trap-38-gone-on-move-out');
});

test('40 from abroad: no stamp at the gates, family register papers, the card within 30 days', () => {
  const name = 'moving-in-from-abroad/returning-family';
  expect(shown(name)).toEqual(
    including(
      'move-in-from-abroad/notes.trap-40-entry-stamp',
      'move-in-from-abroad/notes.trap-40-family-register',
      'mynumber-card-after-abroad/notes.trap-40-keep-with-notice',
    ),
  );
  expect(brought(name, 'move-in-from-abroad')).toEqual(including('passports', 'family-register-papers'));
  expect(brought('moving-in-from-abroad/foreign-student-dormitory', 'move-in-from-abroad')).not.toContain(
    'family-register-papers',
  );
  expect(finding(name, 'mynumber-card-after-abroad', 'satsuki')?.deadlines[0]?.date).toBe('2026-12-18');
  expect(finding(name, 'mynumber-card-after-abroad', 'atsushi')?.deadlines).toEqual([]);
  expect(forStaff(name)).toContain('mynumber-card-after-abroad/notes.trap-40-registered-before-leaving');
});

describe('41 foreign residents', () => {
  test('the residence card is shown with the notice, and the card does not lengthen by itself', () => {
    const name = 'moving-in/foreign-family';
    expect(brought(name, 'move-in-special-card')).toEqual(including('residence-cards', 'kinship-papers'));
    expect(shown(name)).toEqual(
      including(
        'residence-address-foreign/notes.trap-41-show-residence-card',
        'residence-address-foreign/notes.trap-41-kinship',
        'mynumber-card-foreign-validity/notes.trap-41-card-not-extended',
        'specified-residence-card/notes.trap-41-with-address',
      ),
    );
    expect(finding(name, 'mynumber-card-foreign-validity', 'binh')?.standing).toBe('applies');
    expect(finding(name, 'mynumber-card-foreign-validity', 'lan')?.standing).toBe('does-not-apply');
  });

  test('where the head is not Japanese, kinship is to be shown, with a translation', () => {
    expect(shown('moving-in/special-permanent-resident')).toContain('special-permanent-address/notes.trap-41-kinship');
  });
});

describe('42 protective measures', () => {
  const name = 'moving-in/protective-measures';

  test('staff take over whole, before anything is asked', () => {
    expect(visit(name)).toMatchObject({ stop: 'protected', put: [] });
  });

  test('it is on no list that a resident sees, and its screen says nothing of it', () => {
    expect(finding(name, 'dv-support-measure')?.compiled.procedure.discreet).toBe(true);
    expect(japanese['stop.protected.title']).toBe(japanese['stop.move-out-cancelled.title']);
    expect(japanese['stop.protected.text']).not.toMatch(/支援|保護|住所|申出|警察|暴力/);
  });

  test('staff are told of each city, the year, the issuing that stops and the printed address', () => {
    expect(forStaff(name)).toEqual(
      including(
        'dv-support-measure/notes.trap-42-each-municipality',
        'dv-support-measure/notes.trap-42-one-year',
        'dv-support-measure/notes.trap-42-issuing-stops',
        'dv-support-measure/notes.trap-42-no-printed-address',
      ),
    );
    expect(finding(name, 'dv-support-measure')?.deadlines[0]?.date).toBe('2027-11-19');
  });
});

test('43 who filed online comes with nothing in hand, and is not sent back', () => {
  const { stop, client } = lived(example('moving-in/single'), { certificate: false, cards: true });
  expect(stop).toBeUndefined();
  expect(advice(client.visit.outlook, 'resident')).toContain('move-in-special-card/notes.trap-43-data-may-be-late');
  expect(advice(client.visit.outlook, 'staff')).toContain('move-in-special-card/notes.trap-43-look-up-first');
  expect(forStaff('moving-in/twenty-days-late')).toContain('move-in-notification/notes.trap-43-look-up-first');
});

describe('44 the dog', () => {
  const name = 'moving-in/dog-moped-public-housing';

  test('30 days, and nothing at the old city', () => {
    expect(finding(name, 'dog-registration-change')?.deadlines[0]?.date).toBe('2026-12-13');
    expect(brought(name, 'dog-registration-change')).toContain('dog-tags');
    expect(shown(name)).toEqual(
      including('dog-registration-change/notes.trap-44-old-city', 'dog-registration-change/notes.trap-44-chip'),
    );
  });

  test('a changed chip address spares the counter in a city of the scheme, and is not asked about elsewhere', () => {
    expect(asked(name)).not.toContain('dog-chip-updated');
    const rates = {
      ...content.rates,
      'microchip-scheme': { unit: 'yes-no' as const, rows: [{ from: '2022-06-01', value: true }] },
    };
    const there = run(new Course(compile({ ...content, rates }, ['moving-in'])), example(name).input);
    expect(there.put.map(({ question }) => question)).toContain('dog-chip-updated');
    expect(found(there.client.visit.outlook, 'applies').map(({ procedure }) => procedure)).not.toContain(
      'dog-registration-change',
    );
  });
});

test('45 the moped’s old plate can be given back here; the tax looks at 1 April', () => {
  const name = 'moving-in/dog-moped-public-housing';
  expect(brought(name, 'moped-register-move-in')).toEqual(including('moped-plate', 'moped-scrap-proof'));
  expect(shown(name)).toEqual(
    including('moped-register-move-in/notes.trap-45-return-here', 'moped-register-move-in/notes.trap-45-april-first'),
  );
});

test('46 the silent ones: rent, rubbish, water', () => {
  expect(shown('moving-in/dog-moped-public-housing')).toContain('public-housing-member-change/notes.trap-46-rent');
  expect(shown('moving-in/joining-household')).toEqual(
    including(
      'garbage-info/notes.trap-46-area',
      'water-sewer-move/notes.trap-46-before-use',
      'water-sewer-move/notes.trap-46-people',
    ),
  );
});

test('47 joining or parting households changes money: it is explained where one moves in with others', () => {
  expect(shown('moving-in/own-household-at-same-address')).toContain('nhi-enroll-move-in/notes.trap-47-household');
  expect(shown('moving-in/joining-in-public-housing')).toEqual(
    including(
      'nhi-enroll-move-in/notes.trap-47-household',
      'ltc-burden-limit/notes.trap-47-household',
      'public-housing-member-change/notes.trap-47-household',
    ),
  );
  expect(shown('moving-in/couple')).not.toContain('nhi-enroll-move-in/notes.trap-47-household');
});

describe('48 who comes for somebody else', () => {
  test('a letter of authority, and what cannot be finished today', () => {
    const name = 'moving-in/agent';
    expect(brought(name, 'move-in-special-card')).toContain('letter-of-authority');
    expect(shown(name)).toEqual(
      including(
        'move-in-special-card/notes.trap-48-agent',
        'mynumber-card-continued-use/notes.trap-48-agent',
        'seal-registration-new/notes.trap-48-in-person',
      ),
    );
  });

  test('somebody of the household needs no letter, and can use the others’ cards with their PINs', () => {
    const name = 'moving-in/family-of-four';
    expect(brought(name, 'move-in-special-card')).not.toContain('letter-of-authority');
    expect(shown(name)).toContain('mynumber-card-continued-use/notes.trap-48-others-cards');
    expect(shown(name)).not.toContain('mynumber-card-continued-use/notes.trap-48-agent');
  });

  test('the child-rearing allowance is filed in person', () => {
    expect(finding('moving-in/single-parent', 'child-rearing-allowance-move')?.compiled.procedure.represented).toEqual({
      by: [],
      letter: 'never',
    });
    expect(forStaff('moving-in/single-parent')).toContain('child-rearing-allowance-move/notes.trap-48-in-person');
  });
});

test('49 nobody is asked to give back a health insurance card', () => {
  const wrong = Object.entries(japanese).filter(([, words]) =>
    /(?<!介護)(健康)?保険証.{0,8}(返|お持ち|持って|回収)/.test(words),
  );
  expect(wrong).toEqual([]);
  expect(shown('moving-in/family-of-four')).toContain('child-medical-move-in/notes.trap-07-no-paper-card');
});

test('50 what is done outside the city hall is listed once, at the end', () => {
  for (const { name, input } of examples) {
    if (!input.events.some((event) => event.startsWith('moving-in'))) continue;
    const listed = inOrder(outlook(name).findings).map(({ compiled }) => compiled.procedure);
    expect(listed.filter(({ id }) => id === 'external-notices-move')).toHaveLength(1);
    expect(
      listed
        .slice(listed.findIndex(({ id }) => id === 'external-notices-move'))
        .every(({ end }) => end === 'another-office'),
    ).toBe(true);
  }
  const topics = ['registry', 'licence', 'car', 'work', 'post-and-bank', 'pension'];
  expect(shown('moving-in/single')).toEqual(
    including(...topics.map((topic) => `external-notices-move/notes.trap-50-${topic}`)),
  );
  expect(shown('moving-in-from-abroad/returning-family')).toContain('external-notices-move/notes.trap-50-returning');
  expect(forStaff('moving-in/single')).toContain('external-notices-move/notes.trap-50-print-once');
});

test('every note that is named after a trap is shown in some example', () => {
  const written = content.procedures.flatMap(({ id, notes }) =>
    notes.filter((note) => note.id.startsWith('trap-')).map((note) => `${id}/notes.${note.id}`),
  );
  const seen = new Set(examples.flatMap(({ name }) => [...shown(name), ...forStaff(name)]));
  expect(written.filter((note) => !seen.has(note))).toEqual([]);
}, 60_000);
