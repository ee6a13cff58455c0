import fc from 'fast-check';
import {
  all,
  any,
  atLeast,
  type Comparison,
  type Known,
  mark,
  marks,
  not,
  oneOf,
  pick,
  type Rule,
  some,
} from './comparing.ts';
import { daysAfter, fiscalYearOf, years } from './days.ts';

/** Everything but who leaves and where to is a mark about those who leave. */
const leavers = [
  'leaver-has-card',
  'leaver-nhi',
  'leaver-student',
  'leaver-care-facility',
  'leaver-facility',
  'leaver-late-elderly',
  'leaver-care',
  'leaver-pension-one',
  'leaver-child-allowance',
  'leaver-child-medical',
  'leaver-childcare',
  'leaver-school',
  'leaver-keeps-school',
  'child-stays-apart',
  'leaver-single-parent',
  'leaver-special-child',
  'leaver-self-support',
  'leaver-services',
  'leaver-disability-allowance',
  'leaver-severe',
  'leaver-intractable',
  'leaver-special-handbook',
  'leaver-public-assistance',
  'leaver-public-employer',
  'leaver-seal',
  'leaver-moped',
  'leaver-water',
  'leaver-public-housing',
  'leaver-senior-services',
  'leaver-needs-record',
  'leaver-property',
  'leaver-wants-protection',
  'address-protection',
] as const;

const cases = fc
  .record({
    today: fc.nat(300).map((days) => daysAfter('2026-04-02', days)),
    to: pick('japan', 'japan', 'abroad', 'abroad', undefined),
    /** Ages, and days from the birthday to today. */
    people: fc.array(
      fc.record({
        age: fc.oneof(pick(17, 18, 64, 65), fc.nat(90)),
        days: fc.oneof(pick(0, 1, 363, 364), fc.nat(364)),
        leaves: pick(true, true, false),
        foreign: mark,
      }),
      { minLength: 1, maxLength: 4 },
    ),
    /** Days from today to the day of leaving. */
    ahead: pick(-5, 0, 1, 10, undefined),
    marks: marks(...leavers),
    beyond: marks(
      'another leaver is insured and moves to an ordinary home',
      'claimant receives the allowance',
      'of Japanese and foreign leavers, a Japanese one has the card',
      'the category 1 leaver is 20 to 64',
      'the recipient changes for another reason',
    ),
  })
  .map(({ today, to, ahead, people, marks, beyond }) => {
    const everybody = people.map(({ age, days, leaves, foreign }, index) => {
      const birthday = daysAfter(today, -days);
      return {
        birth: `${Number(birthday.slice(0, 4)) - age}${birthday.slice(4)}`.replace('-02-29', '-02-28'),
        leaves: leaves || index === 0,
        foreign,
      };
    });
    return {
      today,
      to,
      ahead,
      beyond,
      marks,
      leaving: everybody.filter(({ leaves }) => leaves),
      childStays: everybody.some(({ birth, leaves }) => !leaves && birth >= `${fiscalYearOf(today) - 18}-04-02`),
      people: everybody.map(({ birth, foreign, leaves }) => ({
        'birth-date': birth,
        foreign: leaves ? foreign : undefined,
      })),
      said: {
        ...marks,
        'leaves-to': to,
        'leaving-date': ahead === undefined ? undefined : daysAfter(today, ahead),
        leavers: everybody.flatMap(({ leaves }, index) => (leaves ? [`p${index}`] : [])),
      },
    };
  });

type Told = typeof cases extends fc.Arbitrary<infer T> ? T : never;

const facts = ({ today, to, ahead, marks, beyond, leaving, childStays }: Told) => ({
  ...marks,
  ...beyond,
  /** Of one kind or the other. */
  facility: any(marks['leaver-care-facility'], marks['leaver-facility']),
  'a child does not leave': childStays,
  'event is move_out': oneOf(to, 'japan'),
  'event is move_out_abroad': oneOf(to, 'abroad'),
  ages: leaving.map(({ birth }) => years(birth, today)),
  people: leaving.map(({ birth, foreign }) => ({ age: years(birth, today), foreign })),
  'the day of leaving is after today': atLeast(ahead, 1),
  'the day of leaving has not passed': atLeast(ahead, 0),
  reached: leaving.map(({ birth }) => years(birth, daysAfter(today, 1))),
});

type Facts = ReturnType<typeof facts>;
/** The catalogue has these for `move_out` only, and those for both events. */
const within = (whenOpen: Rule<Facts>[0], is: (f: Facts) => Known): Rule<Facts> => [
  whenOpen,
  (f) => all(f['event is move_out'], is(f)),
];
const abroad = (whenOpen: Rule<Facts>[0], is: (f: Facts) => Known): Rule<Facts> => [
  whenOpen,
  (f) => all(f['event is move_out_abroad'], is(f)),
];
const foreign = (one: Facts['people'][number]) => one.foreign;
const japanese = (f: Facts) => some(f.people, (one) => not(one.foreign));
const is = (fact: (typeof leavers)[number]) => (f: Facts) => f[fact];

