import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Action, CASE_SUBJECT, type Said, type Statement } from '../../src/case/index.ts';
import { CASE, FALSE, NOT_KNOWN, TRUE, UNKNOWN } from '../../src/conditions/index.ts';
import { asideKey, compile, Course, fits, next, Outlook, statementsOf, type Step } from '../../src/engine/index.ts';
import { applications, papersOf } from '../../src/paperwork/index.ts';
import type { ScenarioClient } from '../../src/scenario/index.ts';
import { catalogue } from './catalogue.ts';
import { Household, type Seed, seeds } from './household.ts';
import { contents } from './random-content.ts';
import { arrive, caseOf, findings, live, outlookOf, replyTo, stepForward } from './visit.ts';

// The same households in every run, so that a green build stays green; KAKANAI_SEED=<number> tries others.
// A failing law prints its seed and the shrunken household.
const seed = Number(process.env.KAKANAI_SEED ?? 20_261_121);

// Long only where the machine is busy, or where a failing law is shrunk.
const patience = 120_000;

const content = catalogue();
const movingIn = new Course(compile(content, ['moving-in']));
const fromAbroad = new Course(compile(content, ['moving-in-from-abroad']));
const both = new Course(compile(content, ['moving-in', 'moving-in-from-abroad']));

/** A world to try a law in: the real content with an invented household, or a random small content with one. */
interface World {
  course: Course;
  household: Household;
  toString(): string;
}
const world = (course: Course, household: Seed): World => ({
  course,
  household: new Household(course.program, household),
  toString: () => `${course.program.events.join(' and ')} with ${JSON.stringify(household)}`,
});
const real = fc
  .tuple(fc.constantFrom(movingIn, movingIn, fromAbroad, both), seeds)
  .map(([course, household]) => world(course, household));
const small = fc.tuple(contents, seeds).map(([one, household]) => ({
  ...world(new Course(compile(one, ['moving'])), household),
  toString: () => `${JSON.stringify(household)} in ${JSON.stringify(one)}`,
}));

/** Tries a law in both kinds of worlds. `runs`: how often in the real content and in small ones. */
function law(
  name: string,
  runs: [real: number, small: number],
  holds: (world: World, random: fc.GeneratorValue) => void,
): void {
  describe(`${name}`, () => {
    test(
      'in the moving-in content',
      () => fc.assert(fc.property(real, fc.gen(), holds), { seed, numRuns: runs[0] }),
      patience,
    );
    test(
      'in random contents',
      () => fc.assert(fc.property(small, fc.gen(), holds), { seed, numRuns: runs[1] }),
      patience,
    );
  });
}

/** What a law holds to be the same; a difference is printed. */
const equal = (actual: unknown, expected: unknown): void => expect(actual).toEqual(expected);

const outcome = (outlook: Outlook) => ({ findings: findings(outlook), applications: applications(outlook) });
const everywhere = ({ visit: { step, outlook } }: ScenarioClient) => ({
  step: step.key,
  steps: outlook.steps.map((one) => `${one.step.key} ${one.status}`),
  setAside: [...outlook.view.setAside].sort(),
  ...outcome(outlook),
});

/** Some of a list, in whatever order. */
const some = <T>(list: readonly T[], random: fc.GeneratorValue): T[] => random(fc.shuffledSubarray<T>, [...list]);
const one = <T>(list: readonly T[], random: fc.GeneratorValue): T | undefined =>
  list.length === 0 ? undefined : list[random(fc.nat, list.length - 1)];
const inTwo = (statements: Statement[], random: fc.GeneratorValue): Statement[][] => {
  const cut = random(fc.nat, statements.length);
  return [statements.slice(0, cut), statements.slice(cut)];
};

const answeredSteps = ({ visit }: ScenarioClient) =>
  visit.outlook.steps.flatMap(({ step, status }) => (step.kind === 'question' && status === 'done' ? [step] : []));

