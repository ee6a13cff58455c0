import fc from 'fast-check';
import { all, any, atLeast, type Comparison, mark, marks, not, oneOf, pick, where } from './comparing.ts';
import { daysAfter, fiscalYearOf, years } from './days.ts';

/** Yes-no facts of `flows/` that the catalogue has as they are: ours, theirs. */
const alike = {
  'spouse-foreign': 'survivor.spouse_is_foreign_national and status_based_on_marriage',
  'had-real-estate': 'deceased.real_estate_anywhere',
  'had-farmland': 'deceased.farmland_here or lease',
  'had-forest': 'deceased.forest_here',
  'lived-alone-own-house': 'deceased.lived_alone_in_owned_house',
  'tenant-public-housing': 'deceased.public_housing_tenant',
  'water-contract': 'deceased.water_contract_holder',
  'well-or-septic': 'household.well_water_sewer or septic or night_soil',
  'had-dog': 'deceased.dog_registered',
  'city-grave': 'deceased.municipal_grave_user',
  'had-moped': 'deceased.moped_registered_here',
  'had-kei-car': 'deceased.kei_car or motorcycle_over_125',
  'had-car': 'deceased.car',
  'deceased-handbook-physical': 'physical in handbooks',
  'deceased-handbook-rehabilitation': 'rehab in handbooks',
  'deceased-handbook-mental': 'mental in handbooks',
  'deceased-disability-services': 'deceased.disability_services_used or self_reliance_medical',
  'deceased-severe-medical': 'deceased.severe_disability_medical',
  'deceased-disability-allowance': 'deceased.special_disability_allowance or local',
  'deceased-intractable': 'deceased.nanbyo_certificate',
  'deceased-mutual-aid': 'deceased.disability_mutual_aid_subscriber or beneficiary',
  'deceased-elderly-services': 'deceased.elderly_services',
  'deceased-hibakusha': 'deceased.hibakusha',
  'deceased-war-bereaved': 'deceased.is_war_bereaved',
  'deceased-public-assistance': 'deceased.public_assistance',
  'deceased-seal': 'deceased.seal_registered',
  'deceased-foreign': 'deceased.is_foreign_national',
  'deceased-licence': 'deceased.drivers_license',
  'deceased-passport': 'deceased.passport',
  'deceased-weapons': 'deceased.firearms_or_swords',
  'deceased-self-employed': 'deceased.self_employed',
  'deceased-guardian': 'deceased.had_guardian',
  'deceased-unemployment': 'deceased.unemployment_benefit',
  'will-found': 'estate.will_found',
  'accounts-not-known': 'estate.unknown_accounts',
  'needs-record': 'need.death_proof_for_external',
  'needs-family-register': 'need.heir_proof',
  'moves-grave': 'need.move_remains',
  'accident-or-crime': 'deceased.cause_related',
  'resumes-surname': 'survivor.will_resume_surname',
  'ends-affinity': 'survivor.wants_end_affinity',
  'deceased-care-certified': 'deceased.ltc_certified',
  'deceased-used-care': 'deceased.ltc_services_used',
  'deceased-received-pension': 'deceased.pension_receiving',
  'deceased-was-employee': 'deceased.ever_employees_pension',
  'deceased-other-pension': 'deceased.other_pension_schemes',
  'deceased-was-head': 'deceased.was_head',
  'children-left': 'survivor.children_to_18fy',
  'spouse-was-dependant': 'survivor.spouse_np_category 3, aged 20 to 59',
  'nhi-members-left': 'household.remaining_nhi_members',
  'unpaid-pension-none': 'pension.mynumber_linked',
  'tax-record-here': 'deceased.has_local_tax_record',
  'debit-registered': 'deceased.bank_debit_registered or tax_overpaid',
  'estate-over-limit': 'estate.total over the limit',
  // One mark names the pension, the employers and the medical costs.
  'deceased-income-to-declare': 'deceased.pension_over_4m or two_plus_employers or medical_deduction_refund',
  'deceased-filed-return': 'deceased.filed_last_year',
  'deceased-special-child': 'deceased.special_child_allowance_recipient',
  'deceased-tax-reduction': 'deceased.vehicle_tax_exemption',
  'deceased-occupancy': 'deceased.occupancy_permit',
  'deceased-city-cards': 'deceased.city_cards',
  'deceased-was-allowance-child': 'deceased.is_child_allowance_child',
  'cremation-not-done': 'event.cremation_not_done',
  'needs-death-record': 'need.death_certificate_copy',
  'cause-pollution': "deceased.cause_related == 'pollution_asbestos'",
  'cause-crime': "deceased.cause_related == 'crime'",
  'traffic-mutual-aid': "deceased.cause_related == 'traffic' and mutual_aid_member",
  'minor-heir': 'survivor.minor_heir and parent_is_also_heir',
} as const;

