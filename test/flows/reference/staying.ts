import fc from 'fast-check';
import type { Content } from '../../../src/content/index.ts';
import { contentOf } from '../example-files.ts';
import {
  type Amendment,
  all,
  any,
  type Comparison,
  type Known,
  marks,
  not,
  oneOf,
  pick,
  type Rule,
  some,
  where,
} from './comparing.ts';
import { daysAfter, fiscalYearOf, years } from './days.ts';

/** Moving within the city and the change of household: people who are in the city's register before and after. */

const welfare = [
  'handbook-physical',
  'handbook-rehabilitation',
  'handbook-mental',
  'handbook-special',
  'medical-psychiatric',
  'medical-rehabilitation',
  'medical-intractable',
  'medical-child-chronic',
  'medical-severe',
  'medical-single-parent',
  'disability-services',
  'child-disability-services',
  'receives-child-rearing-allowance',
  'receives-special-child-allowance',
  'receives-special-disability-allowance',
] as const;

const person = fc.record({
  born: fc.oneof(
    fc.tuple(pick(15, 20, 40, 60, 65, 65, 75), pick(-1, 0, 1, 2)).map(
      ([age, days]) =>
        (today: string) =>
          daysAfter(`${Number(today.slice(0, 4)) - age}${today.slice(4)}`.replace('-02-29', '-02-28'), days),
    ),
    fc.tuple(fc.nat(19), pick('04-01', '04-02')).map(
      ([age, day]) =>
        (today: string) =>
          `${fiscalYearOf(today) - age}-${day}`,
    ),
    fc.nat(33_000).map((days) => (today: string) => daysAfter(today, -days)),
  ),
  moves: pick(true, true, true, false),
  status: pick('mid-long-term', 'special-permanent', 'other', undefined),
  early: fc.boolean(),
  pension: pick('first', 'first', 'second', undefined),
  childcare: pick('none', 'licensed', 'applying', 'kindergarten-or-unlicensed', undefined),
  marks: marks(
    'has-card',
    'card-out-of-use',
    'pin-known',
    'employee-insured',
    'late-elderly-recognised',
    'care-certified',
    'care-pending',
    'uses-care-facility',
    'pension-number-linked',
    'foreign',
    'receives-child-allowance',
    'paid-by-public-employer',
  ),
  welfare: marks(...welfare),
});

