import { beforeAll, describe, expect, test } from 'vitest';
import { type AnyStateNode, getMicrosteps, type initialTransition } from 'xstate';
import { addDays } from '../../src/basics/index.ts';
import { type Action, CASE_SUBJECT, type Deed, MOST_DAYS_LATER, type SignaturePlace } from '../../src/case/index.ts';
import { type Content, formsOf } from '../../src/content/index.ts';
import {
  type CaseMachine,
  compile,
  type CompiledPart,
  compileMachine,
  Course,
  DETAILS,
  type Program,
  type Visit,
} from '../../src/engine/index.ts';
import { run, type ScenarioClient } from '../../src/scenario/index.ts';
import { contentOf, examples } from './example-files.ts';
import { Household } from './household.ts';
import { arrive, live, stepForward } from './visit.ts';

type Snapshot = ReturnType<typeof initialTransition<CaseMachine>>[0];
type Place = Snapshot['value'];

/**
 * Questions that these events share with others and never put, and why. Take one out when it is put after all. In みほん市
 * where nothing else is said.
 */
const neverPut: Record<string, Record<string, string>> = {
  'moving-in': { 'group-home/dog-chip-updated': 'みほん市 takes no part in the microchip scheme' },
  'moving-in-from-abroad': {
    'group-who/planned-out-date': 'nobody moved out of a municipality',
    'group-care/care': 'there is no certification of another municipality to carry over',
    'group-care/uses-care-facility': 'there is no certification of another municipality to carry over',
    'group-private/from-other-prefecture': 'there was no prefecture before',
    'group-home/dog-chip-updated': 'みほん市 takes no part in the microchip scheme',
  },
  'moving-in + moving-in-from-abroad': {
    'group-home/dog-chip-updated': 'みほん市 takes no part in the microchip scheme',
  },
  'moving-within': {
    'group-within-gate/ward-changes': 'みほん市 has no wards',
    'group-who/planned-out-date': 'nobody moved out of a municipality',
    'group-new-home/community-care-facility': 'the insurer stays the same',
    'group-children/students-supported': 'the allowance is not claimed anew',
    'group-private/pregnant': 'the vouchers stay valid',
    'group-private/from-other-prefecture': 'nobody comes from another prefecture',
    'group-within-home/dog-chip-updated': 'みほん市 takes no part in the microchip scheme',
  },
  'household-change': {},
  'moving-out': {},
  birth: {},
  'birth in sakae': {},
  bereavement: {},
  'long-term-care': {},
  'child-rearing': {},
  marriage: {},
  divorce: {},
  disaster: {},
  'moving-in + birth': {
    'group-home/dog-chip-updated': 'みほん市 takes no part in the microchip scheme',
    'group-certificates/wants-certificate': 'asked with the marks of the new home',
  },
};

/** A place of the machine as text: `cards`, `group-who/movers`. */
const named = (value: Place): string =>
  (typeof value === 'string' ? value : Object.entries(value).map(([outer, inner]) => `${outer}/${String(inner)}`)[0]) ??
  '';

/** Every state one can stand in, and every transition, as the compiled machine defines them. */
function defined(machine: CaseMachine): { states: Set<string>; transitions: Set<string> } {
  const states = new Set<string>();
  const transitions = new Set<string>();
  const visit = (node: AnyStateNode) => {
    const place = node.path.join('/');
    if (node.type === 'atomic' && node.key !== 'route') states.add(place);
    for (const event of node.transitions.keys()) transitions.add(`${place} ${event}`);
    for (const { target } of node.always ?? [])
      for (const into of target ?? []) transitions.add(`${place} → ${into.path.join('/')}`);
    for (const child of Object.values(node.states)) visit(child);
  };
  visit(machine.root);
  return { states, transitions };
}

/** What walks have come through, and for each state the shortest beginning of a case that leads there. */
class Trace {
  readonly transitions = new Set<string>();
  readonly forward = new Map<string, Set<string>>();
  readonly ways = new Map<string, Action[]>();
  readonly #course: Course;

  constructor(course: Course) {
    this.#course = course;
  }

  /** Follows the actions of a visit through the machine, microstep by microstep. */
  follow(actions: readonly Action[]): void {
    const [opened] = actions;
    if (opened?.type !== 'opened') throw new Error('a case begins by being opened');
    const at = this.#course.open([opened]);
    if (!at.ok) throw new Error(at.reason);
    let snapshot = (at.value.visit as unknown as { snapshot: Snapshot }).snapshot;
    this.#arrived(snapshot.value, [opened]);
    // The first state is reached from the route like every other.
    this.transitions.add(`route → ${named(snapshot.value)}`);
    for (const [index, action] of actions.entries()) {
      if (index > 0) snapshot = this.take(snapshot, { type: action.type, action }, actions.slice(0, index + 1));
    }
  }

