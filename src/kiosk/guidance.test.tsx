import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { compileContent } from '../content/authoring.ts';
import { compile, Course } from '../engine/index.ts';
import { type GuidanceSheet, guidanceTexts, layOutGuidance } from '../paperwork/index.ts';
import { readInput, run } from '../scenario/index.ts';
import { createWording, WordsProvider } from '../wording/index.ts';
import { CaseSession } from './case-session.ts';
import { stillKiosk } from './fixture/still-kiosk.ts';
import { useGuidance } from './guidance.ts';
import { KioskContext } from './kiosk-context.tsx';

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
const sources = globSync('**/*.yaml', { cwd: 'flows' }).map((path) => ({
  path,
  text: readFileSync(`flows/${path}`, 'utf8'),
}));
const { content, japanese } = compileContent(sources, 'mihon', hash);
const course = new Course(compile(content, ['moving-in']));
const story = readInput(parse(readFileSync('flows/examples/moving-in/family-of-four.yaml', 'utf8')));
const wording = createWording();
wording.addContent('ja', japanese);
await wording.complete();
afterEach(cleanup);

/** The guidance sheet of the family, when staff have accepted these procedures. */
function sheetAfter(...accepted: readonly string[]): GuidanceSheet {
  if (!story.ok) throw new Error('no story');
  const { client } = run(course, story.value);
  client.act({ type: 'prepared', receipt: 'A-12' });
  for (const procedure of accepted) client.act({ type: 'accepted', procedure, subject: 'case' }, 'staff');
  const ids = { now: () => 0, random: (bytes: number) => new Uint8Array(bytes) };
  const log = { append: () => Promise.resolve() };
  const session = CaseSession.resume(course, log, { ids, device: 'A' }, client.visit.actions);
  let sheet: GuidanceSheet | undefined;
  const Sheet = () => {
    sheet = useGuidance('A-12');
    return undefined;
  };
  render(
    <WordsProvider wording={wording} furigana={false}>
      <KioskContext value={{ ...stillKiosk, session, japanese }}>
        <Sheet />
      </KioskContext>
    </WordsProvider>,
  );
  if (!sheet) throw new Error('no sheet');
  return sheet;
}

const namesLeft = ({ parts }: GuidanceSheet) => parts.flatMap(({ entries }) => entries.map(({ name }) => name));

test('what was accepted stands on the sheet, ticked and apart from what is left; before that nothing is called filed', () => {
  const before = sheetAfter();
  expect(before.filed).toBeUndefined();
  expect(before.notices.join()).toContain('まだ届け出ていません');

  const after = sheetAfter('move-in-special-card');
  const [name = ''] = (after.filed?.names ?? []).map((one) => one.name);
  expect(after.filed).toMatchObject({ heading: '今日、受け付けたもの', names: [{ name }] });
  expect(namesLeft(before)).toContain(name);
  expect(namesLeft(after)).toEqual(namesLeft(before).filter((one) => one !== name));
  expect(after.notices.join()).not.toContain('まだ届け出ていません');

  const marks = layOutGuidance(after).flatMap((page) => page.marks);
  expect(marks.filter(({ kind }) => kind === 'tick')).toHaveLength(1);
  expect(marks.findIndex((mark) => mark.kind === 'text' && mark.text === '今日、受け付けたもの')).toBeLessThan(
    marks.findIndex((mark) => mark.kind === 'text' && namesLeft(after).includes(mark.text)),
  );
  expect(guidanceTexts(after, 2000).join('\n')).toContain(`■今日、受け付けたもの\n✓${name}`);
});
