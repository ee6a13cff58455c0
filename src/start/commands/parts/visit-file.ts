import { checkText, isDate, isPartialDate } from '../../../basics/index.ts';
import {
  type Compiled,
  type NamedKind,
  type Path,
  type Problem,
  type Rule,
  shaped,
  SourceFile,
  type SourceText,
  suggestion,
} from '../../../content/authoring.ts';
import type { Fact } from '../../../content/index.ts';
import { type ScenarioInput, scenarioInput } from '../../../scenario/index.ts';

/** A visit told in a file: an example, or the input of `determine`. */
export interface VisitFile {
  source: SourceFile;
  /** Undefined where it could not be read at all. */
  input: ScenarioInput | undefined;
  problems: Problem[];
}

/** Reads a visit in YAML or JSON. Keys that are not known are refused, with what was probably meant. */
export function readVisit(text: SourceText): VisitFile {
  const source = new SourceFile(text);
  if (source.unreadable) return { source, input: undefined, problems: source.problems };
  const { value, complaints } = shaped(scenarioInput, source.value);
  const problems = [
    ...source.problems,
    ...complaints.map(({ path, complaint }) => ({ ...complaint, file: source.path, ...source.place(path) })),
  ];
  return { source, input: problems.length === 0 ? (value as ScenarioInput) : undefined, problems };
}

/** Compares what a visit tells with the content: its events, facts, values and people. Faulty facts are not judged. */
export function checkVisit(
  { source }: VisitFile,
  input: ScenarioInput,
  {
    content,
    everything = content,
    faulty = new Set(),
    mayBeDefined = () => false,
  }: Pick<Compiled, 'content'> & Partial<Compiled>,
): Problem[] {
  const problems: Problem[] = [];
  const report = (path: Path, rule: Rule, message: string, advice: string) =>
    problems.push({ rule, severity: 'error', file: source.path, ...source.place(path), message, advice });
  const name = (path: Path, kind: NamedKind, id: string, known: readonly string[]) => {
    if (!known.includes(id) && !mayBeDefined(id))
      report(path, `unknown-${kind}`, `There is no ${kind} "${id}".`, suggestion(id, known));
  };
  const people = Object.keys(input.people);
  if (people.length === 0)
    report(['people'], 'missing-key', 'A visit needs at least one person.', 'Name the visitor below "people".');
  input.events.forEach((id, index) =>
    name(
      ['events', index],
      'event',
      id,
      content.events.map((event) => event.id),
    ),
  );
  if (input.visitor !== undefined) name(['visitor'], 'person', input.visitor, people);
  const roles = content.facts.filter((fact) => fact.about === 'case' && fact.type === 'person').map((fact) => fact.id);
  const facts = (path: Path, given: Record<string, unknown> | undefined, about: Fact['about']) => {
    for (const [id, told] of Object.entries(given ?? {})) {
      const fact = content.facts.find((one) => one.id === id);
      const at = [...path, id];
      if (!fact)
        name(
          at,
          'fact',
          id,
          content.facts.filter((one) => one.about === about).map((one) => one.id),
        );
      else if (fact.about !== about)
        report(
          at,
          'wrong-place',
          `"${id}" is a fact of ${fact.about === 'case' ? 'the case' : 'a person'}.`,
          fact.about === 'case' ? 'Write it below "facts:" of the visit.' : 'Write it below "facts:" of the person.',
        );
      else if (fact.computed)
        report(
          at,
          'computed-fact',
          `"${id}" is computed from other facts.`,
          'Leave it out; say what it is computed from.',
        );
      else if (!faulty.has(`fact:${id}`)) {
        const complaint = valueProblem(fact, plain(told), people, input.date);
        if (complaint) report(at, complaint.rule ?? 'fact-type', complaint.message, complaint.advice);
      }
    }
  };
  for (const [id, person] of Object.entries(input.people)) {
    person.roles?.forEach((role, index) => name(['people', id, 'roles', index], 'role', role, roles));
    facts(['people', id, 'facts'], person.facts, 'person');
  }
  facts(['facts'], input.facts, 'case');
  // An example may name what its municipality does not offer: as what must not appear.
  const procedures = everything.procedures.map((procedure) => procedure.id);
  for (const key of ['applies', 'may-apply'] as const)
    input.expect?.[key]?.forEach(({ procedure, person }, index) => {
      name(['expect', key, index, 'procedure'], 'procedure', procedure, procedures);
      if (person !== undefined) name(['expect', key, index, 'person'], 'person', person, people);
    });
  input.expect?.not.forEach((id, index) => name(['expect', 'not', index], 'procedure', id, procedures));
  return problems;
}

