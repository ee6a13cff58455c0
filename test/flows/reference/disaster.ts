import fc from 'fast-check';
import { all, any, type Comparison, marks, not, oneOf, pick } from './comparing.ts';

const cases = fc
  .record({
    level: pick('none-yet', 'total', 'large-half', 'middle-half', 'half', 'near-half', 'part', undefined),
    marks: marks(
      'home-damaged',
      'no-home-now',
      'debris-in-home',
      'demolishes-home',
      'long-evacuation',
      'somebody-died',
      'lasting-disability',
      'needs-loan',
      'relief-act',
      'recovery-act',
    ),
    beyond: marks('household.income_under_limit'),
  })
  .map(({ level, marks, beyond }) => ({
    today: '2026-11-20',
    people: [{ 'birth-date': '1970-01-20' }],
    beyond,
    said: { ...marks, 'damage-level': level, 'disaster-date': '2026-11-01' },
  }));
type Told = typeof cases extends fc.Arbitrary<infer T> ? T : never;

const facts = ({ said, beyond }: Told) => ({
  ...said,
  ...beyond,
  'certificate.level': said['damage-level'],
  'housing.demolished': said['demolishes-home'],
  'housing.demolished_after_half_damage': all(
    said['demolishes-home'],
    oneOf(said['damage-level'], 'total', 'large-half', 'middle-half', 'half'),
  ),
  'area.long_term_evacuation': said['long-evacuation'],
  /** Injury, a home half destroyed or contents lost: the mark of those who want a loan. */
  'head.injured, or housing or contents lost': said['needs-loan'],
});
type Facts = ReturnType<typeof facts>;
const level = (f: Facts, ...those: string[]) => oneOf<string>(f['certificate.level'], ...those);

const atLeastHalf = (f: Facts) => level(f, 'total', 'large-half', 'middle-half', 'half');
/** Where the certificate has not come yet, it may still say so. */
const notLess = (f: Facts) => not(level(f, 'near-half', 'part'));

export const disaster: Comparison<Told, Facts> = {
  event: 'disaster',
  seed: 20_261_128,
  count: 1500,
  cases,
  facts,
  rules: {
    'disaster-certificate': ['ask', (f) => f['home-damaged']],
    'disaster-temporary-housing': ['ask', (f) => all(f['no-home-now'], atLeastHalf(f), f['relief-act'])],
    'disaster-emergency-repair': [
      'ask',
      (f) => all(level(f, 'large-half', 'middle-half', 'half', 'near-half'), f['relief-act'], not(f['no-home-now'])),
    ],
    'disaster-debris-removal': ['ask', (f) => all(f['debris-in-home'], f['relief-act'])],
    'disaster-condolence': ['ask', (f) => f['somebody-died']],
    'disaster-disability': ['ask', (f) => f['lasting-disability']],
    'disaster-relief-loan': [
      'ask',
      (f) => all(f['relief-act'], f['head.injured, or housing or contents lost'], f['household.income_under_limit']),
    ],
    'disaster-livelihood-recovery': [
      'ask',
      (f) =>
        any(
          all(f['recovery-act'], level(f, 'total', 'large-half', 'middle-half')),
          f['housing.demolished_after_half_damage'],
          f['area.long_term_evacuation'],
        ),
    ],
  },
  theirsOnly: {
    'disaster-condolence-bereavement': 'The same payment as disaster-condolence.',
  },
  otherwiseWhenOpen: [
    {
      procedures: ['disaster-certificate'],
      reason: 'Everything else rests on the certificate, so that its paper is prepared while it is open.',
    },
  ],
  amendments: [
    {
      procedures: ['disaster-certificate'],
      reason: 'Who has the certificate does not apply for it again.',
      instead: (f) => all(f['home-damaged'], level(f, 'none-yet')),
    },
    {
      procedures: ['disaster-temporary-housing'],
      reason: 'The certificate is not waited for: who has no home asks at once.',
      assuming: (f) => (f['certificate.level'] === 'none-yet' ? { 'certificate.level': 'half' } : {}),
    },
    {
      procedures: ['disaster-relief-loan'],
      reason: 'The income is in the tax records and is not asked.',
      assuming: { 'household.income_under_limit': true },
    },
    {
      procedures: ['disaster-livelihood-recovery'],
      reason:
        'The catalogue’s words want the law to be in force for this disaster in every case; its expression lets “or” pass it by.',
      instead: (f) =>
        all(
          f['recovery-act'],
          any(
            level(f, 'total', 'large-half', 'middle-half'),
            f['housing.demolished_after_half_damage'],
            f['area.long_term_evacuation'],
          ),
        ),
    },
    {
      procedures: ['disaster-livelihood-recovery'],
      reason: 'The certificate is not waited for: who has to demolish asks at once.',
      assuming: (f) => ({ 'housing.demolished_after_half_damage': all(f['housing.demolished'], notLess(f)) }),
    },
  ],
};
