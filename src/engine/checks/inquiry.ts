import { addDays, isDate } from '../../basics/index.ts';
import { type Condition, FALSE, TRUE, type Truth, walk } from '../../conditions/index.ts';
import { type Content, Dependencies, type LifeEvent, type Node, readBy } from '../../content/index.ts';
import { compile, type Program } from '../program.ts';
import { Samples } from './samples.ts';
import { type Outcome, search, subjects } from './search.ts';

/** Asks of conditions whether they can hold and whether they can fail in a visit about one life event. */
export class Inquiry {
  readonly event: LifeEvent;
  readonly program: Program;
  readonly dependencies: Dependencies;
  readonly #content: Content;
  readonly #today: string;
  readonly #compiled = new Map<string, Program>();

  constructor(content: Content, event: LifeEvent, today: string) {
    this.#content = content;
    this.#today = today;
    this.event = event;
    this.program = compile(content, [event.id]);
    this.dependencies = new Dependencies(content, [event]);
  }

  canHold(condition: Condition, subject: keyof typeof subjects = 'case'): Outcome {
    return this.#look(condition, subject, TRUE);
  }

  canFail(condition: Condition, subject: keyof typeof subjects = 'case'): Outcome {
    return this.#look(condition, subject, FALSE);
  }

  /** What a condition depends on, through computed facts and questions asked under conditions. */
  reads(conditions: readonly (Condition | undefined)[]): Set<Node> {
    return this.dependencies.closure(conditions.flatMap((condition) => readBy(condition)));
  }

  #look(condition: Condition, subject: keyof typeof subjects, wanted: Truth): Outcome {
    let outcome: Outcome = 'none';
    for (const program of this.#programs(condition)) {
      const check = program.check(condition);
      for (const day of this.#days(condition)) {
        const samples = new Samples(this.#content, this.dependencies, readBy(condition), [condition], day);
        const found = search(program, day, samples, check, subjects[subject], wanted);
        if (found === 'found') return found;
        if (found === 'gave-up') outcome = found;
      }
    }
    return outcome;
  }

  /** The event alone, together with others that the condition names, and in a municipality that is otherwise set up. */
  #programs(condition: Condition): Program[] {
    const others = new Set<string>();
    const nodes = this.reads([condition]);
    for (const looked of [condition, ...[...nodes].flatMap((node) => this.dependencies.conditions(node))])
      walk(looked, (part) => {
        if ('event' in part) for (const id of part.event) others.add(id);
      });
    others.delete(this.event.id);
    const known = this.#content.events.flatMap(({ id }) => (others.has(id) ? [id] : []));
    const elsewhere = this.#content.facts.some(
      ({ id, type, computed }) => type === 'boolean' && computed && 'rate' in computed && nodes.has(`fact:${id}`),
    );
    return [
      this.program,
      ...(known.length > 0 ? [this.#program(known, () => this.#content)] : []),
      ...(elsewhere ? [this.#program(['elsewhere'], () => otherwiseSetUp(this.#content), [])] : []),
    ];
  }

  /** Compiled once for all conditions that look beyond the event. */
  #program(key: readonly string[], content: () => Content, events = key): Program {
    const id = key.join(' ');
    const program = this.#compiled.get(id) ?? compile(content(), [this.event.id, ...events]);
    this.#compiled.set(id, program);
    return program;
  }

  /** Today; the days that the condition names, for a rule may begin next year; a working week where closed days matter. */
  #days(condition: Condition): string[] {
    const days = new Set([this.#today]);
    const nodes = this.reads([condition]);
    const computed = this.#content.facts.flatMap((fact) =>
      fact.computed && nodes.has(`fact:${fact.id}`) ? [fact.computed] : [],
    );
    if (computed.some((one) => 'deadline' in one))
      for (let more = 1; more <= 9; more++) days.add(addDays(this.#today, more));
    if (computed.some((one) => 'today' in one))
      walk(condition, (part) => {
        if (!('fact' in part)) return;
        for (const bound of Object.values(part.test)) if (isDate(bound)) days.add(bound);
      });
    return [...days];
  }
}

/** A municipality whose yes-no settings are all the other way: what depends on one is sound where it can matter in either. */
function otherwiseSetUp(content: Content): Content {
  const turned = Object.entries(content.rates).map(([id, rate]) => {
    const rows = rate.rows.map((row) => (typeof row.value === 'boolean' ? { ...row, value: !row.value } : row));
    return [id, { ...rate, rows }] as const;
  });
  return { ...content, rates: Object.fromEntries(turned) };
}

/** Over several events: found in one is found; none only where it is none in all. */
export function found(inquiries: readonly Inquiry[], look: (inquiry: Inquiry) => Outcome): Outcome {
  let outcome: Outcome = 'none';
  for (const inquiry of inquiries) {
    const one = look(inquiry);
    if (one === 'found') return one;
    if (one === 'gave-up') outcome = one;
  }
  return outcome;
}
