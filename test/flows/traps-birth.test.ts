import { describe, expect, test } from 'vitest';
import { applications } from '../../src/paperwork/index.ts';
import { run } from '../../src/scenario/index.ts';
import { content, courseOf, example, examples, found, lived } from './example-files.ts';
import {
  applying,
  asked,
  box,
  finding,
  forStaff,
  including,
  japanese,
  listed,
  outlook,
  shown,
  standing,
  standingIf,
  visit,
} from './outcomes.ts';

/** The traps of a birth (案内漏れ) from the reference's list, by its numbers; see traps.test.ts. */

const births = examples.filter(({ input }) => input.events.includes('birth') && input.expect?.stop === undefined);
const count = (name: string, procedure: string) => applying(name).filter((id) => id === procedure).length;

describe('01 born elsewhere', () => {
  const name = 'birth/name-undecided-elsewhere';

  test('where the birth was notified elsewhere, the list of the residence stays whole', () => {
    expect(standing(name, 'birth-registration')).toBe('does-not-apply');
    expect(applying(name)).toEqual(
      including(
        'child-allowance-new',
        'child-medical-aid-new',
        'pregnancy-support-benefit-2',
        'resident-record-newborn',
        'birth-contact-form',
        'vaccination-infant',
      ),
    );
    expect(shown(name)).toEqual(
      including('resident-record-newborn/notes.elsewhere', 'child-allowance-new/notes.homecoming'),
    );
    expect(shown('birth/second-child-self-employed')).toContain(
      'child-allowance-increase/notes.trap-01-home-municipality',
    );
    expect(shown('birth/first-child')).toContain('birth-registration/notes.night');
  });

  test('the allowance comes first, and its 15 days run from the birth, not from today', () => {
    expect(listed(name)[0]).toBe('child-allowance-new');
    expect(finding(name, 'child-allowance-new')?.deadlines[0]).toMatchObject({
      date: '2026-11-25',
      countedFrom: { fact: 'birth-day', date: '2026-11-10' },
    });
  });

  test('the day of birth is the first of the 14 days', () => {
    expect(finding('birth/last-day-of-the-month', 'birth-registration')?.deadlines[0]?.unrolled).toBe('2026-11-13');
    expect(shown('birth/first-child')).toContain('birth-registration/notes.trap-01-first-day');
  });
});

describe('02 the 15 days of the allowance', () => {
  test('born at the end of a month: claimed in the next month within 15 days, on the last open day', () => {
    expect(finding('birth/last-day-of-the-month', 'child-allowance-new')?.deadlines[0]).toMatchObject({
      unrolled: '2026-11-15',
      date: '2026-11-13',
    });
  });

  test('nothing but the notification of the birth stands above the allowance', () => {
    const claims = ['child-allowance-new', 'child-allowance-increase', 'child-allowance-apart-birth'];
    const wrong = births.flatMap(({ name }) => {
      const list = listed(name);
      const place = list.findIndex((id) => claims.includes(id));
      return list.slice(0, Math.max(place, 0)).filter((id) => !/^(birth-registration|move-in)/.test(id));
    });
    expect(wrong).toEqual([]);
    expect(births.filter(({ name }) => listed(name).some((id) => claims.includes(id))).length).toBeGreaterThan(10);
  });

  test('an incomplete claim is taken', () => {
    expect(shown('birth/first-child')).toContain('child-allowance-new/notes.trap-02-file-first');
    expect(shown('birth/second-child-self-employed')).toContain('child-allowance-increase/notes.trap-02-file-first');
  });
});

describe('03 public servants', () => {
  const name = 'birth/public-servant-third-child';

  test('the notice to the employer, and no form of the city', () => {
    expect(finding(name, 'child-allowance-public-servant')).toMatchObject({
      standing: 'applies',
      compiled: { procedure: { end: 'another-office' } },
    });
    expect(applying(name).filter((id) => /^child-allowance-(new|increase|univ)/.test(id))).toEqual([]);
    expect(shown(name)).toContain('child-allowance-public-servant/notes.trap-03-who-claims-here');
    expect(forStaff(name)).toContain('child-allowance-public-servant/notes.trap-03-keep-claim');
  });

  test('while it is not known, the claim here is kept too', () => {
    const { input } = births.find((one) => one.name === name) ?? {};
    if (!input) throw new Error(name);
    const ken = input.people['ken2'];
    const people = {
      ...input.people,
      ken2: { ...ken, facts: { ...ken?.facts, 'paid-by-public-employer': 'unknown' } },
    };
    const { outlook } = lived({ name: `${name}, not known`, input: { ...input, people } }).client.visit;
    const one = (id: string) => outlook.findings.find(({ compiled }) => compiled.procedure.id === id)?.standing;
    expect(one('child-allowance-public-servant')).toBe('may-apply');
    expect(one('child-allowance-increase') ?? one('child-allowance-new')).toBe('may-apply');
  });
});