const drawn = fc.record({
  event: fc.constant<'moving-within' | 'household-change'>('moving-within'),
  today: fc.oneof(
    fc.nat(390).map((days) => daysAfter('2026-03-05', days)),
    pick('2026-05-25', '2026-05-26', '2026-06-13', '2026-06-14'),
  ),
  wards: fc.boolean(),
  scheme: fc.boolean(),
  people: fc.array(person, { minLength: 1, maxLength: 4 }),
  joining: fc.boolean(),
  claimant: fc.option(fc.nat(3), { nil: undefined }),
  items: pick<Known[]>(true, true, true, true, false, undefined),
  marks: marks(
    'ward-changes',
    'joins-household',
    'public-assistance',
    'public-housing',
    'address-protection',
    'wants-same-school',
    'wants-after-school-care',
    'wants-domicile-change',
    'furigana-notice-wrong',
    'has-dog',
    'dog-chip-updated',
    'has-moped',
    'wants-certificate',
    'allowance-recipient-changes',
  ),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;
const only = <T>(given: boolean, value: T) => (given ? value : undefined);

function build({ event, today, people, joining, claimant, items, marks: said, ...other }: Drawn) {
  const year = fiscalYearOf(today);
  const within = event === 'moving-within';
  const everybody = people.map(({ born, marks: one, ...more }, index) => {
    const birth = born(today) > today ? today : born(today);
    const age = years(birth, today);
    const reached = years(birth, daysAfter(today, 1));
    return {
      id: `p${index}`,
      birth,
      age,
      reached,
      /** Ends the fiscal year at most this old. */
      atMost: (limit: number) => birth >= `${year - limit}-04-02`,
      changes: more.moves || index === 0,
      early: more.early,
      said: {
        'birth-date': birth,
        'has-card': one['has-card'],
        'card-out-of-use': only(one['has-card'] === true, one['card-out-of-use']),
        'pin-known': only(one['has-card'] === true, one['pin-known']),
        'card-expiry': more.early ? '2027-12-31' : '2030-03-31',
        'stay-until': '2030-03-31',
        'employee-insured': only(age < 75, one['employee-insured']),
        'late-elderly-recognised': only(age >= 65 && age < 75, one['late-elderly-recognised']),
        'care-certified': only(reached >= 40, one['care-certified']),
        'care-pending': only(reached >= 40, one['care-pending']),
        'uses-care-facility': only(reached >= 40 && one['care-certified'] === true, one['uses-care-facility']),
        'pension-category': more.pension,
        'pension-number-linked': one['pension-number-linked'],
        foreign: one.foreign,
        'residence-status': only(one.foreign === true, more.status),
        childcare: only(birth >= `${year - 6}-04-02`, more.childcare),
        'receives-child-allowance': one['receives-child-allowance'],
        'paid-by-public-employer': one['paid-by-public-employer'],
        ...(items === true ? more.welfare : {}),
      },
    };
  });
  type Person = (typeof everybody)[number];
  const changing = everybody.filter(({ changes }) => changes);
  const here = within && joining ? everybody.filter(({ changes }) => !changes) : [];
  const ids = (some: readonly Person[]) => some.map(({ id }) => id);
  const children = everybody.filter((one) => one.atMost(18));
  const pupils = changing.some((one) => one.atMost(15) && !one.atMost(6));
  const recipient = children.length > 0 && claimant !== undefined ? everybody[claimant] : undefined;
  return {
    ...other,
    event,
    today,
    everybody,
    changing,
    here,
    children,
    recipient,
    people: everybody.map((one) => one.said),
    said: {
      ...said,
      'move-date': only(within, today),
      movers: only(within, ids(changing)),
      'home-kind': only(within, joining ? 'joining' : 'own'),
      'already-here': only(within && joining, ids(here)),
      'joins-household': only(within && joining, said['joins-household']),
      'changing-members': only(!within, ids(changing)),
      'household-change-kind': only(!within, 'merge'),
      'household-change-date': only(!within, today),
      'ward-changes': only(other.wards, said['ward-changes']),
      'has-welfare-items': items,
      'public-assistance': only(items === true, said['public-assistance']),
      'allowance-claimant': recipient?.id,
      'wants-same-school': only(pupils, said['wants-same-school']),
      'wants-after-school-care': only(pupils, said['wants-after-school-care']),
      'dog-chip-updated': only(said['has-dog'] === true, said['dog-chip-updated']),
    },
  };
}

type Told = ReturnType<typeof build>;

/** The city with wards, and cities that take part in the microchip scheme for dogs. */
const contents = new Map<string, Content>();
function contentFor({ wards, scheme }: Told): Content {
  const key = `${wards} ${scheme}`;
  const base = contentOf(wards ? 'sakae' : undefined);
  const made = contents.get(key) ?? {
    ...base,
    rates: {
      ...base.rates,
      'microchip-scheme': { unit: 'yes-no' as const, rows: [{ from: '2022-06-01', value: scheme }] },
    },
  };
  contents.set(key, made);
  return made;
}

/** `p` in the catalogue. */
function personOf({ said, age, reached, atMost, early }: Told['everybody'][number], { said: of, wards }: Told) {
  const marked = (fact: (typeof welfare)[number]) => where(of['has-welfare-items'], said[fact]);
  const assisted = where(of['has-welfare-items'], of['public-assistance']);
  const late = age >= 75 ? true : age >= 65 ? said['late-elderly-recognised'] : false;
  const certified = reached >= 40 ? said['care-certified'] : false;
  const pending = reached >= 40 ? said['care-pending'] : false;
  const isForeign = said.foreign;
  return {
    age,
    reached,
    fy18: atMost(18),
    school: atMost(6) ? 'none' : atMost(12) ? 'elementary' : atMost(15) ? 'junior_high' : 'none',
    'card is valid': all(said['has-card'], where(said['has-card'], not(said['card-out-of-use']))),
    'card is expired': where(said['has-card'], said['card-out-of-use']),
    pin_known: said['pin-known'],
    foreign: isForeign,
    mid_long_term: where(isForeign, oneOf(said['residence-status'], 'mid-long-term')),
    special_permanent: where(isForeign, oneOf(said['residence-status'], 'special-permanent')),
    card_expiry_before_stay: where(
      all(said['has-card'], where(isForeign, oneOf(said['residence-status'], 'mid-long-term'))),
      early,
    ),
    // Who has no employee insurance, is under 75 and has no public assistance is insured by law in the city’s.
    nhi: all(age < 75, not(late), not(said['employee-insured']), not(assisted)),
    late_elderly_insured: late,
    certified,
    'ltc is not none': any(certified, pending),
    uses_facility_or_short_stay: where(certified, said['uses-care-facility']),
    cat1: oneOf(said['pension-category'], 'first'),
    pension_number_linked: said['pension-number-linked'],
    // Every child of the city's age has the certificate, but for public assistance.
    'child certificate': all(atMost(wards ? 15 : 18), not(assisted)),
    // The catalogue's two kinds of childcare are one procedure here.
    childcare: atMost(6) ? not(oneOf(said.childcare, 'none')) : false,
    physical: marked('handbook-physical'),
    rehab: marked('handbook-rehabilitation'),
    mental: marked('handbook-mental'),
    special: marked('handbook-special'),
    seishin: marked('medical-psychiatric'),
    'kosei or ikusei': marked('medical-rehabilitation'),
    'nanbyo or shoman': any(marked('medical-intractable'), marked('medical-child-chronic')),
    severe: marked('medical-severe'),
    single_parent: marked('medical-single-parent'),
    disability: marked('disability-services'),
    child_disability: marked('child-disability-services'),
    child_rearing_allowance: marked('receives-child-rearing-allowance'),
    special_child_allowance: marked('receives-special-child-allowance'),
    special_disability_allowance: marked('receives-special-disability-allowance'),
  };
}

function facts(told: Told) {
  const { said, changing, here, children, recipient } = told;
  const within = told.event === 'moving-within';
  const as = (people: Told['everybody']) => people.map((one) => personOf(one, told));
  const at = (one: Told['everybody'][number]) => changing.includes(one) || here.includes(one);
  const joined = said['joins-household'] === true ? here : [];
  return {
    today: told.today,
    moving: as(within ? changing : []),
    /** Members of the new household. */
    household: as([...changing, ...joined]),
    affected: as([...changing, ...joined]),
    /** Ours only: those at the address who keep a household of their own, and all whom the change is about. */
    here: as(here),
    changing: as(changing),
    // Without children nobody is asked about the allowance.
    'claimant.receives child_allowance': children.length > 0 ? recipient?.said['receives-child-allowance'] : false,
    'claimant.paid_by_public_employer': children.length > 0 ? recipient?.said['paid-by-public-employer'] : false,
    'claimant.moving': recipient && changing.includes(recipient),
    'any(c.moving)': children.some((one) => changing.includes(one)),
    'child not at the same address':
      children.length > 0 ? recipient && children.some((one) => at(one) !== at(recipient)) : false,
    'move.ward_changes': told.wards ? said['ward-changes'] : false,
    'h.public_assistance': where(said['has-welfare-items'], said['public-assistance']),
    'h.public_housing': said['public-housing'],
    'h.address_protection_requested': said['address-protection'],
    'h.wants_same_school': said['wants-same-school'],
    'h.parents_work': said['wants-after-school-care'],
    'h.wants_honseki_change': said['wants-domicile-change'],
    'h.furigana_notice_wrong': said['furigana-notice-wrong'],
    'h.dog': said['has-dog'],
    'h.dog_chip_registry_updated': where(said['has-dog'], said['dog-chip-updated']),
    'cfg.microchip_scheme': told.scheme,
    'h.moped': said['has-moped'],
    'h.needs_certificate': said['wants-certificate'],
    'h.recipient_change_needed': said['allowance-recipient-changes'],
  };
}

type Facts = ReturnType<typeof facts>;
type Person = Facts['moving'][number];
type Mark = { [K in keyof Person]: Person[K] extends Known ? K : never }[keyof Person];
const whoMoves = (is: (one: Person) => Known) => (f: Facts) => some(f.moving, is);
const moverWith = (fact: Mark) => whoMoves((one) => one[fact]);
const ofSchoolAge = ({ school }: Person) => school === 'elementary' || school === 'junior_high';

/** The rules of both events. */
const both: Record<string, Rule<Facts>> = {
  'nhi-address-change': ['lookup', (f) => some(f.affected, ({ nhi }) => nhi)],
  'late-elderly-address-change': ['lookup', (f) => some(f.affected, (one) => one.late_elderly_insured)],
  'ltc-address-change': ['lookup', (f) => some(f.affected, (one) => any(one.age >= 65, one['ltc is not none']))],
  'ltc-burden-limit': [
    'include_as_check',
    (f) => some(f.affected, (one) => all(one.certified, one.uses_facility_or_short_stay)),
  ],
  'child-allowance-recipient-change-household': [
    'ask_staff',
    (f) => all(f['claimant.receives child_allowance'], f['h.recipient_change_needed']),
  ],
  'child-medical-change': ['lookup', (f) => some(f.affected, (one) => one['child certificate'])],
  'child-rearing-allowance-move': ['lookup', (f) => some(f.household, (one) => one.child_rearing_allowance)],
  'public-assistance-change': ['lookup', (f) => f['h.public_assistance']],
};

const amendments: Amendment<Facts>[] = [
  {
    procedures: ['child-allowance-address-change'],
    reason: 'Who gets the allowance from a public employer tells the employer.',
    assuming: (f) => ({
      'claimant.receives child_allowance': all(
        f['claimant.receives child_allowance'],
        not(f['claimant.paid_by_public_employer']),
      ),
    }),
  },
  {
    procedures: ['ltc-address-change'],
    reason: '年齢計算ニ関スル法律: 65 is reached on the day before the birthday.',
    assuming: (f) => ({ affected: f.affected.map((one) => ({ ...one, age: one.reached })) }),
  },
  {
    procedures: ['late-elderly-address-change'],
    reason: '高齢者の医療の確保に関する法律51条: a household on public assistance is not insured.',
    instead: (f) =>
      all(
        not(f['h.public_assistance']),
        some(f.affected, (one) => one.late_elderly_insured),
      ),
  },
];

export const movingWithin: Comparison<Told, Facts> = {
  event: 'moving-within',
  seed: 20_261_123,
  count: 2000,
  cases: drawn.map(build),
  contentOf: contentFor,
  facts,
  constant: ['water-sewer-move', 'garbage-info', 'external-notices-move'],
  rules: {
    ...both,
    'child-allowance-living-apart': [
      'lookup',
      (f) =>
        all(
          not(f['claimant.paid_by_public_employer']),
          f['claimant.receives child_allowance'],
          f['child not at the same address'],
        ),
    ],
    'move-within-notification': ['include', (f) => not(f['move.ward_changes'])],
    'move-ward-change': ['lookup', (f) => f['move.ward_changes']],
    'mynumber-pin-reset': ['include_as_check', whoMoves((one) => all(one['card is valid'], one.pin_known !== true))],
    'mynumber-card-address-update': ['include', moverWith('card is valid')],
    'signature-certificate-reissue': ['include', whoMoves((one) => all(one['card is valid'], one.age >= 15))],
    'mynumber-card-foreign-validity': [
      'include_as_check',
      (f) => some(f.affected, (one) => all(one.foreign, one['card is valid'], one.card_expiry_before_stay)),
    ],
    'mynumber-card-reissue': ['include_as_check', moverWith('card is expired')],
    'residence-address-foreign': ['include', moverWith('mid_long_term')],
    'special-permanent-address': ['include', moverWith('special_permanent')],
    'specified-residence-card': [
      'skip_with_notice',
      (f) =>
        all(
          f.today >= '2026-06-14',
          some(f.moving, (one) => any(one.mid_long_term, one.special_permanent)),
        ),
    ],
    'dv-support-measure': ['ask_staff', (f) => f['h.address_protection_requested']],
    'koseki-transfer': ['skip_with_notice', (f) => f['h.wants_honseki_change']],
    'koseki-furigana': ['skip_with_notice', (f) => all(f.today <= '2026-05-25', f['h.furigana_notice_wrong'])],
    'pension-cat1-address': ['skip_with_notice', whoMoves((one) => all(one.cat1, one.pension_number_linked === false))],
    'child-allowance-address-change': [
      'include_as_check',
      (f) => all(f['claimant.receives child_allowance'], any(f['claimant.moving'], f['any(c.moving)'])),
    ],
    'single-parent-medical-address': ['ask_staff', (f) => some(f.household, (one) => one.single_parent)],
    'special-child-allowance-address': ['ask_staff', (f) => some(f.household, (one) => one.special_child_allowance)],
    'childcare-address-change': ['include_as_check', moverWith('childcare')],
    'school-transfer-public': ['include', whoMoves(ofSchoolAge)],
    'school-zone-exception': ['include_as_check', (f) => all(f.moving.some(ofSchoolAge), f['h.wants_same_school'])],
    'after-school-childcare': [
      'include_as_check',
      (f) =>
        all(
          some(f.moving, ({ school }) => school === 'elementary'),
          f['h.parents_work'],
        ),
    ],
    'disability-handbook-physical': ['include_as_check', moverWith('physical')],
    'disability-handbook-rehab': ['include_as_check', moverWith('rehab')],
    'disability-handbook-mental': ['include_as_check', moverWith('mental')],
    'special-handbooks': ['include_as_check', moverWith('special')],
    'self-support-medical-psychiatric': ['include_as_check', moverWith('seishin')],
    'self-support-medical-kosei-address': ['include_as_check', moverWith('kosei or ikusei')],
    'disability-services-address': ['include_as_check', moverWith('disability')],
    'child-disability-services-address': ['include_as_check', moverWith('child_disability')],
    'disability-allowance-move': ['include_as_check', moverWith('special_disability_allowance')],
    'severe-disability-medical-address': ['include_as_check', moverWith('severe')],
    'intractable-disease-address': ['include_as_check', moverWith('nanbyo or shoman')],
    'senior-local-services': ['include_as_check', whoMoves(({ age }) => age >= 65)],
    'evacuation-support-list': [
      'include_as_check',
      whoMoves((one) => any(one.certified, one.physical, one.rehab, one.mental, one.special)),
    ],
    'dog-registration-change': [
      'include_as_check',
      (f) => all(f['h.dog'], not(all(f['cfg.microchip_scheme'], f['h.dog_chip_registry_updated']))),
    ],
    'moped-address-change': ['skip_with_notice', (f) => f['h.moped']],
    'water-sewer-move': ['include_as_check', () => true],
    'garbage-info': ['include', () => true],
    'resident-record-copy': ['include_as_check', (f) => f['h.needs_certificate']],
    'external-notices-move': ['include', () => true],
  },
  otherwiseWhenOpen: [
    {
      procedures: [
        'self-support-medical-kosei-address',
        'disability-services-address',
        'child-disability-services-address',
        'severe-disability-medical-address',
      ],
      reason: 'Private: asked by staff, not listed while it is open.',
    },
    { procedures: ['mynumber-card-reissue'], reason: 'Staff see the state of the card in its system.' },
  ],
  amendments: [
    {
      procedures: [
        'nhi-address-change',
        'late-elderly-address-change',
        'ltc-address-change',
        'ltc-burden-limit',
        'child-medical-change',
        'mynumber-card-foreign-validity',
      ],
      reason:
        'Those whose household others join are not asked about their own papers; what joining changes is advice (trap 47).',
      assuming: (f) => ({ affected: f.changing }),
    },
    {
      procedures: ['child-rearing-allowance-move'],
      reason: 'The allowance looks at who lives together, whether or not it is one household on paper (trap 47).',
      assuming: (f) => ({ household: [...f.changing, ...f.here] }),
    },
    {
      procedures: ['single-parent-medical-address', 'special-child-allowance-address'],
      reason: 'The address of those who do not move does not change.',
      assuming: (f) => ({ household: f.moving }),
    },
    ...amendments,
    {
      procedures: ['child-allowance-living-apart'],
      reason: 'A parent who moves and is no public servant is taken for the recipient: staff see it in the register.',
      assuming: (f) => (f['claimant.moving'] ? { 'claimant.receives child_allowance': true } : {}),
    },
    {
      procedures: ['mynumber-pin-reset'],
      reason: 'Who does not know whether the PIN is known may need it set anew; the catalogue takes unknown for no.',
      instead: whoMoves((one) => all(one['card is valid'], not(one.pin_known))),
    },
    {
      procedures: ['koseki-transfer'],
      reason: '戸籍法: who is not Japanese has no registered domicile to transfer.',
      instead: (f) =>
        all(
          f['h.wants_honseki_change'],
          some(f.moving, (one) => not(one.foreign)),
        ),
    },
    {
      procedures: ['pension-cat1-address'],
      reason: 'counter-practice §6.9: whether the pension number is linked is not known until somebody looks.',
      instead: whoMoves((one) => all(one.cat1, not(one.pension_number_linked))),
    },
    {
      procedures: ['pension-cat1-address'],
      reason: 'Nobody is insured in category 1 before 20 or from 60 on, so that the register need not be asked.',
      assuming: (f) => ({
        moving: f.moving.map((one) => ({ ...one, cat1: all(one.cat1, one.reached >= 20, one.reached < 60) })),
      }),
    },
    {
      procedures: ['senior-local-services'],
      reason: '年齢計算ニ関スル法律: 65 is reached on the day before the birthday.',
      assuming: (f) => ({ moving: f.moving.map((one) => ({ ...one, age: one.reached })) }),
    },
  ],
};

export const householdChange: Comparison<Told, Facts> = {
  event: 'household-change',
  seed: 20_261_124,
  count: 1500,
  cases: drawn.map((one) => build({ ...one, event: 'household-change', wards: false })),
  contentOf: contentFor,
  facts,
  constant: ['household-change-notification'],
  rules: {
    ...both,
    'household-change-notification': ['ask_staff', () => true],
    'resident-record-copy': ['include_as_check', (f) => f['h.needs_certificate']],
    'child-allowance-address-change': ['include_as_check', (f) => f['claimant.receives child_allowance']],
    'public-housing-member-change': ['include_as_check', (f) => f['h.public_housing']],
  },
  theirsOnly: {
    'child-allowance-living-apart':
      'A change of household leaves everybody at the address where they were; the catalogue’s rule looks at addresses.',
    'mynumber-pin-reset':
      'Nothing on the card changes with the household, neither name nor address, so that no PIN is entered that day: who forgot one comes for that.',
    'mynumber-card-foreign-validity':
      'It follows from a new period of stay, not from the household: no card is shown or rewritten, and who needs it comes for that.',
    'koseki-furigana': 'Not offered; it ended on 2026-05-25.',
  },
  amendments: [
    ...amendments,
    {
      procedures: ['child-allowance-address-change'],
      reason: 'Where neither the recipient’s household nor a child’s changes the allowance stays as it is.',
      instead: (f) => all(f['claimant.receives child_allowance'], any(f['claimant.moving'], f['any(c.moving)'])),
    },
  ],
};
