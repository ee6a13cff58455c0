import { type Statement, supposing } from '../case/index.ts';
import { CASE, TRUE } from '../conditions/index.ts';
import { Dependencies } from '../content/index.ts';
import type { Outlook } from './next.ts';
import type { Program } from './program.ts';
import { asideKey, CaseSituation } from './situation.ts';

/**
 * Contradictions (食い違い) that saying this would bring into a case (a child older than the mother), by the names of
 * their conditions. What contradicted before, by a card or a register, is left to staff and not held against the answer.
 */
export function contradictedBy({ program, view, situation }: Outlook, said: readonly Statement[]): string[] {
  const { contradictions } = program.content;
  if (!said.some(({ fact }) => readByContradictions(program).has(`fact:${fact}`))) return [];
  const setAside = new Set(view.setAside);
  for (const { subject, fact } of said) setAside.delete(asideKey(subject, fact));
  const after = new CaseSituation(program, { state: supposing(view.state, said), setAside });
  return contradictions.filter((named) => {
    const holds = program.check({ named });
    return holds(after, CASE, []) === TRUE && holds(situation, CASE, []) !== TRUE;
  });
}

const read = new WeakMap<Program, ReadonlySet<string>>();

/** Most answers have nothing to do with any contradiction, and cost nothing. */
function readByContradictions(program: Program): ReadonlySet<string> {
  let found = read.get(program);
  if (!found) {
    const { contradictions, ...content } = program.content;
    const dependencies = new Dependencies(content);
    read.set(program, (found = dependencies.closure(contradictions.map((id) => `condition:${id}` as const))));
  }
  return found;
}
