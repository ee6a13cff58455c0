import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CaseState, fold, openCase } from '../../../src/case/index.ts';
import { CASE } from '../../../src/conditions/index.ts';
import type { Content } from '../../../src/content/index.ts';
import { CaseSituation, compile, determine, type Finding, type Program } from '../../../src/engine/index.ts';
import { content, courseOf } from '../example-files.ts';
import { appliesWhen } from './applies-when.ts';
import { type Difference, reasons } from './differences.ts';
import { households, type Told } from './households.ts';

const HOUSEHOLDS = 2500;
const drawn = fc.sample(households, { seed: 20_261_120, numRuns: HOUSEHOLDS });

/** The content of a municipality that takes part in the microchip scheme for dogs. */
const withScheme: Content = {
  ...content,
  rates: { ...content.rates, 'microchip-scheme': { unit: 'yes-no', rows: [{ from: '2022-06-01', value: true }] } },
};

const programs = new Map<string, Program>();
function programOf({ event, microchipScheme }: Told): Program {
  const key = `${event} ${microchipScheme}`;
  const program = programs.get(key) ?? compile(microchipScheme ? withScheme : content, [event]);
  programs.set(key, program);
  return program;
}

const common = { at: '2026-11-20T00:00:00.000Z', by: { role: 'staff' as const }, device: 'test', content: 'test' };

function caseOf({ today, event, people, statements }: Told): CaseState {
  const [visitor = 'nobody', ...others] = people.map(({ id }) => id);
  const opened = openCase({
    ...common,
    type: 'opened',
    id: 'opened',
    format: 1,
    case: 'case',
    today,
    municipality: 'mihon',
    events: [event],
    visitor,
  });
  const together = others.reduce(
    (state, person) => fold(state, { ...common, type: 'person-added', id: person, person }),
    opened,
  );
  return fold(together, { ...common, type: 'recorded', id: 'recorded', statements });
}

type Outcome = Difference['ours'];
const best = (outcomes: readonly Outcome[]): Outcome =>
  outcomes.includes('applies') ? 'applies' : outcomes.includes('may-apply') ? 'may-apply' : 'does-not-apply';

/** What was found of one procedure for one person. */
function forPerson(situation: CaseSituation, findings: readonly Finding[], id: string): Outcome {
  const person = situation.person(id);
  if (person === undefined) throw new Error(`the case has no ${id}`);
  return best(
    findings.map(({ standing, people, possiblePeople, subject }) => {
      if (subject !== CASE && subject !== person) return 'does-not-apply';
      if (people.includes(person)) return standing;
      return possiblePeople.includes(person) && standing !== 'does-not-apply' ? 'may-apply' : 'does-not-apply';
    }),
  );
}

function differencesOf(household: Told): Difference[] {
  const program = programOf(household);
  const situation = new CaseSituation(program, { state: caseOf(household), setAside: new Set() });
  const findings = determine(program, situation);
  return Object.entries(appliesWhen).flatMap(([procedure, rule]): Difference[] => {
    const own = findings.filter(({ compiled }) => compiled.procedure.id === procedure);
    if (!rule.people) {
      const ours = best(own.map(({ standing }) => standing));
      return agree(ours, rule.holds(household.visit)) ? [] : [{ procedure, household, person: undefined, ours }];
    }
    const theirs = new Set(rule.people(household.visit).map(({ id }) => id));
    const everybody = [
      ...new Map(
        [...household.visit.household, ...household.visit.moving, ...household.here].map((person) => [
          person.id,
          person,
        ]),
      ).values(),
    ];
    return everybody.flatMap((person) => {
      const ours = forPerson(situation, own, person.id);
      return agree(ours, theirs.has(person.id)) ? [] : [{ procedure, household, person, ours }];
    });
  });
}

const agree = (ours: Outcome, theirs: boolean) => ours === (theirs ? 'applies' : 'does-not-apply');

const differences = drawn.flatMap(differencesOf);
const meant = ({ procedures, when }: (typeof reasons)[number], difference: Difference) =>
  procedures.includes(difference.procedure) && when(difference);

/** A difference in one line, to find the household again. */
const line = ({ procedure, household, person, ours }: Difference) =>
  `${procedure}${person ? ` of ${person.id}` : ''}: ${ours} here\n${JSON.stringify({ ...household, statements: undefined, visit: person ? undefined : household.visit })}\n${JSON.stringify(person)}`;

test('the catalogue and flows/ hold the same procedures for moving in', () => {
  // The reverse of the moving-out's student exception is a procedure of its own here.
  const movingIn = content.procedures.filter(({ events }) => events.some((event) => event.startsWith('moving-in')));
  expect(movingIn.map(({ id }) => id).sort()).toEqual([...Object.keys(appliesWhen), 'nhi-student-exception'].sort());
});

test(`${HOUSEHOLDS} households: no difference without a reason`, () => {
  const unmeant = differences.filter((difference) => !reasons.some((reason) => meant(reason, difference)));
  expect(unmeant.slice(0, 5).map(line).join('\n\n'), `${unmeant.length} differences`).toBe('');
});

test.each(reasons.flatMap((reason) => reason.procedures.map((procedure) => ({ procedure, reason }))))(
  '$procedure: $reason.reason',
  ({ procedure, reason }) => {
    expect(differences.some((difference) => difference.procedure === procedure && meant(reason, difference))).toBe(
      true,
    );
  },
);

test('every rule holds for some household and not for another', () => {
  const held = Object.entries(appliesWhen).map(
    ([procedure, rule]) =>
      [procedure, drawn.some(({ visit }) => rule.holds(visit)), drawn.some(({ visit }) => !rule.holds(visit))] as const,
  );
  const always = ['water-sewer-move', 'garbage-info', 'external-notices-move'];
  expect(
    held
      .filter(([procedure, some, none]) => !some || (!none && !always.includes(procedure)))
      .map(([procedure]) => procedure),
  ).toEqual([]);
});

test('the households are such as a case takes: of 0 to 8 people, and every fact fits', () => {
  expect(new Set(drawn.map(({ size }) => size))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8]));
  for (const household of drawn.slice(0, 100)) {
    const [visitor = 'nobody', ...others] = household.people.map(({ id }) => id);
    const id = (index: number) => `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`;
    const opened = courseOf([household.event]).open([
      {
        ...common,
        type: 'opened',
        id: id(0),
        format: 1,
        case: id(0),
        today: household.today,
        municipality: 'mihon',
        events: [household.event],
        visitor,
      },
      ...others.map((person, index) => ({ ...common, type: 'person-added' as const, id: id(index + 1), person })),
      { ...common, type: 'recorded', id: id(99), statements: household.statements },
    ]);
    expect(opened.ok && opened.value.refused).toEqual([]);
  }
});