/** A visit in which the household answers, steps back, changes its mind and hands over papers in between. */
function wander(
  { course, household }: World,
  random: fc.GeneratorValue,
  each: (client: ScenarioClient) => void = () => {},
): ScenarioClient {
  const client = arrive(course, household);
  for (let turns = random(fc.integer, { min: 0, max: 70 }); turns > 0; turns--) {
    each(client);
    const move = random(fc.nat, 15);
    if (move === 0) client.back();
    else if (move === 1) {
      const step = one(answeredSteps(client), random);
      if (step) client.change(step.key);
    } else if (move === 2)
      client.record(
        some(
          household.everything(1).filter(({ source }) => source !== 'resident'),
          random,
        ).slice(0, 4),
      );
    else if (move === 3) client.act({ type: 'staff-called', reason: 'help' });
    else if (stepForward(client, household, random(fc.nat, 2)) !== undefined && !client.back()) break;
  }
  each(client);
  return client;
}

/** What a person last said of a fact. */
function lastSaid({ visit }: ScenarioClient, subject: string, fact: string): Said | undefined {
  return visit.outlook.view.state.facts
    .get(subject)
    ?.get(fact)
    ?.findLast(({ source }) => source === 'resident')?.said;
}

/** What a finished visit lists: what applies, to whom and until when, and what may apply. */
function listed({ visit: { outlook } }: ScenarioClient): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(findings(outlook)).flatMap(([key, found]) =>
      found.standing === 'does-not-apply' ? [] : [[key, found.standing === 'applies' ? found : found.standing]],
    ),
  );
}

const standings = (outlook: Outlook) =>
  new Map(Object.entries(findings(outlook)).map(([key, { standing }]) => [key, standing]));

law(
  'the order in which things become known does not change the outcome',
  [12, 150],
  ({ course: { program }, household }, random) => {
    const known = some(household.everything(), random);
    const first = outlookOf(program, caseOf(program, household, ...inTwo(known, random)));
    const second = outlookOf(
      program,
      caseOf(
        program,
        household,
        ...inTwo(random(fc.shuffledSubarray<Statement>, known, { minLength: known.length }), random),
      ),
    );
    equal(outcome(second), outcome(first));
    equal(next(second).key, next(first).key);
  },
);

law(
  'the order in which papers are handed over does not change where the visit stands',
  [4, 60],
  ({ course, household }, random) => {
    const known = some(household.everything(), random);
    const [first, second] = [known, random(fc.shuffledSubarray<Statement>, known, { minLength: known.length })].map(
      (order) => {
        const client = arrive(course, household);
        for (const batch of inTwo(order, random)) client.record(batch);
        return everywhere(client);
      },
    );
    equal(second, first);
  },
);

law(
  'unknown never acts as false: what is decided stays so when more becomes known',
  [25, 300],
  ({ course: { program }, household }, random) => {
    const all = household.everything().filter(({ said }) => 'value' in said);
    const before = standings(outlookOf(program, caseOf(program, household, some(all, random))));
    const after = standings(outlookOf(program, caseOf(program, household, all)));
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      // For a procedure of each person, those who are not listed are those to whom it does not apply.
      const decided = before.get(key) ?? 'does-not-apply';
      if (decided !== 'may-apply') equal([key, after.get(key) ?? 'does-not-apply'], [key, decided]);
    }
  },
);

law('answers that do not matter change nothing', [6, 100], (here, random) => {
  const { outlook } = wander(here, random).visit;
  const { program, situation, view } = outlook;
  const matters = (subject: string, fact: string) => {
    const relevant = program.byId.get(fact)?.relevant;
    const person = subject === CASE_SUBJECT ? CASE : situation.person(subject);
    return person !== undefined && (relevant === undefined || relevant(situation, person, []) !== FALSE);
  };
  const facts = new Map(
    [...view.state.facts].map(([subject, of]) => [
      subject,
      new Map([...of].filter(([fact]) => matters(subject, fact))),
    ]),
  );
  const without = new Outlook(program, { state: { ...view.state, facts }, setAside: view.setAside });
  equal(outcome(without), outcome(outlook));
  equal(next(without).key, next(outlook).key);
});

