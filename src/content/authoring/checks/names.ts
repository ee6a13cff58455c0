import type { Content, Part, Procedure } from '../../content.ts';
import type { Assembled } from '../assemble.ts';
import type { Path } from '../source-file.ts';

/** Everything that is named exists. */
export function checkNames({ ledger, partPlaces }: Assembled, content: Content): void {
  const facts = content.facts.map((fact) => fact.id);
  const known = {
    fact: facts,
    role: content.facts.filter((fact) => fact.about === 'case' && fact.type === 'person').map((fact) => fact.id),
    people: Object.keys(content.peopleSets),
    rate: Object.keys(content.rates),
    form: ledger.ids('form'),
    event: ledger.ids('event'),
    procedure: ledger.ids('procedure'),
    desk: ledger.ids('desk'),
    document: ledger.ids('document'),
    field: [...new Set(content.procedures.map(({ field }) => field))],
  };
  const name = (thing: string, path: Path, kind: keyof typeof known, id: string) => {
    if (!known[kind].includes(id)) ledger.unknown(thing, path, kind, id, known[kind]);
  };
  for (const procedure of content.procedures)
    namesOfProcedure(procedure, (path, kind, id) => name(`procedure:${procedure.id}`, path, kind, id));
  for (const [part, { thing, path }] of partPlaces)
    namesOfPart(part, path, (at, kind, id) => name(thing, at, kind, id));
  for (const form of content.forms) {
    const thing = `form:${form.id}`;
    form.boxes.forEach((box, index) => {
      const at = ['boxes', index];
      if (box.kind === 'fact') name(thing, [...at, 'fact'], 'fact', box.fact);
      if (box.kind === 'fact' && box.of !== undefined) name(thing, [...at, 'of'], 'role', box.of);
      if (box.kind !== 'table') return;
      if (box.rows !== 'concerned') name(thing, [...at, 'rows'], 'people', box.rows);
      box.columns.forEach(
        (column, item) => 'fact' in column && name(thing, [...at, 'columns', item, 'fact'], 'fact', column.fact),
      );
    });
  }
  for (const { id, desks = [], only = [], not } of content.sessions) {
    desks.forEach((one, index) => name(`session:${id}`, ['desks', index], 'desk', one));
    only.forEach((one, index) => name(`session:${id}`, ['only', index], 'procedure', one));
    not.forEach((one, index) => name(`session:${id}`, ['not', index], 'procedure', one));
  }
  const { fields = {}, procedures = {} } = content.retention ?? {};
  for (const id of Object.keys(fields)) name('retention:retention', ['fields', id], 'field', id);
  for (const id of Object.keys(procedures)) name('retention:retention', ['procedures', id], 'procedure', id);
  for (const [id, { from }] of Object.entries(content.peopleSets))
    if (from !== undefined) name(`people:${id}`, ['from'], 'fact', from);
  for (const { id, computed, limits } of content.facts) {
    const thing = `fact:${id}`;
    if (limits?.notBefore !== undefined) name(thing, ['limits', 'not-before'], 'fact', limits.notBefore);
    if (!computed) continue;
    if ('age' in computed) name(thing, ['computed', 'age'], 'fact', computed.age);
    if ('age' in computed && computed.on !== undefined) name(thing, ['computed', 'on'], 'fact', computed.on);
    if ('fiscalYearAge' in computed) name(thing, ['computed', 'fiscal-year-age'], 'fact', computed.fiscalYearAge);
    if ('daysSince' in computed) name(thing, ['computed', 'days-since'], 'fact', computed.daysSince);
    if ('deadline' in computed) name(thing, ['computed', 'deadline', 'after'], 'fact', computed.deadline.after);
    if ('first' in computed)
      computed.first.forEach((one, index) => name(thing, ['computed', 'first', index], 'fact', one));
    if ('rate' in computed) name(thing, ['computed', 'rate'], 'rate', computed.rate);
    if ('of' in computed) {
      name(thing, ['computed', 'of'], 'role', computed.of);
      name(thing, ['computed', 'fact'], 'fact', computed.fact);
    }
    if ('only' in computed) name(thing, ['computed', 'only'], 'people', computed.only);
    if ('choose' in computed)
      computed.choose.forEach(
        ({ fact }, index) => fact !== undefined && name(thing, ['computed', 'choose', index, 'fact'], 'fact', fact),
      );
  }
}

type Name = 'fact' | 'role' | 'people' | 'rate' | 'form' | 'event' | 'procedure' | 'desk' | 'document';

function namesOfProcedure(procedure: Procedure, name: (path: Path, kind: Name, id: string) => void): void {
  procedure.events.forEach((id, index) => name(['events', index], 'event', id));
  if (procedure.concerns) name(['concerns', 'people'], 'people', procedure.concerns.people);
  if (procedure.applicant !== undefined) name(['applicant'], 'role', procedure.applicant);
  if (procedure.form !== undefined) name(['form'], 'form', procedure.form);
  procedure.forms?.forEach(({ form }, index) => name(['forms', index, 'form'], 'form', form));
  name(['desk'], 'desk', procedure.desk);
  procedure.bring.forEach(({ document }, index) => name(['bring', index, 'document'], 'document', document));
  procedure.after.forEach((id, index) => name(['after', index], 'procedure', id));
  procedure.clocks.forEach((clock, index) =>
    clock.after.forEach((id) => name(['deadline', index, 'after'], 'fact', id)),
  );
  if (typeof procedure.fee === 'object') name(['fee', 'rate'], 'rate', procedure.fee.rate);
}

function namesOfPart(part: Part, path: Path, name: (path: Path, kind: Name, id: string) => void): void {
  if (part.kind === 'stop')
    part.bring.forEach(({ document }, item) => name([...path, 'bring', item, 'document'], 'document', document));
  if (part.kind !== 'group') return;
  part.questions.forEach((question, item) => {
    const at = [...path, 'ask', item];
    question.facts.forEach((id, index) =>
      name([...at, ...(question.facts.length > 1 ? ['facts', index] : ['fact'])], 'fact', id),
    );
    if (question.each !== undefined) name([...at, 'each'], 'people', question.each);
    if (question.over !== undefined) name([...at, 'over'], 'people', question.over);
  });
}
