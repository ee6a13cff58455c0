import fc from 'fast-check';
import { all, any, type Comparison, type Known, mark, marks, not, oneOf, pick, some, where } from './comparing.ts';
import { daysAfter, fiscalYearOf, years } from './days.ts';

type Insured = { 'employee-insured': Known; 'nhi-member': Known };
const insured: fc.Arbitrary<Insured> = pick<Insured[]>(
  { 'employee-insured': true, 'nhi-member': undefined },
  { 'employee-insured': false, 'nhi-member': true },
  { 'employee-insured': false, 'nhi-member': true },
  { 'employee-insured': false, 'nhi-member': false },
  { 'employee-insured': false, 'nhi-member': undefined },
  { 'employee-insured': undefined, 'nhi-member': undefined },
);
const parent = fc
  .record({
    born: fc.integer({ min: 16, max: 45 }).map((age) => `${2026 - age}-06-15`),
    insured,
    foreign: mark,
    status: pick('mid-long-term', 'special-permanent', 'special-permanent', 'other', undefined),
    paid: mark,
    receives: mark,
    pension: pick('first', 'second', 'third', undefined),
  })
  .map(({ born, insured, foreign, status, paid, receives, pension }) => ({
    ...insured,
    'birth-date': born,
    foreign,
    'residence-status': foreign === true ? status : undefined,
    'paid-by-public-employer': paid,
    'receives-child-allowance': receives,
    'pension-category': pension,
  }));
const baby = fc.record({
  weight: pick('usual', 'under-2500', 'up-to-2000', undefined),
  hospital: mark,
  doctor: mark,
  foreign: mark,
  treatment: mark,
});

const cases = fc
  .record({
    today: fc.nat(300).map((days) => daysAfter('2026-04-02', days)),
    /** Days since the birth: mostly few, and around the first birthday. */
    ago: fc.oneof(fc.nat(30), pick(364, 365, 366, 400, 1000)),
    filed: pick('not-yet', 'here', 'elsewhere', undefined),
    mother: parent,
    father: fc.option(parent, { nil: undefined }),
    babies: fc.array(baby, { minLength: 1, maxLength: 2 }),
    siblings: fc.array(fc.integer({ min: 2, max: 20 }), { maxLength: 2 }),
    students: fc.nat(3),
    undecided: mark,
    claimant: pick('mother', 'father', undefined),
    claimantHome: pick('with-baby', 'with-baby', 'apart-here', 'elsewhere', undefined),
    delivery: pick('direct-full', 'direct-less', 'self', undefined),
    marks: marks(
      'born-abroad',
      'paid-checkups',
      'wants-postpartum-care',
      'wants-nursery',
      'parents-married',
      'raising-alone',
      'wants-other-surname',
      'second-pregnancy-benefit-paid',
      'pregnancy-benefit-certified',
      'public-housing',
      'assistance-at-birth',
      'birth-gift-offered',
      'wants-certificate',
    ),
    /** Of what only the catalogue speaks. */
    beyond: marks(
      'mother.resident_here',
      'child.lives_in_japan',
      'child.lives_here',
      'child.has_card',
      'birth.claims_from_previous_insurer',
      'birth.paternity_acknowledged',
    ),
  })
  .map(({ today, ago, filed, mother, father, babies, siblings, students, undecided, claimant, delivery, ...drawn }) => {
    const born = daysAfter(today, -ago);
    const parents = father ? [mother, father] : [mother];
    const newborns = babies.map(({ weight, hospital, doctor, foreign, treatment }) => ({
      'birth-date': born,
      'birth-weight': weight,
      'newborn-in-hospital': hospital,
      'doctor-advises-hospital': doctor,
      foreign,
      'needs-long-treatment': treatment,
    }));
    const older = siblings.map((age) => ({
      'birth-date': `${fiscalYearOf(today) - age}-04-02`,
      foreign: false as const,
    }));
    const first = `p${parents.length}`;
    return {
      today,
      parents,
      newborns,
      older,
      claimant: claimant === 'mother' ? mother : claimant && father,
      beyond: drawn.beyond,
      people: [...parents, ...newborns, ...older],
      said: {
        ...drawn.marks,
        'birth-filed': filed,
        newborn: first,
        'born-together': newborns.slice(1).map((_, index) => `p${parents.length + 1 + index}`),
        mother: 'p0',
        'other-parent': father ? ['p1'] : [],
        'name-undecided': filed === 'here' || filed === 'elsewhere' ? undecided : undefined,
        'raising-alone': drawn.marks['parents-married'] === false ? drawn.marks['raising-alone'] : undefined,
        'delivery-cost': mother['nhi-member'] ? delivery : undefined,
        'allowance-claimant': claimant === 'mother' ? 'p0' : claimant && father ? 'p1' : undefined,
        'claimant-home': drawn.claimantHome,
        'students-supported': students,
      },
    };
  });

