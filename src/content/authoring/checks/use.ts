import { boundFacts, type Condition, type Test, walk } from '../../../conditions/index.ts';
import { type Content, type Fact, formsOf } from '../../content.ts';
import { type Node, readBy, takenFrom } from '../../dependencies.ts';
import type { Assembled } from '../assemble.ts';
import { conditionsIn } from './conditions-in.ts';

/**
 * What is asked is used, and every option makes a difference. A fact in a box of a form shows all its options; of the
 * others each must be named by some condition, but for one: "none of these" may be what is left over.
 */
export function checkUse({ ledger }: Assembled, content: Content): void {
  const conditions = conditionsIn(content);
  const inBoxes = factsInBoxes(content);
  const read = readAnywhere(content, conditions);
  for (const key of placeholdersIn(Object.values(ledger.texts))) read.add(`fact:${key}`);
  const asked = new Set(
    content.events.flatMap((event) =>
      event.parts.flatMap((part) => (part.kind === 'group' ? part.questions.flatMap((one) => one.facts) : [])),
    ),
  );
  const used = (fact: Fact) => read.has(`fact:${fact.id}`) || inBoxes.has(fact.id);
  const named = optionsNamed(content, conditions);
  for (const fact of content.facts) {
    if (!used(fact)) {
      if (ledger.mayBeUsed(fact.id)) continue;
      ledger.report(`fact:${fact.id}`, [], {
        rule: 'unused-fact',
        severity: asked.has(fact.id) ? 'error' : 'warning',
        message: `"${fact.id}" is ${asked.has(fact.id) ? 'asked, but ' : ''}used nowhere.`,
        advice: 'Use it in a condition, a deadline or a form, or leave it out.',
      });
      continue;
    }
    if (!fact.options || fact.computed || inBoxes.has(fact.id)) continue;
    const names = named.get(fact.id);
    if (names === 'all') continue;
    const unnamed = fact.options.filter((option) => !names?.has(option) && !ledger.mayBeUsed(option));
    if (unnamed.length <= (fact.type === 'choice' ? 1 : 0)) continue;
    for (const option of unnamed)
      ledger.report(`fact:${fact.id}`, ['options', option], {
        rule: 'unused-option',
        severity: asked.has(fact.id) ? 'error' : 'warning',
        message: `No condition looks at the option "${option}"${
          fact.type === 'choice'
            ? `; it makes the same difference as ${unnamed
                .filter((other) => other !== option)
                .map((other) => `"${other}"`)
                .join(', ')}`
            : ''
        }.`,
        advice: 'Use it in a condition, put the fact in a form, or leave the option out.',
      });
  }
  // A misspelt name leaves the right one unused: the first complaint is enough.
  if (ledger.faulty.size > 0) return;
  unusedNames(
    content,
    read,
    (thing, message, advice) => {
      if (!ledger.mayBeUsed(thing.split(':')[1] ?? ''))
        ledger.report(thing, [], { rule: 'unused', severity: 'warning', message, advice });
    },
    ledger.ids('document'),
  );
}

/** Facts that a box shows, and those whose value such a fact takes over. */
function factsInBoxes(content: Content): Set<string> {
  const facts = new Map(content.facts.map((fact) => [fact.id, fact]));
  const shown = new Set(
    content.forms.flatMap((form) =>
      form.boxes.flatMap((box) =>
        box.kind === 'fact'
          ? [box.fact]
          : box.kind === 'table'
            ? box.columns.flatMap((column) => ('fact' in column ? [column.fact] : []))
            : [],
      ),
    ),
  );
  for (const id of shown) {
    const fact = facts.get(id);
    for (const other of fact ? takenFrom(fact) : []) shown.add(other);
  }
  return shown;
}

/** Everything that something else reads. Being asked is no use by itself. */
function readAnywhere(content: Content, conditions: readonly Condition[]): Set<Node> {
  const read = new Set<Node>(conditions.flatMap(readBy));
  const add = (...ids: string[]) => ids.forEach((id) => read.add(`fact:${id}`));
  const people = (id: string | undefined) => id !== undefined && read.add(`people:${id}`);
  for (const { computed, limits } of content.facts) {
    if (limits?.notBefore !== undefined) add(limits.notBefore);
    if (!computed) continue;
    if ('age' in computed) add(computed.age, ...(computed.on === undefined ? [] : [computed.on]));
    if ('fiscalYearAge' in computed) add(computed.fiscalYearAge);
    if ('daysSince' in computed) add(computed.daysSince);
    if ('deadline' in computed) add(computed.deadline.after);
    if ('first' in computed) add(...computed.first);
    if ('of' in computed) add(computed.of, computed.fact);
    if ('only' in computed) people(computed.only);
    if ('choose' in computed) add(...computed.choose.flatMap(({ fact }) => fact ?? []));
  }
  for (const { from } of Object.values(content.peopleSets)) if (from !== undefined) add(from);
  for (const { concerns, applicant, clocks } of content.procedures) {
    people(concerns?.people);
    if (applicant !== undefined) add(applicant);
    for (const clock of clocks) add(...clock.after);
  }
  for (const form of content.forms)
    for (const box of form.boxes) {
      if (box.kind === 'fact' && box.of !== undefined) add(box.of);
      if (box.kind === 'table') people(box.rows);
    }
  for (const event of content.events)
    for (const part of event.parts)
      if (part.kind === 'group')
        for (const { each, over } of part.questions) {
          people(each);
          people(over);
        }
  return read;
}