test('04 the higher earner lives elsewhere: who is asked, then where, and the paper is for the other city', () => {
  const name = 'birth/claimant-elsewhere';
  const order = asked(name);
  expect(order.indexOf('allowance-claimant')).toBeGreaterThan(-1);
  expect(order.indexOf('allowance-claimant')).toBeLessThan(order.indexOf('claimant-home'));
  expect(standing(name, 'child-allowance-new')).toBe('does-not-apply');
  expect(finding(name, 'child-allowance-apart-birth')?.deadlines[0]?.date).toBe('2026-11-25');
  expect(shown(name)).toContain('child-allowance-apart-birth/notes.trap-04-other-city');
  expect(applying('birth/first-child')).not.toContain('child-allowance-apart-birth');
});

describe('05 brothers and sisters of 18 to 22', () => {
  test('they are asked about in every birth, and never taken from the register', () => {
    const claimed = births.filter(({ name }) =>
      applying(name).some((id) => /^child-allowance-(new|increase)$/.test(id)),
    );
    expect(claimed.length).toBeGreaterThan(10);
    expect(claimed.filter(({ name }) => !asked(name).includes('students-supported'))).toEqual([]);
    expect(content.facts.find(({ id }) => id === 'students-supported')?.sources).not.toContain('register');
  });

  test('with one of them the confirmation is filed for the third child', () => {
    const name = 'birth/third-child-with-student';
    expect(finding(name, 'child-allowance-univ-confirmation')?.deadlines[0]?.date).toBe('2026-11-25');
    expect(shown(name)).toContain('child-allowance-univ-confirmation/notes.trap-05-not-in-household');
    expect(standingIf(name, { 'students-supported': 0 }, 'child-allowance-univ-confirmation')).toBe('does-not-apply');
  });
});

test('06 from the second child on it is an increase; twins are one request', () => {
  expect(count('birth/second-child-self-employed', 'child-allowance-increase')).toBe(1);
  expect(standing('birth/second-child-self-employed', 'child-allowance-new')).toBe('does-not-apply');
  expect(shown('birth/second-child-self-employed')).toEqual(
    including('child-allowance-increase/notes.third', 'child-allowance-increase/notes.twins'),
  );
  expect(count('birth/twins-in-hospital', 'child-allowance-new')).toBe(1);
  expect(shown('birth/twins-in-hospital')).toContain('child-allowance-new/notes.trap-06-twins');
});

describe('07 the insurance of two working parents', () => {
  test.each(['birth/first-child', 'birth/special-permanent-parent'])(
    '%s: the employer’s notice, no form of the city',
    (name) => {
      expect(standing(name, 'employer-health-dependent-notice')).toBe('applies');
      expect(standing(name, 'nhi-enroll-newborn')).toBe('does-not-apply');
      expect(shown(name)).toContain('employer-health-dependent-notice/notes.higher-income-insurance');
    },
  );

  test('the city’s insurance only where neither parent can take the child', () => {
    expect(standing('birth/second-child-self-employed', 'nhi-enroll-newborn')).toBe('applies');
    expect(standing('birth/second-child-self-employed', 'employer-health-dependent-notice')).toBe('does-not-apply');
  });

  test('there is no paper card', () => {
    expect(shown('birth/first-child')).toContain('child-medical-aid-new/notes.no-paper-card');
  });
});

