import type { Box, BoxLook, Column, Form } from '../content.ts';
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
    ...(written.paper ? { paper: paperOf(written.paper) } : {}),
    boxes: written.boxes.map((box, index): Box => {
      const words = 'note' in box ? 'note' : 'label';
      ledger.say(textKey('form', id, 'boxes', box.id), 'note' in box ? box.note : box.label, thing, [
        'boxes',
        index,
        words,
      ]);
      const place = { id: box.id, ...lookOf(box) };
      if ('note' in box) return { ...place, kind: 'note' };
      if ('procedures' in box) return { ...place, kind: 'procedures' };
      if ('by-hand' in box) return { ...place, kind: 'by-hand' };
      if ('office' in box) return { ...place, kind: 'office' };
      if ('signature' in box) return { ...place, kind: 'signature' };
      if ('fact' in box)
        return {
          ...place,
          kind: 'fact',
          fact: box.fact,
          ...(box.of === undefined ? {} : { of: box.of }),
          ...(box.optional ? { optional: true } : {}),
        };
      return {
        ...place,
        kind: 'table',
        rows: box.rows,
        columns: box.columns.map((column, item): Column => {
          ledger.say(textKey('form', id, 'boxes', box.id, column.id), column.label, thing, [
            'boxes',
            index,
            'columns',
            item,
            'label',
          ]);
          const own = { id: column.id, ...lookOf(column) };
          return 'office' in column
            ? { ...own, office: true }
            : { ...own, fact: column.fact, ...(column.optional ? { optional: true } : {}) };
        }),
      };
    }),
  };
}

function paperOf({ size, orientation, number }: NonNullable<FormYaml['paper']>): NonNullable<Form['paper']> {
  return {
    ...(size === undefined ? {} : { size }),
    ...(orientation === undefined ? {} : { orientation }),
    ...(number === undefined ? {} : { number }),
  };
}

type Written = FormYaml['boxes'][number] | Extract<FormYaml['boxes'][number], { columns: unknown }>['columns'][number];

function lookOf(box: Written): { look?: BoxLook } {
  const look: BoxLook = {};
  if ('span' in box && box.span !== undefined) look.span = box.span;
  if ('as' in box && box.as !== undefined) look.as = box.as;
  if ('digits' in box && box.digits !== undefined) look.digits = box.digits;
  if ('lines' in box && box.lines !== undefined) look.lines = box.lines;
  if ('heading' in box && box.heading !== undefined) look.heading = box.heading;
  if ('new-page' in box && box['new-page']) look.newPage = true;
  return Object.keys(look).length > 0 ? { look } : {};
}