type Told = typeof cases extends fc.Arbitrary<infer T> ? T : never;
type Adult = Told['parents'][number];

const nationality = (one: Adult | undefined) => (one ? one.foreign : false);
const isSpecial = (one: Adult | undefined): Known =>
  one ? all(one.foreign, oneOf(one['residence-status'], 'special-permanent')) : false;

function facts({ today, said, parents, newborns, older, claimant, beyond }: Told) {
  const [mother, father] = parents;
  const ofAge = (birth: string, age: number) => birth >= `${fiscalYearOf(today) - age}-04-02`;
  const filed = said['birth-filed'];
  return {
    ...beyond,
    /** Ours only. */
    filed,
    postpartum: said['wants-postpartum-care'],
    certificate: said['wants-certificate'],
    anyForeign: some([...parents, ...newborns, ...older], ({ foreign }) => foreign),
    'birth.abroad': said['born-abroad'],
    'mother is foreign': nationality(mother),
    'father is foreign': nationality(father),
    // Who is not named here may be Japanese all the same.
    'a parent is Japanese': any(not(mother?.foreign), father ? not(father.foreign) : undefined),
    'a parent named here is Japanese, or another may be':
      parents.length < 2 ? true : some(parents, ({ foreign }) => not(foreign)),
    'mother is special permanent': isSpecial(mother),
    'father is special permanent': isSpecial(father),
    'mother.nhi': mother?.['nhi-member'] ?? (mother?.['employee-insured'] ? false : undefined),
    'father.nhi': father ? (father['nhi-member'] ?? (father['employee-insured'] ? false : undefined)) : false,
    'mother.employee': mother?.['employee-insured'],
    'father.employee': father ? father['employee-insured'] : false,
    'mother.pension': mother?.['pension-category'],
    'father.pension': father ? father['pension-category'] : 'none',
    today,
    'child.age': years(newborns[0]?.['birth-date'] ?? today, today),
    'claimant.resident_here': not(oneOf(said['claimant-home'], 'elsewhere')),
    'the child lives elsewhere in the city than the claimant': oneOf(said['claimant-home'], 'apart-here'),
    'claimant.paid_by_public_employer': claimant?.['paid-by-public-employer'],
    'claimant.receives child_allowance': claimant?.['receives-child-allowance'],
    firstChild: claimant !== undefined && !older.some((one) => ofAge(one['birth-date'], 18)),
    'claimant.children_counted':
      newborns.length + older.filter((one) => ofAge(one['birth-date'], 18)).length + said['students-supported'],
    'claimant.children_19_22': said['students-supported'],
    'birth.direct_payment used': said['delivery-cost'] && said['delivery-cost'] !== 'self',
    'birth.cost_below_grant': said['delivery-cost'] && said['delivery-cost'] === 'direct-less',
    'mother.second_pregnancy_payment_received': said['second-pregnancy-benefit-paid'],
    newborns,
    'mother.pregnancy_benefit_certified_here': said['pregnancy-benefit-certified'],
    'h.public_housing': said['public-housing'],
    'h.public_assistance': said['assistance-at-birth'],
    'birth.paid_checkups_out_of_pocket': said['paid-checkups'],
    'sibling in nursery or plans_nursery_for_newborn': said['wants-nursery'],
    // Who is married is not asked whether they raise the child alone.
    'h.single_parent': where(not(said['parents-married']), said['raising-alone']),
    'birth.parents_married': said['parents-married'],
    'cfg.birth_gift': said['birth-gift-offered'],
    // Who has not filed yet has not left the name open in the notification.
    'birth.name_undecided': filed === 'not-yet' ? false : said['name-undecided'],
    'birth.wants_other_parent_surname': said['wants-other-surname'],
  };
}