law('a stored case opens where it stood, at every moment of it', [5, 60], (here, random) => {
  const moment = random(fc.nat, 70);
  const stood: ReturnType<typeof everywhere>[] = [];
  const actions: Action[][] = [];
  const client = wander(here, random, (at) => {
    if (at.visit.actions.length !== moment) return;
    stood.push(everywhere(at));
    actions.push([...at.visit.actions]);
  });
  stood.push(everywhere(client));
  actions.push([...client.visit.actions]);
  for (const [index, stored] of actions.entries()) {
    const opened = here.course.open(stored);
    if (!opened.ok) throw new Error(opened.reason);
    equal([opened.value.refused, opened.value.moved], [[], []]);
    client.visit = opened.value.visit;
    equal(everywhere(client), stood[index]);
    equal(client.visit.actions, stored);
  }
});

law(
  'stepping back and forward again without a change is as if nothing had been',
  [6, 80],
  ({ course, household }, random) => {
    const client = arrive(course, household);
    for (let turns = random(fc.nat, 60); turns > 0; turns--) if (stepForward(client, household)) break;
    const before = everywhere(client);
    const stopped = client.step.kind === 'stop';
    const way = [before.step];
    for (let wanted = random(fc.nat, 12); wanted > 0 && client.back(); wanted--) way.push(client.step.key);
    while (way.length > 1) {
      const { step } = client;
      // A stop does not wait until one has walked back to it.
      if (stopped && step.kind === 'stop') break;
      equal(step.key, way.pop());
      if (step.kind !== 'question') client.pass();
      else
        client.answer(
          replyTo(step, household).map((statement) => ({
            ...statement,
            said: lastSaid(client, statement.subject, statement.fact) ?? statement.said,
          })),
        );
    }
    equal(everywhere(client), before);
  },
);

law(
  'an answer whose branch closed and opened again is kept, shown to be checked, and not used',
  [10, 100],
  ({ course, household }, random) => {
    const client = arrive(course, household);
    live(client, household);
    for (const step of some(answeredSteps(client), random).slice(0, 5)) {
      const before = listed(client);
      const spoken = [...client.visit.outlook.view.state.facts].flatMap(([subject, of]) =>
        [...of.keys()].filter((fact) => lastSaid(client, subject, fact)).map((fact) => ({ subject, fact })),
      );
      const relevance = ({ subject, fact }: { subject: string; fact: string }) => {
        const { situation, program } = client.visit.outlook;
        const person = subject === CASE_SUBJECT ? CASE : situation.person(subject);
        return person === undefined ? undefined : program.byId.get(fact)?.relevant?.(situation, person, []);
      };
      const open = spoken.filter((one) => relevance(one) === TRUE);
      const said = replyTo(step, household).map((statement) => ({
        ...statement,
        said: lastSaid(client, statement.subject, statement.fact) ?? statement.said,
      }));
      client.change(step.key);
      client.answer(replyTo(step, household, 1));
      const closed = open.filter((one) => relevance(one) === FALSE);
      if (!client.visit.outlook.steps.some((one) => one.step.key === step.key && one.status === 'done')) return;
      client.change(step.key);
      client.answer(said);
      for (const { subject, fact } of closed.filter((one) => relevance(one) === TRUE)) {
        const { situation, program, view } = client.visit.outlook;
        const index = program.byId.get(fact)?.index ?? -1;
        const person = subject === CASE_SUBJECT ? CASE : (situation.person(subject) ?? CASE);
        equal(view.setAside.has(asideKey(subject, fact)), true);
        equal(situation.standing(index, person).check, true);
        equal(lastSaid(client, subject, fact) === undefined, false);
        const others = situation
          .entries(index, person)
          .filter(({ source }) => source !== 'resident' && source !== 'home');
        if (others.length === 0) equal(situation.read(index, person, []), UNKNOWN);
      }
      if (live(client, household) === 'prepared') equal(listed(client), before);
    }
  },
);