/** The options that conditions name, also under the name of a fact that takes the value over. */
function optionsNamed(content: Content, conditions: readonly Condition[]): Map<string, Set<string> | 'all'> {
  const named = new Map<string, Set<string> | 'all'>();
  const add = (fact: string, values: readonly unknown[] | 'all') => {
    const before = named.get(fact);
    if (values === 'all' || before === 'all') named.set(fact, 'all');
    else named.set(fact, new Set([...(before ?? []), ...values.map(String)]));
  };
  for (const condition of conditions)
    walk(condition, (part) => {
      if (!('fact' in part)) return;
      add(part.fact, valuesOf(part.test));
      for (const bound of boundFacts(part.test)) add(bound.fact, 'all');
    });
  // Facts are few and chains short: as often as there are facts is enough.
  for (let changed = true, rounds = 0; changed && rounds < 20; rounds++) {
    changed = false;
    for (const fact of content.facts) {
      const names = named.get(fact.id);
      if (names === undefined) continue;
      for (const from of takenFrom(fact)) {
        const before = named.get(from);
        add(from, names === 'all' ? 'all' : [...names]);
        const after = named.get(from);
        changed ||=
          before !== after &&
          (before === undefined || after === 'all' || (after?.size ?? 0) > (before === 'all' ? 0 : before.size));
      }
    }
  }
  return named;
}

function valuesOf(test: Test): readonly unknown[] | 'all' {
  if ('is' in test) return [test.is];
  if ('isNot' in test) return [test.isNot];
  if ('oneOf' in test) return test.oneOf;
  if ('noneOf' in test) return test.noneOf;
  if ('includesAny' in test) return test.includesAny;
  if ('includesNone' in test) return test.includesNone;
  return 'all';
}

const placeholdersIn = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => [...text.matchAll(/\{(?:role|fact|holders):([a-z0-9-]+)\}/g)].map((found) => found[1] ?? ''));

/** Sets of people, named conditions, forms, documents and rates that nothing refers to. */
function unusedNames(
  content: Content,
  read: ReadonlySet<Node>,
  warn: (thing: string, message: string, advice: string) => void,
  documents: readonly string[],
): void {
  const advice = 'Leave it out, or use it.';
  for (const id of Object.keys(content.peopleSets))
    if (id !== 'everyone' && !read.has(`people:${id}`))
      warn(`people:${id}`, `The set of people "${id}" is used nowhere.`, advice);
  for (const id of Object.keys(content.conditions))
    if (!read.has(`condition:${id}`)) warn(`condition:${id}`, `The condition "${id}" is used nowhere.`, advice);
  const forms = new Set(content.procedures.flatMap((procedure) => formsOf(procedure).map(({ form }) => form)));
  for (const { id, boxes } of content.forms)
    if (!forms.has(id) && !boxes.some(({ kind }) => kind === 'procedures'))
      warn(`form:${id}`, `No procedure uses the form "${id}".`, advice);
  const brought = new Set(
    [
      ...content.procedures.flatMap((one) => one.bring),
      ...content.events.flatMap((event) => event.parts.flatMap((part) => (part.kind === 'stop' ? part.bring : []))),
    ].map((one) => one.document),
  );
  for (const id of documents) if (!brought.has(id)) warn(`document:${id}`, `"${id}" is brought nowhere.`, advice);
  const rates = new Set([
    ...content.facts.flatMap(({ computed }) => (computed && 'rate' in computed ? [computed.rate] : [])),
    ...content.procedures.flatMap(({ fee }) => (typeof fee === 'object' ? [fee.rate] : [])),
  ]);
  for (const id of Object.keys(content.rates))
    if (!rates.has(id)) warn(`rate:${id}`, `The rate "${id}" is used nowhere.`, advice);
}
