import fc from 'fast-check';
import { all, any, type Comparison, marks, not, oneOf, pick } from './comparing.ts';
import { daysAfter, years } from './days.ts';

const today = '2026-11-20';
const two = [{ 'birth-date': '1990-01-20' }, { 'birth-date': '1991-02-20' }];
/** Days of birth around the twentieth and the sixtieth birthday, and others. */
const born = pick(
  '1958-03-03',
  '1966-11-20',
  '1966-11-21',
  '1966-11-22',
  '1990-01-20',
  '2006-11-21',
  '2006-11-22',
  '2008-01-20',
);

const changes = [
  'name-changes',
  'address-changes',
  'holds-number-card',
  'wants-former-name',
  'seal-with-old-name',
] as const;

const married = fc
  .record({
    filed: pick('not-yet', 'filed', undefined),
    marks: marks(
      ...changes,
      'insurance-changes',
      'becomes-dependant',
      'children-from-before',
      'changes-allowance-parent',
      'both-under-forty',
      'got-child-rearing-allowance',
      'got-single-parent-medical',
      'newlywed-support-here',
      'wants-certificate',
    ),
    births: fc.tuple(born, born),
    /** Which of the two becomes the other’s dependant. */
    dependant: pick(0, 1),
  })
  .map(({ filed, marks, births, dependant }) => ({
    today,
    people: births.map((birth) => ({ 'birth-date': birth })),
    dependant: births[dependant] ?? '',
    said: { ...marks, 'marriage-filed': filed, 'marriage-date': filed === 'filed' ? '2026-11-10' : undefined },
  }));
type Married = typeof married extends fc.Arbitrary<infer T> ? T : never;
const marriageFacts = ({ said, people, dependant }: Married) => ({
  ...said,
  'ages of the one who becomes dependant': [years(dependant, today)],
  /** Ours only. */
  reached: people.map((one) => years(one['birth-date'], daysAfter(today, 1))),
});
const insuredAge = (age: number) => age >= 20 && age < 60;

export const marriage: Comparison<Married, ReturnType<typeof marriageFacts>> = {
  event: 'marriage',
  seed: 20_261_126,
  count: 1000,
  cases: married,
  facts: marriageFacts,
  constant: ['marriage-notification'],
  rules: {
    'marriage-notification': ['show', () => true],
    'marriage-household-address': ['ask', (f) => f['address-changes']],
    'mynumber-card-name-change': [
      'show',
      (f) => all(f['holds-number-card'], any(f['name-changes'], f['address-changes'])),
    ],
    'former-surname-registration': ['show', (f) => all(f['name-changes'], f['wants-former-name'])],
    'seal-reregistration': ['ask', (f) => all(f['seal-with-old-name'], f['name-changes'])],
    'nhi-marriage-divorce': ['ask', (f) => f['insurance-changes']],
    'np-spouse-category': [
      'ask',
      (f) => all(f['becomes-dependant'], f['ages of the one who becomes dependant'].some(insuredAge)),
    ],
    'child-rearing-allowance-loss': ['ask', (f) => f['got-child-rearing-allowance']],
    'single-parent-medical-loss': ['ask', (f) => f['got-single-parent-medical']],
    // Another parent now raises the children than the one who receives the allowance: one mark.
    'child-allowance-recipient-change-family': ['ask', (f) => f['changes-allowance-parent']],
    'stepchild-entry': ['ask', (f) => f['children-from-before']],
    'newlywed-support': ['show', (f) => all(f['newlywed-support-here'], f['both-under-forty'])],
    // The last block of every event (counter-practice §4).
    'resident-record-copy': ['include_as_check', (f) => f['wants-certificate']],
  },
  otherwiseWhenOpen: [
    {
      procedures: ['np-spouse-category', 'stepchild-entry'],
      reason: 'Notices: the employer files the one, and the other is only for those who wish it.',
    },
  ],
  amendments: [
    {
      procedures: ['marriage-notification'],
      reason: 'Once it has been filed nothing is left to file: the first question is whether it has.',
      instead: (f) => oneOf(f['marriage-filed'], 'not-yet'),
    },
    {
      procedures: ['np-spouse-category'],
      reason:
        'Which of the two is not asked: a notice, as the employer files it, where either is of that age, reached on the day before the birthday.',
      assuming: (f) => ({ 'ages of the one who becomes dependant': f.reached }),
    },
  ],
};

const divorced = fc
  .record({
    filed: pick('not-yet', 'filed', 'court', undefined),
    marks: marks(
      ...changes,
      'changed-surname-at-marriage',
      'keeps-married-surname',
      'divorce-children',
      'raises-children',
      'allowance-goes-to-other',
      'children-in-nursery',
      'children-in-school',
      'insurance-changes',
      'was-dependant-spouse',
      'pension-in-marriage',
      'foreign-spouse-status',
      'wants-non-acceptance',
      'wants-address-kept',
      'address-protection',
      'wants-certificate',
    ),
    beyond: marks('20 <= spouse.age < 60', 'survivor.income_decreased'),
  })
  .map(({ filed, marks, beyond }) => ({
    today,
    people: two,
    beyond,
    said: {
      ...marks,
      'divorce-filed': filed,
      'divorce-date': filed === 'filed' || filed === 'court' ? '2026-11-10' : undefined,
    },
  }));
