import { ageOn, daysBetween, fiscalYearAge, isDate } from '../basics/index.ts';
import {
  boundFacts,
  CASE,
  type Check,
  Compiler,
  type Condition,
  type PeopleSet,
  FALSE,
  type FactRef,
  factRef,
  NONE,
  NOT_KNOWN,
  TRUE,
  type Situation,
  UNKNOWN,
  type Value,
  type Vocabulary,
} from '../conditions/index.ts';
import { merge } from './merge.ts';
import { lastDay, roll } from './period.ts';
import type { Clock, Content, Fact, Part, Procedure, Question } from '../content/index.ts';

/** How a fact is read; evaluated lazily and remembered for one situation. */
export type Computer = (situation: Situation, person: number, trail: FactRef[]) => Value;

export interface CompiledFact {
  index: number;
  fact: Fact;
  compute?: Computer;
  relevant?: Check;
}

export interface CompiledQuestion {
  question: Question;
  group: string;
  facts: CompiledFact[];
  /** Membership in the set of people it is put to or about; undefined for a question about the case. */
  people?: Check;
  where?: Check;
}

export type CompiledPart =
  | { kind: 'group'; id: string; questions: CompiledQuestion[] }
  | { kind: 'screen'; id: Exclude<Extract<Part, { kind: 'screen' }>['id'], never> }
  | { kind: 'stop'; id: string; when: Check };

export interface CompiledProcedure {
  procedure: Procedure;
  when: Check | undefined;
  member: Check | undefined;
  where: Check | undefined;
  applicant: number | undefined;
  clocks: { clock: Clock; after: CompiledFact[]; when: Check | undefined }[];
}

/** Content made ready to run for a list of life events. */
export interface Program {
  content: Content;
  events: readonly string[];
  facts: CompiledFact[];
  byId: ReadonlyMap<string, CompiledFact>;
  parts: CompiledPart[];
  procedures: CompiledProcedure[];
  member(peopleSet: string): Check;
  check(condition: Condition): Check;
}

/**
 * Compiles content for one or more life events. Throws when the content names something that does not exist:
 * content is checked before it is published, so that is a defect, not an input.
 */
export function compile(content: Content, events: readonly string[]): Program {
  const parts = merge(content, events);
  const asked = askedWhen(parts);
  const facts: CompiledFact[] = content.facts.map((fact, index) => ({ index, fact }));
  const byId = new Map(facts.map((compiled) => [compiled.fact.id, compiled]));
  const find = (id: string): CompiledFact => {
    const found = byId.get(id);
    if (!found) throw new Error(`content names an unknown fact: ${id}`);
    return found;
  };
  const named = <T>(table: Record<string, T>, kind: string, id: string): T => {
    const found = table[id];
    if (!found) throw new Error(`content names an unknown ${kind}: ${id}`);
    return found;
  };
  const vocabulary: Vocabulary = {
    fact: (id) => ({ index: find(id).index, ofCase: find(id).fact.about === 'case' }),
    peopleSet: (id): PeopleSet => named(content.peopleSets, 'set of people', id),
    named: (id) => named(content.conditions, 'condition', id),
  };
  const compiler = new Compiler(vocabulary);
  const relevances = new Map<string, Check>();
  /** Many facts stand under one condition: it is worked out once, and where it speaks of nobody once for all people. */
  const relevance = (condition: Condition): Check => {
    const key = JSON.stringify(condition);
    let check = relevances.get(key);
    if (!check) {
      const worked = compiler.remembering(compiler.condition(condition));
      check = speaksOfNobody(condition, byId) ? (situation, _subject, trail) => worked(situation, CASE, trail) : worked;
      relevances.set(key, check);
    }
    return check;
  };
  for (const compiled of facts) {
    if (compiled.fact.computed) compiled.compute = computer(compiled.fact.computed, compiler, find, content);
    const conditions = [compiled.fact.relevant, asked.get(compiled.fact.id)].filter((one) => one !== undefined);
    if (conditions.length > 0) compiled.relevant = relevance({ all: conditions });
  }
  return {
    content,
    events,
    facts,
    byId,
    parts: parts.map((part): CompiledPart => {
      if (part.kind === 'screen') return part;
      if (part.kind === 'stop') return { kind: 'stop', id: part.id, when: compiler.condition(part.when) };
      return {
        kind: 'group',
        id: part.id,
        questions: part.questions.map((question) => compileQuestion(question, part, compiler, find)),
      };
    }),
    procedures: content.procedures
      .filter((procedure) => procedure.events.some((event) => events.includes(event)))
      .map((procedure) => compileProcedure(procedure, compiler, find)),
    member: (set) => compiler.member(set),
    check: (condition) => compiler.condition(condition),
  };
}

