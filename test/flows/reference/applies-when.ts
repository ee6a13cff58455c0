/**
 * The catalogue's own rule for each of the 67 procedures of moving in, written down by hand in its own fact names.
 * Nothing here knows the engine or `flows/`: two readings of one law that must come to the same.
 */

export type Nationality = 'JP' | 'other';
export type Insurance =
  | 'nhi'
  | 'employee'
  | 'mutual'
  | 'nhi_union'
  | 'late_elderly'
  | 'public_assistance'
  | 'none'
  | 'unknown';
export type Medical = 'child' | 'seishin' | 'kosei' | 'ikusei' | 'nanbyo' | 'shoman' | 'severe' | 'single_parent';
export type Allowance =
  | 'child_allowance'
  | 'child_rearing_allowance'
  | 'special_child_allowance'
  | 'special_disability_allowance';

/** `p` in the catalogue. */
export interface Person {
  id: string;
  age: number;
  fy18: boolean;
  school: 'none' | 'elementary' | 'junior_high';
  in_child_medical_age: boolean;
  nationality: Nationality;
  status: 'none' | 'mid_long_term' | 'special_permanent' | 'transitional_birth' | 'other';
  /** After the rules of lapse. */
  card: 'valid' | 'expired' | 'suspended' | 'none' | 'unknown';
  pin_known: boolean;
  card_expiry_before_stay: boolean;
  insurance: Insurance;
  pension: 'cat1' | 'cat2' | 'cat3' | 'voluntary' | 'receiver' | 'none' | 'unknown';
  pension_number_linked: boolean;
  ltc: 'none' | 'pending' | 'certified';
  late_elderly_insured: boolean;
  uses_facility_or_short_stay: boolean;
  destination: 'ordinary' | 'ltc_facility' | 'disability_facility' | 'hospital' | 'child_facility' | 'student_housing';
  student_exception: boolean;
  handbooks: readonly ('physical' | 'rehab' | 'mental' | 'special')[];
  medical: readonly Medical[];
  services: readonly ('disability' | 'child_disability')[];
  receives: readonly Allowance[];
  pregnant: boolean;
  childcare: 'none' | 'licensed' | 'kindergarten_or_unlicensed' | 'applying';
  seal: 'none' | 'registered_here' | 'was_registered';
}

/** Everything the rules speak of. */
export interface Visit {
  event: 'move_in' | 'move_in_abroad';
  today: string;
  move: {
    out_filed_how: 'card' | 'paper' | 'not_filed' | 'unknown';
    days_since_event: number;
    days_since_planned_out: number;
    out_cancelled: boolean;
  };
  /** People whose registered address changes. */
  moving: readonly Person[];
  /** The household at the new address. */
  household: readonly Person[];
  /** Those who move, and those whose household changes. */
  affected: readonly Person[];
  claimant: {
    moving: boolean;
    paid_by_public_employer: boolean;
    children_counted: number;
    children_19_22: number;
    receives_or_claims_child_allowance: boolean;
  };
  /** Children of the claimant. */
  children: readonly { fy18: boolean; same_address_as_claimant: boolean }[];
  h: {
    public_assistance: boolean;
    public_housing: boolean;
    dog: boolean;
    dog_chip_registry_updated: boolean;
    moped: boolean;
    address_protection_requested: boolean;
    needs_seal_certificate: boolean;
    needs_certificate: boolean;
    parents_work: boolean;
    wants_same_school: boolean;
    wants_honseki_change: boolean;
    furigana_notice_wrong: boolean;
  };
  cfg: { microchip_scheme: boolean };
}

export interface Rule {
  holds: (visit: Visit) => boolean;
  /** Whom it holds for, where the rule looks for somebody for whom something holds. */
  people?: (visit: Visit) => Person[];
}

type Who = 'moving' | 'household' | 'affected';
type Events = readonly Visit['event'][];
const both: Events = ['move_in', 'move_in_abroad'];
const within: Events = ['move_in'];
const abroad: Events = ['move_in_abroad'];

/** A rule about the whole visit. */
const visit = (events: Events, holds: (visit: Visit) => boolean): Rule => ({
  holds: (one) => events.includes(one.event) && holds(one),
});

/** A rule that looks for somebody; `given` must hold besides. */
function somebody(
  events: Events,
  who: Who,
  is: (person: Person) => boolean,
  given: (visit: Visit) => boolean = () => true,
): Rule {
  const people = (one: Visit) => (events.includes(one.event) && given(one) ? one[who].filter(is) : []);
  return { people, holds: (one) => people(one).length > 0 };
}