export const movingOut: Comparison<Told, Facts> = {
  event: 'moving-out',
  seed: 20_261_125,
  count: 1500,
  cases,
  facts,
  constant: ['external-notices-move-out', 'water-sewer-move-out'],
  rules: {
    'move-out-notification': within('include', () => true),
    'move-out-special-card': within('include_as_check', is('leaver-has-card')),
    'move-out-abroad': abroad('ask_staff', () => true),
    // The expression, and its text: Japanese nationals, and a planned day after that of the filing.
    'mynumber-card-abroad-continuation': abroad('include', (f) =>
      all(
        f['leaver-has-card'],
        japanese(f),
        any(not(some(f.people, foreign)), f['of Japanese and foreign leavers, a Japanese one has the card']),
        f['the day of leaving is after today'],
      ),
    ),
    // Who has the card, and is fifteen.
    'signature-certificate-move-out': abroad('include', (f) =>
      all(
        f['leaver-has-card'],
        some(f.ages, (age) => age >= 15),
      ),
    ),
    'dv-support-measure': ['ask_staff', (f) => any(f['address-protection'], f['leaver-wants-protection'])],
    'seal-registration-cancel-move-out': ['lookup', is('leaver-seal')],
    'nhi-withdraw-move-out': [
      'lookup',
      (f) =>
        any(
          all(f['leaver-nhi'], not(f['leaver-student']), not(f.facility)),
          all(f['leaver-nhi'], f.people.length > 1, f['another leaver is insured and moves to an ordinary home']),
        ),
    ],
    'nhi-student-exception-move-out': within('ask_staff', (f) => all(f['leaver-nhi'], f['leaver-student'])),
    'nhi-facility-exception-move-out': within('ask_staff', (f) => all(f['leaver-nhi'], f.facility)),
    // Who enters a listed facility: the mark names care facilities, and staff check the kind.
    'ltc-facility-exception-move-out': within('ask_staff', (f) =>
      all(
        f['leaver-care-facility'],
        any(
          some(f.ages, (age) => age >= 65),
          f['leaver-care'],
        ),
      ),
    ),
    'late-elderly-facility-exception-move-out': within('ask_staff', (f) => all(f['leaver-late-elderly'], f.facility)),
    'late-elderly-move-out': ['lookup', is('leaver-late-elderly')],
    'ltc-move-out': [
      'include_as_check',
      (f) =>
        any(
          some(f.ages, (age) => age >= 65),
          f['leaver-care'],
        ),
    ],
    'pension-abroad-voluntary': abroad('include_as_check', (f) =>
      all(f['leaver-pension-one'], f['the category 1 leaver is 20 to 64']),
    ),
    'child-allowance-move-out': ['lookup', is('leaver-child-allowance')],
    // The recipient goes abroad alone, or it changes for another reason.
    'child-allowance-recipient-change-move-out': [
      'ask_staff',
      (f) =>
        all(
          f['leaver-child-allowance'],
          any(
            all(f['event is move_out_abroad'], any(f['child-stays-apart'], f['a child does not leave'])),
            f['the recipient changes for another reason'],
          ),
        ),
    ],
    'child-allowance-apart-move-out': [
      'lookup',
      (f) =>
        all(
          not(f['leaver-public-employer']),
          any(f['leaver-child-allowance'], f['claimant receives the allowance']),
          f['child-stays-apart'],
        ),
    ],
    'child-allowance-public-servant-move-out': ['ask_staff', is('leaver-public-employer')],
    'child-medical-move-out': ['lookup', is('leaver-child-medical')],
    'child-rearing-allowance-move-out': ['lookup', is('leaver-single-parent')],
    'special-child-allowance-move-out': within('ask_staff', is('leaver-special-child')),
    'childcare-move-out': ['include_as_check', is('leaver-childcare')],
    'school-transfer-move-out': ['include', is('leaver-school')],
    'school-zone-exception-move-out': within('include_as_check', (f) =>
      all(f['leaver-school'], f['leaver-keeps-school']),
    ),
    'self-support-medical-move-out': within('include_as_check', is('leaver-self-support')),
    'disability-services-move-out': within('include_as_check', is('leaver-services')),
    'disability-allowance-move-out': within('include_as_check', is('leaver-disability-allowance')),
    'severe-disability-medical-move-out': within('include_as_check', is('leaver-severe')),
    'intractable-disease-move-out': within('include_as_check', is('leaver-intractable')),
    'special-handbooks-move-out': within('include_as_check', is('leaver-special-handbook')),
    'senior-services-move-out': within('include_as_check', (f) => some(f.ages, (age) => age >= 65)),
    'public-housing-move-out': ['include_as_check', is('leaver-public-housing')],
    'public-assistance-move-out': ['lookup', is('leaver-public-assistance')],
    'moped-scrap-move-out': ['include_as_check', is('leaver-moped')],
    'tax-agent': abroad('include_as_check', is('leaver-property')),
    // The expression, and its text: until the planned day of leaving.
    'overseas-voter-registration': abroad('include', (f) =>
      all(
        some(f.people, (one) => all(one.age >= 18, not(one.foreign))),
        f['the day of leaving has not passed'],
      ),
    ),
    'water-sewer-move-out': ['include_as_check', () => true],
    'resident-record-copy-move-out': within('include_as_check', is('leaver-needs-record')),
    'external-notices-move-out': ['include', () => true],
  },
  theirsOnly: {
    'move-out-cancel': 'Who does not move after all goes to staff, at the first question.',
    'single-parent-medical-move': 'Within child-rearing-allowance-move-out: one mark for both.',
    'facility-use-benefit-move': 'Within childcare-move-out.',
    'self-support-medical-kosei': 'Within self-support-medical-move-out.',
    'child-disability-services-move': 'Within disability-services-move-out.',
    'child-allowance-address-change':
      'Within child-allowance-apart-move-out: a child who leaves a recipient who stays.',
    'mynumber-pin-reset': 'A PIN is needed to fill in the move online only; at the counter the card is not rewritten.',
  },
  otherwiseWhenOpen: [
    {
      procedures: [
        'childcare-move-out',
        'disability-allowance-move-out',
        'disability-services-move-out',
        'intractable-disease-move-out',
        'public-housing-move-out',
        'school-transfer-move-out',
        'self-support-medical-move-out',
        'senior-services-move-out',
        'severe-disability-medical-move-out',
        'special-child-allowance-move-out',
        'special-handbooks-move-out',
      ],
      reason: 'Who leaves is in the city’s own records: they are looked up before anybody is asked again.',
    },
    {
      procedures: ['external-notices-move-out', 'resident-record-copy-move-out', 'water-sewer-move-out'],
      reason: 'Listed all the same; nothing is open once the one list of marks is answered.',
    },
    {
      procedures: ['public-assistance-move-out'],
      reason: 'Never listed while it is open, as it is private; staff look it up.',
    },
    {
      procedures: ['child-allowance-public-servant-move-out'],
      reason: 'A notice: the employer pays, and the city has nothing to do.',
    },
    {
      procedures: ['child-allowance-apart-move-out', 'mynumber-card-abroad-continuation'],
      reason: 'Listed to be checked: only the family knows who goes along and who has a card.',
    },
  ],
  amendments: [
    {
      procedures: ['child-allowance-recipient-change-move-out'],
      reason: 'Marital conflict is not asked at a kiosk, as the catalogue says itself: staff talk about it.',
      assuming: { 'the recipient changes for another reason': false },
    },
    {
      procedures: ['move-out-notification'],
      reason: 'One line for one notification (counter-practice §3): with a usable card it is the special one below.',
      instead: (f) => all(f['event is move_out'], not(f['leaver-has-card'])),
    },
    {
      procedures: ['nhi-withdraw-move-out'],
      reason:
        'The marks are about all who leave together: of two or more, one may well be insured and neither student nor in a facility; who is it, is looked up.',
      assuming: { 'another leaver is insured and moves to an ordinary home': true },
    },
    {
      procedures: ['ltc-move-out', 'ltc-facility-exception-move-out'],
      reason: '年齢計算ニ関スル法律: 65 is reached on the day before the birthday.',
      assuming: (f) => ({ ages: f.reached }),
    },
    {
      procedures: ['pension-abroad-voluntary'],
      reason: 'Who pays the national pension alone is 20 to 64 by law.',
      assuming: { 'the category 1 leaver is 20 to 64': true },
    },
    {
      procedures: ['child-allowance-apart-move-out'],
      reason: 'Who receives the allowance, and from whom, is looked up for every family that will live apart.',
      instead: (f) => f['child-stays-apart'],
    },
    {
      procedures: [
        'special-child-allowance-move-out',
        'self-support-medical-move-out',
        'disability-services-move-out',
        'disability-allowance-move-out',
        'severe-disability-medical-move-out',
        'intractable-disease-move-out',
        'special-handbooks-move-out',
        'resident-record-copy-move-out',
      ],
      reason: 'What the city gave ends, and papers are wanted, also where somebody leaves for abroad.',
      assuming: { 'event is move_out': true },
    },
    {
      procedures: ['senior-services-move-out'],
      reason: 'Listed for those who use such a service, of whatever age.',
      instead: (f) => f['leaver-senior-services'],
    },
    {
      procedures: ['mynumber-card-abroad-continuation'],
      reason: 'Who of the leavers has the card is not asked: staff go through the holders with their nationality.',
      assuming: { 'of Japanese and foreign leavers, a Japanese one has the card': true },
    },
    {
      procedures: ['water-sewer-move-out'],
      reason: 'Where water is used on by those who stay, nothing is stopped: it is asked.',
      instead: (f) => f['leaver-water'],
    },
  ],
};
