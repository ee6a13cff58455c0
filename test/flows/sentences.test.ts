import { expect, test } from 'vitest';
import { type Condition, sentence, type Words } from '../../src/conditions/index.ts';
import { compileContent } from '../../src/content/authoring.ts';
import { type Content, type Texts, withoutFurigana } from '../../src/content/index.ts';
import { procedureSentences, sayers } from '../../src/start/commands/parts/procedure-sentences.ts';
import { hash, municipalities, readFlows } from '../../src/start/flows-folder.ts';

type Placed = [where: string, condition: Condition];

/** Every condition of the content, with the thing in which it stands. */
function conditions(content: Content): Placed[] {
  const written: [string, Condition | undefined][] = [];
  for (const { id, when, concerns, clocks, bring, notes } of content.procedures) {
    written.push([id, when], [id, concerns?.where]);
    for (const one of [...clocks, ...bring, ...notes]) written.push([id, one.when]);
  }
  for (const part of content.events.flatMap((event) => event.parts)) {
    if (part.kind !== 'screen') written.push([part.id, part.when]);
    if (part.kind === 'group') for (const question of part.questions) written.push([question.id, question.where]);
  }
  for (const fact of content.facts) written.push([fact.id, fact.relevant]);
  for (const [id, set] of Object.entries(content.peopleSets)) written.push([id, set.where]);
  written.push(...Object.entries(content.conditions));
  return written.flatMap(([where, condition]): Placed[] => (condition ? [[where, condition]] : []));
}

/** Words of one language; what has none in it is noted, instead of its id being read out. */
function watched(texts: Texts, content: Content): { words: Words; wordless: Set<string> } {
  const wordless = new Set<string>();
  const say = (key: string) => {
    const text = texts[key];
    if (text === undefined) wordless.add(key);
    return withoutFurigana(text ?? key);
  };
  const choices = new Set(content.facts.flatMap((fact) => (fact.options ? [fact.id] : [])));
  const words: Words = {
    fact: (id) => say(`fact.${id}.label`),
    option: (fact, value) => (choices.has(fact) ? say(`fact.${fact}.options.${value}`) : value),
    people: (id) => say(`people.${id}.label`),
    event: (id) => say(`event.${id}.name`),
    named: (id) => say(`condition.${id}.label`),
  };
  return { words, wordless };
}

const sources = readFlows();

for (const municipality of municipalities(sources)) {
  const { content, texts, translated } = compileContent(sources, municipality, hash);
  const own = (language: 'ja' | 'en'): Texts =>
    language === 'ja'
      ? (texts['ja'] ?? {})
      : Object.fromEntries(Object.entries(texts['en'] ?? {}).filter(([key]) => translated.get('en')?.has(key)));

  test.each([
    ['ja', /[ぁ-ん]/],
    ['en', /^[^ぁ-んァ-ヶ一-龠]+$/],
  ] as const)(
    `${municipality}: every condition reads as a sentence in %s, and every name in it has words`,
    (language, script) => {
      const { words, wordless } = watched(own(language), content);
      const all = conditions(content);
      expect(all.length).toBeGreaterThan(100);
      const said = all.map(([where, condition]) => `${where}: ${sentence(condition, language, words)}`);
      expect(said.filter((text) => !script.test(text.slice(text.indexOf(':'))))).toEqual([]);
      expect([...wordless]).toEqual([]);
    },
  );

  test.each(['ja', 'en'] as const)(`${municipality}: every procedure says in %s when it applies`, (language) => {
    const say = sayers(texts)[language];
    const said = content.procedures.map((procedure) =>
      procedureSentences(procedure, say).map(({ about, sentences }) => [about, ...sentences].join(' ')),
    );
    expect(said.filter((lines) => lines.length === 0)).toEqual([]);
    const key = /\b(fact|people|condition|event|procedure|document)\.[a-z0-9-]+/;
    expect(said.flat().filter((line) => key.test(line))).toEqual([]);
  });
}

test('that there is somebody is said plainly', () => {
  const words: Words = { fact: String, option: String, event: String, named: String, people: () => '子' };
  const anyone = { always: true };
  expect(sentence({ quantifier: 'some', people: 'children', where: anyone }, 'ja', words)).toBe('子がいる');
  expect(sentence({ quantifier: 'none', people: 'children', where: anyone }, 'ja', words)).toBe('子はいない');
  expect(sentence({ count: 'children', where: anyone, atLeast: 2 }, 'ja', words)).toBe('子が2人以上いる');
});
