import fc from 'fast-check';
import { CASE_SUBJECT, type Statement } from '../../../src/case/index.ts';
import type { Allowance, Insurance, Medical, Person, Visit } from './applies-when.ts';
import { daysAfter, daysFrom, fiscalYearOf, years } from './days.ts';

/** How somebody of an invented household is drawn; what cannot be (a pregnant boy) is left out when it is built. */
interface Draw {
  place: 'moving' | 'here' | 'elsewhere';
  born: (today: string) => string;
  sex: 'male' | 'female';
  status: Person['status'];
  card: 'none' | 'valid' | 'out of use' | 'unknown';
  pin: 'known' | 'forgotten' | 'unknown';
  expiresBeforeStay: boolean;
  insurance: Insurance;
  recognised: boolean;
  pension: Person['pension'];
  linked: 'yes' | 'no' | 'unknown';
  ltc: Person['ltc'];
  usesFacility: boolean;
  handbooks: Person['handbooks'];
  medical: readonly Medical[];
  services: Person['services'];
  receives: readonly Allowance[];
  pregnant: boolean;
  childcare: Person['childcare'];
  hadSeal: boolean;
  paidByPublicEmployer: boolean;
}

const homes = {
  own: 'ordinary',
  joining: 'ordinary',
  'care-facility': 'ltc_facility',
  'disability-facility': 'disability_facility',
  hospital: 'hospital',
  'children-facility': 'child_facility',
  'student-housing': 'student_housing',
} as const;

/** A household as both sides hear of it. */
export interface Told {
  event: 'moving-in' | 'moving-in-from-abroad';
  today: string;
  moved: string;
  home: keyof typeof homes;
  community: boolean;
  otherPrefecture: boolean;
  joins: boolean;
  outNotice: 'card' | 'paper' | 'not-filed' | 'cancelled' | 'unknown';
  microchipScheme: boolean;
  claimantHere: boolean;
  /** How many people were drawn; others may stand by. */
  size: number;
  /** Who already lives at the new address, in whichever household. */
  here: Person[];
  /** Everybody's id and what only one side says in words of its own. */
  people: {
    id: string;
    birth: string;
    place: Draw['place'];
    card: Draw['card'];
    pin: Draw['pin'];
    linked: Draw['linked'];
  }[];
  /** As the catalogue has it. */
  visit: Visit;
  /** As `flows/` has it: everything, said by staff. */
  statements: Statement[];
}

const pick = fc.constantFrom;
/** Mostly the first. */
const mostly = <T>(usual: T, ...others: T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary: fc.constantFrom(...others) });
const seldom = fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });
const few = <T>(...all: T[]): fc.Arbitrary<T[]> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant<T[]>([]) }, { weight: 1, arbitrary: fc.subarray(all) });

/** Around every birthday that a rule speaks of, on both sides of the school year, and anywhere. */
const births: fc.Arbitrary<Draw['born']> = fc.oneof(
  fc.tuple(pick(0, 1, 3, 13, 15, 18, 20, 40, 56, 60, 65, 65, 75), pick(-1, 0, 1, 1, 2)).map(
    ([age, days]) =>
      (today: string) =>
        daysAfter(`${Number(today.slice(0, 4)) - age}${today.slice(4)}`.replace('-02-29', '-02-28'), days),
  ),
  fc.tuple(fc.nat(24), pick('04-01', '04-02')).map(
    ([age, day]) =>
      (today: string) =>
        `${fiscalYearOf(today) - age}-${day}`,
  ),
  fc.nat(6000).map((days) => (today: string) => daysAfter(today, -days)),
  fc.nat(33_000).map((days) => (today: string) => daysAfter(today, -days)),
);

