import { boundFacts, type Condition, inEvents, walk } from '../conditions/index.ts';
import type { Content, Fact, LifeEvent } from './content.ts';

/** Something that reads, or is read: a fact, a set of people, a named condition. */
export type Node = `${'fact' | 'people' | 'condition'}:${string}`;

/** What a condition reads itself. */
export function readBy(condition: Condition | undefined): Node[] {
  const nodes: Node[] = [];
  if (condition)
    walk(condition, (part) => {
      if ('fact' in part)
        nodes.push(
          ...factsRead(part.fact, part.of),
          ...boundFacts(part.test).flatMap((bound) => factsRead(bound.fact, bound.of)),
        );
      else if ('quantifier' in part) nodes.push(`people:${part.people}`);
      else if ('count' in part) nodes.push(`people:${part.count}`);
      else if ('member' in part) nodes.push(`people:${part.member}`);
      else if ('named' in part) nodes.push(`condition:${part.named}`);
    });
  return nodes;
}

const factsRead = (fact: string, of?: string): Node[] =>
  of === undefined ? [`fact:${fact}`] : [`fact:${fact}`, `fact:${of}`];

/** The facts from which a computed fact comes about, and the conditions it looks at. */
export function computedFrom(fact: Fact): { facts: string[]; conditions: Condition[] } {
  const { computed } = fact;
  if (!computed) return { facts: [], conditions: [] };
  if ('age' in computed)
    return { facts: [computed.age, ...(computed.on === undefined ? [] : [computed.on])], conditions: [] };
  if ('fiscalYearAge' in computed) return { facts: [computed.fiscalYearAge], conditions: [] };
  if ('daysSince' in computed) return { facts: [computed.daysSince], conditions: [] };
  if ('deadline' in computed) return { facts: [computed.deadline.after], conditions: [] };
  if ('condition' in computed) return { facts: [], conditions: [computed.condition] };
  if ('first' in computed) return { facts: computed.first, conditions: [] };
  if ('of' in computed) return { facts: [computed.of, computed.fact], conditions: [] };
  if ('only' in computed) return { facts: [], conditions: [{ member: computed.only }] };
  if ('choose' in computed)
    return {
      facts: computed.choose.flatMap(({ fact: chosen }) => chosen ?? []),
      conditions: computed.choose.flatMap(({ when }) => when ?? []),
    };
  return { facts: [], conditions: [] };
}

/** The facts whose value a computed fact may simply take over. */
export function takenFrom(fact: Fact): string[] {
  const { computed } = fact;
  if (!computed) return [];
  if ('first' in computed) return computed.first;
  if ('of' in computed) return [computed.fact];
  if ('choose' in computed) return computed.choose.flatMap(({ fact: chosen }) => chosen ?? []);
  return [];
}

/**
 * What reads what, directly and through others. With life events, a fact also reads the conditions under which they
 * ask it, because it has no meaning while none of them holds. `visit`: the events of a visit, in which a condition that
 * belongs to another event reads nothing.
 */
export class Dependencies {
  readonly #direct = new Map<Node, Node[]>();
  readonly #conditions = new Map<Node, Condition[]>();

  readonly #visit: readonly string[] | undefined;

  constructor(
    content: Pick<Content, 'facts' | 'peopleSets' | 'conditions'>,
    events: readonly LifeEvent[] = [],
    visit?: readonly string[],
  ) {
    this.#visit = visit;
    for (const fact of content.facts) {
      const { facts, conditions } = computedFrom(fact);
      this.#add(`fact:${fact.id}`, facts, [...conditions, fact.relevant]);
    }
    for (const [id, { from, where }] of Object.entries(content.peopleSets))
      this.#add(`people:${id}`, from === undefined ? [] : [from], [where]);
    for (const [id, condition] of Object.entries(content.conditions)) this.#add(`condition:${id}`, [], [condition]);
    for (const event of events)
      for (const [fact, conditions] of askedUnder(event)) this.#add(`fact:${fact}`, [], conditions);
  }

  #add(node: Node, facts: readonly string[], written: readonly (Condition | undefined)[]): void {
    const conditions = written.filter((condition) => condition !== undefined);
    this.#conditions.set(node, [...this.conditions(node), ...conditions]);
    this.#direct.set(node, [
      ...this.direct(node),
      ...facts.map((id): Node => `fact:${id}`),
      ...conditions.flatMap((condition) => this.readBy(condition)),
    ]);
  }

  /** What a condition reads itself. */
  readBy(condition: Condition | undefined): Node[] {
    return readBy(condition && this.#visit ? inEvents(condition, this.#visit) : condition);
  }

  /** The conditions that something looks at itself. */
  conditions(node: Node): readonly Condition[] {
    return this.#conditions.get(node) ?? [];
  }

  direct(node: Node): readonly Node[] {
    return this.#direct.get(node) ?? [];
  }

  /** All that is read, directly or through others; with what it starts from. */
  closure(from: Iterable<Node>): Set<Node> {
    const all = new Set<Node>(from);
    for (const node of all) for (const read of this.direct(node)) all.add(read);
    return all;
  }

  /** Rings in which each reads the next and the last the first; each ring once. */
  rings(): Node[][] {
    const rings: Node[][] = [];
    const done = new Set<Node>();
    const way: Node[] = [];
    const visit = (node: Node) => {
      const start = way.indexOf(node);
      if (start >= 0) rings.push(way.slice(start));
      if (start >= 0 || done.has(node)) return;
      way.push(node);
      for (const read of new Set(this.direct(node))) visit(read);
      way.pop();
      done.add(node);
    };
    for (const node of this.#direct.keys()) visit(node);
    return rings;
  }
}

/** The conditions that a fact inherits from an event that asks it only under conditions. */
function askedUnder(event: LifeEvent): Map<string, Condition[]> {
  const under = new Map<string, Condition[]>();
  const free = new Set<string>();
  for (const part of event.parts) {
    if (part.kind !== 'group') continue;
    for (const question of part.questions) {
      const conditions = [part.when, question.where].filter((condition) => condition !== undefined);
      for (const fact of question.facts) {
        if (conditions.length === 0) free.add(fact);
        under.set(fact, [...(under.get(fact) ?? []), ...conditions]);
      }
    }
  }
  for (const fact of free) under.delete(fact);
  return under;
}