/** What only the catalogue speaks of; nobody is asked it here. */
const beyond = [
  'deceased.domicile_here',
  'survivor.spouse_changed_surname',
  'benefit.funeral_from_employee_insurance',
  'medical.unclaimed_high_cost',
  'ltc.unclaimed_purchase_or_reform',
  'deceased.insured in the national pension, or 25 years of it',
  'survivor.maintained_by_deceased',
  'survivor.marriage_years >= 10',
  'deceased.np1_paid_or_exempt_years >= 10',
  'deceased.np1_paid_months >= 36',
  'deceased.np_category == 1',
  'survivor.income_decreased',
  'survivor.heirs_count >= 1',
  'survivor.children_under_20',
  'need.estate_division',
  'need.registration or inheritance_tax',
  'house.built_before_1981_06',
  'applicant.cannot_afford_funeral',
  'survivor.war_bereaved_family',
  'child_allowance.unpaid_months',
  'deceased.child_rearing_allowance_recipient',
  'deceased was the only parent with custody',
  'survivor.children_medical_card',
  'estate.division_agreed',
  'estate.institutions >= 2',
  'estate.debts_suspected',
  'deceased.workers_comp_pension',
] as const;

const cases = fc
  .record({
    today: fc.nat(300).map((days) => daysAfter('2026-04-02', days)),
    ago: fc.oneof(fc.nat(40), pick(0, 1, 100)),
    /** Age at death, and days from that birthday to the death. */
    age: fc.oneof(pick(19, 20, 59, 60, 64, 65, 75), fc.integer({ min: 18, max: 99 })),
    past: fc.oneof(pick(0, 1, 363, 364), fc.nat(364)),
    /** The visitor's age today, and days from that birthday to today. */
    visitorAge: fc.oneof(pick(64, 65), fc.integer({ min: 18, max: 90 })),
    visitorPast: pick(0, 1, 20, 250),
    sex: pick('female', 'female', 'male', undefined),
    notified: pick('not-yet', 'filed', undefined),
    deceasedSex: pick('female', 'male', 'male', undefined),
    relation: pick('spouse', 'spouse', 'child', 'grandchild', 'parent', 'not-relative', undefined),
    funeral: pick('visitor', 'other', 'none', undefined),
    insurance: pick('nhi', 'nhi', 'late-elderly', 'employee', 'employee', 'dependant', 'none', undefined),
    remaining: pick(0, 1, 2, 3, undefined),
    alike: marks(...(Object.keys(alike) as (keyof typeof alike)[])),
    paidAlone: mark,
    asked: marks(
      'left-work-insurance',
      'dependants-left',
      'apart-same-livelihood',
      'deceased-got-child-allowance',
      'children-in-nursery',
      'children-in-school',
      'no-other-parent',
      'heirship-verified',
      'unregistered-house',
      'spouse-left',
      'widow-under-65',
      'child-surname-to-change',
    ),
    beyond: marks(...beyond),
  })
  .map(({ today, ago, age, past, visitorAge, visitorPast, sex, alike: same, asked, insurance, ...drawn }) => {
    const died = daysAfter(today, -ago);
    const birthday = daysAfter(died, -past);
    const visitors = daysAfter(today, -visitorPast);
    const children = same['children-left'] === true;
    const only = <T>(given: boolean, value: T) => (given ? value : undefined);
    return {
      today,
      died,
      beyond: drawn.beyond,
      people: [
        {
          'birth-date': `${Number(visitors.slice(0, 4)) - visitorAge}${visitors.slice(4)}`.replace('-02-29', '-02-28'),
          sex,
        },
        {
          'birth-date': `${Number(birthday.slice(0, 4)) - age}${birthday.slice(4)}`.replace('-02-29', '-02-28'),
          sex: drawn.deceasedSex,
        },
      ],
      said: {
        ...same,
        'death-notified': drawn.notified,
        'death-date': died,
        deceased: 'p1',
        'relation-to-deceased': drawn.relation,
        'spouse-left': only(drawn.relation !== undefined && drawn.relation !== 'spouse', asked['spouse-left']),
        'widow-under-65': asked['widow-under-65'],
        'child-surname-to-change': asked['child-surname-to-change'],
        'funeral-by': drawn.funeral,
        'insurance-of-deceased': insurance,
        'deceased-paid-pension-alone': drawn.paidAlone,
        'remaining-adults': only(same['deceased-was-head'] === true, drawn.remaining),
        'left-work-insurance': only(insurance === 'nhi', asked['left-work-insurance']),
        'dependants-left': only(insurance === 'employee', asked['dependants-left']),
        'apart-same-livelihood': only(
          same['deceased-received-pension'] === true || same['deceased-was-employee'] === true,
          asked['apart-same-livelihood'],
        ),
        'deceased-got-child-allowance': only(children, asked['deceased-got-child-allowance']),
        'children-in-nursery': only(children, asked['children-in-nursery']),
        'children-in-school': only(children, asked['children-in-school']),
        'no-other-parent': only(children, asked['no-other-parent']),
        'heirship-verified': asked['heirship-verified'],
        'unregistered-house': only(asked['heirship-verified'] === true, asked['unregistered-house']),
      },
    };
  });

