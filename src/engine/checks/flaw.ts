import type { Condition } from '../../conditions/index.ts';
import type { Content, Part } from '../../content/index.ts';

/** Something that content does only on paper, told like a problem; its place in a file is looked up by the caller. */
export interface Flaw {
  rule: 'never-applies' | 'always-applies' | 'never-holds' | 'always-holds' | 'never-asked' | 'not-decided';
  severity: 'error' | 'warning';
  /** `procedure:child-allowance`, `event:moving-in` */
  thing: string;
  path: readonly (string | number)[];
  message: string;
  advice: string;
}

/** What the checks are told about the content beside it. */
export interface Surroundings {
  /** The day for which it is looked at. */
  today: string;
  /** Things with errors of their own, which are left alone. */
  faulty: ReadonlySet<string>;
  /** Whether all of the content is known: nothing is broken, no file unreadable. */
  whole: boolean;
  /** Where a part of an event was written. */
  partPlace: (part: Part) => { thing: string; path: readonly (string | number)[] } | undefined;
  /** A condition in the clerk's words. */
  say: (condition: Condition) => string;
}

/** Content without what is faulty, so that the rest can be run: faulty facts are as if somebody simply said them. */
export function soundPart(content: Content, faulty: ReadonlySet<string>): Content {
  const sound = (kind: string) => (thing: { id: string }) => !faulty.has(`${kind}:${thing.id}`);
  return {
    ...content,
    facts: content.facts.map((fact) => {
      if (sound('fact')(fact)) return fact;
      const { computed: _computed, relevant: _relevant, ...plain } = fact;
      return plain;
    }),
    peopleSets: Object.fromEntries(
      Object.entries(content.peopleSets).map(([id, set]) => [id, sound('people')({ id }) ? set : {}]),
    ),
    conditions: Object.fromEntries(
      Object.entries(content.conditions).map(([id, condition]) => [
        id,
        sound('condition')({ id }) ? condition : { always: true },
      ]),
    ),
    events: content.events.filter(sound('event')),
    procedures: content.procedures.filter(sound('procedure')),
    forms: content.forms.filter(sound('form')),
  };
}