  take(
    from: Snapshot,
    event: { type: Action['type'] | 'replayed'; action: Action },
    soFar: readonly Action[],
  ): Snapshot {
    const own = from._nodes.some((node: AnyStateNode) => node.type === 'atomic' && node.transitions.has(event.type));
    this.transitions.add(`${own ? named(from.value) : ''} ${event.type}`);
    if (!from.can(event)) throw new Error(`${event.type} is not taken at ${named(from.value)}`);
    let after = from;
    for (const [step] of getMicrosteps(this.#course.machine, from, event)) {
      if (named(after.value) === 'route')
        this.transitions.add(`route → ${typeof step.value === 'string' ? step.value : Object.keys(step.value)[0]}`);
      else if (named(after.value).endsWith('/route'))
        this.transitions.add(`${named(after.value)} → ${named(step.value)}`);
      after = step;
    }
    this.#arrived(after.value, soFar);
    const next = this.forward.get(named(from.value)) ?? new Set();
    if (event.type === 'answered' || event.type === 'passed')
      this.forward.set(named(from.value), next.add(named(after.value)));
    return after;
  }

  #arrived(value: Place, actions: readonly Action[]): void {
    const known = this.ways.get(named(value));
    if (!known || known.length > actions.length) this.ways.set(named(value), [...actions]);
  }
}

/** The states in the order of the content. */
function order(program: Program): string[] {
  return program.parts.flatMap((part) =>
    part.kind === 'group'
      ? part.questions.map(({ question }) => `group-${part.id}/${question.id}`)
      : [part.kind === 'stop' ? `stop-${part.id}` : part.id],
  );
}

/** How many ways lead forward from the first state to an end, counted backwards over the steps that were seen. */
function paths(program: Program, forward: ReadonlyMap<string, ReadonlySet<string>>): bigint {
  const places = order(program);
  const ways = new Map<string, bigint>();
  for (const [index, place] of [...places.entries()].reverse()) {
    const onward = [...(forward.get(place) ?? [])].filter((next) => places.indexOf(next) > index);
    ways.set(place, onward.length === 0 ? 1n : onward.reduce((sum, next) => sum + (ways.get(next) ?? 0n), 0n));
  }
  return ways.get(places[0] ?? '') ?? 0n;
}

/** The same content without one question, screen or stop. */
function without(program: Program, place: string): Program {
  const [outer, question] = place.split('/');
  return {
    ...program,
    parts: program.parts.flatMap((part): CompiledPart[] => {
      if (part.kind === 'group')
        return [
          {
            ...part,
            questions: part.questions.filter((one) => `group-${part.id}` !== outer || one.question.id !== question),
          },
        ];
      return (part.kind === 'stop' ? `stop-${part.id}` : part.id) === place ? [] : [part];
    }),
  };
}

/** A client beside a course, to act as staff and devices do. */
function interrupted(client: ScenarioClient, household: Household): void {
  client.act({ type: 'person-added', person: 'another' });
  client.act({ type: 'person-removed', person: 'another' });
  client.act({ type: 'staff-called', reason: 'help' });
  client.act({ type: 'day-set', today: household.today });
  client.back();
  stepForward(client, household);
}

interface Box {
  place: SignaturePlace;
  onScreen: boolean;
}

/** Every box of every form, with whether the municipality lets people sign it on the screen. */
const boxesOf = ({ procedures, forms }: Content): Box[] =>
  procedures.flatMap((procedure) =>
    formsOf(procedure).flatMap(({ form }) =>
      (forms.find(({ id }) => id === form)?.boxes ?? []).map((box) => ({
        place: { procedure: procedure.id, subject: CASE_SUBJECT, form, box: box.id },
        onScreen: box.kind === 'signature' && box.onScreen !== undefined,
      })),
    ),
  );

const signing = (place: SignaturePlace): Deed => ({
  type: 'signed',
  place,
  signed: 'what stands on the form',
  digest: '0'.repeat(64),
  strokes: [[300, 700, 600, 200]],
});

const accepting = (procedure: string, subject: string): Deed => ({ type: 'accepted', procedure, subject });

const enteringNumbers = (...people: string[]): Deed => ({
  type: 'register-entered',
  numbers: people.map((person) => ({ person, addresseeNumber: '000000001', householdNumber: '0000007' })),
});

