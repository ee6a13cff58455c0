import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { command } from '../../src/start/commands/determine.ts';
import { type Determination, determination } from '../../src/start/commands/parts/determination.ts';
import { flowsFolder, readFlows } from '../../src/start/flows-folder.ts';
import { tiny } from './broken-content.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kakanai-visit-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const visit = `events: [moving]
municipality: town
date: '2026-06-01'
people:
  taro: {facts: {name: 見本　太郎, birth-date: '1950-05-05'}}
  hanako: {facts: {name: 見本　花子, birth-date: '1990-02-02'}}
facts: {movers: [taro, hanako], move-date: '2026-05-29', home-kind: own, has-dog: true}
`;

async function determine(text: string, ...args: string[]) {
  const file = path.join(folder, 'visit.yaml');
  writeFileSync(file, text);
  const printed: string[] = [];
  const complained: string[] = [];
  const code = await command([file, '--flows', tiny, ...args], {
    print: (line) => printed.push(line),
    complain: (line) => complained.push(line),
  });
  return { code, printed: printed.join('\n'), complained: complained.map((line) => line.replace(file, 'FILE')) };
}

/** The determination of a visit; it must be what its schema says. */
async function determined(text: string, ...args: string[]): Promise<Determination> {
  const { code, printed, complained } = await determine(text, ...args);
  expect(complained).toEqual([]);
  expect(code).toBe(0);
  return determination.parse(JSON.parse(printed));
}

const procedure = ({ procedures }: Determination, id: string) => procedures.find((one) => one.procedure === id);

describe('what applies', () => {
  test('with the facts that decided it, their sources, and the condition as a sentence', async () => {
    const notice = procedure(await determined(visit), 'notice');
    expect(notice).toMatchObject({
      standing: 'applies',
      subject: 'case',
      people: ['taro', 'hanako'],
      end: 'prepared-for-signature',
      unknown: [],
    });
    expect(notice?.reasons.condition.ja).toBe('自分の家である、かつ引っこした方がいる');
    expect(notice?.reasons.facts).toContainEqual({
      fact: 'home-kind',
      label: '住まいの種類',
      subject: 'case',
      value: 'own',
      source: 'resident',
    });
  });

  test('by when, with the rule that gave the day', async () => {
    expect(procedure(await determined(visit), 'notice')?.deadline).toMatchObject({
      // Fourteen days end on Friday 12 June: the day after the move is day 1.
      date: '2026-06-12',
      rule: '次の日から14日以内',
      countedFrom: { fact: 'move-date', date: '2026-05-29' },
      firstDay: 'next-day',
      beforeClosedDays: '2026-06-12',
      passed: false,
    });
    const weekend = await determined(visit.replace("move-date: '2026-05-29'", "move-date: '2026-05-30'"));
    expect(procedure(weekend, 'notice')?.deadline).toMatchObject({
      date: '2026-06-15',
      beforeClosedDays: '2026-06-13',
      closed: 'next-open-day',
    });
  });

  test('what to bring and which notes hold', async () => {
    const notice = procedure(await determined(visit), 'notice');
    expect(notice?.bring).toEqual([{ document: 'identity-document', name: '本人確認書類', needed: 'yes' }]);
    expect(notice?.notes).toEqual([{ note: 'elderly', text: '後期高齢者医療の窓口もご案内します。', to: 'resident' }]);
  });

  test('what does not apply says why not, and has no deadline', async () => {
    const result = await determined(visit.replace('home-kind: own', 'home-kind: facility'));
    expect(procedure(result, 'notice')).toMatchObject({ standing: 'does-not-apply', deadline: null, bring: [] });
    expect(procedure(result, 'notice')?.reasons.facts).toEqual([
      { fact: 'home-kind', label: '住まいの種類', subject: 'case', value: 'facility', source: 'resident' },
    ]);
    expect(result.procedures.map((one) => one.standing)).toEqual(['applies', 'does-not-apply']);
  });

  test('"I don\'t know" makes it one that may apply, and says what must become known', async () => {
    const dog = procedure(await determined(visit.replace('has-dog: true', 'has-dog: unknown')), 'dog');
    expect(dog).toMatchObject({ standing: 'may-apply', ifUnknown: 'notice', reasons: { facts: [] } });
    expect(dog?.unknown).toEqual([{ fact: 'has-dog', label: '犬を飼っている', subject: 'case' }]);
  });
});

describe('what was asked', () => {
  test('the questions in their order, each with what was answered', async () => {
    const { questions } = await determined(visit);
    expect(questions.map((one) => one.question)).toEqual([
      'movers',
      // No procedure waits for it yet, but a stop rests on it.
      'move-date',
      'home-kind',
      'has-dog',
      'name',
      'name',
      'birth-date',
      'birth-date',
    ]);
    expect(questions[0]).toEqual({
      question: 'movers',
      about: ['case'],
      answers: [{ fact: 'movers', subject: 'case', value: ['taro', 'hanako'] }],
    });
  });

  test('what no procedure waits for is never asked', async () => {
    const nothing = visit.replace('home-kind: own', 'home-kind: facility').replace('has-dog: true', 'has-dog: false');
    const { neverAsked } = await determined(nothing);
    expect(neverAsked.map(({ fact, subject: of }) => `${of}/${fact}`)).toEqual([
      'taro/name',
      'taro/birth-date',
      'hanako/name',
      'hanako/birth-date',
    ]);
  });

  test('what somebody else said is not asked, and the boxes say where their content came from', async () => {
    const { questions, boxes } = await determined(
      visit.replace('has-dog: true', 'has-dog: {value: true, source: staff}'),
    );
    expect(questions.map((one) => one.question)).not.toContain('has-dog');
    expect(boxes.bySource).toMatchObject({ office: 2, signature: 1, resident: 6 });
    expect(boxes.applications.find((one) => one.form === 'notice')?.boxes).toContainEqual({
      box: 'moved',
      fact: 'move-date',
      value: '2026-05-29',
      source: 'resident',
    });
  });

  test('cards and 転出証明書情報 fill boxes, and can be left out to see what then must be said', async () => {
    const example = readFlows().find(
      ({ path: file, text }) => file.startsWith('examples/') && text.includes('card: {') && /^certificate:/m.test(text),
    );
    const sources = async (...args: string[]) => {
      const printed: string[] = [];
      await command([path.join(flowsFolder, example?.path ?? ''), ...args], {
        print: (line) => printed.push(line),
        complain: (line) => printed.push(line),
      });
      return Object.keys(determination.parse(JSON.parse(printed.join('\n'))).boxes.bySource);
    };
    expect(await sources()).toEqual(expect.arrayContaining(['card', 'certificate']));
    expect(await sources('--without-cards')).not.toContain('card');
    expect(await sources('--without-certificate')).not.toContain('certificate');
  });

  test('a visit that ends at a stop says so', async () => {
    const result = await determined(visit.replace("move-date: '2026-05-29'", "move-date: '2026-06-05'"));
    expect(result.stop).toBe('too-early');
    expect(result.questions.map((one) => one.question)).not.toContain('has-dog');
  });
});

describe('what is wrong with a file is told with its line', () => {
  test.each([
    [
      'a misspelt key',
      ['municipality:', 'munisipality:'],
      'FILE:2:1 error [unknown-key] "munisipality" is not known here. Did you mean "municipality"?',
    ],
    [
      'a misspelt key of a fact',
      ['has-dog: true', 'has-dog: {value: true, source: staff, nite: x}'],
      'FILE:7:112 error [unknown-key] "nite" is not known here. Use one of: value, source.',
    ],
    [
      'a municipality that is not there',
      ['municipality: town', 'municipality: twon'],
      'FILE:2:1 error [unknown-municipality] There is no municipality "twon". Did you mean "town"?',
    ],
    [
      'an event that is not there',
      ['[moving]', '[movin]'],
      'FILE:1:10 error [unknown-event] There is no event "movin". Did you mean "moving"?',
    ],
    [
      'a fact that is not there',
      ['has-dog: true', 'has-dgo: true'],
      'FILE:7:74 error [unknown-fact] There is no fact "has-dgo". Did you mean "has-dog"?',
    ],
    [
      'a fact of the wrong type',
      ['has-dog: true', 'has-dog: 1'],
      'FILE:7:74 error [fact-type] "has-dog" cannot be 1. Write true, false or unknown.',
    ],
    [
      'the 31st of February',
      ["move-date: '2026-05-29'", "move-date: '2026-02-31'"],
      'FILE:7:33 error [no-such-date] "move-date" cannot be "2026-02-31". Write a day that exists, such as "2026-04-01".',
    ],
    [
      'a visit on a day that does not exist',
      ["date: '2026-06-01'", "date: '2026-06-31'"],
      'FILE:3:1 error [wrong-value] "date" cannot be "2026-06-31": this day does not exist.',
    ],
    [
      'a birth in the future',
      ["'1950-05-05'", "'2050-05-05'"],
      'FILE:5:31 error [out-of-range] "birth-date" cannot be "2050-05-05". It cannot lie after the day of the visit (2026-06-01).',
    ],
    [
      'a name with an emoji',
      ['見本　太郎', '見本😀'],
      'FILE:5:18 error [wrong-text] "name" contains an emoji. Write it as it would stand on paper.',
    ],
    [
      'a name with a control character',
      ['name: 見本　太郎', 'name: "見本\\u0007太郎"'],
      'FILE:5:18 error [wrong-text] "name" contains a character that cannot be printed. Write it as it would stand on paper.',
    ],
    [
      'a PIN of three digits',
      ['taro: {', "taro: {card: {pin: '123'}, "],
      `FILE:5:17 error [wrong-value] "pin" cannot be "123": a PIN has four digits. Write it as said here; flows/README.md shows examples.`,
    ],
    ['a broken file', ['events: [moving]', 'events: [moving'], 'FILE:2:1 error [yaml-syntax]'],
  ])('%s', async (_what, [from = '', to = ''], said) => {
    expect(visit).toContain(from);
    const { code, printed, complained } = await determine(visit.replace(from, () => to));
    expect(code).toBe(1);
    expect(printed).toBe('');
    expect(complained).toHaveLength(1);
    expect(complained[0]?.startsWith(said) ? said : complained[0]).toBe(said);
  });

  test('a name of 100 characters is taken as it is', async () => {
    const long = '寿'.repeat(100);
    const { boxes } = await determined(visit.replace('見本　太郎', `{value: ${long}, source: card}`));
    expect(boxes.applications.flatMap((one) => one.boxes)).toContainEqual({
      box: 'persons.name',
      subject: 'taro',
      fact: 'name',
      value: long,
      source: 'card',
    });
  });

  test('all mistakes are told at once', async () => {
    const { complained } = await determine(
      visit
        .replace('[moving]', '[movin]')
        .replace('has-dog: true', 'has-dog: 1')
        .replace('home-kind: own', 'home-kind: onw'),
    );
    expect(complained.map((line) => /\[(.*?)\]/.exec(line)?.[1])).toEqual([
      'unknown-event',
      'unknown-option',
      'fact-type',
    ]);
  });

  test('a file that is not there', async () => {
    const complained: string[] = [];
    expect(await command(['nowhere.yaml'], { print: () => undefined, complain: (line) => complained.push(line) })).toBe(
      2,
    );
    expect(complained).toEqual(['There is no file nowhere.yaml.']);
  });
});

test('the example of docs/determine.md says what its page says', async () => {
  const page = readFileSync(path.join(flowsFolder, '../docs/determine.md'), 'utf8');
  const file = path.join(folder, 'example.yaml');
  writeFileSync(file, /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '');
  const printed: string[] = [];
  expect(await command([file], { print: (line) => printed.push(line), complain: (line) => printed.push(line) })).toBe(
    0,
  );
  const result = determination.parse(JSON.parse(printed.join('\n')));
  const shown = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '') as Determination['procedures'][number];
  const found = procedure(result, shown.procedure);
  expect(found).toMatchObject({ ...shown, reasons: { condition: { ja: shown.reasons.condition.ja } } });
  expect(found?.reasons.facts).toEqual(expect.arrayContaining(shown.reasons.facts));
});

test('from the command line: JSON alone on the output, complaints and the exit code beside it', () => {
  const file = path.join(folder, 'visit.json');
  const entry = path.resolve(import.meta.dirname, '../../src/start/command-line.ts');
  const run = (name: string, ...args: string[]) =>
    spawnSync(process.execPath, [entry, name, ...args], { encoding: 'utf8' });
  writeFileSync(
    file,
    JSON.stringify({
      events: ['moving'],
      municipality: 'town',
      date: '2026-06-01',
      people: { a: {} },
      facts: { movers: ['a'] },
    }),
  );
  const good = run('determine', file, '--flows', tiny);
  expect(determination.parse(JSON.parse(good.stdout)).municipality).toBe('town');
  expect(good).toMatchObject({ status: 0, stderr: '' });
  expect(run('determin', file)).toMatchObject({
    status: 2,
    stdout: '',
    stderr: 'There is no command "determin". Did you mean "determine"?\n',
  });
  expect(run('determine', file, '--withot-cards')).toMatchObject({ status: 2, stdout: '' });
});
