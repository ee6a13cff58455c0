import type { Condition } from '../../conditions/index.ts';
import { type Content, type Form, formsOf, type Part, type Question } from '../../content/index.ts';
import type { Flaw, Surroundings } from './flaw.ts';
import { found, type Inquiry } from './inquiry.ts';
import { appliesTo } from './procedure-flaws.ts';

type PartFlaw = Omit<Flaw, 'thing'>;
type Subject = 'person' | 'case';

/** A stop that is never reached or never passed; questions that are never asked. Paths are below the part. */
export function flawsOfPart(
  part: Part,
  inquiries: readonly Inquiry[],
  content: Content,
  { faulty, whole }: Surroundings,
): PartFlaw[] {
  if (part.kind === 'screen') return [];
  const rests = (condition: Condition) =>
    faulty.size > 0 && inquiries.some((inquiry) => [...inquiry.reads([condition])].some((node) => faulty.has(node)));
  const never = (condition: Condition, subject: Subject = 'case') =>
    !rests(condition) && found(inquiries, (inquiry) => inquiry.canHold(condition, subject)) === 'none';
  const always = (condition: Condition, subject: Subject = 'case') =>
    !rests(condition) && found(inquiries, (inquiry) => inquiry.canFail(condition, subject)) === 'none';
  if (part.kind === 'stop') {
    const { id, when } = part;
    if (never(when))
      return [
        error('never-holds', ['when'], `The stop "${id}" is never reached: its condition can never hold.`, 'the stop'),
      ];
    if (always(when))
      return [
        error('always-holds', ['when'], `No visit gets past the stop "${id}": its condition always holds.`, 'the stop'),
      ];
    return [];
  }
  if (part.when && never(part.when))
    return [
      error(
        'never-asked',
        ['when'],
        `Nothing of the group "${part.id}" is ever asked: its condition can never hold.`,
        'the group',
      ),
    ];
  const asked = (question: Question, path: Flaw['path']): PartFlaw[] => {
    const set = question.each ?? question.over;
    const subject = set === undefined ? 'case' : 'person';
    const of = set === undefined ? [] : [{ member: set }];
    const conditions = [part.when, ...of, question.where].filter((one) => one !== undefined);
    const at = question.where ? [...path, 'where'] : path;
    if (never({ all: conditions }, subject))
      return [
        error(
          'never-asked',
          at,
          `The question "${question.id}" is never asked: its condition can never hold.`,
          'the question',
        ),
      ];
    if (!question.always && whole && !inquiries.some((inquiry) => isNeeded(question, inquiry, content)))
      return [
        {
          rule: 'never-asked',
          severity: 'error',
          path,
          message: `The question "${question.id}" is never asked: no procedure of the event waits for the answer.`,
          advice:
            'Use it in a condition, a deadline or a box that is not optional, add "always: true", or leave it out.',
        },
      ];
    // For whom it is not asked at all, its condition says nothing.
    if (question.where && always({ any: [question.where, ...of.map((one) => ({ not: one }))] }, subject))
      return [
        {
          rule: 'always-holds',
          severity: 'warning',
          path: at,
          message: 'This condition always holds.',
          advice: 'Leave it out, if that is meant.',
        },
      ];
    return [];
  };
  return part.questions.flatMap((question, index) => asked(question, ['ask', index]));
}

const error = (rule: Flaw['rule'], path: Flaw['path'], message: string, what: string): PartFlaw => ({
  rule,
  severity: 'error',
  path,
  message,
  advice: `Change the condition, or leave ${what} out.`,
});

/** Some procedure of the event waits for one of the facts: to be decided, dated, prepared for or written. */
function isNeeded(question: Question, inquiry: Inquiry, content: Content): boolean {
  const nodes = needs(inquiry, content);
  return question.facts.some((fact) => nodes.has(`fact:${fact}`));
}

const remembered = new WeakMap<Inquiry, ReadonlySet<string>>();

function needs(inquiry: Inquiry, content: Content): ReadonlySet<string> {
  let known = remembered.get(inquiry);
  if (!known) {
    const facts: string[] = [];
    const conditions: (Condition | undefined)[] = [];
    for (const procedure of content.procedures) {
      if (!procedure.events.includes(inquiry.event.id)) continue;
      const papers = formsOf(procedure);
      const boxes = boxesOf(content.forms.filter(({ id }) => papers.some(({ form }) => form === id)));
      facts.push(
        ...(procedure.applicant === undefined ? [] : [procedure.applicant]),
        ...procedure.clocks.flatMap((clock) => clock.after),
        ...boxes.facts,
      );
      conditions.push(
        ...appliesTo(procedure),
        ...[...procedure.clocks, ...procedure.bring, ...papers].map((one) => one.when),
        ...boxes.sets.map((member) => ({ member })),
      );
    }
    known = new Set([
      ...inquiry.reads(conditions),
      ...inquiry.dependencies.closure(facts.map((id) => `fact:${id}` as const)),
    ]);
    remembered.set(inquiry, known);
  }
  return known;
}

/** The facts that forms ask for, and the sets of people it lists. What is optional is not asked. */
function boxesOf(forms: readonly Form[]): { facts: string[]; sets: string[] } {
  const facts: string[] = [];
  const sets: string[] = [];
  for (const box of forms.flatMap(({ boxes }) => boxes)) {
    if (box.kind === 'fact' && !box.optional) facts.push(box.fact, ...(box.of === undefined ? [] : [box.of]));
    if (box.kind !== 'table') continue;
    if (box.rows !== 'concerned') sets.push(box.rows);
    for (const column of box.columns) if ('fact' in column && !column.optional) facts.push(column.fact);
  }
  return { facts, sets };
}
