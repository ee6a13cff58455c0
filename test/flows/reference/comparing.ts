import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, openCase, type Statement } from '../../../src/case/index.ts';
import type { Content } from '../../../src/content/index.ts';
import { CaseSituation, Course, compile, determine, type Program, type Standing } from '../../../src/engine/index.ts';
import { content } from '../example-files.ts';

/** What a rule or a yes-no fact comes to: true, false, or open because somebody has to say more first. */
export type Known = boolean | undefined;

export const all = (...parts: Known[]): Known =>
  parts.includes(false) ? false : parts.includes(undefined) ? undefined : true;
export const not = (part: Known): Known => (part === undefined ? undefined : !part);
export const any = (...parts: Known[]): Known => not(all(...parts.map(not)));
export const some = <T>(people: readonly T[], is: (one: T) => Known): Known => any(...people.map(is));
export const oneOf = <T>(value: T | undefined, ...those: T[]): Known =>
  value === undefined ? undefined : those.includes(value);
export const atLeast = (value: number | undefined, least: number): Known =>
  value === undefined ? undefined : value >= least;
/** What is asked only where something else holds; nobody means it elsewhere. */
export const where = (given: Known, value: Known): Known => (given === true ? value : given);

type Value = Extract<Statement['said'], { value: unknown }>['value'];
export type Said = Readonly<Record<string, Value | undefined>>;

/** A case as `flows/` hears it; what is undefined nobody has said. The first of the people is the visitor. */
export interface Case {
  today: string;
  said: Said;
  people: readonly Said[];
}

export const pick = fc.constantFrom;
/** Yes, no, or not said. */
export const mark: fc.Arbitrary<Known> = pick(true, true, true, false, false, false, undefined);
/** A mark for each fact. */
export const marks = <K extends string>(...facts: K[]): fc.Arbitrary<Record<K, Known>> =>
  fc.record(
    Object.fromEntries(facts.map((fact) => [fact, mark])) as { [fact in K]: fc.Arbitrary<Known> },
  ) as fc.Arbitrary<Record<K, Known>>;

/** `unknown_default` of the catalogues: the first five of birth and moving, the others of the other events. */
type WhenOpen = 'include' | 'include_as_check' | 'lookup' | 'ask_staff' | 'skip_with_notice' | 'ask' | 'show' | 'hide';

/** How `if-unknown` of `flows/` says the same. */
const sameWhenOpen: Record<WhenOpen, readonly Content['procedures'][number]['ifUnknown'][]> = {
  include: ['include'],
  include_as_check: ['include-as-check'],
  lookup: ['look-up'],
  ask_staff: ['ask-staff'],
  skip_with_notice: ['notice'],
  ask: ['ask-staff', 'look-up', 'include-as-check'],
  show: ['include', 'include-as-check', 'look-up', 'notice'],
  hide: ['ask-staff'],
};

/** The catalogue's rule for one of our procedures. */
export type Rule<F> = readonly [whenOpen: WhenOpen, holds: (facts: F) => Known];

/** A difference that is meant, or a mistake that is not yet mended: what the catalogue's rule would have to be. */
export type Amendment<F> = ({ reason: string } | { mistake: string }) & {
  procedures: readonly string[];
} & ({ assuming: Partial<F> | ((facts: F) => Partial<F>) } | { instead: (facts: F) => Known });

export interface Comparison<C extends Case, F> {
  event: string;
  seed: number;
  cases: fc.Arbitrary<C>;
  count: number;
  /** The content of the municipality that the case is in. */
  contentOf?: (told: C) => Content;
  /** The case in the catalogue's words. */
  facts: (told: C) => F;
  /** By our ids. */
  rules: Record<string, Rule<F>>;
  amendments: readonly Amendment<F>[];
  /** The catalogue's procedures that have no counterpart here, each with the reason. */
  theirsOnly?: Record<string, string>;
  /** Where an open rule is dealt with in another way, with the reason. */
  otherwiseWhenOpen?: readonly { procedures: readonly string[]; reason: string }[];
  /** Rules that hold for everybody, or in this event for nobody. */
  constant?: readonly string[];
}

const common = { at: '2026-11-20T00:00:00.000Z', by: { role: 'staff' as const }, device: 'test', content: 'test' };
const id = (index: number) => `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`;

const statementsOf = ({ said, people }: Case): Statement[] =>
  [{ subject: 'case', said }, ...people.map((one, index) => ({ subject: `p${index}`, said: one }))].flatMap((about) =>
    Object.entries(about.said).flatMap(([fact, value]) =>
      value === undefined ? [] : [{ subject: about.subject, fact, said: { value }, source: 'staff' as const }],
    ),
  );

function eventsOf(event: string, told: Case) {
  const opened = {
    ...common,
    type: 'opened' as const,
    id: id(0),
    format: 1 as const,
    case: id(0),
    today: told.today,
    municipality: 'mihon',
    events: [event],
    visitor: 'p0',
  };
  const others = told.people
    .slice(1)
    .map((_, index) => ({ ...common, type: 'person-added' as const, id: id(index + 1), person: `p${index + 1}` }));
  const recorded = { ...common, type: 'recorded' as const, id: id(99), statements: statementsOf(told) };
  return { opened, others, recorded };
}

