import { addDays, addMonths, fiscalYear, isDate, type PlainDate } from '../../basics/index.ts';
import { boundFacts, type Condition, isRange, type KnownValue, type Scalar, walk } from '../../conditions/index.ts';
import { type Content, type Dependencies, type Fact, type Node, takenFrom } from '../../content/index.ts';

/**
 * For each fact that something depends on, values that make a difference: both truths, every option, and around every
 * limit the value below, on and above it; birth dates for the ages that conditions name.
 */
export class Samples {
  readonly #values = new Map<string, Set<Scalar>>();
  readonly #facts: ReadonlyMap<string, Fact>;
  readonly #today: PlainDate;
  /** As many people as some condition counts, and at least three. */
  readonly people: number;

  constructor(
    content: Content,
    dependencies: Dependencies,
    from: readonly Node[],
    own: readonly Condition[],
    today: PlainDate,
  ) {
    this.#facts = new Map(content.facts.map((fact) => [fact.id, fact]));
    this.#today = today;
    const nodes = dependencies.closure(from);
    const conditions = [...own, ...[...nodes].flatMap((node) => dependencies.conditions(node))];
    for (const condition of conditions) this.#compared(condition, content);
    this.people = Math.max(3, ...conditions.flatMap(counted));
    this.#handDown([...nodes].flatMap((node) => (node.startsWith('fact:') ? [node.slice('fact:'.length)] : [])));
  }

  #add(fact: string, values: Iterable<Scalar>): void {
    const known = this.#values.get(fact) ?? new Set<Scalar>();
    for (const value of values) known.add(value);
    this.#values.set(fact, known);
  }

  /** The values with which a condition compares facts. */
  #compared(condition: Condition, content: Content): void {
    walk(condition, (part) => {
      if (!('fact' in part)) return;
      const { fact, test } = part;
      if ('is' in test) this.#add(fact, [test.is]);
      if ('isNot' in test) this.#add(fact, [test.isNot]);
      if ('oneOf' in test) this.#add(fact, test.oneOf);
      if ('noneOf' in test) this.#add(fact, test.noneOf);
      if ('includesAny' in test) this.#add(fact, test.includesAny);
      if ('includesNone' in test) this.#add(fact, test.includesNone);
      if (isRange(test))
        for (const bound of [test.atLeast, test.atMost, test.over, test.under]) {
          if (typeof bound === 'number' || typeof bound === 'string') this.#add(fact, around(bound));
          else if (bound && 'today' in bound) this.#add(fact, around(this.#today));
        }
      for (const other of boundFacts(test))
        this.#add(fact, fixedValues(this.#facts.get(other.fact), content, this.#today).flatMap(around));
    });
  }

  /** What a computed fact is compared with says which values matter of the facts it comes from. */
  #handDown(facts: readonly string[]): void {
    // Chains of computed facts are short, and a round more costs nothing.
    for (let round = 0; round < 6; round++)
      for (const id of facts) {
        const fact = this.#facts.get(id);
        const values = [...(this.#values.get(id) ?? [])];
        if (!fact?.computed || values.length === 0) continue;
        const { computed } = fact;
        const numbers = values.filter((value) => typeof value === 'number');
        if ('age' in computed)
          this.#add(
            computed.age,
            numbers.flatMap((age) => birthDates(age, this.#today)),
          );
        else if ('fiscalYearAge' in computed)
          this.#add(
            computed.fiscalYearAge,
            numbers.map((age) => `${fiscalYear(this.#today) + 1 - age}-01-15`),
          );
        else if ('daysSince' in computed)
          this.#add(
            computed.daysSince,
            numbers.map((days) => addDays(this.#today, -days)),
          );
        else if ('deadline' in computed) {
          const { after, days } = computed.deadline;
          this.#add(
            after,
            values.filter(isDate).flatMap((date) => aroundClosedDays.map((more) => addDays(date, more - days))),
          );
        } else for (const from of takenFrom(fact)) this.#add(from, values);
      }
  }

  /** The values to try for a fact in a case of these people; none where nothing could ever say it. */
  of(id: string, people: readonly string[]): readonly KnownValue[] {
    const fact = this.#facts.get(id);
    if (!fact || fact.sources.length === 0) return [];
    const compared = [...(this.#values.get(id) ?? [])];
    switch (fact.type) {
      case 'boolean':
        return [true, false];
      case 'choice':
        return fact.options ?? [];
      case 'set':
        return setsOf(fact.options ?? [], compared.map(String));
      case 'number':
        return numbersWithin(fact, compared);
      case 'date':
      case 'partial-date':
        return this.#days(fact, compared);
      case 'person':
        return people;
      case 'people':
        return subsets(people);
      default:
        return [...compared.map(String), '甲', '乙'];
    }
  }

  #days(fact: Fact, compared: readonly Scalar[]): PlainDate[] {
    const usual = [
      this.#today,
      addDays(this.#today, -1),
      addMonths(this.#today, -12),
      addDays(this.#today, 1),
      addMonths(this.#today, 12),
    ];
    const days = [...compared.filter(isDate), ...usual];
    return [...new Set(days)].filter((day) => fact.limits?.notAfter === undefined || day <= this.#today);
  }
}

/** A closed last day moves the end of a period by some days. */
const aroundClosedDays = [-12, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 12];

/** The values of a fact that content alone settles: a rate, a constant. */
function fixedValues(fact: Fact | undefined, content: Content, today: PlainDate): Scalar[] {
  if (!fact?.computed) return [];
  if ('today' in fact.computed) return [today];
  if ('constant' in fact.computed) return [fact.computed.constant];
  if ('rate' in fact.computed) return (content.rates[fact.computed.rate]?.rows ?? []).map((row) => row.value);
  return [];
}

function around(value: Scalar): Scalar[] {
  if (typeof value === 'number') return [value - 1, value, value + 1];
  return isDate(value) ? [addDays(value, -1), value, addDays(value, 1)] : [value];
}

/** Birth dates for an age reached today, tomorrow (which some laws count as today), or the day after. */
function birthDates(age: number, today: PlainDate): PlainDate[] {
  const exactly = addMonths(today, -12 * age);
  return [exactly, addDays(exactly, 1), addDays(exactly, 2)];
}

function numbersWithin({ limits }: Fact, compared: readonly Scalar[]): number[] {
  const numbers = [...compared.filter((value) => typeof value === 'number'), limits?.min ?? 0, limits?.max ?? 1];
  return [...new Set(numbers)].filter((value) => value >= (limits?.min ?? value) && value <= (limits?.max ?? value));
}

/** Of few options that are asked about all combinations; of many each alone, and all. */
function setsOf(options: readonly string[], compared: readonly string[]): readonly (readonly string[])[] {
  const named = options.filter((option) => compared.includes(option));
  if (named.length <= 6) return [...subsets(named), options];
  return [options, [], ...options.map((option) => [option])];
}

/** How many people a condition must see to hold, and to fail. */
function counted(condition: Condition): number[] {
  const counts: number[] = [];
  walk(condition, (part) => {
    if ('count' in part) counts.push(part.atLeast ?? 0, (part.atMost ?? 0) + 1);
  });
  return counts;
}

function subsets(people: readonly string[]): string[][] {
  const all = people.reduce<string[][]>((sets, person) => [...sets, ...sets.map((set) => [...set, person])], [[]]);
  // Everybody first: most conditions want somebody there.
  return all.toReversed();
}
