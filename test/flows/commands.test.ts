import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { command as changes } from '../../src/start/commands/changes.ts';
import { command as check } from '../../src/start/commands/check.ts';
import { command as draw } from '../../src/start/commands/draw.ts';
import { command as newMunicipality } from '../../src/start/commands/new-municipality.ts';
import type { Command } from '../../src/start/commands/parts/command.ts';
import { command as sentences } from '../../src/start/commands/sentences.ts';
import { command as stamp } from '../../src/start/commands/stamp.ts';
import { command as table } from '../../src/start/commands/table.ts';
import { tiny } from './broken-content.ts';

let flows = '';
beforeEach(() => {
  flows = mkdtempSync(path.join(tmpdir(), 'kakanai-flows-'));
  cpSync(tiny, flows, { recursive: true });
});
afterEach(() => rmSync(flows, { recursive: true }));

const change = (file: string, from: string, to: string) => {
  const text = readFileSync(path.join(flows, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(
    path.join(flows, file),
    text.replace(from, () => to),
  );
};
const write = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(flows, file)), { recursive: true });
  writeFileSync(path.join(flows, file), text);
};

async function call(command: Command, ...args: string[]) {
  const printed: string[] = [];
  const complained: string[] = [];
  const code = await command([...args, '--flows', flows], {
    print: (line) => printed.push(line),
    complain: (line) => complained.push(line),
  });
  return { code, printed: printed.join('\n'), complained: complained.join('\n') };
}

describe('flows:check', () => {
  const today = ['--today', '2026-06-01'];

  test('counts what there is, and shows for each procedure an example in which it applies and one in which not', async () => {
    const { code, printed } = await call(check, ...today);
    expect(code).toBe(0);
    expect(printed).toContain('moving 引っこし: 2 procedures, 4 questions, 2 forms (0 laid out), 2 examples');
    expect(printed).toMatch(/^dog +1 +1$/m);
    expect(printed).toContain('2 of 2 procedures have an example in which they apply and one in which they do not');
    expect(printed).toContain('0 errors, 0 warnings');
  });

  test('a procedure that no example shows is counted as such', async () => {
    rmSync(path.join(flows, 'examples/moving/facility.yaml'));
    const { printed } = await call(check, ...today);
    expect(printed).toMatch(/^dog +none +1$/m);
    expect(printed).toContain('0 of 2 procedures have');
  });

  test('prints every problem with its place and ends with 1 where there is an error', async () => {
    change('procedures/dog/dog.yaml', 'desk: resident', 'desk: residents');
    change('forms/dog.yaml', 'fact: name', 'fact: nam');
    const { code, printed } = await call(check, ...today);
    expect(code).toBe(1);
    expect(printed).toContain(
      'flows/procedures/dog/dog.yaml:9:1 error [unknown-desk] There is no desk (窓口) "residents". Did you mean "resident"?',
    );
    expect(printed).toContain('flows/forms/dog.yaml:3:29 error [unknown-fact]');
    expect(printed).toContain('2 errors, 0 warnings');
  });

  test('a problem of the shared content is told once, that of an overlay with the file of the overlay', async () => {
    write(
      'municipalities/village/municipality.yaml',
      readFileSync(path.join(flows, 'municipalities/town/municipality.yaml'), 'utf8'),
    );
    write('municipalities/village/procedures/dog/dog.yaml', 'desk: forest\n');
    change('procedures/record/notice.yaml', 'loss: duty', 'loss: dutty');
    const { printed } = await call(check, ...today);
    expect(printed.match(/wrong-value/g)).toHaveLength(1);
    expect(printed).toContain('flows/municipalities/village/procedures/dog/dog.yaml:1:1 error [unknown-desk]');
    expect(printed).toContain('2 errors');
  });

  test('what a municipality does not offer is not there, and nothing else breaks', async () => {
    change('municipalities/town/municipality.yaml', 'label: 見本', 'label: 見本\noff: [notice]');
    write('examples/moving/one.yaml', 'municipality: town\nevents: [moving]\ndate: "2026-06-01"\npeople: {a: {}}\n');
    write(
      'examples/moving/facility.yaml',
      'municipality: town\nevents: [moving]\ndate: "2026-06-01"\npeople: {a: {}}\n',
    );
    const { printed } = await call(check, ...today);
    expect(printed).toContain('moving 引っこし: 1 procedures');
    expect(printed).toContain('0 errors, 0 warnings');
  });

  test('a day that does not exist is refused', async () => {
    expect(await call(check, '--today', '2026-02-31')).toMatchObject({
      code: 2,
      complained: '"2026-02-31" is no day. Write --today 2026-04-01.',
    });
  });
});

