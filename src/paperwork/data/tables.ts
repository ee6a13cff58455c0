import { type Content, formsOf, textKey } from '../../content/index.ts';
import { cellText, type CsvColumn, formColumns, leadingColumns, mostPeople, USUAL_PEOPLE } from './columns.ts';
import type { Table } from './csv.ts';
import type { ApplicationRecord } from './record.ts';
import { boxLabel, type RecordWords, sourceWords } from './words.ts';

/** How applications are put into files: one file a procedure, or one a desk (窓口). */
export type TableBy = 'procedure' | 'desk';

/** Tables for RPA by file name without its ending: one row an application, of one case or of many. */
export function applicationTables(
  records: readonly ApplicationRecord[],
  content: Content,
  words: RecordWords,
  by: TableBy,
): Map<string, Table> {
  const grouped = Map.groupBy(records, ({ procedure }) => (by === 'desk' ? procedure.desk.id : procedure.id));
  return new Map(
    [...grouped].map(([name, group]) => {
      const people = Math.max(USUAL_PEOPLE, mostPeople(group));
      // All papers of these procedures, also one that nobody here needed: columns keep their place.
      const procedures = new Set(group.map(({ procedure }) => procedure.id));
      const papers = content.procedures.flatMap((one) => (procedures.has(one.id) ? formsOf(one) : []));
      const forms = [...new Set(papers.map(({ form }) => form))];
      const columns: CsvColumn[] = [...leadingColumns];
      for (const id of forms) {
        const form = content.forms.find((one) => one.id === id);
        if (!form) continue;
        const own = formColumns(form, content, words, people);
        // Where several forms stand side by side each row fills the columns of its own.
        const title = words.ja(textKey('form', id, 'title'));
        columns.push(
          ...(by === 'desk' || forms.length > 1
            ? own.map((one) => ({ ...one, heading: `${title}：${one.heading}` }))
            : own),
        );
      }
      return [
        name,
        {
          header: distinct(columns.map(({ heading }) => heading)),
          rows: group.map((record) => columns.map(({ cell }) => cell(record))),
        },
      ];
    }),
  );
}

/** Where the content of every box came from, one row a box: for staff, and to join to the other tables. */
export function sourcesTable(records: readonly ApplicationRecord[], words: RecordWords): Table {
  const rows = records.flatMap((record) => {
    const { receipt, procedure, subject, people } = record;
    const row = (
      form: string,
      path: string[],
      place: string,
      person: string | undefined,
      box: Parameters<typeof cellText>[0],
    ) => [
      receipt,
      procedure.id,
      procedure.name,
      subject,
      form,
      path.join('.'),
      path.map((_, depth) => words.ja(boxLabel(form, ...path.slice(0, depth + 1)))).join(' '),
      place,
      people.find(({ id }) => id === person)?.name ?? '',
      box.signature ? `画面で署名 ${box.signature.at}` : cellText(box),
      sourceWords[box.source],
      box.source,
      box.differs ? '食い違い' : '',
    ];
    return Object.entries(record.forms).flatMap(([form, { boxes: all }]) =>
      Object.entries(all).flatMap(([id, box]) =>
        Array.isArray(box)
          ? box.flatMap(({ person, boxes }, index) =>
              Object.entries(boxes).map(([column, value]) => row(form, [id, column], String(index + 1), person, value)),
            )
          : [row(form, [id], '', box.person, box)],
      ),
    );
  });
  return {
    header: [
      '受付番号',
      '手続きID',
      '手続き',
      '対象者ID',
      '様式ID',
      '欄ID',
      '欄',
      '行',
      '人',
      '値',
      '出どころ',
      '出どころID',
      '食い違い',
    ],
    rows,
  };
}

/** Headings under which a program finds one column each: the second of one name gets a number. */
function distinct(headings: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headings.map((heading) => {
    const count = (seen.get(heading) ?? 0) + 1;
    seen.set(heading, count);
    return count === 1 ? heading : `${heading} (${count})`;
  });
}