test('08 medical aid for the child is filed early, even before the insurance is known', () => {
  for (const { name } of births) expect(standing(name, 'child-medical-aid-new')).toBe('applies');
  expect(finding('birth/first-child', 'child-medical-aid-new')?.compiled.procedure.loss).toBe('money-daily');
  expect(shown('birth/first-child')).toEqual(
    including('child-medical-aid-new/notes.file-now', 'child-medical-aid-new/notes.trap-08-early'),
  );
  expect(shown('moving-in/family-of-four')).toContain('child-medical-move-in/notes.trap-08-file-now');
});

test('09 what the lump sum leaves over is asked about once, and can be claimed for two years', () => {
  const name = 'birth/second-child-self-employed';
  expect(asked(name).filter((question) => question === 'delivery-cost')).toHaveLength(1);
  expect(finding(name, 'childbirth-lump-sum-nhi')?.deadlines[0]?.date).toBe('2028-11-10');
  expect(standing('birth/special-permanent-parent', 'childbirth-lump-sum-nhi')).toBe('does-not-apply');
  expect(shown('birth/first-child')).toContain('external-notices-birth/notes.trap-09-difference');
});

test('10 before and after the birth: both premiums come from one set of questions, and a stillbirth counts', () => {
  const name = 'birth/second-child-self-employed';
  expect(applying(name)).toEqual(including('nhi-premium-maternity-reduction', 'national-pension-maternity-exemption'));
  expect(standing('birth/first-child', 'nhi-premium-maternity-reduction')).toBe('does-not-apply');
  expect(shown(name)).toContain('nhi-premium-maternity-reduction/notes.no-notice');
  expect(forStaff(name)).toEqual(
    including(
      'nhi-premium-maternity-reduction/notes.trap-10-loss',
      'national-pension-maternity-exemption/notes.trap-10-loss',
      'childbirth-lump-sum-nhi/notes.loss',
    ),
  );
});

test('11 the second payment of the pregnancy benefit is in every birth in which it was not paid', () => {
  const paid = births.filter(({ input }) => {
    const said = input.facts?.['second-pregnancy-benefit-paid'];
    return typeof said === 'object' && 'value' in said && said.value === true;
  });
  const without = births.filter(({ name }) => standing(name, 'pregnancy-support-benefit-2') === 'does-not-apply');
  expect(without.map(({ name }) => name)).toEqual(paid.map(({ name }) => name));
  expect(paid.map(({ name }) => name)).toEqual(['birth/twins-in-hospital']);
  expect(shown('birth/second-child-self-employed')).toEqual(
    including(
      'pregnancy-support-benefit-2/notes.own-account',
      'pregnancy-support-benefit-2/notes.elsewhere-first',
      'pregnancy-support-benefit-2/notes.trap-11-not-automatic',
    ),
  );
  expect(shown('moving-in/pregnant-and-baby')).toContain('pregnancy-support-benefit-1/notes.trap-11-certify-again');
});

describe('12 twins', () => {
  test('one notification each, one allowance for both', () => {
    const name = 'birth/twins-in-hospital';
    expect([count(name, 'birth-registration'), count(name, 'mynumber-card-newborn')]).toEqual([2, 2]);
    expect(count(name, 'child-allowance-new')).toBe(1);
    const claims = applications(outlook(name)).filter(({ procedure }) => procedure === 'child-allowance-new');
    const children = claims.map(({ boxes }) =>
      boxes.flatMap(({ id, fact, value }) => (id.startsWith('children') && fact === 'name' ? [value] : [])),
    );
    expect(children).toEqual([['例示 琴', '例示 直']]);
    expect(asked(name)).toContain('born-together');
    expect(asked('birth/first-child')).not.toContain('born-together');
  });

  test('what is paid or reduced for each child is said', () => {
    expect(shown('birth/second-child-self-employed')).toEqual(
      including(
        'pregnancy-support-benefit-2/notes.trap-12-each-child',
        'childbirth-lump-sum-nhi/notes.trap-12-each-child',
        'nhi-premium-maternity-reduction/notes.trap-12-months',
        'national-pension-maternity-exemption/notes.trap-12-months',
      ),
    );
  });
});