law(
  'however often answers are changed, the end is that of a fresh visit with the last answers',
  [6, 80],
  ({ course, household }, random) => {
    const changed = new Set<string>();
    const version = (subject: string, fact: string) => (changed.has(`${subject}/${fact}`) ? 1 : 0);
    const client = arrive(course, household);
    live(client, household);
    for (let times = random(fc.nat, 4); times > 0; times--) {
      const step = one(answeredSteps(client), random);
      if (!step) break;
      client.change(step.key);
      for (const { subject, fact } of replyTo(step, household)) changed.add(`${subject}/${fact}`);
      client.answer(replyTo(step, household, version));
      if (random(fc.boolean)) live(client, household, version);
    }
    const end = live(client, household, version);
    const fresh = arrive(course, household);
    equal(end, live(fresh, household, version));
    if (end === 'prepared') equal(listed(client), listed(fresh));
  },
);

law('every visit ends: prepared, or at a stop', [6, 80], (here, random) => {
  const client = wander(here, random);
  const end = live(client, here.household);
  equal(end === 'prepared' ? client.step.key : client.step.kind, end === 'prepared' ? 'prepared' : 'stop');
});

law('nothing is asked twice, and "I don\'t know" is an answer', [8, 120], ({ course, household }) => {
  const client = arrive(course, household);
  const settled = ({ subject, fact }: Statement) =>
    lastSaid(client, subject, fact) !== undefined && !client.visit.outlook.view.setAside.has(asideKey(subject, fact));
  live(client, household, 0, (step: Step) => {
    if (step.kind === 'question' && replyTo(step, household).every(settled))
      throw new Error(`${step.key} was asked again`);
  });
});

law('the machine stands where next() says', [6, 80], (here, random) => {
  wander(here, random, ({ visit }) => {
    const { value } = (visit as unknown as { snapshot: { value: string | Record<string, string> } }).snapshot;
    equal(typeof value === 'string' ? value : Object.values(value)[0], next(visit.outlook).state);
    equal(visit.step.key, next(visit.outlook).key);
  });
});

law(
  'what the resident said is never overwritten by a later card, register or certificate',
  [5, 60],
  ({ course, household }, random) => {
    const client = arrive(course, household);
    live(client, household);
    const { facts } = client.visit.outlook.view.state;
    const before = everywhere(client);
    const source = random(fc.constantFrom, 'card', 'register', 'certificate') as Statement['source'];
    client.record(
      [...facts].flatMap(([subject, of]) =>
        [...of.keys()].flatMap((fact): Statement[] => {
          const [first, later] = [lastSaid(client, subject, fact), household.says(subject, fact, 3)];
          return first && 'value' in first && 'value' in later ? [{ subject, fact, said: later, source }] : [];
        }),
      ),
    );
    const after = everywhere(client);
    const values = ({ applications: all }: typeof after) =>
      all.map(({ boxes, ...rest }) => ({ ...rest, boxes: boxes.map(({ differs: _differs, ...box }) => box) }));
    equal([after.step, after.findings, values(after)], [before.step, before.findings, values(before)]);
    // And nothing that was said before is gone.
    const since = client.visit.outlook.view.state.facts;
    for (const [subject, of] of facts)
      for (const [fact, entries] of of) equal(since.get(subject)?.get(fact)?.slice(0, entries.length), entries);
  },
);