const people: fc.Arbitrary<Draw> = fc.record({
  place: fc.oneof(
    { weight: 6, arbitrary: fc.constant('moving' as const) },
    { weight: 2, arbitrary: fc.constant('here' as const) },
    { weight: 2, arbitrary: fc.constant('elsewhere' as const) },
  ),
  born: births,
  sex: pick('male', 'female'),
  status: mostly<Person['status']>('none', 'mid_long_term', 'special_permanent', 'other'),
  card: mostly<Draw['card']>('valid', 'none', 'none', 'out of use', 'unknown'),
  pin: mostly<Draw['pin']>('known', 'forgotten', 'unknown'),
  expiresBeforeStay: fc.boolean(),
  insurance: pick('nhi', 'employee', 'mutual', 'nhi_union', 'none', 'unknown'),
  recognised: fc.boolean(),
  pension: pick('cat1', 'cat2', 'cat3', 'voluntary', 'none', 'unknown'),
  linked: pick('yes', 'no', 'unknown'),
  ltc: pick('none', 'none', 'pending', 'certified'),
  usesFacility: fc.boolean(),
  handbooks: few('physical' as const, 'rehab' as const, 'mental' as const, 'special' as const),
  medical: few<Medical>('seishin', 'kosei', 'ikusei', 'nanbyo', 'shoman', 'severe', 'single_parent'),
  services: few('disability' as const, 'child_disability' as const),
  receives: few<Allowance>(
    'child_allowance',
    'child_rearing_allowance',
    'special_child_allowance',
    'special_disability_allowance',
  ),
  pregnant: fc.boolean(),
  childcare: pick('none', 'licensed', 'kindergarten_or_unlicensed', 'applying'),
  hadSeal: seldom,
  paidByPublicEmployer: seldom,
});

/** Days on which a last day of 14 falls on a closed day, with the next open day, and any others. */
const dates: fc.Arbitrary<{ today: string; moved: string }> = fc.oneof(
  {
    weight: 1,
    arbitrary: pick(
      { today: '2026-11-24', moved: '2026-11-07' },
      { today: '2026-11-25', moved: '2026-11-07' },
      { today: '2027-01-04', moved: '2026-12-17' },
      { today: '2026-05-25', moved: '2026-05-11' },
      { today: '2026-05-26', moved: '2026-05-20' },
    ),
  },
  {
    weight: 5,
    arbitrary: fc
      .tuple(
        fc.oneof(
          fc.nat(390).map((days) => daysAfter('2026-03-05', days)),
          pick('2026-03-31', '2026-04-01', '2026-06-13', '2026-06-14', '2027-03-31'),
        ),
        fc.oneof(fc.nat(13), fc.nat(40), pick(14, 15, 16, 17)),
      )
      .map(([today, days]) => ({ today, moved: daysAfter(today, -days) })),
  },
);

/** Households of 0 to 8 people who move in from within the country or from abroad. */
export const households: fc.Arbitrary<Told> = fc
  .record({
    event: mostly<Told['event']>('moving-in', 'moving-in-from-abroad'),
    dates,
    plannedBefore: fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -10, max: 30 })),
    outNotice: pick<Told['outNotice'][]>('card', 'card', 'card', 'paper', 'paper', 'not-filed', 'cancelled', 'unknown'),
    /** How the moving-out was filed that was cancelled afterwards. */
    cancelledNotice: pick<('card' | 'paper')[]>('card', 'paper'),
    people: fc.array(people, { maxLength: 8 }),
    home: fc.oneof(
      pick<Told['home'][]>('own', 'joining', 'care-facility'),
      pick(...(Object.keys(homes) as Told['home'][])),
    ),
    community: fc.boolean(),
    otherPrefecture: fc.boolean(),
    joins: fc.boolean(),
    claimant: fc.nat(7),
    students: fc.nat(3),
    microchipScheme: fc.boolean(),
    publicAssistance: seldom,
    emptyChecklist: fc.boolean(),
    registrants: fc.nat(255),
    h: fc.record({
      public_housing: fc.boolean(),
      dog: fc.boolean(),
      dog_chip_registry_updated: fc.boolean(),
      moped: fc.boolean(),
      address_protection_requested: seldom,
      needs_seal_certificate: fc.boolean(),
      needs_certificate: fc.boolean(),
      parents_work: fc.boolean(),
      wants_same_school: fc.boolean(),
      wants_honseki_change: fc.boolean(),
      furigana_notice_wrong: fc.boolean(),
    }),
  })
  .map(build);

type Drawn = Parameters<typeof build>[0];

/** Somebody who is only needed for a role: who came, or whose child it is. */
const bystander: Draw = {
  place: 'elsewhere',
  born: () => '1980-08-08',
  sex: 'female',
  status: 'none',
  card: 'none',
  pin: 'known',
  expiresBeforeStay: false,
  insurance: 'employee',
  recognised: false,
  pension: 'cat2',
  linked: 'yes',
  ltc: 'none',
  usesFacility: false,
  handbooks: [],
  medical: [],
  services: [],
  receives: [],
  pregnant: false,
  childcare: 'none',
  hadSeal: false,
  paidByPublicEmployer: false,
};

