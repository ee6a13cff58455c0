import { content } from '../example-files.ts';
import type { Person } from './applies-when.ts';
import { daysAfter, openFrom, years } from './days.ts';
import type { Told } from './households.ts';

/** Where `flows/` and the catalogue come to different ends. */
export interface Difference {
  procedure: string;
  household: Told;
  /** Whom it is about, where the catalogue's rule looks for somebody. */
  person: Person | undefined;
  ours: 'applies' | 'may-apply' | 'does-not-apply';
}

/** A difference that is meant. */
export interface Reason {
  /** Where it shows. Each of them must come up, or it is not a reason. */
  procedures: readonly string[];
  reason: string;
  when: (difference: Difference) => boolean;
}

const cardProcedures = [
  'mynumber-pin-reset',
  'mynumber-card-continued-use',
  'signature-certificate-reissue',
  'mynumber-card-reissue',
  'mynumber-card-foreign-validity',
];

/** What takes the place of what the card can do, once it has lapsed. */
const endsWithTheCard = ['move-in-notification', 'mynumber-card-reissue'];

const told = ({ household, person }: Difference) => household.people.find(({ id }) => id === person?.id);
const anyMover = (household: Told, is: (one: Told['people'][number]) => boolean) =>
  household.people.some((one) => one.place === 'moving' && is(one));

/** The last day of the notification is closed, and today is at most the open day after it. */
function onlyByTheRoll({ today, moved, visit }: Told): boolean {
  const last = daysAfter(moved, 14);
  return (
    today > last && today <= openFrom(last, content.calendar.closedDays) && visit.move.days_since_planned_out <= 30
  );
}

/** Somebody's birthday is tomorrow, so that in law the age is reached today. */
function reachesTomorrow({ household, person }: Difference, age: number): boolean {
  const birth = household.people.find(({ id }) => id === person?.id)?.birth;
  return (
    birth !== undefined &&
    years(birth, household.today) === age - 1 &&
    years(birth, daysAfter(household.today, 1)) === age
  );
}

const intoListedCareFacility = ({ household }: Difference) =>
  household.event === 'moving-in' && household.home === 'care-facility' && !household.community;
const alreadyHere = (difference: Difference) => told(difference)?.place === 'here';

