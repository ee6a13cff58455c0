import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Action, Entry } from '../../src/case/index.ts';
import { compileContent } from '../../src/content/authoring.ts';
import type { Content, Procedure } from '../../src/content/index.ts';
import { CaseSituation, compile, Course, determine, type Program, type View } from '../../src/engine/index.ts';
import { readInput, run, type ScenarioInput } from '../../src/scenario/index.ts';
import { checkedContent } from '../../src/start/commands/parts/checked-content.ts';
import { hash, readFlows } from '../../src/start/flows-folder.ts';
import type { Figure, Section } from './report.ts';
import { median } from './statistics.ts';

const EVENTS = ['moving-in'];
/** Of each loop this long is a run; of so many runs the middle one counts. */
const RUN_MS = 400;
const RUNS = 9;

/** The engine without a screen: what a tap and a replay at the hub cost. */
export const engine: Section = {
  name: 'engine',
  title: 'Engine (Node, one thread)',
  measure: async (progress) => {
    const { content } = compileContent(readFlows(), 'mihon', hash);
    const family = example('family-of-five');
    const course = new Course(compile(content, EVENTS));
    const lived = run(course, family).client.visit;

    progress('determinations');
    const { view } = lived.outlook;
    const whole = determinations(course.program, view);
    const tenfold = {
      people: determinations(course.program, crowd(view, 10)),
      procedures: determinations(compile(copied(content, 10), EVENTS), view),
    };

    progress('every life event at once');
    const eight = run(course, example('household-of-eight')).client.visit.outlook.view;
    const everything = compile(
      content,
      content.events.map(({ id }) => id),
    );
    const all = determinations(everything, eight);
    const loading = Array.from({ length: 5 }, () => {
      const start = performance.now();
      checkedContent(readFlows(), 'mihon', family.date);
      return performance.now() - start;
    });

    progress('answers and replay');
    const long = run(course, example('household-of-eight'), { certificate: false, cards: false }).client.visit.actions;
    const sixty = long.slice(0, 60);
    const answers = answerTimes(course, lived.actions);
    const figures: Figure[] = [
      {
        what: 'whole catalogues determined',
        value: whole.perSecond,
        unit: '/s',
        note: `${whole.procedures} procedures, ${whole.findings} findings with reasons and deadlines, family of five`,
      },
      {
        what: 'explained determinations',
        value: whole.perSecond * whole.findings,
        unit: '/s',
        aim: '20,000',
        note: 'one procedure for one subject',
      },
      { what: 'one catalogue', value: 1000 / whole.perSecond, unit: 'ms' },
      {
        what: 'the catalogue of all life events',
        value: 1000 / all.perSecond,
        unit: 'ms',
        aim: 'well under 1',
        note: `${all.procedures} procedures of ${content.events.length} events, ${all.findings} findings, household of eight`,
      },
      {
        what: 'load and check of all content',
        value: median(loading),
        unit: 'ms',
        aim: '1,000',
        note: 'one municipality, files from the disk, without living through the examples',
      },
      {
        what: 'time with 10 × people',
        value: whole.perSecond / tenfold.people.perSecond,
        unit: '×',
        note: `${tenfold.people.findings} findings`,
      },
      {
        what: 'time with 10 × procedures',
        value: whole.perSecond / tenfold.procedures.perSecond,
        unit: '×',
        note: `${tenfold.procedures.findings} findings`,
      },
      {
        what: 'one answer, with the next step',
        value: median(answers),
        unit: 'ms',
        note: 'advance through the machine, middle of a visit’s actions',
      },
      { what: 'the slowest answer of the visit', value: Math.max(...answers), unit: 'ms' },
      {
        what: `replay of ${sixty.length} actions`,
        value: 1000 / perSecond(() => course.open(sixty)),
        unit: 'ms',
        note: 'household of eight',
      },
      {
        what: 'compiling the course',
        value: 1000 / perSecond(() => new Course(compile(content, EVENTS))),
        unit: 'ms',
        note: 'once a content version',
      },
    ];
    return { figures };
  },
};

function determinations(program: Program, view: View): { perSecond: number; procedures: number; findings: number } {
  const findings = determine(program, new CaseSituation(program, view)).length;
  // A situation of its own each time: what one remembers must not help the next.
  return {
    perSecond: perSecond(() => determine(program, new CaseSituation(program, view))),
    procedures: program.procedures.length,
    findings,
  };
}

/** How often a second, by the middle of several runs after one to warm up. */
function perSecond(work: () => unknown): number {
  const rates: number[] = [];
  for (let index = 0; index <= RUNS; index++) {
    let count = 0;
    const start = performance.now();
    while (performance.now() - start < RUN_MS) {
      work();
      count++;
    }
    if (index > 0) rates.push((1000 * count) / (performance.now() - start));
  }
  return median(rates);
}

/** Milliseconds of each answer of a visit, the middle of many walks through it. */
function answerTimes(course: Course, actions: readonly Action[]): number[] {
  const [first, ...rest] = actions;
  if (!first) return [];
  const times = rest.map((): number[] => []);
  for (let walk = 0; walk < 40; walk++) {
    const opened = course.open([first]);
    if (!opened.ok) throw new Error(opened.reason);
    let { visit } = opened.value;
    rest.forEach((action, index) => {
      const start = performance.now();
      const advanced = course.advance(visit, action);
      const step = advanced.ok ? advanced.value.step : undefined;
      const took = performance.now() - start;
      if (!advanced.ok || !step) throw new Error(`${action.type} was refused`);
      visit = advanced.value;
      if (walk > 5) times[index]?.push(took);
    });
  }
  return times.filter((_, index) => rest[index]?.type === 'answered').map((of) => median(of));
}

/** The same case with everybody so many times, in every list of people too. */
function crowd(view: View, times: number): View {
  const { state } = view;
  const named = (id: string, copy: number) => (copy === 0 ? id : `${id}-${copy}`);
  const copies = (id: string) => Array.from({ length: times }, (_, copy) => named(id, copy));
  const ids = new Set(state.people.map(({ id }) => id));
  const more = (said: Entry['said']): Entry['said'] =>
    'value' in said && Array.isArray(said.value) && said.value.every((one) => ids.has(one))
      ? { value: said.value.flatMap(copies) }
      : said;
  const people = state.people.flatMap((person) => copies(person.id).map((id) => ({ ...person, id })));
  const facts = new Map(
    [...state.facts].flatMap(([subject, entries]) => {
      if (ids.has(subject)) return copies(subject).map((id) => [id, entries] as const);
      return [
        [
          subject,
          new Map(
            [...entries].map(([fact, said]) => [fact, said.map((entry) => ({ ...entry, said: more(entry.said) }))]),
          ),
        ] as const,
      ];
    }),
  );
  return { ...view, state: { ...state, people, facts } };
}

/** The same content with every procedure so many times. */
function copied(content: Content, times: number): Content {
  const copies = (procedure: Procedure) =>
    Array.from({ length: times }, (_, index) =>
      index === 0 ? procedure : { ...procedure, id: `${procedure.id}-${index}` },
    );
  return { ...content, procedures: content.procedures.flatMap(copies) };
}

function example(name: string): ScenarioInput {
  const read = readInput(
    parse(readFileSync(new URL(`../../flows/examples/moving-in/${name}.yaml`, import.meta.url), 'utf8')),
  );
  if (!read.ok) throw new Error(`${name}: ${JSON.stringify(read.reason)}`);
  return read.value;
}