describe('flows:stamp', () => {
  const stamps = () =>
    JSON.parse(readFileSync(path.join(flows, 'texts/en/stamps.json'), 'utf8')) as Record<string, string>;

  test('a changed Japanese text is noticed until its translation is stamped again', async () => {
    const before = stamps();
    change('procedures/dog/dog.yaml', '犬の登録を移します。', '犬の登録と注射の記録を移します。');
    expect((await call(check, '--today', '2026-06-01')).printed).toContain(
      '[outdated-text] "procedure.dog.summary" in en',
    );
    const { code, printed } = await call(stamp, 'en', 'procedure.dog');
    expect(code).toBe(0);
    expect(printed).toContain('1 newly stamped\n  procedure.dog.summary');
    expect((await call(check, '--today', '2026-06-01')).printed).toContain('0 errors, 0 warnings');
    expect(Object.keys(stamps()).filter((key) => stamps()[key] !== before[key])).toEqual(['procedure.dog.summary']);
  });

  test('only what is named is stamped', async () => {
    change('procedures/dog/dog.yaml', '犬の登録を移します。', '犬の登録と注射の記録を移します。');
    await call(stamp, 'en', 'procedure.notice');
    expect((await call(check, '--today', '2026-06-01')).printed).toContain(
      '[outdated-text] "procedure.dog.summary" in en',
    );
  });

  test('an overlay has stamps of its own', async () => {
    write('municipalities/town/procedures/dog/dog.yaml', 'summary: 犬の登録は町長が行います。\n');
    write('municipalities/town/texts/en/procedures/dog/dog.yaml', 'summary: The mayor registers dogs.\n');
    await call(stamp);
    expect((await call(check, '--today', '2026-06-01')).printed).toContain('0 errors, 0 warnings');
    change('municipalities/town/procedures/dog/dog.yaml', '町長', '町');
    expect((await call(check, '--today', '2026-06-01')).printed).toContain(
      'flows/municipalities/town/texts/en/procedures/dog/dog.yaml:1:1 warning [outdated-text]',
    );
  });

  test('a language without texts is refused with a suggestion', async () => {
    expect(await call(stamp, 'em')).toMatchObject({
      code: 2,
      complained: 'There are no texts in "em". Did you mean "en"?',
    });
  });
});

test('flows:sentences prints the conditions of one procedure in both languages', async () => {
  const { code, printed } = await call(sentences, 'notice', '--municipality', 'town');
  expect(code).toBe(0);
  expect(printed).toContain(
    'notice [ja] 転入届\n  手続きの条件\n    自分の家である\n  対象の方\n    引っこした方である',
  );
  expect(printed).toContain('notice [en] Moving-in notification\n  applies when\n    it is one');
  expect(printed).toContain('年齢が75以上である');
  expect(await call(sentences, 'notise', '--municipality', 'town')).toMatchObject({
    code: 2,
    complained: 'There is no procedure "notise". Did you mean "notice"?',
  });
});