test('13 low birth weight: the notice, and care that starts in hospital', () => {
  const name = 'birth/twins-in-hospital';
  expect([count(name, 'low-birth-weight-notice'), count(name, 'premature-infant-medical')]).toEqual([2, 2]);
  expect(finding(name, 'premature-infant-medical')?.deadlines[0]?.date).toBe('2026-12-10');
  expect(standing('birth/first-child', 'low-birth-weight-notice')).toBe('does-not-apply');
  expect(shown(name)).toEqual(
    including('low-birth-weight-notice/notes.same-card', 'premature-infant-medical/notes.trap-13-in-hospital'),
  );
  expect(forStaff(name)).toEqual(
    including('low-birth-weight-notice/notes.trap-13-duty', 'premature-infant-medical/notes.weight-or-doctor'),
  );
});

describe('14 an unmarried mother', () => {
  const name = 'birth/single-mother';

  test('the allowance and medical aid of single parents are raised the same day', () => {
    expect(applying(name)).toEqual(
      including('acknowledgement-of-paternity', 'child-rearing-allowance-new', 'single-parent-medical-new'),
    );
    expect(standing('birth/unmarried-couple', 'child-rearing-allowance-new')).toBe('does-not-apply');
    expect(shown(name)).toContain('child-rearing-allowance-new/notes.trap-14-next-month');
  });

  test('it is asked in private', () => {
    for (const id of ['parents-married', 'raising-alone'])
      expect(content.facts.find((fact) => fact.id === id)?.sensitivity).toBe('private');
    expect(shown(name)).toEqual(
      including('acknowledgement-of-paternity/notes.talk', 'child-rearing-allowance-new/notes.talk'),
    );
  });

  test('staff are told who can file, and where before the birth', () => {
    expect(forStaff(name)).toEqual(
      including(
        'birth-registration/notes.trap-14-mother-files',
        'acknowledgement-of-paternity/notes.trap-14-before-birth',
      ),
    );
    expect(forStaff('birth/first-child')).not.toContain('birth-registration/notes.trap-14-mother-files');
  });
});

test('15 who the father is after a divorce or remarriage is for staff, never for the screen', () => {
  const asks = Object.entries(japanese).filter(
    ([key, words]) => /^(fact|question|group)\./.test(key) && /300日|再婚|懐胎|推定/.test(words),
  );
  expect(asks).toEqual([]);
  const told = births.flatMap(({ name }) => shown(name).map((note) => japanese[`procedure.${note.replace('/', '.')}`]));
  expect(told.filter((words) => words && /300日|再婚|懐胎|推定/.test(words))).toEqual([]);
  expect(forStaff('birth/first-child')).toContain('birth-registration/notes.trap-15-presumption');
  expect(visit('birth/with-staff').stop).toBe('birth-with-staff');
});

test('16 born abroad with two nationalities: three months with the birth date, no record before moving in', () => {
  const name = 'birth/born-abroad';
  expect(finding(name, 'birth-registration-abroad')?.deadlines[0]).toMatchObject({ date: '2027-02-09' });
  expect(finding(name, 'birth-registration-abroad')?.compiled.procedure.loss).toBe('gone-for-good');
  expect(standing(name, 'resident-record-newborn')).toBe('does-not-apply');
  expect(standing(name, 'mynumber-card-newborn')).toBe('does-not-apply');
  expect(shown(name)).toEqual(
    including(
      'birth-registration-abroad/notes.trap-16-nationality',
      'birth-registration-abroad/notes.trap-16-no-record',
    ),
  );
});

describe('17 a foreign baby', () => {
  test('30 days at immigration, and what stops after 60 days is said', () => {
    const name = 'birth/foreign-parents';
    expect(finding(name, 'status-of-residence-acquisition')).toMatchObject({
      deadlines: [{ date: '2026-12-09' }],
      compiled: { procedure: { end: 'another-office' } },
    });
    expect(shown(name)).toEqual(
      including('resident-record-newborn/notes.sixty-days', 'resident-record-newborn/notes.trap-17-benefits-stop'),
    );
    expect(shown('birth/first-child')).not.toContain('resident-record-newborn/notes.trap-17-benefits-stop');
  });

  test('with a special permanent resident it is filed here, within 60 days', () => {
    const name = 'birth/special-permanent-parent';
    expect(finding(name, 'special-permanent-residence-permit')).toMatchObject({
      deadlines: [{ date: '2027-01-08' }],
      compiled: { procedure: { end: 'handed-over' } },
    });
    expect(standing(name, 'status-of-residence-acquisition')).toBe('does-not-apply');
  });
});

