import fc from 'fast-check';
import { all, any, type Comparison, marks, oneOf, pick } from './comparing.ts';

const two = [{ 'birth-date': '1990-01-20' }, { 'birth-date': '1991-02-20' }];

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
      'both-under-forty',
      'got-child-rearing-allowance',
      'got-single-parent-medical',
      'newlywed-support-here',
    ),
    beyond: marks('20 <= person.age < 60'),
  })
  .map(({ filed, marks, beyond }) => ({
    today: '2026-11-20',
    people: two,
    beyond,
    said: { ...marks, 'marriage-filed': filed, 'marriage-date': filed === 'filed' ? '2026-11-10' : undefined },
  }));
type Married = typeof married extends fc.Arbitrary<infer T> ? T : never;
const marriageFacts = ({ said, beyond }: Married) => ({ ...said, ...beyond });

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
    'np-spouse-category': ['ask', (f) => all(f['becomes-dependant'], f['20 <= person.age < 60'])],
    'child-rearing-allowance-loss': ['ask', (f) => f['got-child-rearing-allowance']],
    'single-parent-medical-loss': ['ask', (f) => f['got-single-parent-medical']],
    'stepchild-entry': ['ask', (f) => f['children-from-before']],
    'newlywed-support': ['show', (f) => all(f['newlywed-support-here'], f['both-under-forty'])],
  },
  theirsOnly: {
    'child-allowance-recipient-change-family':
      'Missing: at a marriage nobody is asked whether another parent now gets the allowance.',
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
      reason: 'The employer, who files it, knows the age; here it is a notice.',
      assuming: { '20 <= person.age < 60': true },
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
    ),
    beyond: marks('20 <= spouse.age < 60'),
  })
  .map(({ filed, marks, beyond }) => ({
    today: '2026-11-20',
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
  },
  theirsOnly: {
    'dv-support-measures': 'Protective measures go to staff whole (counter-practice §1.5).',
    'np-exemption-survivor': 'Missing: after a divorce only the change of category is told, not the exemption.',
  },
  amendments: [
    {
      procedures: ['divorce-notification'],
      reason: 'Once it has been filed nothing is left to file; after a court’s decision it is still to be reported.',
      instead: (f) => oneOf(f['divorce-filed'], 'not-yet', 'court'),
    },
    {
      procedures: ['category3-to-1-divorce'],
      reason: 'A dependant spouse (category 3) is 20 to 59 by law.',
      assuming: { '20 <= spouse.age < 60': true },
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
