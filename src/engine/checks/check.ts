import type { Condition } from '../../conditions/index.ts';
import type { Content, Part, Procedure, Question } from '../../content/index.ts';
import { type Flaw, soundPart, type Surroundings } from './flaw.ts';
import { Inquiry } from './inquiry.ts';
import { budget, type Outcome } from './search.ts';

/**
 * Checks of content that need the engine: procedures that can never apply or always do, questions that can never be
 * asked, conditions that say nothing. Each is searched for a case of up to three people that shows the contrary.
 */
export function checkByRunning(content: Content, surroundings: Surroundings): Flaw[] {
  const { faulty, today } = surroundings;
  const sound = soundPart(content, faulty);
  const inquiries = sound.events.map((event) => new Inquiry(sound, event, today));
  const flaws: Flaw[] = [];
  for (const procedure of sound.procedures) {
    const own = inquiries.filter((inquiry) => procedure.events.includes(inquiry.event.id));
    const whole = !procedure.events.some((id) => faulty.has(`event:${id}`));
    if (own.length > 0 && whole && !own.some((inquiry) => restsOnFaulty(inquiry, procedure, faulty)))
      flaws.push(...ofProcedure(procedure, own, surroundings));
  }
  const parts = new Set(sound.events.flatMap((event) => event.parts));
  const broken = new Set(content.events.flatMap((event) => (faulty.has(`event:${event.id}`) ? event.parts : [])));
  for (const part of parts) {
    if (broken.has(part)) continue;
    const place = surroundings.partPlace(part);
    const own = inquiries.filter((inquiry) => inquiry.event.parts.includes(part));
    if (place)
      flaws.push(
        ...ofPart(part, own, sound, faulty).map((flaw) => ({
          ...flaw,
          thing: place.thing,
          path: [...place.path, ...flaw.path],
        })),
      );
  }
  return flaws;
}

function restsOnFaulty(inquiry: Inquiry, procedure: Procedure, faulty: ReadonlySet<string>): boolean {
  if (faulty.size === 0) return false;
  const nodes = inquiry.reads([
    procedure.when,
    procedure.concerns && { member: procedure.concerns.people },
    procedure.concerns?.where,
  ]);
  return [...nodes].some((node) => faulty.has(node));
}

/** The procedure applies to the person in question. */
function applyingTo({ when, concerns }: Procedure): Condition[] {
  return [
    ...(when ? [when] : []),
    ...(concerns ? [{ member: concerns.people }, ...(concerns.where ? [concerns.where] : [])] : []),
  ];
}