/** Whether a condition is the same for everybody: about the case, about holders of roles, or about sets of people. */
function speaksOfNobody(condition: Condition, facts: ReadonlyMap<string, CompiledFact>): boolean {
  if ('all' in condition) return condition.all.every((part) => speaksOfNobody(part, facts));
  if ('any' in condition) return condition.any.every((part) => speaksOfNobody(part, facts));
  if ('not' in condition) return speaksOfNobody(condition.not, facts);
  if ('member' in condition || 'named' in condition) return false;
  if (!('fact' in condition)) return true;
  const ofCase = (fact: string, of?: string) => of !== undefined || facts.get(fact)?.fact.about === 'case';
  return ofCase(condition.fact, condition.of) && boundFacts(condition.test).every(({ fact, of }) => ofCase(fact, of));
}

function compileQuestion(
  question: Question,
  group: { id: string; when?: Condition },
  compiler: Compiler,
  find: (id: string) => CompiledFact,
): CompiledQuestion {
  const set = question.each ?? question.over;
  const where = [group.when, question.where].filter((one) => one !== undefined);
  return {
    question,
    group: group.id,
    facts: question.facts.map(find),
    ...(set === undefined ? {} : { people: compiler.member(set) }),
    ...(where.length === 0 ? {} : { where: compiler.condition({ all: where }) }),
  };
}

function compileProcedure(
  procedure: Procedure,
  compiler: Compiler,
  find: (id: string) => CompiledFact,
): CompiledProcedure {
  const maybe = (condition: Condition | undefined) =>
    condition === undefined ? undefined : compiler.condition(condition);
  return {
    procedure,
    when: maybe(procedure.when),
    member: procedure.concerns ? compiler.member(procedure.concerns.people) : undefined,
    where: maybe(procedure.concerns?.where),
    applicant: procedure.applicant === undefined ? undefined : find(procedure.applicant).index,
    clocks: procedure.clocks.map((clock) => ({ clock, after: clock.after.map(find), when: maybe(clock.when) })),
  };
}

/**
 * Relevance is inherited from where a fact is asked: where every question that asks it stands under a condition,
 * the fact has no meaning while none of them holds.
 */
function askedWhen(parts: readonly Part[]): Map<string, Condition> {
  const places = new Map<string, (Condition | undefined)[]>();
  for (const part of parts) {
    if (part.kind !== 'group') continue;
    for (const question of part.questions) {
      const all = [part.when, question.where].filter((one) => one !== undefined);
      for (const fact of question.facts)
        places.set(fact, [...(places.get(fact) ?? []), all.length ? { all } : undefined]);
    }
  }
  const result = new Map<string, Condition>();
  for (const [fact, conditions] of places) {
    const conditional = conditions.filter((one) => one !== undefined);
    if (conditional.length === conditions.length) result.set(fact, { any: conditional });
  }
  return result;
}