test('18 a name that is not decided does not hold up the notification', () => {
  expect(shown('birth/first-child')).toContain('birth-registration/notes.undecided');
  expect(standing('birth/name-undecided-elsewhere', 'birth-supplement-notification')).toBe('applies');
  expect(standing('birth/second-child-self-employed', 'birth-supplement-notification')).toBe('does-not-apply');
});

test('19 the reading of the name is explained before it is written', () => {
  expect(shown('birth/first-child')).toEqual(
    including('birth-registration/notes.name-kana', 'birth-registration/notes.trap-19-reading'),
  );
});

test('20 the card comes with the notification of the birth, and not everywhere with one filed online', () => {
  expect(shown('birth/first-child')).toEqual(
    including('mynumber-card-newborn/notes.with-notification', 'mynumber-card-newborn/notes.trap-20-online'),
  );
  expect(finding('birth/first-child', 'mynumber-card-newborn')?.compiled.procedure.after).toContain(
    'birth-registration',
  );
});

test('21 adopted children, foster parents and facilities are for staff', () => {
  expect(forStaff('birth/first-child')).toContain('child-allowance-new/notes.trap-21-adopted');
  expect(forStaff('birth/second-child-self-employed')).toContain('child-allowance-increase/notes.trap-21-adopted');
});

describe('22 a family that has just moved', () => {
  const name = 'birth/just-moved';

  test('the move is notified first', () => {
    expect(applying(name)).toEqual(including('move-within-notification', 'birth-registration'));
    expect(finding(name, 'birth-registration')?.compiled.procedure.after).toEqual(
      including('move-in-special-card', 'move-in-notification', 'move-within-notification'),
    );
    expect(shown(name)).toContain('birth-registration/notes.trap-22-new-address');
    expect(shown('birth/first-child')).not.toContain('birth-registration/notes.trap-22-new-address');
  });

  test('the child’s address on the notification is the new one, and the child lives with its parents', () => {
    expect(box(name, 'birth-registration', 'child-address')).toBe('みほん市港町5番6号');
    expect(box('birth/first-child', 'birth-registration', 'child-address')).toBe('見本県みほん市みどり台2丁目3番4号');
    expect(standing(name, 'child-allowance-living-apart')).toBe('does-not-apply');
  });

  test('coming from another city the allowance is claimed once, with or without an older child', () => {
    const { input } = example(name);
    const facts = { ...input.facts, 'out-notice': 'paper', 'planned-out-date': '2026-11-07' };
    const older = { facts: { name: '想定 空', 'birth-date': '2020-05-05', sex: 'male', 'employee-insured': true } };
    const claims = (people: typeof input.people, movers: string[]) => {
      const events = ['moving-in', 'birth'];
      const there = run(courseOf(events), { ...input, events, people, facts: { ...facts, movers } });
      return found(there.client.visit.outlook, 'applies')
        .map(({ procedure }) => procedure)
        .filter((id) => id.startsWith('child-allowance-'));
    };
    expect(claims(input.people, ['ai', 'kei3'])).toEqual(['child-allowance-new']);
    expect(claims({ ...input.people, sora2: older }, ['ai', 'kei3', 'sora2'])).toEqual(['child-allowance-move-in']);
  });

  test('every paper of the birth carries the new address', () => {
    const papers = applications(outlook(name)).filter(({ procedure }) => procedure !== 'move-within-notification');
    const addresses = papers.flatMap(({ procedure, boxes }) =>
      boxes.filter(({ id }) => id.endsWith('-address')).map(({ value }) => [procedure, value]),
    );
    expect(addresses.length).toBeGreaterThan(5);
    expect(addresses.filter(([, address]) => address !== 'みほん市港町5番6号')).toEqual([]);
  });
});

test('46 a birth changes the rent of public housing', () => {
  expect(shown('birth/unmarried-couple')).toContain('public-housing-member-change/notes.trap-46-rent');
  expect(box('birth/unmarried-couple', 'public-housing-member-change', 'reason')).toBe('出生');
  expect(box('birth/unmarried-couple', 'public-housing-member-change', 'date')).toBe('2026-11-10');
  expect(standing('birth/first-child', 'public-housing-member-change')).toBe('does-not-apply');
});
