import { type Bound, type Condition, isRange, type Scalar, type Test } from './condition.ts';

/** The names a sentence is made of, in the reader's language. */
export interface Words {
  fact(id: string): string;
  option(fact: string, value: string): string;
  people(id: string): string;
  event(id: string): string;
  named(id: string): string;
}

export type SentenceLanguage = 'ja' | 'en';

/**
 * A condition as a sentence: what a clerk signs off instead of YAML, and what staff and residents read as a reason.
 * Japanese predicates end in である/ない so that they can also stand before a noun (「…である方がいる」).
 */
export function sentence(condition: Condition, language: SentenceLanguage, words: Words): string {
  return language === 'ja' ? new Japanese(words).say(condition) : new English(words).say(condition);
}

abstract class Grammar {
  protected readonly words: Words;
  constructor(words: Words) {
    this.words = words;
  }
  abstract say(condition: Condition): string;

  /** Without the all or any around a single condition. */
  protected bare(condition: Condition): Condition {
    const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : [];
    return parts.length === 1 && parts[0] ? this.bare(parts[0]) : condition;
  }
  protected compound(condition: Condition): boolean {
    const bare = this.bare(condition);
    return 'all' in bare || 'any' in bare;
  }
  protected value(fact: string, value: Scalar): string {
    return typeof value === 'string' ? this.words.option(fact, value) : String(value);
  }
}

class Japanese extends Grammar {
  say(condition: Condition): string {
    if ('always' in condition) return condition.always ? 'いつも当てはまる' : '当てはまることはない';
    if ('all' in condition)
      return condition.all.length === 0 ? this.say({ always: true }) : this.#join(condition.all, '、かつ');
    if ('any' in condition)
      return condition.any.length === 0 ? this.say({ always: false }) : this.#join(condition.any, '、または');
    if ('not' in condition) return denied(this.say(condition.not));
    if ('event' in condition)
      return `用件が${condition.event.map((id) => `「${this.words.event(id)}」`).join('か')}である`;
    if ('named' in condition) return this.words.named(condition.named);
    if ('member' in condition) return `${this.words.people(condition.member)}である`;
    if ('quantifier' in condition) {
      const people = this.words.people(condition.people);
      if (anyone(condition.where) && condition.quantifier !== 'every')
        return condition.quantifier === 'some' ? `${people}がいる` : `${people}はいない`;
      const where = this.#enclosed(condition.where);
      if (condition.quantifier === 'some') return `${people}のなかに、${where}方がいる`;
      if (condition.quantifier === 'none') return `${people}のなかに、${where}方はいない`;
      return `${people}の全員について、${where}`;
    }
    if ('count' in condition) {
      const { atLeast, atMost } = condition;
      const bounds = [atLeast === undefined ? '' : `${atLeast}人以上`, atMost === undefined ? '' : `${atMost}人以下`];
      if (anyone(condition.where)) return `${this.words.people(condition.count)}が${bounds.join('')}いる`;
      return `${this.words.people(condition.count)}のうち、${this.#enclosed(condition.where)}方が${bounds.join('')}いる`;
    }
    const subject =
      (condition.of === undefined ? '' : `${this.words.fact(condition.of)}の`) + this.words.fact(condition.fact);
    return this.#test(condition.fact, subject, condition.test);
  }

  #join(parts: readonly Condition[], glue: string): string {
    if (parts.length === 1 && parts[0]) return this.say(parts[0]);
    // 「全員について、…」 has no end of its own: what follows would read as part of it.
    const runsOn = (part: Condition) => {
      const bare = this.bare(part);
      return 'quantifier' in bare && bare.quantifier === 'every';
    };
    return parts.map((part) => (runsOn(part) ? `（${this.say(part)}）` : this.#enclosed(part))).join(glue);
  }

  #enclosed(condition: Condition): string {
    return this.compound(condition) ? `（${this.say(condition)}）` : this.say(condition);
  }

  #test(fact: string, subject: string, test: Test): string {
    if (isRange(test)) {
      const say = (bound: Bound | undefined, date: string, number: string) =>
        bound === undefined ? '' : `${this.#bound(bound)}${isDay(bound) ? date : number}`;
      return `${subject}が${say(test.atLeast, '以後', '以上')}${say(test.over, 'より後', 'より上')}${say(test.atMost, '以前', '以下')}${say(test.under, 'より前', '未満')}である`;
    }
    if ('sameAs' in test) return `${subject}が${this.#bound(test.sameAs)}と同じである`;
    if ('empty' in test) return test.empty ? `${subject}がない` : `${subject}がある`;
    if ('is' in test) {
      if (typeof test.is === 'boolean') return test.is ? `${subject}に当てはまる` : `${subject}に当てはまらない`;
      return `${subject}が「${this.value(fact, test.is)}」である`;
    }
    if ('isNot' in test) {
      if (typeof test.isNot === 'boolean') return denied(this.#test(fact, subject, { is: test.isNot }));
      return `${subject}が「${this.value(fact, test.isNot)}」でない`;
    }
    const list = (values: readonly Scalar[]) => values.map((value) => `「${this.value(fact, value)}」`).join('');
    if ('oneOf' in test) return `${subject}が${list(test.oneOf)}のどれかである`;
    if ('noneOf' in test) return `${subject}が${list(test.noneOf)}のどれでもない`;
    if ('includesAny' in test)
      return `${subject}に${list(test.includesAny)}${test.includesAny.length > 1 ? 'のどれか' : ''}がある`;
    return `${subject}に${list(test.includesNone)}がない`;
  }