function ofProcedure(procedure: Procedure, inquiries: readonly Inquiry[], { say }: Surroundings): Flaw[] {
  const thing = `procedure:${procedure.id}`;
  const flaws: Flaw[] = [];
  const flaw = (rule: Flaw['rule'], severity: Flaw['severity'], path: Flaw['path'], message: string, advice: string) =>
    flaws.push({ rule, severity, thing, path, message, advice });
  const possible: Inquiry[] = [];
  const { when, concerns } = procedure;
  const subject = concerns ? 'person' : 'case';
  for (const inquiry of inquiries) {
    const { id } = inquiry.event;
    const outcome = inquiry.canHold({ all: applyingTo(procedure) }, subject);
    if (outcome !== 'none') possible.push(inquiry);
    if (outcome === 'gave-up')
      flaw(
        'not-decided',
        'warning',
        ['events', procedure.events.indexOf(id)],
        `No case was found in "${id}" in which this applies, among ${budget} tried.`,
        'Look at the sentence (npm run flows:sentences) and write an example in which it applies.',
      );
    if (outcome === 'none') {
      const path =
        procedure.events.length > 1
          ? ['events', procedure.events.indexOf(id)]
          : procedure.when
            ? ['when']
            : ['concerns'];
      flaw(
        'never-applies',
        'error',
        path,
        `This can never apply in "${id}". ${contradiction(inquiry, procedure, say)}`,
        'Change the condition, or take the event out of "events".',
      );
    }
  }
  if (possible.length === 0) return flaws;
  if (!when && !concerns)
    flaw(
      'always-applies',
      'warning',
      [],
      'This applies to everybody: it has no condition.',
      'If that is meant, write "when: true"; else add the condition.',
    );
  const spares: ((inquiry: Inquiry) => Outcome)[] = [
    ...(when && !isAlways(when) ? [(inquiry: Inquiry) => inquiry.canFail(when)] : []),
    ...(concerns?.where
      ? [
          (inquiry: Inquiry) =>
            inquiry.canHold(
              { all: [{ member: concerns.people }, { not: concerns.where ?? { always: true } }] },
              'person',
            ),
        ]
      : []),
  ];
  if (spares.length > 0 && spares.every((look) => decided(possible, look) === 'none'))
    flaw(
      'always-applies',
      'error',
      when ? ['when'] : ['concerns', 'where'],
      'This condition always holds, so the procedure applies to everybody.',
      'Change the condition, or leave it out if that is meant.',
    );
  const inside = (condition: Condition | undefined, path: Flaw['path'], what: string) => {
    if (!condition) return;
    const where = [...applyingTo(procedure), condition];
    if (decided(possible, (inquiry) => inquiry.canHold({ all: where }, subject)) === 'none')
      flaw(
        'never-holds',
        'error',
        path,
        `${what}: where the procedure applies, this condition can never hold.`,
        'Change the condition, or leave this entry out.',
      );
    else if (
      decided(possible, (inquiry) =>
        inquiry.canHold({ all: [...applyingTo(procedure), { not: condition }] }, subject),
      ) === 'none'
    )
      flaw(
        'always-holds',
        'warning',
        path,
        'Where the procedure applies, this condition always holds.',
        'Leave the condition out, if that is meant.',
      );
  };
  procedure.clocks.forEach((clock, index) =>
    inside(clock.when, ['deadline', index, 'when'], `The deadline "${clock.id}" is never counted`),
  );
  procedure.bring.forEach((bring, index) =>
    inside(bring.when, ['bring', index, 'when'], `"${bring.document}" is never asked for`),
  );
  procedure.notes.forEach((note, index) =>
    inside(note.when, ['notes', index, 'when'], `The note "${note.id}" is never shown`),
  );
  return flaws;
}

const isAlways = (condition: Condition | undefined) =>
  condition !== undefined && 'always' in condition && condition.always;

/** Over several events: found in one is found; none only where it is none in all. */
function decided(inquiries: readonly Inquiry[], look: (inquiry: Inquiry) => Outcome): Outcome {
  let outcome: Outcome = 'none';
  for (const inquiry of inquiries) {
    const found = look(inquiry);
    if (found === 'found') return found;
    if (found === 'gave-up') outcome = found;
  }
  return outcome;
}

/** Which parts of a condition exclude each other: one alone, or two. */
function contradiction(inquiry: Inquiry, procedure: Procedure, say: (condition: Condition) => string): string {
  const subject = procedure.concerns ? 'person' : 'case';
  const parts = flat(applyingTo(procedure));
  const alone = parts.find((part) => inquiry.canHold(part, subject) === 'none');
  if (alone) return `This never holds: 「${say(alone)}」.`;
  for (const [index, part] of parts.entries())
    for (const other of parts.slice(index + 1))
      if (inquiry.canHold({ all: [part, other] }, subject) === 'none')
        return `These exclude each other: 「${say(part)}」 and 「${say(other)}」.`;
  return 'Its conditions exclude each other.';
}

const flat = (conditions: readonly Condition[]): Condition[] =>
  conditions.flatMap((condition) => ('all' in condition ? flat(condition.all) : [condition]));

type PartFlaw = Omit<Flaw, 'thing'>;