describe('flows:draw', () => {
  const drawn = () => readFileSync(path.join(flows, 'pictures/moving.svg'), 'utf8');
  const out = () => ['--municipality', 'town', '--out', path.join(flows, 'pictures')];

  test('the picture shows groups, questions, stops and conditions in both languages, in order', async () => {
    expect((await call(draw, 'moving', ...out())).code).toBe(0);
    const words = [...drawn().matchAll(/<text [^>]*>([^<]*)</g)].map((found) => found[1] ?? '');
    const places = [
      '引っこし / Moving',
      '● 引っこした方はどなたですか',
      'Who moved?',
      '自分の家 ｜ 施設',
      '条件：住み始めた日が今日より後である',
      'Only when “Day of moving” is after today',
      '暮らし / Daily life',
      '● 犬を飼っていますか',
    ].map((text) => words.findIndex((word) => word.startsWith(text)));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('words with signs that mean something in XML do not break it', async () => {
    change('events/moving.yaml', 'title: 暮らし', 'title: 犬 & <猫>');
    await call(draw, 'moving', ...out());
    expect(drawn()).toContain('犬 &amp; &lt;猫&gt;');
  });

  test('an event that does not exist is refused with a suggestion', async () => {
    expect(await call(draw, 'movin', ...out())).toMatchObject({
      code: 2,
      complained: 'There is no life event "movin". Did you mean "moving"?',
    });
  });
});

describe('flows:table', () => {
  test('shows for each combination that matters how the procedure stands', async () => {
    const { code, printed } = await call(table, 'dog', '--municipality', 'town', '--today', '2026-06-01');
    expect(code).toBe(0);
    expect(printed).toMatch(/\| 番号 \| .+ \| 判定 \| 確認 \|/);
    expect(printed).toMatch(/^\| 1 \| .*(必要|不要).*\|$/m);
    expect(printed).toContain('必要');
    expect(printed).toContain('不要');
  });

  test('a name that nothing has gets a suggestion', async () => {
    const { code, complained } = await call(table, 'dogs', '--municipality', 'town');
    expect(code).toBe(2);
    expect(complained).toContain('"dog"');
  });
});

describe('flows:changes', () => {
  test('tells what was there, and what comes instead', async () => {
    change('procedures/dog/dog.yaml', 'desk: resident', 'desk: resident\nafter: []');
    const lines: string[] = [];
    const voice = { print: (line: string) => lines.push(line), complain: (line: string) => lines.push(line) };
    expect(await changes([tiny, flows, '--municipality', 'town'], voice)).toBe(0);
    expect(lines.at(-1)).toBe('変わるものはありません。');
    rmSync(path.join(flows, 'procedures/dog/dog.yaml'));
    lines.length = 0;
    expect(await changes([tiny, flows, '--municipality', 'town'], voice)).toBe(0);
    expect(lines.join('\n')).toMatch(/なくなる：手続き「.+」（dog）/);
    lines.length = 0;
    expect(await changes(['nowhere'], voice)).toBe(2);
    expect(lines.join()).toContain('nowhere');
  });
});

describe('flows:new-municipality', () => {
  test('makes an overlay that holds as it is, once', async () => {
    const made = await call(newMunicipality, '131016', '千代田区', '--id', 'chiyoda');
    expect(made.code).toBe(0);
    expect(readFileSync(path.join(flows, 'municipalities/chiyoda/municipality.yaml'), 'utf8')).toContain(
      'prefecture: 東京都',
    );
    const checked = await call(check, '--today', '2026-06-01');
    expect(checked.printed).toContain('千代田区 (chiyoda)');
    expect(checked.code).toBe(0);
    expect((await call(newMunicipality, '131016', '千代田区', '--id', 'chiyoda')).complained).toContain(
      'there already',
    );
  });

  test('refuses a code whose last digit does not fit, and a folder name that cannot be one', async () => {
    expect((await call(newMunicipality, '131017', '千代田区')).complained).toContain('131017');
    expect((await call(newMunicipality, '131016', '千代田区', '--id', '../x')).complained).toContain('../x');
    expect((await call(newMunicipality, '131016')).code).toBe(2);
    expect((await call(newMunicipality, '990019', 'どこか町')).code).toBe(2);
  });
});