/** Whoever may sign on the screen signs; anybody may take back a signature. */
function signs(client: ScenarioClient): void {
  const boxes = boxesOf(client.course.program.content);
  for (const { place, onScreen } of boxes) if (onScreen) client.act(signing(place));
  const one = boxes.find(({ onScreen }) => onScreen) ?? boxes[0];
  if (one) client.act({ type: 'signature-withdrawn', place: one.place });
}

/** What staff do with a case that was prepared. */
function afterwards(client: ScenarioClient, { ids }: Household): void {
  const [procedure] = client.course.program.content.procedures;
  if (procedure) client.act(accepting(procedure.id, CASE_SUBJECT), 'staff');
  client.act(enteringNumbers(...ids), 'staff');
}

/** Everything the examples come through, and as many invented households as it takes to see every state. */
function walked(course: Course, states: readonly string[]): Trace {
  const trace = new Trace(course);
  const { events } = course.program;
  const alike = examples.filter(({ input }) => input.events.every((event) => events.includes(event)));
  for (const [index, { input }] of alike.entries()) {
    const certificate = index % 2 === 0;
    trace.follow(run(course, { ...input, events: [...events] }, { certificate, cards: true }).client.visit.actions);
  }
  const unseen = () => states.filter((state) => !trace.ways.has(state));
  for (let seed = 0; seed < 300 && (seed < 12 || unseen().length > 0); seed++) {
    const household = new Household(course.program, {
      seed,
      size: 1 + (seed % 8),
      unknown: seed % 3 === 0 ? 10 : 0,
      elsewhere: seed % 2 === 0 ? 0 : 40,
    });
    const client = arrive(course, household);
    if (seed === 0) for (let turns = 0; turns < 5; turns++) stepForward(client, household);
    if (seed === 0) interrupted(client, household);
    if (seed === 2) client.act({ type: 'entered-later', received: household.today }, 'staff');
    if (seed === 1)
      client.record([{ subject: CASE_SUBJECT, fact: 'address-protection', said: { value: true }, source: 'register' }]);
    const came = new Set<string>();
    if (live(client, household, 0, (step) => came.add(step.state)) === 'prepared') {
      if (seed % 2 === 0) client.act({ type: 'finished-early' });
      const first = !trace.transitions.has(' accepted');
      if (first) signs(client);
      client.act({ type: 'prepared', receipt: 'A-1' });
      if (first) afterwards(client, household);
    }
    // After the first dozen only those that come somewhere new.
    if (seed < 12 || unseen().some((state) => came.has(state.split('/').at(-1) ?? state)))
      trace.follow(client.visit.actions);
  }
  const last = [...trace.ways.values()].findLast((actions) => actions.some(({ type }) => type === 'passed'));
  const opened = last ? course.open(last) : undefined;
  const passed = last?.find(({ type }) => type === 'passed');
  if (opened?.ok && passed)
    trace.take(
      (opened.value.visit as unknown as { snapshot: Snapshot }).snapshot,
      { type: 'replayed', action: passed },
      [...(last ?? []), passed],
    );
  return trace;
}

test('some machine walked here is of a municipality where people may sign on the screen', () => {
  const contents = Object.keys(neverPut).map((machine) => contentOf(machine.split(' in ')[1]));
  expect(contents.flatMap(boxesOf).some(({ onScreen }) => onScreen)).toBe(true);
});