function build(drawn: {
  event: Told['event'];
  dates: { today: string; moved: string };
  plannedBefore: number;
  outNotice: Told['outNotice'];
  cancelledNotice: 'card' | 'paper';
  people: Draw[];
  home: Told['home'];
  community: boolean;
  otherPrefecture: boolean;
  joins: boolean;
  claimant: number;
  students: number;
  microchipScheme: boolean;
  publicAssistance: boolean;
  emptyChecklist: boolean;
  registrants: number;
  h: Omit<Visit['h'], 'public_assistance'>;
}): Told {
  const { today, moved } = drawn.dates;
  const planned = daysAfter(moved, -drawn.plannedBefore);
  const draws = drawn.people.map(
    (one): Draw => ({ ...one, place: one.place === 'here' && drawn.home !== 'joining' ? 'moving' : one.place }),
  );
  const isChild = ({ born }: Draw) => bornIn(born, today) >= `${fiscalYearOf(today) - 18}-04-02`;
  if (draws.some(isChild) && draws.every(isChild)) draws.push(bystander);
  if (!draws.some(({ place }) => place === 'moving')) draws.push(bystander);

  const context: Context = { drawn, today, moved, planned };
  const all = draws.map((draw, index) => ({
    draw,
    birth: bornIn(draw.born, today),
    person: personOf(draw, `p${index}`, context),
  }));
  const of = (...places: Draw['place'][]) => all.filter(({ draw }) => places.includes(draw.place));
  const moving = of('moving').map(({ person }) => person);
  const here = of('here').map(({ person }) => person);
  const children = all.filter(({ draw }) => isChild(draw));
  const grown = all.filter(({ draw }) => !isChild(draw));
  const claimant = children.length > 0 ? grown[drawn.claimant % grown.length] : undefined;
  const apart = (one: (typeof all)[number]) =>
    (one.draw.place === 'elsewhere') !== (claimant?.draw.place === 'elsewhere');
  const students = children.length > 0 ? drawn.students : 0;
  const paid = claimant?.draw.paidByPublicEmployer ?? false;
  const visit: Visit = {
    event: drawn.event === 'moving-in' ? 'move_in' : 'move_in_abroad',
    today,
    move: {
      out_filed_how:
        drawn.outNotice === 'not-filed'
          ? 'not_filed'
          : drawn.outNotice === 'cancelled'
            ? drawn.cancelledNotice
            : drawn.outNotice,
      days_since_event: daysFrom(moved, today),
      days_since_planned_out: lapsing(context),
      out_cancelled: drawn.outNotice === 'cancelled',
    },
    moving,
    household: drawn.joins ? [...moving, ...here] : moving,
    affected: drawn.joins ? [...moving, ...here] : moving,
    claimant: {
      moving: claimant?.draw.place === 'moving',
      paid_by_public_employer: paid,
      children_counted: children.length + students,
      children_19_22: students,
      receives_or_claims_child_allowance:
        claimant !== undefined &&
        (claimant.draw.receives.includes('child_allowance') || (claimant.draw.place === 'moving' && !paid)),
    },
    children: children.map((one) => ({ fy18: true, same_address_as_claimant: !apart(one) })),
    h: { ...drawn.h, public_assistance: drawn.publicAssistance },
    cfg: { microchip_scheme: drawn.microchipScheme },
  };
  return {
    event: drawn.event,
    today,
    moved,
    home: drawn.home,
    community: drawn.community,
    otherPrefecture: drawn.otherPrefecture,
    joins: drawn.joins,
    outNotice: drawn.outNotice,
    microchipScheme: drawn.microchipScheme,
    size: drawn.people.length,
    here,
    claimantHere: claimant !== undefined && claimant.draw.place !== 'elsewhere',
    people: all.map(({ draw, birth, person }) => ({
      id: person.id,
      birth,
      place: draw.place,
      card: draw.card,
      pin: draw.pin,
      linked: draw.linked,
    })),
    visit,
    statements: [...caseFacts(context, visit, all, claimant?.person.id, students), ...all.flatMap(personFacts)],
  };
}

interface Context {
  drawn: Drawn;
  today: string;
  moved: string;
  planned: string;
}