const here = { 'child.lives_here': true } as const;

export const birth: Comparison<Told, ReturnType<typeof facts>> = {
  event: 'birth',
  seed: 20_261_121,
  count: 1500,
  cases,
  facts,
  constant: ['external-notices-birth', 'daredemo-tsuen-notice'],
  rules: {
    'birth-registration': ['include', (f) => not(f['birth.abroad'])],
    // The last block of every event (counter-practice §4).
    'resident-record-copy': ['include_as_check', (f) => f.certificate],
    'birth-registration-abroad': ['ask_staff', (f) => all(f['birth.abroad'], f['a parent is Japanese'])],
    'resident-record-newborn': ['include', (f) => all(not(f['birth.abroad']), f['child.lives_in_japan'])],
    'mynumber-card-newborn': [
      'include_as_check',
      (f) => all(f['child.lives_here'], f['child.age'] < 1, not(f['child.has_card'])),
    ],
    'mch-handbook-birth-certification': ['include', (f) => not(f['birth.abroad'])],
    'child-allowance-new': [
      'include',
      (f) =>
        all(
          f['claimant.resident_here'],
          not(f['claimant.paid_by_public_employer']),
          not(f['claimant.receives child_allowance']),
        ),
    ],
    'child-allowance-increase': [
      'lookup',
      (f) =>
        all(
          f['claimant.resident_here'],
          not(f['claimant.paid_by_public_employer']),
          f['claimant.receives child_allowance'],
        ),
    ],
    'child-allowance-univ-confirmation': [
      'include_as_check',
      (f) =>
        all(
          not(f['claimant.paid_by_public_employer']),
          f['claimant.children_counted'] >= 3,
          f['claimant.children_19_22'] >= 1,
        ),
    ],
    'child-allowance-apart-birth': [
      'lookup',
      (f) =>
        all(
          not(f['claimant.paid_by_public_employer']),
          any(not(f['claimant.resident_here']), f['the child lives elsewhere in the city than the claimant']),
        ),
    ],
    'child-allowance-public-servant': ['ask_staff', (f) => f['claimant.paid_by_public_employer']],
    'child-medical-aid-new': ['include', (f) => all(f['child.lives_here'], not(f['h.public_assistance']))],
    'nhi-enroll-newborn': [
      'include_as_check',
      (f) =>
        all(
          f['child.lives_here'],
          not(f['h.public_assistance']),
          any(f['mother.nhi'], f['father.nhi']),
          not(f['mother.employee']),
          not(f['father.employee']),
        ),
    ],
    'employer-health-dependent-notice': ['skip_with_notice', (f) => any(f['mother.employee'], f['father.employee'])],
    'childbirth-lump-sum-nhi': [
      'include_as_check',
      (f) =>
        all(
          f['mother.nhi'],
          not(f['birth.claims_from_previous_insurer']),
          any(not(f['birth.direct_payment used']), f['birth.cost_below_grant'], f['birth.abroad']),
        ),
    ],
    'nhi-premium-maternity-reduction': ['include', (f) => all(f['mother.nhi'], f['mother.resident_here'])],
    'national-pension-maternity-exemption': [
      'lookup',
      (f) => all(oneOf(f['mother.pension'], 'first'), f['mother.resident_here']),
    ],
    'national-pension-childcare-exemption': [
      'include_as_check',
      (f) =>
        all(f.today >= '2026-10-01', any(oneOf(f['mother.pension'], 'first'), oneOf(f['father.pension'], 'first'))),
    ],
    'pregnancy-support-benefit-2': [
      'include',
      (f) => all(f['mother.resident_here'], not(f['mother.second_pregnancy_payment_received'])),
    ],
    'pregnancy-support-benefit-1': [
      'include_as_check',
      (f) => all(f['mother.resident_here'], not(f['mother.pregnancy_benefit_certified_here'])),
    ],
    // The newborn is under three and in no nursery yet.
    'daredemo-tsuen-notice': ['skip_with_notice', (f) => f.today >= '2026-04-01'],
    'public-housing-member-change': ['include_as_check', (f) => f['h.public_housing']],
    'public-assistance-birth': ['lookup', (f) => f['h.public_assistance']],
    'birth-contact-form': ['include', (f) => f['child.lives_here']],
    'low-birth-weight-notice': [
      'include_as_check',
      (f) =>
        all(
          f['child.lives_here'],
          some(f.newborns, (one) => oneOf(one['birth-weight'], 'under-2500', 'up-to-2000')),
        ),
    ],
    'premature-infant-medical': [
      'include_as_check',
      (f) =>
        all(
          f['child.lives_here'],
          some(f.newborns, (one) =>
            all(
              one['newborn-in-hospital'],
              any(oneOf(one['birth-weight'], 'up-to-2000'), one['doctor-advises-hospital']),
            ),
          ),
        ),
    ],
    'out-of-area-checkup-refund': [
      'include_as_check',
      (f) => all(f['mother.resident_here'], f['birth.paid_checkups_out_of_pocket']),
    ],
    'vaccination-infant': ['include', (f) => f['child.lives_here']],
    'postpartum-care': ['include_as_check', (f) => f['mother.resident_here']],
    'childcare-change-birth': ['include_as_check', (f) => f['sibling in nursery or plans_nursery_for_newborn']],
    'child-rearing-allowance-new': ['ask_staff', (f) => f['h.single_parent']],
    'single-parent-medical-new': ['ask_staff', (f) => f['h.single_parent']],
    'acknowledgement-of-paternity': [
      'ask_staff',
      (f) => all(not(f['birth.parents_married']), not(f['birth.paternity_acknowledged'])),
    ],
    'status-of-residence-acquisition': [
      'include',
      (f) =>
        all(
          not(f['birth.abroad']),
          some(f.newborns, ({ foreign }) => foreign),
          not(f['mother is special permanent']),
          not(f['father is special permanent']),
        ),
    ],
    'special-permanent-residence-permit': [
      'lookup',
      (f) =>
        all(
          not(f['birth.abroad']),
          some(f.newborns, ({ foreign }) => foreign),
          any(f['mother is special permanent'], f['father is special permanent']),
        ),
    ],
    'birth-acceptance-certificate': [
      'include_as_check',
      (f) => all(not(f['birth.abroad']), any(f['mother is foreign'], f['father is foreign'])),
    ],
    'newborn-medical-programs': [
      'ask_staff',
      (f) =>
        all(
          f['child.lives_here'],
          some(f.newborns, (one) => one['needs-long-treatment']),
        ),
    ],
    'local-birth-gift': ['include', (f) => all(f['child.lives_here'], f['cfg.birth_gift'])],
    'birth-supplement-notification': ['include_as_check', (f) => f['birth.name_undecided']],
    'child-surname-change': ['skip_with_notice', (f) => f['birth.wants_other_parent_surname']],
    'external-notices-birth': ['include', () => true],
  },
  theirsOnly: {
    'daredemo-tsuen-certification':
      'As daredemo-tsuen-notice: only told, as the catalogue has it for babies under six months.',
    'public-assistance-change': 'As public-assistance-birth, which staff alone see.',
    'mynumber-pin-reset': 'Nobody moves at a birth, so that the catalogue’s rule never holds.',
  },
  otherwiseWhenOpen: [
    {
      procedures: ['public-assistance-birth'],
      reason: 'Never listed while it is open, as it is private; staff look it up.',
    },
    {
      procedures: ['child-allowance-apart-birth'],
      reason: 'The register of another municipality cannot be looked up here, so that staff ask.',
    },
  ],
  amendments: [
    {
      procedures: ['birth-registration'],
      reason: 'Once it has been filed nothing is left to file: the first question is whether it has.',
      instead: (f) => all(not(f['birth.abroad']), oneOf(f.filed, 'not-yet')),
    },
    {
      procedures: ['birth-registration-abroad'],
      reason: 'As for a birth in Japan.',
      instead: (f) => all(f['birth.abroad'], f['a parent is Japanese'], oneOf(f.filed, 'not-yet')),
    },
    {
      procedures: ['birth-registration-abroad'],
      reason: 'Where only one parent is named, the other may be Japanese: staff look, rather than leave the child out.',
      assuming: (f) => ({ 'a parent is Japanese': f['a parent named here is Japanese, or another may be'] }),
    },
    {
      procedures: ['resident-record-newborn'],
      reason:
        'A child born in Japan whose birth is notified here lives in Japan, as far as anybody can say at the kiosk.',
      assuming: { 'child.lives_in_japan': true },
    },
    {
      procedures: [
        'child-medical-aid-new',
        'nhi-enroll-newborn',
        'birth-contact-form',
        'low-birth-weight-notice',
        'premature-infant-medical',
        'vaccination-infant',
        'newborn-medical-programs',
        'local-birth-gift',
      ],
      reason: 'That the child will live here is taken from the address in the notification of birth, which staff see.',
      assuming: here,
    },
    {
      procedures: [
        'nhi-premium-maternity-reduction',
        'national-pension-maternity-exemption',
        'pregnancy-support-benefit-1',
        'pregnancy-support-benefit-2',
        'out-of-area-checkup-refund',
      ],
      reason: 'Where the mother is registered stands in the register; staff send her to her own municipality.',
      assuming: { 'mother.resident_here': true },
    },
    {
      procedures: ['child-allowance-univ-confirmation'],
      reason: 'It goes with the claim, and that goes to the municipality where the claimant lives.',
      instead: (f) =>
        all(
          f['claimant.resident_here'],
          not(f['claimant.paid_by_public_employer']),
          f['claimant.children_counted'] >= 3,
          f['claimant.children_19_22'] >= 1,
        ),
    },
    {
      procedures: ['child-allowance-new', 'child-allowance-increase'],
      reason: 'Without an older child nobody can receive the allowance yet, so that the register need not be asked.',
      assuming: (f) => (f.firstChild ? { 'claimant.receives child_allowance': false } : {}),
    },
    {
      procedures: ['mynumber-card-newborn'],
      reason: 'A baby born abroad has a resident record, and so a card, only once it has moved in.',
      assuming: (f) => ({ 'child.lives_here': not(f['birth.abroad']) }),
    },
    {
      procedures: ['mynumber-card-newborn'],
      reason: 'A newborn has no card yet.',
      assuming: { 'child.has_card': false },
    },
    {
      procedures: ['child-medical-aid-new', 'nhi-enroll-newborn'],
      reason: 'Public assistance is not asked for at a birth; the desk sees it in its own records.',
      assuming: { 'h.public_assistance': false },
    },
    {
      procedures: ['childbirth-lump-sum-nhi'],
      reason: 'A claim from the former insurer shows in the papers of the desk, which pays only once.',
      assuming: { 'birth.claims_from_previous_insurer': false },
    },
    {
      procedures: ['postpartum-care'],
      reason: 'Open to every mother, so it is listed for the one who wants it.',
      instead: (f) => f.postpartum,
    },
    {
      procedures: ['acknowledgement-of-paternity'],
      reason: 'Whether paternity is acknowledged stands in the family register and is not asked (private).',
      assuming: { 'birth.paternity_acknowledged': false },
    },
    {
      procedures: ['birth-acceptance-certificate'],
      reason: 'Offered where anybody of the family is foreign, the child too.',
      instead: (f) => all(not(f['birth.abroad']), f.anyForeign),
    },
  ],
};
