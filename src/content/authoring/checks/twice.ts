import type { Assembled } from '../assemble.ts';
import type { Content } from '../../content.ts';
import type { Path } from '../source-file.ts';

/** Inside one thing, too, each name stands once. */
export function checkTwice({ ledger, partPlaces }: Assembled, content: Content): void {
  const once = (thing: string, entries: { id: string; path: Path }[], what: string) => {
    const seen = new Set<string>();
    for (const { id, path } of entries) {
      if (seen.has(id))
        ledger.error(
          thing,
          path,
          'twice',
          `The ${what} "${id}" stands twice here.`,
          'Give one of them another name, or keep one.',
        );
      seen.add(id);
    }
  };
  const listed = (ids: readonly string[], ...path: Path) => ids.map((id, index) => ({ id, path: [...path, index] }));
  for (const procedure of content.procedures) {
    const thing = `procedure:${procedure.id}`;
    once(
      thing,
      listed(
        procedure.clocks.map((clock) => clock.id),
        'deadline',
      ),
      'deadline',
    );
    once(
      thing,
      listed(
        procedure.notes.map((note) => note.id),
        'notes',
      ),
      'note',
    );
    once(
      thing,
      listed(
        procedure.bring.map((bring) => bring.document),
        'bring',
      ),
      'document',
    );
    once(thing, listed(procedure.events, 'events'), 'life event');
    const papers = (procedure.forms ?? []).map(({ form: id }, index) => ({ id, path: ['forms', index] }));
    once(thing, procedure.form === undefined ? papers : [{ id: procedure.form, path: ['form'] }, ...papers], 'form');
  }
  for (const form of content.forms) {
    once(
      `form:${form.id}`,
      listed(
        form.boxes.map((box) => box.id),
        'boxes',
      ),
      'box',
    );
    form.boxes.forEach((box, index) => {
      if (box.kind === 'table')
        once(
          `form:${form.id}`,
          listed(
            box.columns.map((column) => column.id),
            'boxes',
            index,
            'columns',
          ),
          'column',
        );
    });
  }
  for (const event of content.events) {
    const thing = `event:${event.id}`;
    const own = (part: (typeof event.parts)[number]) =>
      partPlaces.get(part)?.thing === thing ? (partPlaces.get(part)?.path ?? []) : ['order'];
    once(
      thing,
      event.parts.map((part) => ({ id: `${part.kind} ${part.id}`, path: own(part) })),
      'part',
    );
    once(
      thing,
      listed(
        event.check.map((line) => line.id),
        'check',
      ),
      'line',
    );
    const asked = new Set<string>();
    for (const part of event.parts) {
      if (part.kind !== 'group') continue;
      part.questions.forEach((question, item) => {
        if (asked.has(question.id))
          ledger.error(
            thing,
            own(part).length > 1 ? [...own(part), 'ask', item] : own(part),
            'question-twice',
            `The question "${question.id}" stands twice in this event.`,
            'Ask it once, or give the second an "id:" of its own.',
          );
        asked.add(question.id);
      });
    }
  }
}