describe.each(Object.entries(neverPut))('the machine of %s', (name, unreached) => {
  const [events = '', municipality] = name.split(' in ');
  const content = contentOf(municipality);
  const course = new Course(compile(content, events.split(' + ')));
  const { states, transitions } = defined(course.machine);
  let trace: Trace;
  beforeAll(() => {
    trace = walked(
      course,
      [...states].filter((state) => !(state in unreached)),
    );
  }, 120_000);

  test('is walked through every state and every transition', () => {
    const never = Object.keys(unreached);
    const ways = paths(course.program, trace.forward).toLocaleString('en');
    console.log(
      `${name}: ${states.size - never.length} states and their transitions walked, ${never.length} questions never put; ${ways} paths`,
    );
    expect([...states].filter((state) => !trace.ways.has(state))).toEqual(never);
    // Neither are the ways into and out of these, nor into a group that has no other.
    const groups = course.program.parts.flatMap((part) => {
      const inner =
        part.kind === 'group' ? part.questions.map(({ question }) => `group-${part.id}/${question.id}`) : [];
      return inner.length > 0 && inner.every((state) => state in unreached) ? [`group-${part.id}`] : [];
    });
    // Nor can anything be signed where no box may be.
    const unsigned = boxesOf(content).every(({ onScreen }) => !onScreen);
    const apart = (one: string) =>
      (unsigned && one === ' signed') ||
      [...never, ...groups].some((state) => one.startsWith(`${state} `) || one.endsWith(`→ ${state}`));
    expect([...transitions].filter((one) => !trace.transitions.has(one) && !apart(one))).toEqual([]);
  });

  test('has a state for everything the content asks and shows, and no other', () => {
    expect([...states].sort()).toEqual(order(course.program).sort());
    expect(states).toContain(DETAILS);
  });

  test('cannot do without any one of its states', () => {
    for (const [place, actions] of trace.ways) {
      const broken = new Course(course.program, compileMachine(without(course.program, place)));
      const opened = broken.open(actions);
      const reason = opened.ok ? opened.value.refused[0]?.reason : opened.reason;
      expect([place, reason]).toEqual([place, 'no-way']);
    }
  });

  /** The case at a place, as the shortest way leads there. */
  function at(place: string): Visit {
    const opened = course.open(trace.ways.get(place) ?? []);
    if (!opened.ok) throw new Error(opened.reason);
    return opened.value.visit;
  }

  /** What comes of a deed: the case after it, or the reason why it is refused. */
  function tried(visit: Visit, role: Action['by']['role'], deed: Deed): Visit | string {
    const [opened] = visit.actions;
    const after = course.advance(visit, { ...opened, ...deed, by: { role } } as Action);
    return after.ok ? after.value : after.reason;
  }

  function done(visit: Visit, role: Action['by']['role'], deed: Deed): Visit {
    const after = tried(visit, role, deed);
    if (typeof after === 'string') throw new Error(`${deed.type}: ${after}`);
    return after;
  }

  test('is signed on the screen where the municipality lets people, and nowhere else', () => {
    const visit = at('prepared');
    const boxes = boxesOf(content);
    const signed = boxes.filter(({ place }) => tried(visit, 'resident', signing(place)) !== 'not-here');
    expect(signed).toEqual(boxes.filter(({ onScreen }) => onScreen));
    const elsewhere = signed.flatMap(({ place }) =>
      content.procedures
        .filter((procedure) => !formsOf(procedure).some(({ form }) => form === place.form))
        .map(({ id }) => ({ ...place, procedure: id })),
    );
    for (const place of elsewhere) expect(tried(visit, 'resident', signing(place))).toBe('not-here');
  });

  test('is accepted and entered in the register by staff, once prepared, for its own people and procedures', () => {
    const open = at('prepared');
    const { people } = open.outlook.view.state;
    const [person = ''] = people.map(({ id }) => id);
    const [procedure = ''] = content.procedures.map(({ id }) => id);
    const good = [accepting(procedure, CASE_SUBJECT), accepting(procedure, person), enteringNumbers(person)];
    const bad = [
      accepting(procedure, 'a stranger'),
      accepting('no procedure', CASE_SUBJECT),
      enteringNumbers(person, 'a stranger'),
    ];
    for (const deed of [...good, ...bad]) expect(tried(open, 'staff', deed)).toBe('not-here');
    const prepared = done(open, 'resident', { type: 'prepared', receipt: 'A-1' });
    for (const deed of bad) expect(tried(prepared, 'staff', deed)).toBe('not-here');
    for (const deed of good) {
      for (const role of ['resident', 'device'] as const) expect(tried(prepared, role, deed)).toBe('not-here');
      expect(done(prepared, 'staff', deed).step).toEqual(prepared.step);
    }
  });

  test('is entered later by staff, once, before any answer, from a day that can be', () => {
    const [opened] = at('prepared').actions;
    const begun = course.open(opened ? [opened] : []);
    if (opened?.type !== 'opened' || !begun.ok) throw new Error('a case begins by being opened');
    const received = (days: number): Deed => ({ type: 'entered-later', received: addDays(opened.today, -days) });
    const { visit } = begun.value;
    for (const role of ['resident', 'device'] as const) expect(tried(visit, role, received(0))).toBe('not-here');
    for (const days of [-1, MOST_DAYS_LATER + 1]) expect(tried(visit, 'staff', received(days))).toBe('not-here');
    for (const days of [0, MOST_DAYS_LATER]) {
      const entered = done(visit, 'staff', received(days));
      expect(entered.outlook.view.state.today).toBe(addDays(opened.today, -days));
      expect(tried(entered, 'staff', received(days))).toBe('not-here');
    }
    const answered = [...trace.ways.values()].find((actions) => actions.at(-1)?.type === 'answered');
    const later = course.open(answered ?? []);
    expect(later.ok && tried(later.value.visit, 'staff', received(0))).toBe('not-here');
  });
});