const plain = (told: unknown): unknown =>
  typeof told === 'object' && told !== null && 'value' in told ? told.value : told;

interface Complaint {
  rule?: Rule;
  message: string;
  advice: string;
}

/** What is wrong with a value for a fact; nothing where it fits or is "I don't know". */
function valueProblem(fact: Fact, value: unknown, people: readonly string[], today: string): Complaint | undefined {
  if (value === 'unknown') return undefined;
  const said = JSON.stringify(value);
  const wrong = (advice: string, rule: Rule = 'fact-type'): Complaint => ({
    rule,
    message: `"${fact.id}" cannot be ${said}.`,
    advice,
  });
  const { limits } = fact;
  switch (fact.type) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : wrong('Write true, false or unknown.');
    case 'choice':
      return fact.options?.includes(String(value))
        ? undefined
        : wrong(suggestion(String(value), fact.options ?? []), 'unknown-option');
    case 'set': {
      if (!Array.isArray(value)) return wrong('Write a list, even of one: [a].');
      const odd = value.map(String).find((one) => !fact.options?.includes(one));
      return odd === undefined ? undefined : wrong(suggestion(odd, fact.options ?? []), 'unknown-option');
    }
    case 'number':
      if (typeof value !== 'number') return wrong('Write a number without quotes.');
      return value < (limits?.min ?? value) || value > (limits?.max ?? value)
        ? wrong(`Allowed are ${limits?.min ?? 'any'} to ${limits?.max ?? 'any'}.`, 'out-of-range')
        : undefined;
    case 'date':
      if (!isDate(value)) return wrong('Write a day that exists, such as "2026-04-01".', 'no-such-date');
      return limits?.notAfter === 'today' && value > today
        ? wrong(`It cannot lie after the day of the visit (${today}).`, 'out-of-range')
        : undefined;
    case 'partial-date':
      return isPartialDate(value)
        ? undefined
        : wrong('Write a day, a month ("2026-04") or a year ("2026").', 'no-such-date');
    case 'person':
      return people.includes(String(value)) ? undefined : wrong(suggestion(String(value), people), 'unknown-person');
    case 'people': {
      if (!Array.isArray(value)) return wrong('Write a list of people, even of one: [taro].');
      const odd = value.map(String).find((one) => !people.includes(one));
      return odd === undefined ? undefined : wrong(suggestion(odd, people), 'unknown-person');
    }
    case 'digits':
      if (typeof value !== 'string' || !/^\d+$/.test(value)) return wrong("Write digits in quotes: '1234567'.");
      return limits?.digits && !limits.digits.includes(value.length)
        ? wrong(`It has ${limits.digits.join(' or ')} digits.`, 'out-of-range')
        : undefined;
    default: {
      if (typeof value !== 'string') return wrong('Write text in quotes.');
      const checked = checkText(value, limits?.maxLength ?? 300);
      return checked.ok
        ? undefined
        : {
            rule: 'wrong-text',
            message: `"${fact.id}" ${textProblems[checked.reason]}.`,
            advice: 'Write it as it would stand on paper.',
          };
    }
  }
}

const textProblems = {
  empty: 'is empty',
  'too-long': 'is too long',
  'control-character': 'contains a character that cannot be printed',
  emoji: 'contains an emoji',
  'personal-number': 'looks like a 個人番号, which is never written down',
};
