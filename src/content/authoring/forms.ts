import type { Box, Form } from '../content.ts';
import { textKey } from '../texts.ts';
import type { ContentFile } from './content-file.ts';
import type { Ledger } from './ledger.ts';
import type { FormYaml } from './schemas.ts';

/** A form as content knows it. Undefined where another file has the same id. */
export function formOf(file: ContentFile, written: FormYaml, ledger: Ledger): Form | undefined {
  const { id } = file;
  const thing = `form:${id}`;
  if (!ledger.enter(thing, file, [])) return undefined;
  ledger.sayAll('form', id, { title: written.title }, thing);
  return {
    id,
    boxes: written.boxes.map((box, index): Box => {
      ledger.say(textKey('form', id, 'boxes', box.id), box.label, thing, ['boxes', index, 'label']);
      if ('office' in box) return { kind: 'office', id: box.id };
      if ('signature' in box) return { kind: 'signature', id: box.id };
      if ('fact' in box)
        return {
          kind: 'fact',
          id: box.id,
          fact: box.fact,
          ...(box.of === undefined ? {} : { of: box.of }),
          ...(box.optional ? { optional: true } : {}),
        };
      return {
        kind: 'table',
        id: box.id,
        rows: box.rows,
        columns: box.columns.map((column, item) => {
          ledger.say(textKey('form', id, 'boxes', box.id, column.id), column.label, thing, [
            'boxes',
            index,
            'columns',
            item,
            'label',
          ]);
          return 'office' in column
            ? { id: column.id, office: true }
            : { id: column.id, fact: column.fact, ...(column.optional ? { optional: true } : {}) };
        }),
      };
    }),
  };
}