const ofSchoolAge = ({ school }: Person) => school === 'elementary' || school === 'junior_high';
const hasCard = ({ card }: Person) => card === 'valid';
const byCard = ({ move, moving }: Visit) => move.out_filed_how === 'card' && moving.some(hasCard);

export const appliesWhen: Record<string, Rule> = {
  // Children and pregnancy
  'child-allowance-univ-confirmation': visit(
    both,
    ({ claimant }) =>
      !claimant.paid_by_public_employer && claimant.children_counted >= 3 && claimant.children_19_22 >= 1,
  ),
  'child-allowance-living-apart': visit(
    both,
    ({ claimant, children }) =>
      !claimant.paid_by_public_employer &&
      claimant.receives_or_claims_child_allowance &&
      children.some((child) => child.fy18 && !child.same_address_as_claimant),
  ),
  'child-allowance-public-servant': visit(
    both,
    ({ claimant, children }) => claimant.paid_by_public_employer && children.some((child) => child.fy18),
  ),
  'child-allowance-move-in': visit(
    both,
    ({ claimant, children }) =>
      claimant.moving && !claimant.paid_by_public_employer && children.some((child) => child.fy18),
  ),
  'child-medical-move-in': somebody(
    both,
    'moving',
    (person) => person.in_child_medical_age,
    ({ h }) => !h.public_assistance,
  ),
  'child-rearing-allowance-move': somebody(both, 'household', ({ receives }) =>
    receives.includes('child_rearing_allowance'),
  ),
  'single-parent-medical-move': somebody(within, 'household', ({ medical }) => medical.includes('single_parent')),
  'special-child-allowance-move': somebody(within, 'household', ({ receives }) =>
    receives.includes('special_child_allowance'),
  ),
  'pregnancy-support-benefit-1': somebody(both, 'moving', ({ pregnant }) => pregnant),
  'maternity-voucher-exchange': somebody(both, 'moving', ({ pregnant, age }) => pregnant || age < 1),
  'vaccination-infant': somebody(both, 'moving', ({ age }) => age < 20),
  'daredemo-tsuen-certification': somebody(
    both,
    'household',
    ({ age, childcare }) => age < 3 && childcare === 'none',
    ({ today }) => today >= '2026-04-01',
  ),
  'childcare-move': somebody(both, 'moving', ({ childcare }) => childcare === 'licensed' || childcare === 'applying'),
  'facility-use-benefit-move': somebody(
    within,
    'moving',
    ({ childcare }) => childcare === 'kindergarten_or_unlicensed',
  ),

  // School
  'school-transfer-public': somebody(both, 'moving', ofSchoolAge),
  'school-zone-exception': somebody(within, 'moving', ofSchoolAge, ({ h }) => h.wants_same_school),
  'school-foreign-enrolment': somebody(both, 'moving', (person) => person.nationality !== 'JP' && ofSchoolAge(person)),
  'school-aid': somebody(both, 'moving', ofSchoolAge),
  'after-school-childcare': somebody(
    both,
    'moving',
    ({ school }) => school === 'elementary',
    ({ h }) => h.parents_work,
  ),

  // Resident record
  'move-in-notification': visit(within, (one) => !byCard(one)),
  'move-in-special-card': visit(within, byCard),
  'move-in-from-abroad': visit(abroad, () => true),
  'move-out-cancel': visit(within, ({ move }) => move.out_cancelled),
  'dv-support-measure': visit(within, ({ h }) => h.address_protection_requested),
  'resident-record-copy': visit(both, ({ h }) => h.needs_certificate),
  'koseki-transfer': visit(within, ({ h }) => h.wants_honseki_change),
  'koseki-furigana': visit(within, ({ today, h }) => today <= '2026-05-25' && h.furigana_notice_wrong),
  'seal-registration-new': visit(
    both,
    ({ moving, h }) =>
      moving.some(({ age }) => age >= 15) &&
      (moving.some(({ seal }) => seal === 'was_registered') || h.needs_seal_certificate),
  ),

  // Foreign residents
  'residence-address-foreign': somebody(both, 'moving', ({ status }) => status === 'mid_long_term'),
  'special-permanent-address': somebody(both, 'moving', ({ status }) => status === 'special_permanent'),
  'specified-residence-card': somebody(
    both,
    'moving',
    ({ status }) => status === 'mid_long_term' || status === 'special_permanent',
    ({ today }) => today >= '2026-06-14',
  ),

  // My Number Card
  'mynumber-pin-reset': somebody(both, 'moving', (person) => hasCard(person) && !person.pin_known),
  'mynumber-card-continued-use': somebody(within, 'moving', hasCard),
  'signature-certificate-reissue': somebody(both, 'moving', (person) => hasCard(person) && person.age >= 15),
  'mynumber-card-after-abroad': visit(abroad, () => true),
  'mynumber-card-foreign-validity': somebody(
    within,
    'affected',
    (person) => person.nationality !== 'JP' && hasCard(person) && person.card_expiry_before_stay,
  ),
  'mynumber-card-reissue': somebody(both, 'moving', ({ card }) => card === 'expired' || card === 'suspended'),

  // Insurance and pension
  'nhi-enroll-move-in': somebody(
    both,
    'moving',
    ({ age, insurance, student_exception, destination }) =>
      age < 75 && ['nhi', 'none', 'unknown'].includes(insurance) && !student_exception && destination === 'ordinary',
  ),
  'nhi-facility-exception': somebody(
    within,
    'moving',
    ({ insurance, destination }) =>
      insurance === 'nhi' &&
      ['ltc_facility', 'disability_facility', 'hospital', 'child_facility'].includes(destination),
  ),
  'late-elderly-move-in': somebody(
    both,
    'moving',
    ({ age, late_elderly_insured }) => age >= 75 || late_elderly_insured,
  ),
  'late-elderly-facility-exception': somebody(
    within,
    'moving',
    ({ late_elderly_insured, destination }) =>
      late_elderly_insured && ['ltc_facility', 'disability_facility', 'hospital'].includes(destination),
  ),
  'pension-cat1-address': somebody(
    within,
    'moving',
    ({ pension, pension_number_linked }) => pension === 'cat1' && !pension_number_linked,
  ),
  'pension-from-abroad': somebody(
    abroad,
    'moving',
    ({ age, pension }) => 20 <= age && age < 60 && pension !== 'cat2' && pension !== 'cat3',
  ),

  // Care
  'ltc-move-in': somebody(both, 'moving', ({ age, ltc }) => age >= 65 || ltc !== 'none'),
  'ltc-certification-transfer': somebody(within, 'moving', ({ ltc }) => ltc === 'pending' || ltc === 'certified'),
  'ltc-facility-exception': somebody(
    within,
    'moving',
    ({ age, ltc, destination }) => (age >= 65 || ltc !== 'none') && destination === 'ltc_facility',
  ),
  'ltc-burden-limit': somebody(
    within,
    'affected',
    ({ ltc, uses_facility_or_short_stay }) => ltc === 'certified' && uses_facility_or_short_stay,
  ),
  'senior-local-services': somebody(within, 'moving', ({ age }) => age >= 65),

  // Disability and illness
  'disability-handbook-physical': somebody(within, 'moving', ({ handbooks }) => handbooks.includes('physical')),
  'disability-handbook-rehab': somebody(within, 'moving', ({ handbooks }) => handbooks.includes('rehab')),
  'disability-handbook-mental': somebody(within, 'moving', ({ handbooks }) => handbooks.includes('mental')),
  'special-handbooks': somebody(within, 'moving', ({ handbooks }) => handbooks.includes('special')),
  'self-support-medical-psychiatric': somebody(within, 'moving', ({ medical }) => medical.includes('seishin')),
  'self-support-medical-kosei': somebody(
    within,
    'moving',
    ({ medical }) => medical.includes('kosei') || medical.includes('ikusei'),
  ),
  'severe-disability-medical-move': somebody(within, 'moving', ({ medical }) => medical.includes('severe')),
  'intractable-disease-move': somebody(
    within,
    'moving',
    ({ medical }) => medical.includes('nanbyo') || medical.includes('shoman'),
  ),
  'disability-services-move': somebody(within, 'moving', ({ services }) => services.includes('disability')),
  'child-disability-services-move': somebody(within, 'moving', ({ services }) => services.includes('child_disability')),
  'disability-allowance-move': somebody(within, 'moving', ({ receives }) =>
    receives.includes('special_disability_allowance'),
  ),
  'evacuation-support-list': somebody(
    within,
    'moving',
    ({ ltc, handbooks }) => ltc === 'certified' || handbooks.length > 0,
  ),

  // Home and livelihood
  'public-assistance-change': visit(both, ({ h }) => h.public_assistance),
  'public-housing-member-change': visit(within, ({ h }) => h.public_housing),
  'dog-registration-change': visit(
    both,
    ({ h, cfg }) => h.dog && !(cfg.microchip_scheme && h.dog_chip_registry_updated),
  ),
  'moped-register-move-in': visit(both, ({ h }) => h.moped),
  'water-sewer-move': visit(both, () => true),
  'garbage-info': visit(both, () => true),
  'external-notices-move': visit(both, () => true),
};
