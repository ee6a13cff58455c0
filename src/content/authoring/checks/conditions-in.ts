import type { Condition } from '../../../conditions/index.ts';
import { type Content, formsOf } from '../../content.ts';
import { computedFrom } from '../../dependencies.ts';

/** Every condition written anywhere in the content. */
export function conditionsIn(content: Content): Condition[] {
  return [
    ...content.facts.flatMap((fact) => [fact.relevant, ...computedFrom(fact).conditions]),
    ...Object.values(content.peopleSets).map((set) => set.where),
    ...Object.values(content.conditions),
    ...content.contradictions.map((named) => ({ named })),
    ...content.procedures.flatMap((procedure) => [
      procedure.when,
      procedure.concerns?.where,
      ...[...procedure.clocks, ...procedure.bring, ...formsOf(procedure), ...procedure.notes].map((one) => one.when),
    ]),
    ...content.events.flatMap((event) => [
      ...event.check.map((line) => line.when),
      ...event.parts.flatMap((part) => {
        if (part.kind === 'screen') return [];
        if (part.kind === 'stop') return [part.when, ...part.bring.map((one) => one.when)];
        return [part.when, ...part.questions.map((question) => question.where)];
      }),
    ]),
  ].filter((condition) => condition !== undefined);
}
