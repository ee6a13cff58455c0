import type { Content } from '../content.ts';
import type { Assembled } from './assemble.ts';
import { suggestion } from './problems.ts';

/**
 * Cross-checks of content that hold without running it: everything named exists. What needs the engine (procedures that
 * can never apply, questions that can never be asked) is checked on the engine's floor.
 */
export function checkContent({ report, ...assembled }: Assembled, content: Content): void {
  const error = (thing: string, path: (string | number)[], rule: string, message: string, advice: string) => report(thing, path, { rule, severity: 'error', message, advice });
  const facts = new Map(content.facts.map((fact) => [fact.id, fact]));
  const roles = content.facts.filter((fact) => fact.about === 'case' && fact.type === 'person').map((fact) => fact.id);
  const sets = Object.keys(content.peopleSets);
  const name = (thing: string, path: (string | number)[], kind: string, id: string, known: readonly string[]) => {
    if (!known.includes(id)) error(thing, path, `unknown-${kind}`, `There is no ${kind} "${id}".`, suggestion(id, known));
  };
  for (const procedure of content.procedures) {
    const thing = `procedure:${procedure.id}`;
    procedure.events.forEach((id, index) => name(thing, ['events', index], 'event', id, content.events.map((event) => event.id)));
    if (procedure.concerns) name(thing, ['concerns', 'people'], 'people', procedure.concerns.people, sets);
    if (procedure.applicant !== undefined) name(thing, ['applicant'], 'role', procedure.applicant, roles);
    if (procedure.form !== undefined) name(thing, ['form'], 'form', procedure.form, content.forms.map((form) => form.id));
    name(thing, ['desk'], 'desk', procedure.desk, [...assembled.desks]);
    procedure.bring.forEach((bring, index) => name(thing, ['bring', index, 'document'], 'document', bring.document, [...assembled.documents]));
    procedure.after.forEach((id, index) => name(thing, ['after', index], 'procedure', id, content.procedures.map((one) => one.id)));
    procedure.clocks.forEach((clock, index) => clock.after.forEach((id) => name(thing, ['deadline', index, 'after'], 'fact', id, [...facts.keys()])));
    if (typeof procedure.fee === 'object') name(thing, ['fee', 'rate'], 'rate', procedure.fee.rate, Object.keys(content.rates));
  }
  for (const event of content.events) {
    event.parts.forEach((part, index) => {
      const thing = `event:${event.id}`;
      if (part.kind === 'group')
        part.questions.forEach((question, item) => {
          const at = ['order', index, 'ask', item];
          for (const id of question.facts) name(thing, at, 'fact', id, [...facts.keys()]);
          if (question.each !== undefined) name(thing, [...at, 'each'], 'people', question.each, sets);
          if (question.over !== undefined) name(thing, [...at, 'over'], 'people', question.over, sets);
        });
      if (part.kind === 'stop') part.bring.forEach((bring, item) => name(thing, ['order', index, 'bring', item, 'document'], 'document', bring.document, [...assembled.documents]));
    });
  }
  for (const form of content.forms) {
    form.boxes.forEach((box, index) => {
      const thing = `form:${form.id}`;
      if (box.kind === 'fact') {
        name(thing, ['boxes', index, 'fact'], 'fact', box.fact, [...facts.keys()]);
        if (box.of !== undefined) name(thing, ['boxes', index, 'of'], 'role', box.of, roles);
      }
      if (box.kind === 'table') {
        if (box.rows !== 'concerned') name(thing, ['boxes', index, 'rows'], 'people', box.rows, sets);
        box.columns.forEach((column, item) => 'fact' in column && name(thing, ['boxes', index, 'columns', item, 'fact'], 'fact', column.fact, [...facts.keys()]));
      }
    });
  }
}