type Divorced = typeof divorced extends fc.Arbitrary<infer T> ? T : never;
const divorceFacts = ({ said, beyond }: Divorced) => ({
  ...said,
  ...beyond,
  'person.dv_risk': any(said['wants-address-kept'], said['address-protection']),
  'survivor.will_resume_surname': all(said['changed-surname-at-marriage'], not(said['keeps-married-surname'])),
  'survivor.children_under_20': said['divorce-children'],
  'survivor.single_parent_now': all(said['divorce-children'], said['raises-children']),
});

export const divorce: Comparison<Divorced, ReturnType<typeof divorceFacts>> = {
  event: 'divorce',
  seed: 20_261_127,
  count: 1000,
  cases: divorced,
  facts: divorceFacts,
  constant: ['divorce-notification'],
  rules: {
    'divorce-notification': ['show', () => true],
    'marriage-household-address': ['ask', (f) => f['address-changes']],
    'mynumber-card-name-change': [
      'show',
      (f) => all(f['holds-number-card'], any(f['name-changes'], f['address-changes'])),
    ],
    'former-surname-registration': ['show', (f) => all(f['name-changes'], f['wants-former-name'])],
    'seal-reregistration': ['ask', (f) => all(f['seal-with-old-name'], f['name-changes'])],
    'nhi-marriage-divorce': ['ask', (f) => f['insurance-changes']],
    'retain-married-surname': ['ask', (f) => all(f['changed-surname-at-marriage'], f['keeps-married-surname'])],
    'category3-to-1-divorce': ['ask', (f) => all(f['was-dependant-spouse'], f['20 <= spouse.age < 60'])],
    'np-exemption-divorce': [
      'show',
      (f) => all(f['was-dependant-spouse'], f['20 <= spouse.age < 60'], f['survivor.income_decreased']),
    ],
    // The catalogue has it at a birth and at a death; its rule at a death is that of a divorce.
    'child-surname-change': [
      'skip_with_notice',
      (f) => all(f['survivor.will_resume_surname'], f['survivor.children_under_20']),
    ],
    'dv-support-measure': ['hide', (f) => f['person.dv_risk']],
    'child-rearing-allowance-new': ['ask', (f) => f['survivor.single_parent_now']],
    'single-parent-medical-new': ['ask', (f) => f['survivor.single_parent_now']],
    'single-parent-support': ['show', (f) => f['survivor.single_parent_now']],
    'nursery-change': ['ask', (f) => f['children-in-nursery']],
    'school-aid-bereavement': ['ask', (f) => f['children-in-school']],
    // The parent who raises the children, and the other one receives the allowance.
    'child-allowance-recipient-change-family': [
      'ask',
      (f) => all(f['divorce-children'], f['raises-children'], f['allowance-goes-to-other']),
    ],
    'pension-division': ['show', (f) => f['pension-in-marriage']],
    'child-support-assistance': ['show', (f) => f['divorce-children']],
    'non-acceptance-request': ['hide', (f) => f['wants-non-acceptance']],
    'foreign-spouse-notification': ['ask', (f) => f['foreign-spouse-status']],
    // The last block of every event (counter-practice §4).
    'resident-record-copy': ['include_as_check', (f) => f['wants-certificate']],
  },
  amendments: [
    {
      procedures: ['divorce-notification'],
      reason: 'Once it has been filed nothing is left to file; after a court’s decision it is still to be reported.',
      instead: (f) => oneOf(f['divorce-filed'], 'not-yet', 'court'),
    },
    {
      procedures: ['category3-to-1-divorce', 'np-exemption-divorce'],
      reason: 'A dependant spouse (category 3) is 20 to 59 by law.',
      assuming: { '20 <= spouse.age < 60': true },
    },
    {
      procedures: ['np-exemption-divorce'],
      reason: 'Whether money is short is not asked; whoever changes to category 1 is told.',
      assuming: { 'survivor.income_decreased': true },
    },
    {
      procedures: ['child-surname-change'],
      reason:
        'The child stays in the other parent’s register also where the surname is kept: told to the parent who raises the child.',
      assuming: (f) => ({
        'survivor.will_resume_surname': all(f['changed-surname-at-marriage'], f['raises-children']),
      }),
    },
    {
      procedures: ['single-parent-support'],
      reason: 'Told to both parents: also the one who does not live with the children.',
      instead: (f) => f['divorce-children'],
    },
    {
      procedures: ['nursery-change', 'school-aid-bereavement'],
      reason:
        'Without a child up to the end of the year of the eighteenth birthday there is none in a nursery or at school.',
      assuming: (f) => ({
        'children-in-nursery': all(f['divorce-children'], f['children-in-nursery']),
        'children-in-school': all(f['divorce-children'], f['children-in-school']),
      }),
    },
  ],
};