const bornIn = (born: Draw['born'], today: string) => (born(today) > today ? today : born(today));

/** Days since the planned date, where a filed notice has one. */
const lapsing = ({ drawn, planned, today }: Context) =>
  drawn.outNotice === 'card' || drawn.outNotice === 'paper' ? daysFrom(planned, today) : 0;

/** The catalogue's person. */
function personOf(draw: Draw, id: string, context: Context): Person {
  const { drawn, today } = context;
  const within = drawn.event === 'moving-in';
  const birth = bornIn(draw.born, today);
  const age = years(birth, today);
  const reached = years(birth, daysAfter(today, 1));
  const year = fiscalYearOf(today);
  const bornFrom = (age: number) => birth >= `${year - age}-04-02`;
  const recognised = draw.recognised && age >= 65 && age < 75;
  const insurance: Insurance = drawn.publicAssistance
    ? 'public_assistance'
    : age >= 75 || recognised
      ? 'late_elderly'
      : !within && draw.insurance === 'nhi'
        ? 'none'
        : draw.insurance;
  const ltc = reached >= 40 ? draw.ltc : 'none';
  const overdue = within && (daysFrom(context.moved, today) > 14 || lapsing(context) > 30);
  const destination = drawn.home === 'care-facility' && drawn.community ? 'ordinary' : homes[drawn.home];
  return {
    id,
    age,
    fy18: bornFrom(18),
    school: bornFrom(6) ? 'none' : bornFrom(12) ? 'elementary' : bornFrom(15) ? 'junior_high' : 'none',
    in_child_medical_age: bornFrom(18),
    nationality: draw.status === 'none' ? 'JP' : 'other',
    status: draw.status,
    card: draw.card === 'out of use' || (draw.card === 'valid' && overdue) ? 'expired' : draw.card,
    pin_known: draw.pin === 'known',
    card_expiry_before_stay: draw.status === 'mid_long_term' && draw.expiresBeforeStay,
    insurance,
    pension: reached < 20 ? 'none' : reached >= 60 ? 'receiver' : draw.pension,
    pension_number_linked: draw.linked !== 'no',
    ltc,
    late_elderly_insured: age >= 75 || recognised,
    uses_facility_or_short_stay: ltc === 'certified' && draw.usesFacility,
    destination,
    student_exception: within && destination === 'student_housing' && insurance === 'nhi',
    handbooks: draw.handbooks,
    medical: draw.medical,
    services: draw.services,
    receives: draw.receives,
    pregnant: draw.pregnant && draw.sex === 'female' && age >= 13 && age <= 55,
    childcare: bornFrom(6) ? draw.childcare : 'none',
    seal: draw.hadSeal ? 'was_registered' : 'none',
  };
}

interface Somebody {
  draw: Draw;
  birth: string;
  person: Person;
}

const unknown = Symbol();
type Telling = [fact: string, value: Extract<Statement['said'], { value: unknown }>['value'] | typeof unknown];

const told = (subject: string, tellings: Telling[]): Statement[] =>
  tellings.map(([fact, value]) => ({
    subject,
    fact,
    said: value === unknown ? { unknown: true } : { value },
    source: 'staff',
  }));

function caseFacts(
  { drawn, moved, planned }: Context,
  { h }: Visit,
  all: Somebody[],
  claimant: string | undefined,
  students: number,
): Statement[] {
  const ids = (place: Draw['place']) => all.filter(({ draw }) => draw.place === place).map(({ person }) => person.id);
  const movers = ids('moving');
  const eligible = all
    .filter(({ draw, person }) => draw.place === 'moving' && person.age >= 15)
    .map(({ person }) => person.id);
  const registrants = eligible.filter((_, index) => (drawn.registrants >> index) & 1);
  const checklist = all.some(
    ({ person }) =>
      person.pregnant ||
      person.handbooks.length + person.medical.length + person.services.length + person.receives.length > 0,
  );
  const tellings: Telling[] = [
    ['move-date', moved],
    ['movers', movers],
    ['already-here', ids('here')],
    ['joins-household', drawn.joins],
    ['home-kind', drawn.home],
    ['community-care-facility', drawn.community],
    ['from-other-prefecture', drawn.otherPrefecture],
    ['stays-a-year', true],
    ['address-protection', h.address_protection_requested],
    ['students-supported', students],
    ['wants-same-school', h.wants_same_school],
    ['wants-after-school-care', h.parents_work],
    ['has-welfare-items', checklist || drawn.publicAssistance || drawn.emptyChecklist],
    ['public-assistance', drawn.publicAssistance],
    ['public-housing', h.public_housing],
    ['has-dog', h.dog],
    ['dog-chip-updated', h.dog_chip_registry_updated],
    ['has-moped', h.moped],
    ['wants-seal', h.needs_seal_certificate],
    ['seal-registrants', registrants.length > 0 ? registrants : eligible.slice(0, 1)],
    ['wants-certificate', h.needs_certificate],
    ['wants-domicile-change', h.wants_honseki_change],
    ['furigana-notice-wrong', h.furigana_notice_wrong],
  ];
  if (claimant !== undefined) tellings.push(['allowance-claimant', claimant]);
  if (drawn.event === 'moving-in')
    tellings.push(
      ['out-notice', drawn.outNotice === 'unknown' ? unknown : drawn.outNotice],
      ['planned-out-date', planned],
    );
  return told(CASE_SUBJECT, tellings);
}

