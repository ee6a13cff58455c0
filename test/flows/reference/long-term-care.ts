import fc from 'fast-check';
import { all, any, type Comparison, type Known, mark, marks, pick, some, not } from './comparing.ts';
import { daysAfter, years } from './days.ts';

const person = fc.record({
  age: fc.oneof(pick(39, 40, 64, 65), fc.integer({ min: 20, max: 95 })),
  /** Days from the birthday to today. */
  days: fc.oneof(pick(0, 1, 363, 364), fc.nat(364)),
  recipient: fc.boolean(),
  /** Days until the certification ends. */
  left: fc.oneof(pick(-1, 0, 59, 60, 61), fc.integer({ min: -30, max: 300 }), fc.constant(undefined)),
  marks: marks(
    'care-certified',
    'wants-certification',
    'specified-disease',
    'condition-changed',
    'starts-home-services',
    'uses-care-facility',
    'bought-care-equipment',
    'plans-home-work',
    'high-care-costs',
    'lost-ratio-certificate',
    'lost-care-card',
  ),
});
const only = <T>(given: boolean, value: T) => (given ? value : undefined);

const cases = fc
  .record({
    today: fc.nat(300).map((days) => daysAfter('2026-04-02', days)),
    people: fc.array(person, { minLength: 1, maxLength: 3 }),
    exempt: mark,
  })
  .map(({ today, people, exempt }) => {
    const everybody = people.map(({ age: completed, days, recipient, left, marks: one }, index) => {
      const birthday = daysAfter(today, -days);
      const birth = `${Number(birthday.slice(0, 4)) - completed}${birthday.slice(4)}`.replace('-02-29', '-02-28');
      const reached = years(birth, daysAfter(today, 1));
      const certified = only(reached >= 40, one['care-certified']);
      const wants = only(certified === false && reached >= 40, one['wants-certification']);
      const ofCertified = <T>(value: T) => only(certified === true, value);
      return {
        recipient: recipient || index === 0,
        age: years(birth, today),
        reached,
        left: ofCertified(left),
        said: {
          'birth-date': birth,
          'care-certified': certified,
          'wants-certification': wants,
          'specified-disease': only(wants === true && reached < 65, one['specified-disease']),
          'certification-until': left === undefined ? undefined : ofCertified(daysAfter(today, left)),
          'condition-changed': ofCertified(one['condition-changed']),
          'starts-home-services': ofCertified(one['starts-home-services']),
          'uses-care-facility': ofCertified(one['uses-care-facility']),
          'bought-care-equipment': ofCertified(one['bought-care-equipment']),
          'plans-home-work': ofCertified(one['plans-home-work']),
          'high-care-costs': ofCertified(one['high-care-costs']),
          'lost-ratio-certificate': ofCertified(one['lost-ratio-certificate']),
          'lost-care-card': only(reached >= 65, one['lost-care-card']),
        },
      };
    });
    return {
      today,
      recipients: everybody.filter(({ recipient }) => recipient),
      people: everybody.map(({ said }) => said),
      said: {
        'care-recipients': everybody.flatMap(({ recipient }, index) => (recipient ? [`p${index}`] : [])),
        'household-tax-exempt': exempt,
      },
    };
  });
type Told = typeof cases extends fc.Arbitrary<infer T> ? T : never;

const facts = ({ recipients, said: { 'household-tax-exempt': exempt } }: Told) => ({
  'household.tax_exempt and spouse.tax_exempt': exempt,
  people: recipients.map(({ said, age, reached, left }) => ({
    ...said,
    age,
    reached,
    // Under 40 nobody is certified.
    ltc_certified: reached >= 40 ? said['care-certified'] : false,
    'certification.expires_within_60_days': left === undefined ? undefined : left >= 0 && left <= 60,
  })),
});
type Facts = ReturnType<typeof facts>;
type Person = Facts['people'][number];
const anybody = (is: (one: Person) => Known) => (f: Facts) => some(f.people, is);
const certified = (is: (one: Person) => Known) => anybody((one) => all(one.ltc_certified, is(one)));

export const longTermCare: Comparison<Told, Facts> = {
  event: 'long-term-care',
  seed: 20_261_130,
  count: 1500,
  cases,
  facts,
  rules: {
    'ltc-certification-new': [
      'ask',
      anybody((one) => any(one.age >= 65, all(one.age >= 40, one.age < 65, one['specified-disease']))),
    ],
    'ltc-certification-renewal': ['show', certified((one) => one['certification.expires_within_60_days'])],
    'ltc-certification-change': ['ask', certified((one) => one['condition-changed'])],
    'ltc-careplan-notice': ['show', certified((one) => one['starts-home-services'])],
    'ltc-burden-ratio-reissue': ['ask', certified((one) => one['lost-ratio-certificate'])],
    'ltc-card-reissue': ['ask', anybody((one) => all(one.age >= 65, one['lost-care-card']))],
    'ltc-high-cost-claim': ['show', certified((one) => one['high-care-costs'])],
    'ltc-burden-limit': [
      'ask',
      (f) => all(certified((one) => one['uses-care-facility'])(f), f['household.tax_exempt and spouse.tax_exempt']),
    ],
    'ltc-equipment-purchase': ['ask', certified((one) => one['bought-care-equipment'])],
    'ltc-home-modification': ['ask', certified((one) => one['plans-home-work'])],
  },
  theirsOnly: {
    'ltc-certification-after-move': 'counter-practice §6.8: the same as ltc-certification-transfer, at the moving in.',
  },
  amendments: [
    {
      procedures: ['ltc-certification-new'],
      reason:
        'For those who are not certified yet and want to be; the day before the birthday counts (年齢計算ニ関スル法律).',
      instead: anybody((one) =>
        all(
          one.reached >= 40,
          not(one.ltc_certified),
          one['wants-certification'],
          any(one.reached >= 65, one['specified-disease']),
        ),
      ),
    },
    {
      procedures: ['ltc-card-reissue'],
      reason: '年齢計算ニ関スル法律: 65 is reached on the day before the birthday.',
      assuming: (f) => ({ people: f.people.map((one) => ({ ...one, age: one.reached })) }),
    },
  ],
};