type Told = typeof cases extends fc.Arbitrary<infer T> ? T : never;
type Alike = Record<(typeof alike)[keyof typeof alike], boolean | undefined>;

function facts({ today, died, said, people, beyond }: Told) {
  const [visitor, deceased] = people;
  const birth = deceased?.['birth-date'] ?? '';
  const insurance = said['insurance-of-deceased'];
  const children = said['children-left'];
  const relation = said['relation-to-deceased'];
  const bySpouse = oneOf(relation, 'spouse');
  const spouseLeft = where(not(bySpouse), said['spouse-left']);
  const visitorBirth = visitor?.['birth-date'] ?? today;
  const upToEighteen = visitorBirth >= `${fiscalYearOf(died) - 18}-04-02`;
  const maintained = any(
    bySpouse,
    spouseLeft,
    children,
    where(any(said['deceased-received-pension'], said['deceased-was-employee']), said['apart-same-livelihood']),
  );
  /** The visitor, or the wife who did not come: her age is then for staff to see. */
  const wife = (age: number) =>
    any(
      all(bySpouse, oneOf(visitor?.sex, 'female'), age < 65),
      all(spouseLeft, not(oneOf(deceased?.sex, 'female')), said['widow-under-65']),
    );
  const same = Object.fromEntries(
    Object.entries(alike).map(([ours, theirs]) => [theirs, said[ours as keyof typeof alike]]),
  ) as Alike;
  return {
    ...same,
    ...beyond,
    /** Ours only. */
    notified: said['death-notified'],
    paidAlone: said['deceased-paid-pension-alone'],
    ageReached: years(birth, daysAfter(died, 1)),
    childSurname: said['child-surname-to-change'],
    /** Somebody who comes, or is left, and whom the law counts among those maintained. */
    circle: any(maintained, oneOf(relation, 'parent'), all(oneOf(relation, 'child', 'grandchild'), upToEighteen)),
    widowReached: wife(years(visitorBirth, daysAfter(died, 1))),
    heirshipVerified: said['heirship-verified'],
    'deceased.age': years(birth, died),
    'deceased.health_insurance': insurance,
    'deceased.left_employee_insurance_within_3_months': where(oneOf(insurance, 'nhi'), said['left-work-insurance']),
    'survivor.dependents_without_cover': where(oneOf(insurance, 'employee'), said['dependants-left']),
    'event.funeral_held': oneOf(said['funeral-by'], 'visitor', 'other'),
    'household.remaining_15plus': said['remaining-adults'],
    'survivor.lived_on_same_livelihood_relative': all(said['deceased-received-pension'], said['apart-same-livelihood']),
    'deceased.child_allowance_recipient': where(children, said['deceased-got-child-allowance']),
    'survivor.children_in_nursery': where(children, said['children-in-nursery']),
    'survivor.children_in_compulsory_school': where(children, said['children-in-school']),
    'survivor.minor_without_parent': where(children, said['no-other-parent']),
    'survivor.single_parent_now': all(children, any(bySpouse, spouseLeft)),
    'survivor.spouse_is_wife and spouse_age < 65': wife(years(visitorBirth, died)),
    'deceased.unregistered_house_here': where(said['heirship-verified'], said['unregistered-house']),
  };
}