function computer(
  computed: NonNullable<Fact['computed']>,
  compiler: Compiler,
  find: (id: string) => CompiledFact,
  content: Content,
): Computer {
  const fromDate = (
    id: string,
    make: (date: string, today: string) => number | string,
    on?: CompiledFact,
  ): Computer => {
    const { index, fact } = find(id);
    return (situation, person, trail) => {
      const date = situation.read(index, fact.about === 'case' ? CASE : person, trail);
      if (date === UNKNOWN || date === NONE) return date;
      if (!isDate(date)) {
        // A date of which only the year is known gives no certain age.
        trail.push(factRef(index, fact.about === 'case' ? CASE : person));
        return UNKNOWN;
      }
      if (!on) return make(date, situation.today);
      const day = situation.read(on.index, CASE, trail);
      return typeof day === 'string' && isDate(day) ? make(date, day) : day === NONE ? NONE : UNKNOWN;
    };
  };
  if ('age' in computed) {
    const { on, reached } = computed;
    const day = on === undefined ? undefined : find(on);
    return fromDate(computed.age, (birth, today) => ageOn(birth, today, reached), day);
  }
  if ('fiscalYearAge' in computed) return fromDate(computed.fiscalYearAge, fiscalYearAge);
  if ('daysSince' in computed) return fromDate(computed.daysSince, daysBetween);
  if ('deadline' in computed) {
    const { after, days, first, closed } = computed.deadline;
    return fromDate(after, (date) => roll(lastDay(date, { days, firstDay: first }), closed, content.calendar));
  }
  if ('condition' in computed) {
    const check = compiler.condition(computed.condition);
    return (situation, person, trail) => {
      const start = trail.length;
      const truth = check(situation, person, trail);
      if (truth === TRUE || truth === FALSE) {
        trail.length = start;
        return truth === TRUE;
      }
      return UNKNOWN;
    };
  }
  if ('first' in computed) {
    const from = computed.first.map(find);
    return (situation, person, trail) => {
      for (const { index, fact } of from) {
        const start = trail.length;
        const value = situation.read(index, fact.about === 'case' ? CASE : person, trail);
        if (value === UNKNOWN) return UNKNOWN;
        if (value !== NONE) return value;
        trail.length = start;
      }
      return NONE;
    };
  }
  if ('of' in computed) {
    const read = compiler.reader(computed.fact, computed.of);
    return (situation, person, trail) => {
      const start = trail.length;
      const value = read(situation, person, trail);
      if (value !== UNKNOWN) trail.length = start;
      return value;
    };
  }
  if ('only' in computed) {
    const check = compiler.member(computed.only);
    return (situation, _person, trail) => {
      const start = trail.length;
      const found: number[] = [];
      for (let person = 0; person < situation.people; person++) {
        const truth = check(situation, person, trail);
        if (truth === NOT_KNOWN) return UNKNOWN;
        trail.length = start;
        if (truth === TRUE) found.push(person);
      }
      const [one, another] = found;
      return one === undefined || another !== undefined ? NONE : situation.subject(one);
    };
  }
  if ('today' in computed) return (situation) => situation.today;
  if ('municipality' in computed) {
    const value = content.municipality[computed.municipality];
    return () => value;
  }
  if ('rate' in computed) {
    const rate = content.rates[computed.rate];
    if (!rate) throw new Error(`content names an unknown rate: ${computed.rate}`);
    return (situation) => {
      const row = rate.rows.find(
        (one) => one.from <= situation.today && (one.until === undefined || situation.today <= one.until),
      );
      // No row for the day is an error in the content, and never the last row; until it is mended nothing is claimed.
      return row ? row.value : UNKNOWN;
    };
  }
  if ('choose' in computed) {
    const choices = computed.choose.map(({ when, value, fact }) => ({
      when: when === undefined ? undefined : compiler.condition(when),
      value,
      read: fact === undefined ? undefined : compiler.reader(fact),
    }));
    return (situation, person, trail) => {
      const start = trail.length;
      for (const { when, value, read } of choices) {
        const truth = when ? when(situation, person, trail) : TRUE;
        if (truth === NOT_KNOWN) return UNKNOWN;
        trail.length = start;
        if (truth === FALSE) continue;
        const chosen = read ? read(situation, person, trail) : value;
        if (chosen === UNKNOWN) return UNKNOWN;
        trail.length = start;
        return chosen ?? NONE;
      }
      return NONE;
    };
  }
  const { constant } = computed;
  return () => constant;
}
