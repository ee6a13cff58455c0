import fc from 'fast-check';
import { all, type Comparison, marks, not, where } from './comparing.ts';

const cases = fc
  .record({
    marks: marks(
      'starts-allowance',
      'more-or-fewer-children',
      'family-details-changed',
      'changes-allowance-parent',
      'raising-alone',
      'allowance-ends',
      'wants-nursery-place',
      'uses-nursery',
      'is-pregnant-now',
      'works-for-public-employer',
      'wants-donation',
      'wants-lunch-from-allowance',
      'annual-report-needed',
      'wants-certificate',
      'pregnancy-payment-made',
      'gets-child-rearing-allowance-now',
    ),
    beyond: marks('certification.category in 2, 3', 'pregnancy.heartbeat_confirmed'),
  })
  .map(({ marks, beyond }) => ({
    today: '2026-11-20',
    people: [{ 'birth-date': '1990-01-20' }, { 'birth-date': '2022-02-20' }],
    beyond,
    said: {
      ...marks,
      'works-for-public-employer': marks['starts-allowance'] === true ? marks['works-for-public-employer'] : undefined,
    },
  }));
type Told = typeof cases extends fc.Arbitrary<infer T> ? T : never;
const facts = ({ said, beyond }: Told) => ({
  ...said,
  ...beyond,
  'person.public_servant': where(said['starts-allowance'], said['works-for-public-employer']),
});

export const childRearing: Comparison<Told, ReturnType<typeof facts>> = {
  event: 'child-rearing',
  seed: 20_261_129,
  count: 1000,
  cases,
  facts,
  rules: {
    // Who starts has children and receives nothing yet; who tells of a change is the recipient.
    'child-allowance-claim': ['ask', (f) => all(f['starts-allowance'], not(f['person.public_servant']))],
    'child-allowance-amount': ['ask', (f) => f['more-or-fewer-children']],
    'child-allowance-name-address': ['show', (f) => f['family-details-changed']],
    'child-allowance-end': ['ask', (f) => f['allowance-ends']],
    'child-allowance-donation': ['hide', (f) => f['wants-donation']],
    'child-allowance-school-lunch': ['hide', (f) => f['wants-lunch-from-allowance']],
    'child-allowance-annual-report': ['ask', (f) => f['annual-report-needed']],
    'childcare-certification': ['ask', (f) => f['wants-nursery-place']],
    'childcare-application': ['ask', (f) => all(f['wants-nursery-place'], f['certification.category in 2, 3'])],
    'childcare-annual-report': ['show', (f) => f['uses-nursery']],
    'child-rearing-allowance-annual': ['show', (f) => f['gets-child-rearing-allowance-now']],
    // Who raises the children, and the other parent receives the allowance: one mark.
    'child-allowance-recipient-change-family': ['ask', (f) => f['changes-allowance-parent']],
    // Who raises alone is asked among those who have children.
    'child-rearing-allowance-new': ['ask', (f) => f['raising-alone']],
    'pregnancy-notification': ['ask', (f) => f['is-pregnant-now']],
    // The last block of every event (counter-practice §4).
    'resident-record-copy': ['include_as_check', (f) => f['wants-certificate']],
    'pregnancy-support-benefit': ['show', (f) => all(f['is-pregnant-now'], f['pregnancy.heartbeat_confirmed'])],
  },
  theirsOnly: {
    'child-allowance-unpaid-claim': 'In the event of a bereavement (child-allowance-unpaid).',
    'child-allowance-unpaid': 'In the event of a bereavement.',
    'child-allowance-recipient-change': 'In the event of a bereavement.',
    'child-allowance-child-died': 'In the event of a bereavement, where the death of a child goes to staff whole.',
    'child-allowance-donation-change': 'Within child-allowance-donation: one mark for both.',
    'child-allowance-school-lunch-change': 'Within child-allowance-school-lunch: one mark for both.',
  },
  otherwiseWhenOpen: [
    {
      procedures: [
        'child-allowance-claim',
        'child-allowance-amount',
        'child-allowance-end',
        'childcare-certification',
        'childcare-application',
        'pregnancy-notification',
      ],
      reason: 'The marks at the start say what somebody came for; until then its paper is prepared.',
    },
    {
      procedures: ['child-allowance-donation', 'child-allowance-school-lunch', 'child-allowance-annual-report'],
      reason: 'Notices that only staff take further.',
    },
  ],
  amendments: [
    {
      procedures: ['child-rearing-allowance-new'],
      reason: 'Who receives the allowance already does not claim it again.',
      instead: (f) => all(f['raising-alone'], not(f['gets-child-rearing-allowance-now'])),
    },
    {
      procedures: ['childcare-application'],
      reason: 'The category is decided with the certification, which is applied for on the same day.',
      assuming: { 'certification.category in 2, 3': true },
    },
    {
      procedures: ['pregnancy-support-benefit'],
      reason: 'That a doctor has confirmed it is checked by staff; nobody gets the first payment twice.',
      assuming: (f) => ({ 'pregnancy.heartbeat_confirmed': not(f['pregnancy-payment-made']) }),
    },
  ],
};