function ofPart(part: Part, inquiries: readonly Inquiry[], content: Content, faulty: ReadonlySet<string>): PartFlaw[] {
  if (part.kind === 'screen') return [];
  const rests = (condition: Condition | undefined) =>
    inquiries.some((inquiry) => [...inquiry.reads([condition])].some((node) => faulty.has(node)));
  const never = (condition: Condition, subject: 'person' | 'case' = 'case') =>
    !rests(condition) && decided(inquiries, (inquiry) => inquiry.canHold(condition, subject)) === 'none';
  const always = (condition: Condition, subject: 'person' | 'case' = 'case') =>
    !rests(condition) && decided(inquiries, (inquiry) => inquiry.canFail(condition, subject)) === 'none';
  if (part.kind === 'stop') {
    if (never(part.when))
      return [
        {
          rule: 'never-holds',
          severity: 'error',
          path: ['when'],
          message: `The stop "${part.id}" is never reached: its condition can never hold.`,
          advice: 'Change the condition, or leave the stop out.',
        },
      ];
    if (always(part.when))
      return [
        {
          rule: 'always-holds',
          severity: 'error',
          path: ['when'],
          message: `No visit gets past the stop "${part.id}": its condition always holds.`,
          advice: 'Change the condition.',
        },
      ];
    return [];
  }
  if (part.when && never(part.when))
    return [
      {
        rule: 'never-asked',
        severity: 'error',
        path: ['when'],
        message: `Nothing of the group "${part.id}" is ever asked: its condition can never hold.`,
        advice: 'Change the condition, or leave the group out.',
      },
    ];
  return part.questions.flatMap((question, index): PartFlaw[] => {
    const path = ['ask', index];
    const set = question.each ?? question.over;
    const subject = set === undefined ? 'case' : 'person';
    const conditions = [part.when, set === undefined ? undefined : { member: set }, question.where].filter(
      (one) => one !== undefined,
    );
    if (never({ all: conditions }, subject))
      return [
        {
          rule: 'never-asked',
          severity: 'error',
          path: question.where ? [...path, 'where'] : path,
          message: `The question "${question.id}" is never asked: its condition can never hold.`,
          advice: 'Change the condition, or leave the question out.',
        },
      ];
    if (
      !question.always &&
      content.procedures.length > 0 &&
      !inquiries.some((inquiry) => isNeeded(question, inquiry, content)) &&
      faulty.size === 0
    )
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
    if (
      question.where &&
      always({ any: [question.where, ...(set === undefined ? [] : [{ not: { member: set } }])] }, subject)
    )
      return [
        {
          rule: 'always-holds',
          severity: 'warning',
          path: [...path, 'where'],
          message: 'This condition always holds.',
          advice: 'Leave it out, if that is meant.',
        },
      ];
    return [];
  });
}

/** Some procedure of the event waits for one of the facts: to be decided, dated, prepared for or written. */
function isNeeded(question: Question, inquiry: Inquiry, content: Content): boolean {
  const nodes = needs(inquiry, content);
  return question.facts.some((fact) => nodes.has(`fact:${fact}`));
}

const needed = new WeakMap<Inquiry, ReadonlySet<string>>();

function needs(inquiry: Inquiry, content: Content): ReadonlySet<string> {
  const known = needed.get(inquiry);
  if (known) return known;
  const procedures = content.procedures.filter((procedure) => procedure.events.includes(inquiry.event.id));
  const facts = procedures.flatMap((procedure) => {
    const form = content.forms.find((one) => one.id === procedure.form);
    const boxes = (form?.boxes ?? []).flatMap((box) => {
      if (box.kind === 'fact') return box.optional ? [] : [box.fact, box.of];
      if (box.kind === 'table')
        return box.columns.flatMap((column) => ('fact' in column && !column.optional ? [column.fact] : []));
      return [];
    });
    return [procedure.applicant, ...procedure.clocks.flatMap((clock) => clock.after), ...boxes].filter(
      (id) => id !== undefined,
    );
  });
  const rows = procedures
    .flatMap((procedure) => content.forms.find((one) => one.id === procedure.form)?.boxes ?? [])
    .flatMap((box) => (box.kind === 'table' && box.rows !== 'concerned' ? [{ member: box.rows }] : []));
  const conditions = procedures.flatMap((procedure) => [
    ...applyingTo(procedure),
    ...[...procedure.clocks, ...procedure.bring].map((one) => one.when),
  ]);
  const found = new Set([
    ...inquiry.reads([...conditions, ...rows]),
    ...inquiry.dependencies.closure(facts.map((id) => `fact:${id}` as const)),
  ]);
  needed.set(inquiry, found);
  return found;
}