law(
  'at the end nothing is missing on an application that the resident could have said',
  [8, 120],
  ({ course, household }) => {
    const client = arrive(course, household);
    if (live(client, household) !== 'prepared') return;
    const { outlook } = client.visit;
    for (const { procedure, form, boxes } of applications(outlook).flatMap((one) =>
      papersOf(one).map((paper) => ({ ...paper, procedure: one.procedure })),
    )) {
      const optional = new Set(
        course.program.content.forms
          .find(({ id }) => id === form)
          ?.boxes.flatMap((box) =>
            box.kind === 'table'
              ? box.columns.flatMap((column) => ('optional' in column ? [`${box.id}.${column.id}`] : []))
              : 'optional' in box
                ? [box.id]
                : [],
          ),
      );
      for (const { id, fact, person = CASE_SUBJECT, source } of boxes) {
        const asked = fact === undefined ? undefined : course.program.byId.get(fact)?.fact;
        // Of a person: that nobody holds the role is no gap, and whoever it is was asked before.
        if (asked?.about === 'person' && person === CASE_SUBJECT) continue;
        const subject = asked?.about === 'case' ? CASE : (outlook.situation.person(person) ?? CASE);
        if (course.program.byId.get(fact ?? '')?.relevant?.(outlook.situation, subject, []) === NOT_KNOWN) continue;
        if (source !== 'missing' || optional.has(id) || !asked || asked.computed || !asked.sources.includes('resident'))
          continue;
        const entries = outlook.situation.entries(course.program.byId.get(asked.id)?.index ?? -1, subject);
        const unknown = entries.some(
          ({ said, source }) => 'unknown' in said && (source === 'resident' || source === 'home'),
        );
        equal([procedure, id, person, unknown], [procedure, id, person, true]);
      }
    }
  },
);

test(
  'a case stored under other content keeps what fits, asks the rest again, and goes on to an end',
  () =>
    fc.assert(
      fc.property(small, contents, fc.gen(), (here, other, random) => {
        const client = wander(here, random);
        const newer = { ...other, version: { ...other.version, hash: 'two' } };
        // An option and a fact's type have changed as well.
        newer.facts = newer.facts.map((fact) =>
          fact.id === 'p1'
            ? { ...fact, options: ['x', 'y'] }
            : fact.id === 'c1'
              ? { ...fact, type: 'choice', options: ['true', 'false'] }
              : fact,
        );
        const course = new Course(compile(newer, ['moving']));
        const opened = course.open(client.visit.actions);
        if (!opened.ok) throw new Error(opened.reason);
        const { visit, refused } = opened.value;
        equal(visit.actions, client.visit.actions);
        const { state } = visit.outlook.view;
        const told = client.visit.actions.flatMap(statementsOf);
        const fitting = told.filter((statement) => fits(course.program, state, statement));
        const left = told.filter((statement) => !fitting.includes(statement));
        equal(new Set(refused.flatMap(({ statements = [] }) => statements)), new Set(left));
        const kept = (subject: string, fact: string) =>
          state.facts
            .get(subject)
            ?.get(fact)
            ?.map(({ said }) => said) ?? [];
        for (const { subject, fact } of told.filter(({ fact: id }) => id !== 'visitor'))
          equal(
            kept(subject, fact),
            fitting.filter((one) => one.subject === subject && one.fact === fact).map(({ said }) => said),
          );
        const household = here.household.under(course.program);
        const going = arrive(course, household);
        going.visit = visit;
        live(going, household);
      }),
      { seed, numRuns: 60 },
    ),
  patience,
);

describe('the day of the case is its own', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    vi.useRealTimers();
    process.env.TZ = zone;
  });

  test('whatever the machine thinks the time and the zone are', () => {
    const visit = () => {
      const client = arrive(movingIn, new Household(movingIn.program, { seed: 7, size: 4, unknown: 0, elsewhere: 40 }));
      live(client, new Household(movingIn.program, { seed: 7, size: 4, unknown: 0, elsewhere: 40 }));
      return everywhere(client);
    };
    const offsets = new Set<number>();
    const [first, ...others] = [
      ['Asia/Tokyo', '2026-11-21T12:00:00Z'],
      ['America/Phoenix', '1999-12-31T23:59:59Z'],
      ['Pacific/Kiritimati', '2040-02-29T11:00:00Z'],
    ].map(([there = '', now = '']) => {
      process.env.TZ = there;
      vi.useFakeTimers({ now: new Date(now), toFake: ['Date'] });
      offsets.add(new Date().getTimezoneOffset());
      return visit();
    });
    expect(offsets.size).toBe(3);
    for (const other of others) expect(other).toEqual(first);
  });
});
