import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { compile, Course } from '../../src/engine/index.ts';
import { disclosed, openHub, openRecords, reopened, verifyRecords } from '../../src/hub/index.ts';
import { sealedFrom } from '../../src/hub/fixture/cases.ts';
import { fixtureCompiled, fixtureNow, fixtureSources } from '../../src/hub/fixture/open-hub.ts';
import { asDevice } from '../../src/hub/fixture/test-device.ts';
import { casePackage, encodeWindows31j } from '../../src/paperwork/index.ts';
import { type HubDescription, paths } from '../../src/protocol/index.ts';
import { readInput, run } from '../../src/scenario/index.ts';
import { command } from '../../src/start/commands/hub-register-entry.ts';
import { readRegisterEntries } from '../../src/start/commands/parts/register-entries.ts';
import { sha256 } from '../../src/start/commands/parts/sha-256.ts';
import { writtenBack } from '../../src/start/commands/parts/written-back.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-register-entry-'));
const data = path.join(root, 'data');
afterAll(() => rmSync(root, { recursive: true }));

const form = `title: 認定の引きつぎ
boxes:
  - {id: movers, label: 異動する人, rows: movers, columns: [{id: name, label: 氏名, fact: name}]}
`;
let caseId = '';
beforeAll(async () => {
  const plain = fixtureSources();
  const textOf = (wanted: string) => plain.find(({ path: one }) => one === wanted)?.text ?? '';
  const procedure = 'procedures/care/care-transfer.yaml';
  const sources = fixtureSources({
    'forms/care.yaml': form,
    [procedure]: `${textOf(procedure)}form: care\n`,
  });
  const compiled = fixtureCompiled(sources);
  const hub = await openHub({ dataFolder: data, sources, compiled, demo: false, now: fixtureNow });
  if (!hub.ok) throw new Error(hub.reason.because);
  const { app } = hub.value;
  const { sealingKey } = (await app.inject(paths.hub)).json() as HubDescription;
  const input = readInput(parse(textOf('examples/moving-in/family.yaml')));
  if (!input.ok) throw new Error(JSON.stringify(input.reason));
  const { client } = run(new Course(compile(compiled.content, ['moving-in'])), input.value);
  const names = { taro: '見本　太郎', haruko: '見本　春子', ichiro: '見本　一郎' };
  client.record(
    Object.entries(names).map(([subject, value]) => ({ subject, fact: 'name', said: { value }, source: 'card' })),
  );
  client.act({ type: 'prepared', receipt: 'A-12' });
  caseId = client.visit.outlook.view.state.id;
  const key = Buffer.from(sealingKey.key, 'base64');
  const payload = await sealedFrom(key, client.visit.actions, { ended: 'prepared', receipt: 'A-12' });
  await asDevice(app, { method: 'POST', url: paths.cases, payload });
  await hub.value.close();
}, 60_000);

test('numbers written back lift the hold and come with every export; lines that do not fit their case change nothing', async () => {
  const opened = await openRecords(data, { municipality: 'mihon', now: fixtureNow });
  if (!opened.ok) throw new Error(opened.reason.because);
  const records = opened.value;
  const exported = async () => {
    const again = await reopened(records, caseId);
    if (!again.ok) throw new Error(again.reason);
    const { outlook, texts } = again.value;
    const made = await casePackage(outlook, { receipt: 'A-12', texts, sha256, encoding: 'shift_jis', by: 'procedure' });
    return { state: made.manifest.state, file: made.files.get('register-entry.csv') ?? new Uint8Array() };
  };
  const before = await exported();
  expect(before.state).toBe('on-hold');
  const text = new TextDecoder('shift_jis').decode(before.file);
  const filled = text
    .replace('"見本　太郎","",""', '"見本　太郎","000000001","0000007"')
    .replace('"見本　春子","",""', '"見本　春子","000000002","0000007"');
  const enter = async (written: string) => {
    const read = readRegisterEntries(encodeWindows31j(written));
    if (!read.ok) throw new Error(JSON.stringify(read.reason));
    return writtenBack(records, read.value, 'sato');
  };

  const strangers = filled.replace('"taro","見本　太郎"', '"taro","見本　花子"').replace('"haruko"', '"nobody"');
  expect(await enter(`${strangers}"Z-99","","a","","1","2"\r\n`)).toEqual({
    ok: false,
    reason: [
      { line: 2, problem: 'The case has nobody with the 人ID nobody.' },
      { line: 3, problem: expect.stringContaining('The 氏名 is not that of this person in the case.') },
      { line: 5, problem: 'No case is called Z-99.' },
    ],
  });
  expect((await exported()).state).toBe('on-hold');

  // The youngest is not in the register yet.
  expect(await enter(filled)).toEqual({ ok: true, value: [{ receipt: 'A-12', people: 2, without: 1 }] });
  expect(await enter(filled)).toEqual({ ok: true, value: [{ receipt: 'A-12', people: 0, without: 1 }] });
  const after = await exported();
  expect(after.state).toBe('released');
  expect(new TextDecoder('shift_jis').decode(after.file)).toBe(filled);
  // A correction counts from then on, and what was there stays on record.
  expect(await enter(filled.replace('000000001', '000000009'))).toMatchObject({ ok: true });
  expect(new TextDecoder('shift_jis').decode((await exported()).file)).toContain('000000009');

  const all = await disclosed(records, caseId);
  expect(all?.staffActions).toMatchObject([
    { type: 'register-entered', by: { role: 'staff', account: 'sato' } },
    { type: 'register-entered', by: { role: 'staff', account: 'sato' } },
  ]);
  expect(all?.trail).toContainEqual(expect.objectContaining({ action: 'register-entered', account: 'sato' }));
  expect((await verifyRecords(records)).flaws).toEqual([]);
  await expect(
    records.database.deleteFrom('case_staff_actions').where('case_id', '=', caseId).execute(),
  ).rejects.toThrow('never changed');
  await records.close();
}, 60_000);

test('who wrote the numbers back has to be said', async () => {
  const said: string[] = [];
  const voice = { print: (line: string) => said.push(line), complain: (line: string) => said.push(line) };
  expect(await command([import.meta.filename, '--data', data], voice)).toBe(2);
  expect(said.join()).toContain('--by ACCOUNT');
});
