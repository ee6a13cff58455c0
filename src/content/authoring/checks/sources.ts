import type { Content, Fact } from '../../content.ts';
import { Dependencies, type Node } from '../../dependencies.ts';
import type { Assembled } from '../assemble.ts';
import type { Rule } from '../rules.ts';
import type { Path } from '../source-file.ts';

type Complain = (thing: string, path: Path, rule: Rule, message: string, advice: string) => void;

/** Every fact that is needed can come from somewhere, and in time. */
export function checkSources({ ledger, partPlaces }: Assembled, content: Content): void {
  const facts = new Map(content.facts.map((fact) => [fact.id, fact]));
  const worded = (fact: Fact, question?: string) =>
    `fact.${fact.id}.question` in ledger.texts ||
    (question !== undefined && `question.${question}.text` in ledger.texts);
  const complain: Complain = (thing, path, rule, message, advice) =>
    ledger.report(thing, path, { rule, severity: 'error', message, advice });
  const asked = new Map<string, string[]>();
  for (const [part, { thing, path }] of partPlaces) {
    if (part.kind !== 'group') continue;
    part.questions.forEach((question, item) => {
      for (const id of question.facts) asked.set(id, [...(asked.get(id) ?? []), question.id]);
      const first = question.facts.map((id) => facts.get(id)).find((fact) => fact !== undefined);
      const several = question.facts.length > 1 && !(`question.${question.id}.text` in ledger.texts);
      if (first && (several || !worded(first, question.id)))
        complain(
          thing,
          [...path, 'ask', item],
          'no-question',
          `The question "${question.id}" has no words.`,
          several
            ? 'Add "text:" with the words for all of them.'
            : `Add "question:" to the fact "${first.id}", or "text:" here.`,
        );
      for (const id of question.facts) {
        const fact = facts.get(id);
        if (fact && !fact.sources.includes('resident') && !ledger.faulty.has(`fact:${id}`))
          complain(
            thing,
            [...path, 'ask', item],
            'never-asked',
            `"${id}" is never put to a resident: ${fact.computed ? 'it is computed' : `its sources are ${fact.sources.join(', ')}`}.`,
            'Take it out of the question, or add "resident" to its sources.',
          );
      }
    });
  }
  /** Why nothing can ever fill a fact; undefined where something can. */
  const dry = (fact: Fact): string | undefined => {
    if (fact.sources.length === 0) return 'it has no sources';
    const others = fact.sources.filter((source) => source !== 'resident' && source !== 'home');
    if (others.length > 0 && !(others.length === 1 && others[0] === 'staff' && fact.sources.includes('resident')))
      return undefined;
    return asked.has(fact.id) || worded(fact) ? undefined : 'only the resident can say it, and it has no question';
  };
  for (const form of content.forms) {
    const box = (path: (string | number)[], id: string, optional: boolean | undefined) => {
      const fact = facts.get(id);
      const why = fact && !ledger.faulty.has(`fact:${id}`) ? dry(fact) : undefined;
      if (why !== undefined && !(optional && fact?.sources.includes('staff')))
        complain(
          `form:${form.id}`,
          path,
          'box-without-source',
          `Nothing can fill this box with "${id}": ${why}.`,
          'Give the fact a "question:" or other sources, or make the box "office: true".',
        );
    };
    form.boxes.forEach((one, index) => {
      if (one.kind === 'fact') box(['boxes', index, 'fact'], one.fact, one.optional);
      if (one.kind === 'table')
        one.columns.forEach(
          (column, item) =>
            'fact' in column && box(['boxes', index, 'columns', item, 'fact'], column.fact, column.optional),
        );
    });
  }
  checkDeciding(content, ledger, facts, complain);
}

/** What decides a procedure must be asked before its results are shown, unless a card, paper or register says it. */
function checkDeciding(
  content: Content,
  ledger: Assembled['ledger'],
  facts: ReadonlyMap<string, Fact>,
  complain: Complain,
): void {
  const inVisit = new Map(content.events.map(({ id }) => [id, new Dependencies(content, [], [id])]));
  const spoken = (fact: Fact | undefined) =>
    fact !== undefined &&
    fact.sources.includes('resident') &&
    !fact.sources.some((source) => ['card', 'register', 'certificate'].includes(source)) &&
    fact.id !== 'visitor';
  for (const procedure of content.procedures) {
    const { concerns } = procedure;
    for (const [index, id] of procedure.events.entries()) {
      const event = content.events.find((one) => one.id === id);
      const dependencies = inVisit.get(id);
      if (!event || !dependencies) continue;
      const start: Node[] = [
        ...dependencies.readBy(procedure.when),
        ...(concerns ? [`people:${concerns.people}` as const] : []),
        ...dependencies.readBy(concerns?.where),
      ];
      const asked = new Set(
        event.parts.flatMap((part) =>
          part.kind === 'group' ? part.questions.flatMap((question) => question.facts) : [],
        ),
      );
      const deciding = [...dependencies.closure(start)].flatMap((node) =>
        node.startsWith('fact:') ? [node.slice('fact:'.length)] : [],
      );
      const missing = deciding.filter(
        (fact) => spoken(facts.get(fact)) && !asked.has(fact) && !ledger.faulty.has(`fact:${fact}`),
      );
      if (missing.length > 0)
        complain(
          `procedure:${procedure.id}`,
          ['events', index],
          'asked-nowhere',
          `Whether this applies depends on ${missing.map((fact) => `"${fact}"`).join(', ')}, and "${id}" asks for ${missing.length > 1 ? 'none of them' : 'it'} nowhere.`,
          `Ask it in flows/events/${id}.yaml, give the fact another source, or take it out of the condition.`,
        );
    }
  }
}
