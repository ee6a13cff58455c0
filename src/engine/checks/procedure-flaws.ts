import type { Condition } from '../../conditions/index.ts';
import type { Procedure } from '../../content/index.ts';
import type { Flaw, Surroundings } from './flaw.ts';
import { found, type Inquiry } from './inquiry.ts';
import { budget } from './search.ts';

/** What must hold for a procedure to apply, to the person in question where it concerns people. */
export function appliesTo({ when, concerns }: Procedure): Condition[] {
  const about = concerns ? [{ member: concerns.people }, concerns.where] : [];
  return [when, ...about].filter((condition) => condition !== undefined);
}

/** A procedure that never applies, or always does; and what in it is never counted, brought or shown. */
export function flawsOfProcedure(procedure: Procedure, inquiries: readonly Inquiry[], { say }: Surroundings): Flaw[] {
  const flaws: Flaw[] = [];
  const tell: Tell = (rule, severity, path, message, advice) =>
    flaws.push({ rule, severity, thing: `procedure:${procedure.id}`, path, message, advice });
  const possible = inquiries.filter((inquiry) => canApply(procedure, inquiry, say, tell));
  if (possible.length === 0) return flaws;
  spares(procedure, possible, tell);
  inside(procedure, possible, tell);
  return flaws;
}

type Tell = (
  rule: Flaw['rule'],
  severity: Flaw['severity'],
  path: Flaw['path'],
  message: string,
  advice: string,
) => void;

const subjectOf = ({ concerns }: Procedure) => (concerns ? 'person' : 'case');

function canApply(procedure: Procedure, inquiry: Inquiry, say: Surroundings['say'], tell: Tell): boolean {
  const { id } = inquiry.event;
  const { when, concerns, events } = procedure;
  const listed = ['events', events.indexOf(id)];
  const outcome = inquiry.canHold({ all: appliesTo(procedure) }, subjectOf(procedure));
  if (outcome === 'gave-up')
    tell(
      'not-decided',
      'warning',
      listed,
      `No case was found in "${id}" in which this applies, among ${budget} tried.`,
      'Look at the sentence (npm run flows:sentences) and write an example in which it applies.',
    );
  if (outcome !== 'none') return true;
  const whole = when && (!concerns || inquiry.canHold(when) === 'none') ? ['when'] : ['concerns'];
  tell(
    'never-applies',
    'error',
    events.length > 1 ? listed : whole,
    `This can never apply in "${id}". ${contradiction(inquiry, procedure, say)}`,
    events.length > 1
      ? 'Change the condition, or take the event out of "events".'
      : 'Change the condition, or leave the procedure out.',
  );
  return false;
}

/** Some case, or some person of those it concerns, must be spared. */
function spares({ when, concerns }: Procedure, inquiries: readonly Inquiry[], tell: Tell): void {
  if (!when && !concerns)
    tell(
      'always-applies',
      'warning',
      [],
      'This applies to everybody: it has no condition.',
      'If that is meant, write "when: true"; else add the condition.',
    );
  const where = concerns?.where;
  const meant = !where && (!when || ('always' in when && when.always));
  if (meant) return;
  if (when && found(inquiries, (inquiry) => inquiry.canFail(when)) !== 'none') return;
  if (concerns && where) {
    const others: Condition = { all: [{ member: concerns.people }, { not: where }] };
    if (found(inquiries, (inquiry) => inquiry.canHold(others, 'person')) !== 'none') return;
  }
  tell(
    'always-applies',
    'error',
    when ? ['when'] : ['concerns', 'where'],
    'This condition always holds, so the procedure applies to everybody.',
    'Change the condition, or leave it out if that is meant.',
  );
}

function inside(procedure: Procedure, inquiries: readonly Inquiry[], tell: Tell): void {
  const look = (condition: Condition | undefined, path: Flaw['path'], what: string) => {
    if (!condition) return;
    const together = (more: Condition) =>
      found(inquiries, (inquiry) => inquiry.canHold({ all: [...appliesTo(procedure), more] }, subjectOf(procedure)));
    if (together(condition) === 'none')
      tell(
        'never-holds',
        'error',
        path,
        `${what}: where the procedure applies, this condition can never hold.`,
        'Change the condition, or leave this entry out.',
      );
    else if (together({ not: condition }) === 'none')
      tell(
        'always-holds',
        'warning',
        path,
        'Where the procedure applies, this condition always holds.',
        'Leave the condition out, if that is meant.',
      );
  };
  const { clocks, bring, forms = [], notes } = procedure;
  clocks.forEach(({ id, when }, index) =>
    look(when, ['deadline', index, 'when'], `The deadline "${id}" is never counted`),
  );
  bring.forEach(({ document, when }, index) =>
    look(when, ['bring', index, 'when'], `"${document}" is never asked for`),
  );
  forms.forEach(({ form, when }, index) => look(when, ['forms', index, 'when'], `The form "${form}" is never filled`));
  notes.forEach(({ id, when }, index) => look(when, ['notes', index, 'when'], `The note "${id}" is never shown`));
}

/** Which parts of a condition exclude each other: one alone, or two. */
function contradiction(inquiry: Inquiry, procedure: Procedure, say: Surroundings['say']): string {
  const never = (condition: Condition) => inquiry.canHold(condition, subjectOf(procedure)) === 'none';
  const parts = flat(appliesTo(procedure));
  const alone = parts.find(never);
  if (alone) return `This never holds: 「${say(alone)}」.`;
  for (const [index, part] of parts.entries()) {
    const other = parts.slice(index + 1).find((one) => never({ all: [part, one] }));
    if (other) return `These exclude each other: 「${say(part)}」 and 「${say(other)}」.`;
  }
  return 'Its conditions exclude each other.';
}

const flat = (conditions: readonly Condition[]): Condition[] =>
  conditions.flatMap((condition) => ('all' in condition ? flat(condition.all) : [condition]));
