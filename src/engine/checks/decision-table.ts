import { CASE, FALSE, type KnownValue, NOT_KNOWN, TRUE, type Truth } from '../../conditions/index.ts';
import { type Content, Dependencies, type Procedure, readBy } from '../../content/index.ts';
import type { Standing } from '../determine.ts';
import { compile } from '../program.ts';
import { appliesTo } from './procedure-flaws.ts';
import { Samples } from './samples.ts';
import { budget } from './search.ts';
import { type Place, Trial } from './trial.ts';

/** One line of a decision table: for these facts, whichever of the values it is, the procedure stands so. */
export interface DecisionRow {
  facts: (Place & { values: readonly KnownValue[] })[];
  standing: Standing;
}

export interface DecisionTable {
  rows: DecisionRow[];
  /** Whether there are more combinations than were gone through. */
  cut: boolean;
  /** Facts that the condition reads and that decide nothing with so many people: with more of them they may. */
  undecisive: string[];
}

type Tree = { standing: Standing } | { place: Place; branches: { values: KnownValue[]; tree: Tree }[] };

const standings: Record<Truth, Standing> = { [FALSE]: 'does-not-apply', [TRUE]: 'applies', [NOT_KNOWN]: 'may-apply' };

/**
 * When a procedure applies in a visit about one life event, as a table to be read and signed (決定表): every combination
 * of the values that matter of the facts that decide it, in the order in which they decide; values that lead to the same
 * stand in one line. `people`: how many are in the case; the last of them is the one in question.
 */
export function decisionTable(
  content: Content,
  procedure: Procedure,
  event: string,
  today: string,
  people = 1,
): DecisionTable {
  const life = content.events.filter(({ id }) => id === event);
  const program = compile(content, [event]);
  const condition = { all: appliesTo(procedure) };
  const dependencies = new Dependencies(content, life);
  const samples = new Samples(content, dependencies, readBy(condition), [condition], today);
  const ids = Array.from({ length: people }, (_, index) => `p${index + 1}`);
  const trial = new Trial(program, today, ids, samples);
  const check = program.check(condition);
  const subject = procedure.concerns ? people - 1 : CASE;
  let looked = 0;

  const grow = (): Tree => {
    looked++;
    const { truth, next } = trial.look((situation, trail) => check(situation, subject, trail));
    if (!next || looked > budget) return { standing: standings[truth] };
    const branches = new Map<string, { values: KnownValue[]; tree: Tree }>();
    for (const value of next.values) {
      trial.make(next, value);
      const tree = grow();
      const same = branches.get(JSON.stringify(tree));
      if (same) same.values.push(value);
      else branches.set(JSON.stringify(tree), { values: [value], tree });
    }
    trial.make(next, undefined);
    // A fact of which every value leads to the same decides nothing.
    const [only, ...others] = branches.values();
    if (only && others.length === 0) return only.tree;
    return { place: { subject: next.subject, fact: next.fact }, branches: [...branches.values()] };
  };

  const rows = (tree: Tree, facts: DecisionRow['facts']): DecisionRow[] =>
    'standing' in tree
      ? [{ facts, standing: tree.standing }]
      : tree.branches.flatMap((branch) => rows(branch.tree, [...facts, { ...tree.place, values: branch.values }]));
  const table = rows(grow(), []);
  const decisive = new Set(table.flatMap(({ facts }) => facts.map(({ fact }) => fact)));
  const read = dependencies.closure(readBy(condition));
  const undecisive = content.facts
    .filter(({ id, computed, sources }) => read.has(`fact:${id}`) && !computed && sources.length > 0)
    .flatMap(({ id }) => (decisive.has(id) || id === 'visitor' ? [] : [id]));
  return { rows: table, cut: looked > budget, undecisive };
}