type Facts = ReturnType<typeof facts>;
const is = (fact: keyof Alike | 'deceased.child_allowance_recipient') => (f: Facts) => f[fact];
const insuredWith =
  (...those: string[]) =>
  (f: Facts) =>
    oneOf<string>(f['deceased.health_insurance'], ...those);
const nhiHead = (f: Facts) => all(f['deceased.was_head'], f['household.remaining_nhi_members']);
const singleParent = (f: Facts) => all(f['survivor.single_parent_now'], f['survivor.children_to_18fy']);

export const bereavement: Comparison<Told, Facts> = {
  event: 'bereavement',
  seed: 20_261_122,
  count: 2000,
  cases,
  facts,
  constant: [
    'death-notification',
    'cremation-permit',
    'mynumber-card-deceased',
    'garbage-and-bulky',
    'bank-accounts',
    'life-insurance',
    'utilities-private',
  ],
  rules: {
    // Notification, register and family register
    'death-notification': ['show', () => true],
    'cremation-permit': ['show', () => true],
    'head-of-household-change': [
      'ask',
      (f) => all(f['deceased.domicile_here'], f['deceased.was_head'], atLeast(f['household.remaining_15plus'], 2)),
    ],
    'seal-registration-cancel': ['show', is('deceased.seal_registered')],
    'mynumber-card-deceased': ['show', () => true],
    'residence-card-return': ['ask', is('deceased.is_foreign_national')],
    'resident-record-of-deceased': ['ask', is('need.death_proof_for_external')],
    'koseki-certificates': ['ask', is('need.heir_proof')],
    'resume-maiden-name': ['hide', (f) => all(f['survivor.will_resume_surname'], f['survivor.spouse_changed_surname'])],
    'end-of-affinity': ['hide', is('survivor.wants_end_affinity')],
    'minor-guardian': ['ask', (f) => f['survivor.minor_without_parent']],
    'municipal-grave-succession': ['ask', is('deceased.municipal_grave_user')],
    'reburial-permit': ['hide', is('need.move_remains')],
    'municipal-crematorium-use': ['hide', is('event.cremation_not_done')],
    'death-record-certificate': ['hide', is('need.death_certificate_copy')],
    'child-surname-change-bereavement': [
      'hide',
      (f) => all(f['survivor.will_resume_surname'], f['survivor.children_under_20']),
    ],

    // Health insurance
    'nhi-loss': ['ask', insuredWith('nhi')],
    'nhi-head-change': ['ask', nhiHead],
    'nhi-funeral-expense': [
      'ask',
      (f) => all(insuredWith('nhi')(f), f['event.funeral_held'], not(f['benefit.funeral_from_employee_insurance'])),
    ],
    'nhi-high-cost': ['show', (f) => all(insuredWith('nhi')(f), f['medical.unclaimed_high_cost'] !== false)],
    'nhi-premium-settlement': ['show', (f) => any(insuredWith('nhi')(f), nhiHead(f))],
    'nhi-premium-reduction': ['show', nhiHead],
    'dependents-join-nhi': ['ask', (f) => all(insuredWith('employee')(f), f['survivor.dependents_without_cover'])],
    'latter-stage-loss': ['ask', insuredWith('late-elderly')],
    'latter-stage-funeral-expense': ['ask', (f) => all(insuredWith('late-elderly')(f), f['event.funeral_held'])],
    'latter-stage-heir-representative': ['show', insuredWith('late-elderly')],
    'combined-high-cost': [
      'show',
      (f) => all(f['deceased.ltc_services_used'], insuredWith('nhi', 'late-elderly', 'employee', 'dependant')(f)),
    ],
    'employee-insurance-loss': ['ask', insuredWith('employee', 'dependant')],
    'burial-allowance': [
      'ask',
      (f) => any(insuredWith('employee', 'dependant')(f), f['deceased.left_employee_insurance_within_3_months']),
    ],

    // Care
    'ltc-loss': ['ask', (f) => any(f['deceased.age'] >= 65, f['deceased.ltc_certified'])],
    'ltc-premium-refund': ['show', (f) => f['deceased.age'] >= 65],
    'ltc-high-cost': ['show', is('deceased.ltc_services_used')],
    'ltc-unsettled-reimbursement': [
      'show',
      (f) => all(f['deceased.ltc_certified'], f['ltc.unclaimed_purchase_or_reform'] !== false),
    ],
    'elderly-services-stop': ['ask', is('deceased.elderly_services')],

    // Pensions
    'pension-death-report': ['ask', (f) => all(f['deceased.pension_receiving'], f['pension.mynumber_linked'] !== true)],
    'unpaid-pension': [
      'show',
      (f) => all(f['deceased.pension_receiving'], f['survivor.lived_on_same_livelihood_relative']),
    ],
    'survivors-basic-pension': [
      'ask',
      (f) => all(f['survivor.children_to_18fy'], f['deceased.insured in the national pension, or 25 years of it']),
    ],
    'survivors-employees-pension': [
      'ask',
      (f) => all(f['deceased.ever_employees_pension'], f['survivor.maintained_by_deceased']),
    ],
    'widow-pension': [
      'ask',
      (f) =>
        all(
          not(f['deceased.pension_receiving']),
          f['survivor.spouse_is_wife and spouse_age < 65'],
          f['survivor.marriage_years >= 10'],
          f['deceased.np1_paid_or_exempt_years >= 10'],
        ),
    ],
    'lump-sum-death': [
      'ask',
      (f) =>
        all(
          not(f['deceased.pension_receiving']),
          not(f['survivor.children_to_18fy']),
          f['deceased.np1_paid_months >= 36'],
        ),
    ],
    'np-insured-death': ['show', (f) => f['deceased.np_category == 1']],
    'category3-to-1': ['ask', is('survivor.spouse_np_category 3, aged 20 to 59')],
    'np-exemption-survivor': [
      'show',
      (f) => all(f['survivor.spouse_np_category 3, aged 20 to 59'], f['survivor.income_decreased']),
    ],
    'pension-benefit-supplement': ['show', (f) => any(f['deceased.pension_receiving'], f['survivor.children_to_18fy'])],
    'other-pensions': ['ask', is('deceased.other_pension_schemes')],

    // Taxes, property, vehicles
    'tax-heir-representative': ['show', (f) => all(f['deceased.has_local_tax_record'], f['survivor.heirs_count >= 1'])],
    'current-owner-declaration': ['show', is('deceased.real_estate_anywhere')],
    'unregistered-house-change': ['ask', (f) => f['deceased.unregistered_house_here']],
    'tax-account-change': ['show', is('deceased.bank_debit_registered or tax_overpaid')],
    'moped-transfer-or-scrap': ['ask', is('deceased.moped_registered_here')],
    'kei-car': ['ask', is('deceased.kei_car or motorcycle_over_125')],
    'car-transfer': ['ask', is('deceased.car')],
    'quasi-final-tax-return': [
      'ask',
      (f) =>
        any(
          f['deceased.self_employed'],
          f['deceased.pension_over_4m or two_plus_employers or medical_deduction_refund'],
          f['deceased.filed_last_year'],
        ),
    ],
    'property-list-certificate': ['show', is('deceased.real_estate_anywhere')],
    'car-tax-reduction-end': ['ask', is('deceased.vehicle_tax_exemption')],
    'inheritance-tax': ['ask', is('estate.total over the limit')],
    'business-closure': ['ask', is('deceased.self_employed')],
    'asset-certificates': [
      'show',
      (f) => all(f['deceased.real_estate_anywhere'], f['need.registration or inheritance_tax']),
    ],
    'vacant-house-certificate': [
      'ask',
      (f) => all(f['deceased.lived_alone_in_owned_house'], f['house.built_before_1981_06']),
    ],

    // Disability, welfare
    'physical-disability-handbook-return': ['ask', is('physical in handbooks')],
    'rehabilitation-handbook-return': ['ask', is('rehab in handbooks')],
    'mental-handbook-return': ['ask', is('mental in handbooks')],
    'disability-services-return': ['ask', is('deceased.disability_services_used or self_reliance_medical')],
    'severe-disability-medical': ['ask', is('deceased.severe_disability_medical')],
    'special-disability-allowance': ['ask', is('deceased.special_disability_allowance or local')],
    'intractable-disease-return': ['ask', is('deceased.nanbyo_certificate')],
    'disability-mutual-aid': ['ask', is('deceased.disability_mutual_aid_subscriber or beneficiary')],
    'expressway-parking-return': [
      'ask',
      (f) => any(f['physical in handbooks'], f['rehab in handbooks'], f['mental in handbooks']),
    ],
    'public-assistance-death': [
      'ask',
      (f) => any(f['deceased.public_assistance'], f['applicant.cannot_afford_funeral']),
    ],
    hibakusha: ['ask', is('deceased.hibakusha')],
    'war-bereaved-condolence': ['ask', (f) => any(f['deceased.is_war_bereaved'], f['survivor.war_bereaved_family'])],

    'pollution-asbestos': ['hide', is("deceased.cause_related == 'pollution_asbestos'")],
    'crime-victim-benefits': ['hide', is("deceased.cause_related == 'crime'")],
    'traffic-accident-mutual-aid': ['hide', is("deceased.cause_related == 'traffic' and mutual_aid_member")],

    // Children
    'child-allowance-child-died': ['ask', is('deceased.is_child_allowance_child')],
    'special-child-allowance-recipient-died': ['ask', is('deceased.special_child_allowance_recipient')],
    'child-allowance-recipient-change': [
      'ask',
      (f) => all(f['deceased.child_allowance_recipient'], f['survivor.children_to_18fy']),
    ],
    'child-allowance-unpaid': [
      'show',
      (f) => all(f['deceased.child_allowance_recipient'], f['child_allowance.unpaid_months']),
    ],
    'child-rearing-allowance-new': ['ask', singleParent],
    'child-rearing-allowance-recipient-died': ['ask', (f) => f['deceased.child_rearing_allowance_recipient']],
    'single-parent-medical-new': ['ask', singleParent],
    'child-medical-card': ['ask', (f) => f['survivor.children_medical_card']],
    'nursery-change': ['ask', (f) => f['survivor.children_in_nursery']],
    'school-aid-bereavement': ['ask', (f) => f['survivor.children_in_compulsory_school']],
    'single-parent-support': ['show', (f) => f['survivor.single_parent_now']],

    // Home and life
    'public-housing-succession': ['ask', is('deceased.public_housing_tenant')],
    'water-change': ['ask', is('deceased.water_contract_holder')],
    'sewer-septic': ['ask', is('household.well_water_sewer or septic or night_soil')],
    'garbage-and-bulky': ['show', () => true],
    'dog-owner-change': ['ask', is('deceased.dog_registered')],
    'farmland-succession-report': ['ask', is('deceased.farmland_here or lease')],
    'forest-owner-notification': ['ask', is('deceased.forest_here')],

    'public-land-permit-succession': ['ask', is('deceased.occupancy_permit')],
    'city-cards-return': ['hide', is('deceased.city_cards')],

    // Outside the city hall
    'special-representative': [
      'show',
      (f) => all(f['survivor.minor_heir and parent_is_also_heir'], f['need.estate_division']),
    ],
    'inheritance-registration': ['ask', is('deceased.real_estate_anywhere')],
    'heir-declaration': ['show', (f) => all(f['deceased.real_estate_anywhere'], not(f['estate.division_agreed']))],
    'legal-heir-certificate': ['show', (f) => all(f['need.heir_proof'], f['estate.institutions >= 2'])],
    'heir-renunciation': ['show', (f) => f['estate.debts_suspected']],
    'will-probate': ['show', is('estate.will_found')],
    'bank-accounts': ['show', () => true],
    'deposit-account-search': ['show', is('estate.unknown_accounts')],
    'life-insurance': ['show', () => true],
    'drivers-license-return': ['show', is('deceased.drivers_license')],
    'passport-return': ['show', is('deceased.passport')],
    'firearms-swords': ['ask', is('deceased.firearms_or_swords')],
    'workers-compensation': ['hide', (f) => any(f['deceased.cause_related'], f['deceased.workers_comp_pension'])],
    'unpaid-unemployment': ['hide', is('deceased.unemployment_benefit')],
    'adult-guardianship-end': ['ask', is('deceased.had_guardian')],
    'utilities-private': ['show', () => true],
    'foreign-spouse-bereaved-notification': [
      'ask',
      is('survivor.spouse_is_foreign_national and status_based_on_marriage'),
    ],
  },
  theirsOnly: {
    'disaster-condolence-bereavement': 'In the event of a disaster; here workers-compensation names disasters too.',
  },
  otherwiseWhenOpen: [
    {
      procedures: ['adult-guardianship-end'],
      reason: 'A line in the list of offices outside, not a procedure of the city.',
    },
    { procedures: ['expressway-parking-return'], reason: 'A line in the list of offices outside.' },
    {
      procedures: ['inheritance-tax'],
      reason: 'A line in the list of offices outside: the estate is never asked for (counter-practice §1.6).',
    },
    {
      procedures: ['reburial-permit'],
      reason: 'A notice; it is asked for in one list with the certificates, so that it is open only until then.',
    },
    {
      procedures: ['special-representative'],
      reason:
        'Only staff mark it, from the family register: the heirs are not asked of the visitor (counter-practice §1.6).',
    },
    { procedures: ['unpaid-unemployment'], reason: 'A notice; asked for in one list with the other papers.' },
  ],
  amendments: [
    // Not asked on purpose
    {
      procedures: ['death-notification', 'cremation-permit'],
      reason: 'Once it has been filed nothing is left to file: the first question is whether it has.',
      instead: (f) => oneOf(f.notified, 'not-yet'),
    },
    {
      procedures: ['head-of-household-change'],
      reason: 'Where the deceased was registered stands in the register; staff check it.',
      assuming: { 'deceased.domicile_here': true },
    },
    {
      procedures: ['resume-maiden-name'],
      reason: 'Only staff record the wish, and they see in the family register whether the surname had changed.',
      assuming: { 'survivor.spouse_changed_surname': true },
    },
    {
      procedures: ['nhi-funeral-expense'],
      reason: 'Who left an employee insurance within three months gets its burial allowance: that is what is asked.',
      assuming: (f) => ({
        'benefit.funeral_from_employee_insurance': f['deceased.left_employee_insurance_within_3_months'],
      }),
    },
    {
      procedures: ['nhi-high-cost'],
      reason: 'Whether high costs are unclaimed shows months later, so that everybody insured is told.',
      assuming: { 'medical.unclaimed_high_cost': undefined },
    },
    {
      procedures: ['ltc-unsettled-reimbursement'],
      reason: 'Purchases and works not yet claimed for are in the desk’s records; everybody certified is told.',
      assuming: { 'ltc.unclaimed_purchase_or_reform': undefined },
    },
    {
      procedures: ['pension-death-report'],
      reason:
        'Whether the pension and the number are linked is not known until somebody looks: open, not certain (counter-practice §1.7).',
      instead: (f) => all(f['deceased.pension_receiving'], not(f['pension.mynumber_linked'])),
    },
    {
      procedures: ['survivors-basic-pension'],
      reason: 'The contributions are for the pension office to say; whoever leaves a child is told to ask.',
      assuming: { 'deceased.insured in the national pension, or 25 years of it': true },
    },
    {
      procedures: ['survivors-employees-pension'],
      reason: 'Whom the deceased maintained is for the pension office to say; every circle of survivors is sent there.',
      assuming: (f) => ({ 'survivor.maintained_by_deceased': f.circle }),
    },
    {
      procedures: ['widow-pension'],
      reason: '年齢計算ニ関スル法律: 65 is reached on the day before the birthday.',
      assuming: (f) => ({ 'survivor.spouse_is_wife and spouse_age < 65': f.widowReached }),
    },
    {
      procedures: ['widow-pension', 'lump-sum-death'],
      reason:
        'Years of marriage and of contributions are for the pension office to say; asked is only whether any were paid alone.',
      assuming: (f) => ({
        'survivor.marriage_years >= 10': true,
        'deceased.np1_paid_or_exempt_years >= 10': f.paidAlone,
        'deceased.np1_paid_months >= 36': f.paidAlone,
      }),
    },
    {
      procedures: ['np-exemption-survivor'],
      reason: 'Whether money is short is not asked of the bereaved; whoever changes to category 1 is told.',
      assuming: { 'survivor.income_decreased': true },
    },
    {
      procedures: ['tax-heir-representative'],
      reason: 'The number of heirs is not asked: with one heir the same paper gives the address for letters.',
      assuming: { 'survivor.heirs_count >= 1': true },
    },
    {
      procedures: ['child-surname-change-bereavement'],
      reason: 'Only staff record the wish, with the parent’s own, and they see the child’s age in the family register.',
      instead: (f) => f.childSurname,
    },
    {
      procedures: ['special-representative'],
      reason: 'Whether the estate will be divided is not asked: told to whoever would need one.',
      assuming: { 'need.estate_division': true },
    },
    {
      procedures: ['asset-certificates'],
      reason: 'Heirs who are verified get them (counter-practice §1.6); what for is said at the desk.',
      assuming: (f) => ({ 'need.registration or inheritance_tax': f.heirshipVerified }),
    },
    {
      procedures: ['vacant-house-certificate'],
      reason: 'When the house was built is in the tax records and not asked.',
      assuming: { 'house.built_before_1981_06': true },
    },
    {
      procedures: ['public-assistance-death'],
      reason: 'Need is never asked for; who cannot pay the funeral is helped by staff.',
      assuming: { 'applicant.cannot_afford_funeral': false },
    },
    {
      procedures: ['war-bereaved-condolence'],
      reason: 'The next in line is in the records of the desk.',
      assuming: { 'survivor.war_bereaved_family': false },
    },
    {
      procedures: ['child-allowance-unpaid'],
      reason: 'Whether months are unpaid is in the desk’s records.',
      assuming: { 'child_allowance.unpaid_months': true },
    },
    {
      procedures: ['child-rearing-allowance-recipient-died'],
      reason: 'The allowance of the deceased is not asked for; who brought up a child alone most likely received it.',
      instead: (f) => f['survivor.minor_without_parent'],
    },
    {
      procedures: ['child-medical-card'],
      reason: 'Children up to the end of the year of their eighteenth birthday have the certificate in this city.',
      instead: (f) => f['survivor.children_to_18fy'],
    },
    {
      procedures: ['single-parent-support'],
      reason: 'Told to whoever comes for the children, a grandparent too.',
      instead: (f) => f['survivor.children_to_18fy'],
    },
    {
      procedures: ['heir-declaration'],
      reason: 'Whether the heirs agree is not asked; told with the registration.',
      assuming: { 'estate.division_agreed': false },
    },
    {
      procedures: ['legal-heir-certificate'],
      reason: 'To how many places the papers go is not asked.',
      assuming: { 'estate.institutions >= 2': true },
    },
    {
      procedures: ['heir-renunciation'],
      reason: 'Debts are not asked for; the catalogue’s own words are to tell everybody the three months.',
      instead: () => true,
    },
    {
      procedures: ['workers-compensation'],
      reason: 'A pension for an accident at work is asked by the labour office.',
      assuming: { 'deceased.workers_comp_pension': false },
    },
    {
      procedures: ['np-insured-death'],
      reason:
        'The category is not asked of the family: whether contributions were ever paid alone, from 20 to 59, stands for it, where the last insurance was not an employer’s (category 2).',
      instead: (f) =>
        all(f.paidAlone, not(insuredWith('employee')(f)), f['deceased.age'] >= 20, f['deceased.age'] < 60),
    },
    {
      procedures: ['ltc-loss', 'ltc-premium-refund', 'np-insured-death'],
      reason: '年齢計算ニ関スル法律: an age is reached on the day before the birthday, also at death.',
      assuming: (f) => ({ 'deceased.age': f.ageReached }),
    },
  ],
};