  #bound(bound: Bound): string {
    if (typeof bound !== 'object') return String(bound);
    if ('today' in bound) return '今日';
    return (bound.of === undefined ? '' : `${this.words.fact(bound.of)}の`) + this.words.fact(bound.fact);
  }
}

class English extends Grammar {
  say(condition: Condition): string {
    if ('always' in condition) return condition.always ? 'always' : 'never';
    if ('all' in condition)
      return condition.all.length === 0 ? this.say({ always: true }) : this.#join(condition.all, ' and ');
    if ('any' in condition)
      return condition.any.length === 0 ? this.say({ always: false }) : this.#join(condition.any, ' or ');
    if ('not' in condition) return `it is not so that ${this.#enclosed(condition.not)}`;
    if ('event' in condition)
      return `the visit is about ${condition.event.map((id) => `“${this.words.event(id)}”`).join(' or ')}`;
    if ('named' in condition) return this.words.named(condition.named);
    if ('member' in condition) return `the person is among ${this.words.people(condition.member)}`;
    if ('quantifier' in condition) {
      const people = this.words.people(condition.people);
      if (anyone(condition.where) && condition.quantifier !== 'every')
        return condition.quantifier === 'some' ? `there is someone among ${people}` : `there is no one among ${people}`;
      const where = this.#enclosed(condition.where);
      if (condition.quantifier === 'some') return `among ${people} there is someone for whom ${where}`;
      if (condition.quantifier === 'none') return `among ${people} there is no one for whom ${where}`;
      return `for each of ${people}, ${where}`;
    }
    if ('count' in condition) {
      const { atLeast, atMost } = condition;
      const bounds = [
        atLeast === undefined ? [] : [`at least ${atLeast}`],
        atMost === undefined ? [] : [`at most ${atMost}`],
      ];
      if (anyone(condition.where))
        return `there are ${bounds.flat().join(' and ')} of ${this.words.people(condition.count)}`;
      return `among ${this.words.people(condition.count)}, ${bounds.flat().join(' and ')} for whom ${this.#enclosed(condition.where)}`;
    }
    const subject =
      this.words.fact(condition.fact) + (condition.of === undefined ? '' : ` of ${this.words.fact(condition.of)}`);
    return this.#test(condition.fact, `“${subject}”`, condition.test);
  }

  #join(parts: readonly Condition[], glue: string): string {
    if (parts.length === 1 && parts[0]) return this.say(parts[0]);
    // These have no end of their own: what follows would read as part of them.
    const runsOn = (part: Condition) => {
      const bare = this.bare(part);
      return (
        'not' in bare ||
        'quantifier' in bare ||
        'count' in bare ||
        ('fact' in bare && 'isNot' in bare.test && typeof bare.test.isNot === 'boolean')
      );
    };
    return parts.map((part) => (runsOn(part) ? `(${this.say(part)})` : this.#enclosed(part))).join(glue);
  }

  #enclosed(condition: Condition): string {
    return this.compound(condition) ? `(${this.say(condition)})` : this.say(condition);
  }

  #test(fact: string, subject: string, test: Test): string {
    if (isRange(test)) {
      const say = (bound: Bound | undefined, date: string, number: string) =>
        bound === undefined ? [] : [`${isDay(bound) ? date : number} ${this.#bound(bound)}`];
      const bounds = [
        ...say(test.atLeast, 'on or after', 'at least'),
        ...say(test.over, 'after', 'over'),
        ...say(test.atMost, 'on or before', 'at most'),
        ...say(test.under, 'before', 'under'),
      ];
      return `${subject} is ${bounds.join(' and ')}`;
    }
    if ('sameAs' in test) return `${subject} is the same as ${this.#bound(test.sameAs)}`;
    if ('empty' in test) return test.empty ? `${subject} is empty` : `${subject} is not empty`;
    if ('is' in test) {
      if (typeof test.is === 'boolean') return `${subject} ${test.is ? 'holds' : 'does not hold'}`;
      return `${subject} is “${this.value(fact, test.is)}”`;
    }
    if ('isNot' in test) {
      if (typeof test.isNot === 'boolean') return `it is not so that ${this.#test(fact, subject, { is: test.isNot })}`;
      return `${subject} is not “${this.value(fact, test.isNot)}”`;
    }
    const list = (values: readonly Scalar[]) => values.map((value) => `“${this.value(fact, value)}”`).join(', ');
    if ('oneOf' in test) return `${subject} is one of ${list(test.oneOf)}`;
    if ('noneOf' in test) return `${subject} is none of ${list(test.noneOf)}`;
    if ('includesAny' in test) return `${subject} includes ${list(test.includesAny)}`;
    return `${subject} does not include ${list(test.includesNone)}`;
  }

  #bound(bound: Bound): string {
    if (typeof bound !== 'object') return String(bound);
    if ('today' in bound) return 'today';
    return `“${this.words.fact(bound.fact)}”${bound.of === undefined ? '' : ` of “${this.words.fact(bound.of)}”`}`;
  }
}

const denied = (sentence: string) => `「${sentence}」ということはない`;

const isDay = (bound: Bound) =>
  typeof bound === 'object' ? 'today' in bound || bound.day === true : typeof bound === 'string';

/** "Some children" without a condition of their own: that there are any. */
const anyone = (where: Condition) => 'always' in where && where.always;
