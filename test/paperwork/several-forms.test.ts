import { describe, expect, test } from 'vitest';
import type { Condition } from '../../src/conditions/index.ts';
import type { Form } from '../../src/content/index.ts';
import {
  applicationFrom,
  applications,
  applicationTables,
  boxesBySource,
  papersOf,
  paperWords,
  recordsOf,
  recordWords,
  sheets,
} from '../../src/paperwork/index.ts';
import { exampleVisits } from '../../src/start/commands/parts/example-visit.ts';
import { sha256 } from '../../src/start/commands/parts/sha-256.ts';
import { flowsFolder } from '../../src/start/flows-folder.ts';
import { arrive, contentOf, fact, group, path, procedure } from '../flows/small-content.ts';

const is = (id: string): Condition => ({ fact: id, test: { is: true } });
const form = (id: string, filledBy: string): Form => ({
  id,
  boxes: [
    { id: 'said', kind: 'fact', fact: filledBy },
    { id: 'signature', kind: 'signature' },
  ],
});
const content = contentOf({
  facts: ['moved', 'spouse', 'savings', 'consent'].map((id) => fact(id)),
  parts: [group('gate', ['moved', 'spouse', 'savings', 'consent'])],
  procedures: [
    procedure('claim', { when: is('moved'), form: 'claim', forms: [{ form: 'consent', when: is('spouse') }] }),
  ],
  forms: [form('claim', 'savings'), form('consent', 'consent')],
});

describe('a procedure on several papers', () => {
  test('is one application with the boxes of all of them, each knowing its paper', () => {
    const client = arrive(content);
    path(client, { moved: true, spouse: true, savings: false, consent: true });
    const [claim, ...others] = applications(client.visit.outlook);
    expect(others).toEqual([]);
    expect(claim).toMatchObject({ procedure: 'claim', form: 'claim', furtherForms: ['consent'] });
    expect(claim && papersOf(claim)).toMatchObject([
      { form: 'claim', boxes: [{ id: 'said', value: false }, { id: 'signature' }] },
      { form: 'consent', boxes: [{ id: 'said', value: true, form: 'consent' }, { id: 'signature' }] },
    ]);
    expect(boxesBySource(applications(client.visit.outlook))).toMatchObject({ resident: 2, signature: 2 });
  });

  test('leaves a paper out whose condition does not hold, and asks nothing for it', () => {
    const client = arrive(content);
    expect(path(client, { moved: true, spouse: false, savings: true })).not.toContain('consent');
    expect(applications(client.visit.outlook).flatMap(papersOf)).toMatchObject([{ form: 'claim' }]);
  });

  test('asks what decides on a paper, and prepares it where nobody knows', () => {
    const client = arrive(content);
    expect(path(client, { moved: true, spouse: 'unknown', savings: true, consent: true })).toContain('spouse');
    expect(applications(client.visit.outlook).flatMap(papersOf)).toMatchObject([
      { form: 'claim' },
      { form: 'consent' },
    ]);
  });
});

test('who claims the medical costs of a head of household states also that they represent the heirs', async () => {
  const [visit] = exampleVisits(flowsFolder, ['bereavement/self-employed-father']);
  if (!visit) throw new Error('there is no example');
  const { outlook, texts, japanese } = visit;
  const { forms } = outlook.program.content;
  const claims = applications(outlook).filter(({ procedure: id }) => id === 'nhi-high-cost');
  expect(sheets(claims, forms, paperWords(outlook, japanese)).map(({ title }) => title)).toEqual([
    '医療費・保険料などの支給申請書（相続人）',
    '相続人代表者の申立書',
  ]);
  const records = await recordsOf(outlook, { receipt: 'A-1', texts, sha256, applications: claims });
  expect(records.map((record) => applicationFrom(record, forms))).toEqual(claims);
  const table = applicationTables(records, outlook.program.content, recordWords(texts), 'procedure').get(
    'nhi-high-cost',
  );
  const cells = new Map(table?.header.map((heading, index) => [heading, table.rows[0]?.[index]]));
  expect(cells.get('相続人代表者の申立書：相続人の代表の氏名')).toBe(
    cells.get('医療費・保険料などの支給申請書（相続人）：受け取る方（相続人の代表）の氏名'),
  );
  expect(cells.get('相続人代表者の申立書：相続人の代表の氏名')).not.toBe('');
});