/** The best standing of each procedure. */
function standings(program: Program, event: string, told: Case): Map<string, Standing> {
  const { opened, others, recorded } = eventsOf(event, told);
  const state = fold(others.reduce(fold, openCase(opened)), recorded);
  const found = new Map<string, Standing>();
  for (const { compiled, standing } of determine(program, new CaseSituation(program, { state, setAside: new Set() }))) {
    const before = found.get(compiled.procedure.id);
    if (before !== 'applies' && (before !== 'may-apply' || standing === 'applies'))
      found.set(compiled.procedure.id, standing);
  }
  return found;
}

const standingOf = (known: Known): Standing =>
  known === undefined ? 'may-apply' : known ? 'applies' : 'does-not-apply';

/** The catalogue's rule for a procedure with all that differs, or with one entry left out. */
function amended<F>(procedure: string, [, holds]: Rule<F>, amendments: readonly Amendment<F>[]): (facts: F) => Known {
  const own = amendments.filter(({ procedures }) => procedures.includes(procedure));
  const rule = own.reduce((before, one) => ('instead' in one ? one.instead : before), holds);
  return (facts) =>
    rule(
      own.reduce(
        (before, one) =>
          'assuming' in one
            ? { ...before, ...(typeof one.assuming === 'function' ? one.assuming(before) : one.assuming) }
            : before,
        facts,
      ),
    );
}

/** The tests of one life event. */
export function compare<C extends Case, F>(comparison: Comparison<C, F>): void {
  const { event, rules, amendments, theirsOnly = {}, otherwiseWhenOpen = [], constant = [] } = comparison;
  const own = content.procedures.filter(({ events }) => events.includes(event));
  const programs = new Map<Content, Program>();
  const programOf = (told: C): Program => {
    const of = comparison.contentOf?.(told) ?? content;
    const program = programs.get(of) ?? compile(of, [event]);
    programs.set(of, program);
    return program;
  };
  const drawn = fc.sample(comparison.cases, { seed: comparison.seed, numRuns: comparison.count });
  const compared = drawn.map((told) => ({
    told,
    facts: comparison.facts(told),
    ours: standings(programOf(told), event, told),
  }));
  /** Where ours is not what the rule says. */
  const differing = (procedure: string, rule: (facts: F) => Known) =>
    compared.filter(({ facts, ours }) => ours.get(procedure) !== standingOf(rule(facts)));

  test('the same procedures here and in the catalogue', () => {
    expect(own.map((procedure) => procedure.id).sort()).toEqual(Object.keys(rules).sort());
    expect(own.filter((procedure) => procedure.id in theirsOnly)).toEqual([]);
  });

  test(`${comparison.count} cases: no difference without a reason`, () => {
    const unmeant = Object.entries(rules).flatMap(([procedure, rule]) => {
      const [first, ...more] = differing(procedure, amended(procedure, rule, amendments));
      return first
        ? `${procedure}, ${more.length + 1} times: ${first.ours.get(procedure)} here\n${JSON.stringify(first.told)}`
        : [];
    });
    expect(unmeant.join('\n\n')).toBe('');
  });

  test.each(
    amendments.flatMap((one) =>
      one.procedures.map((procedure) => ({
        procedure,
        one,
        why: 'reason' in one ? one.reason : `to be mended: ${one.mistake}`,
      })),
    ),
  )('$procedure: $why', ({ procedure, one }) => {
    const rule = rules[procedure];
    if (!rule) throw new Error(`no rule for ${procedure}`);
    const others = amendments.filter((other) => other !== one);
    expect(differing(procedure, amended(procedure, rule, others))).not.toEqual([]);
  });

  test('what is unknown is dealt with alike', () => {
    const other = own.filter(({ id, ifUnknown }) => {
      const rule = rules[id];
      return rule && !sameWhenOpen[rule[0]].includes(ifUnknown);
    });
    expect(other.map((procedure) => procedure.id).sort()).toEqual(
      otherwiseWhenOpen.flatMap(({ procedures }) => procedures).sort(),
    );
  });

  test('every rule holds for some case and not for another', () => {
    const onlyOne = Object.entries(rules).flatMap(([procedure, [, holds]]) => {
      const outcomes = new Set(compared.map(({ facts }) => holds(facts)));
      return (outcomes.has(true) && outcomes.has(false)) || constant.includes(procedure) ? [] : [procedure];
    });
    expect(onlyOne).toEqual([]);
  });

  test('every fact of a case fits', () => {
    for (const told of drawn.slice(0, 50)) {
      const { opened, others, recorded } = eventsOf(event, told);
      const course = new Course(programOf(told)).open([opened, ...others, recorded]);
      expect(course.ok && course.value.refused).toEqual([]);
    }
  });
}