const pensions = {
  cat1: 'first',
  cat2: 'second',
  cat3: 'third',
  voluntary: 'voluntary',
  receiver: 'receiving',
  none: 'none',
  unknown,
} as const;
const statuses = {
  mid_long_term: 'mid-long-term',
  special_permanent: 'special-permanent',
  other: 'other',
  transitional_birth: 'other',
  none: 'other',
} as const;
const childcares = {
  none: 'none',
  licensed: 'licensed',
  applying: 'applying',
  kindergarten_or_unlicensed: 'kindergarten-or-unlicensed',
} as const;

function personFacts({ draw, birth, person }: Somebody): Statement[] {
  const { insurance, handbooks, medical, services, receives } = person;
  return told(person.id, [
    ['birth-date', birth],
    ['sex', draw.sex],
    ['has-card', draw.card === 'unknown' ? unknown : draw.card !== 'none'],
    ['card-out-of-use', draw.card === 'out of use'],
    ['card-expiry', person.card_expiry_before_stay ? '2027-12-31' : '2030-03-31'],
    ['stay-until', '2030-03-31'],
    ['pin-known', draw.pin === 'unknown' ? unknown : draw.pin === 'known'],
    ['employee-insured', insurance === 'unknown' ? unknown : ['employee', 'mutual', 'nhi_union'].includes(insurance)],
    ['nhi-before', insurance === 'unknown' ? unknown : insurance === 'nhi'],
    ['late-elderly-recognised', person.late_elderly_insured && person.age < 75],
    ['care-certified', person.ltc === 'certified'],
    ['care-pending', person.ltc === 'pending'],
    ['uses-care-facility', person.uses_facility_or_short_stay],
    ['pension-category', pensions[person.pension]],
    ['pension-number-linked', draw.linked === 'unknown' ? unknown : draw.linked === 'yes'],
    [
      'employee-pension',
      person.pension === 'unknown' ? unknown : person.pension === 'cat2' || person.pension === 'cat3',
    ],
    ['foreign', person.nationality !== 'JP'],
    ['residence-status', statuses[person.status]],
    ['childcare', childcares[person.childcare]],
    ['paid-by-public-employer', draw.paidByPublicEmployer],
    ['receives-child-allowance', receives.includes('child_allowance')],
    ['pregnant', person.pregnant],
    ['handbook-physical', handbooks.includes('physical')],
    ['handbook-rehabilitation', handbooks.includes('rehab')],
    ['handbook-mental', handbooks.includes('mental')],
    ['handbook-special', handbooks.includes('special')],
    ['medical-psychiatric', medical.includes('seishin')],
    ['medical-rehabilitation', medical.includes('kosei') || medical.includes('ikusei')],
    ['medical-intractable', medical.includes('nanbyo')],
    ['medical-child-chronic', medical.includes('shoman')],
    ['medical-severe', medical.includes('severe')],
    ['medical-single-parent', medical.includes('single_parent')],
    ['disability-services', services.includes('disability')],
    ['child-disability-services', services.includes('child_disability')],
    ['receives-child-rearing-allowance', receives.includes('child_rearing_allowance')],
    ['receives-special-child-allowance', receives.includes('special_child_allowance')],
    ['receives-special-disability-allowance', receives.includes('special_disability_allowance')],
  ]);
}