export const reasons: readonly Reason[] = [
  // Corrections of counter-practice.md §6
  {
    procedures: ['ltc-move-in', 'ltc-certification-transfer', 'ltc-burden-limit'],
    reason:
      'counter-practice §6.1: who enters a listed facility keeps the former care insurer (住所地特例), with its certificates.',
    when: (difference) => difference.ours === 'does-not-apply' && intoListedCareFacility(difference),
  },
  {
    procedures: ['late-elderly-move-in'],
    reason:
      'counter-practice §6.1: who enters a listed facility or a hospital from another prefecture keeps its insurer.',
    when: ({ ours, household: { event, home, community, otherPrefecture } }) =>
      ours === 'does-not-apply' &&
      event === 'moving-in' &&
      otherPrefecture &&
      (home === 'care-facility' ? !community : home === 'disability-facility' || home === 'hospital'),
  },
  {
    procedures: ['nhi-enroll-move-in'],
    reason:
      'counter-practice §6.2: 116条 and 116条の2 keep only those in their former insurance who had national health insurance; everybody else enrols here, in whatever home.',
    when: ({ ours, household, person }) =>
      ours === 'applies' && household.home !== 'own' && household.home !== 'joining' && person?.insurance === 'none',
  },
  {
    procedures: ['nhi-enroll-move-in', 'nhi-facility-exception'],
    reason: 'counter-practice §6.2: an unknown insurance makes nothing apply; it is looked up.',
    when: ({ ours, person }) => ours === 'may-apply' && person?.insurance === 'unknown',
  },
  {
    procedures: ['move-in-notification', 'move-in-special-card', ...cardProcedures],
    reason:
      'counter-practice §6.4: the card lapses on the rolled last day of the notification, not before; staff check its state.',
    when: ({ procedure, ours, household }) =>
      onlyByTheRoll(household) && ours === (endsWithTheCard.includes(procedure) ? 'does-not-apply' : 'applies'),
  },
  {
    procedures: ['pension-cat1-address'],
    reason:
      'counter-practice §6.9: whether the pension number is linked is not known until somebody looks; the catalogue guesses yes.',
    when: (difference) => difference.ours === 'may-apply' && told(difference)?.linked === 'unknown',
  },

  // Unknown is an answer, never false and never true
  {
    procedures: ['pension-cat1-address', 'pension-from-abroad'],
    reason: 'An unknown kind of pension makes it possible, not certain and not ruled out.',
    when: ({ ours, person }) => ours === 'may-apply' && person?.pension === 'unknown',
  },
  {
    procedures: ['mynumber-pin-reset'],
    reason: 'Who does not know whether the PIN is known may need it set anew; the catalogue takes unknown for no.',
    when: (difference) => difference.ours === 'may-apply' && told(difference)?.pin === 'unknown',
  },
  {
    procedures: ['move-in-notification', 'move-in-special-card', ...cardProcedures],
    reason: 'Whether somebody has a card is not known: it is asked, and the catalogue takes unknown for no card.',
    when: (difference) =>
      difference.ours === 'may-apply' &&
      (difference.person
        ? told(difference)?.card === 'unknown'
        : anyMover(difference.household, ({ card }) => card === 'unknown')),
  },
  {
    procedures: ['move-in-notification', 'move-in-special-card', 'move-out-cancel', ...cardProcedures],
    reason:
      'How the moving-out was filed is not known: the kind of notification, and whether the planned date has passed too long ago, stay open (counter-practice §3).',
    when: ({ ours, household }) => ours === 'may-apply' && household.outNotice === 'unknown',
  },

  // Law that the catalogue's rule leaves out
  {
    procedures: ['ltc-move-in', 'ltc-facility-exception', 'senior-local-services'],
    reason:
      '年齢計算ニ関スル法律: 65 is reached on the day before the birthday, and the care insurance counts from that day.',
    when: (difference) => difference.ours === 'applies' && reachesTomorrow(difference, 65),
  },
  {
    procedures: ['pension-from-abroad'],
    reason:
      '年齢計算ニ関スル法律: the national pension begins on the day before the twentieth birthday and ends on the day before the sixtieth.',
    when: (difference) =>
      (difference.ours !== 'does-not-apply' && reachesTomorrow(difference, 20)) ||
      (difference.ours === 'does-not-apply' && reachesTomorrow(difference, 60)),
  },
  {
    procedures: ['late-elderly-move-in', 'late-elderly-facility-exception'],
    reason: '高齢者の医療の確保に関する法律51条: a household on public assistance is not insured.',
    when: ({ ours, household }) => ours === 'does-not-apply' && household.visit.h.public_assistance,
  },
  {
    procedures: ['late-elderly-facility-exception'],
    reason:
      '高齢者の医療の確保に関する法律55条: the insurer is the prefecture’s union, so within one prefecture nothing is kept from elsewhere.',
    when: ({ ours, household }) => ours === 'does-not-apply' && !household.otherPrefecture,
  },
  {
    procedures: ['ltc-move-in'],
    reason:
      'From abroad nobody brings a certification of care: under 65 there is nothing to carry over, and it is applied for anew.',
    when: ({ ours, household, person }) =>
      ours === 'does-not-apply' && household.event === 'moving-in-from-abroad' && (person?.age ?? 0) < 65,
  },
  {
    procedures: ['koseki-transfer'],
    reason:
      '戸籍法: who is not Japanese has no registered domicile to transfer; nor has a visit in which nobody moves.',
    when: ({ ours, household }) =>
      ours === 'does-not-apply' && household.visit.moving.every(({ nationality }) => nationality !== 'JP'),
  },
  {
    procedures: ['child-allowance-univ-confirmation'],
    reason: '児童手当法: the municipality where the claimant lives decides; the paper goes there (traps 4 and 28).',
    when: ({ ours, household }) => ours === 'does-not-apply' && !household.claimantHere,
  },

  // What the visit is about
  {
    procedures: ['move-in-notification', 'move-in-special-card'],
    reason: 'Who did not move has nothing to notify: the cancelling of the moving-out stands alone.',
    when: ({ ours, household }) => ours === 'does-not-apply' && household.outNotice === 'cancelled',
  },
  {
    procedures: [
      'move-in-notification',
      'move-in-from-abroad',
      'mynumber-card-after-abroad',
      'public-housing-member-change',
    ],
    reason: 'Nobody moves: there is nobody to file for.',
    when: ({ ours, household }) => ours === 'does-not-apply' && household.visit.moving.length === 0,
  },
  {
    procedures: ['seal-registration-new'],
    reason: 'A seal is registered for who wants one; who had one elsewhere is told that it has ended (trap 38).',
    when: ({ ours, household }) => ours === 'does-not-apply' && !household.visit.h.needs_seal_certificate,
  },
  {
    procedures: ['daredemo-tsuen-certification', 'ltc-burden-limit', 'mynumber-card-foreign-validity'],
    reason:
      'For those who already live here nothing new begins, and they are not asked about it; what joining households changes is advice (trap 47).',
    when: (difference) => difference.ours === 'does-not-apply' && alreadyHere(difference),
  },
  {
    procedures: ['child-rearing-allowance-move', 'single-parent-medical-move', 'special-child-allowance-move'],
    reason: 'These allowances look at who lives together, whether or not it is one household on paper (trap 47).',
    when: (difference) => difference.ours === 'applies' && alreadyHere(difference) && !difference.household.joins,
  },
];
