import { initialTransition, transition } from 'xstate';
import { fail, ok, type Result } from '../basics/index.ts';
import type { Action, Statement } from '../case/index.ts';
import { fits, statementsOf } from './fits.ts';
import { beginning, type CaseMachine, compileMachine, type Context } from './machine.ts';
import { type Outlook, previous, type Step } from './next.ts';
import type { Program } from './program.ts';

/**
 * One case under way, the engine's whole face to its clients (kiosk, counter, command line, hub). Immutable: advancing
 * gives a new visit. Cases advance only through the machine compiled from the content.
 */
export interface Visit {
  readonly step: Step;
  readonly outlook: Outlook;
  readonly actions: readonly Action[];
}

export type Refusal =
  /** The first action of a case must open it, and only the first. */
  | 'not-opened'
  /** The action does not belong to the step at which the case stands. */
  | 'not-here'
  /** It says something that the content does not know or allow. */
  | 'does-not-fit'
  /** The content has no way to what comes next: a defect of the content. */
  | 'no-way';

interface Running extends Visit {
  readonly course: Course;
  readonly snapshot: ReturnType<typeof initialTransition<CaseMachine>>[0];
}

/** A case taken up from its stored actions. */
export interface Opened {
  visit: Visit;
  /** Actions, or of one action the statements, that were left out: what they answered is asked again. */
  refused: { action: Action; reason: Refusal; statements?: Statement[] }[];
  /** Actions that were kept though the case did not stand where they were made: the content has changed under them. */
  moved: Action[];
}

/** A program with its machine: compile once, run many cases. */
export class Course {
  readonly program: Program;
  readonly machine: CaseMachine;

  constructor(program: Program, machine: CaseMachine = compileMachine(program)) {
    this.program = program;
    this.machine = machine;
  }

  /**
   * Opens a new case, or one from its stored actions (replay), which stay as they are. Under other content than they
   * were made under, every statement that still fits is kept; what does not is left out and asked again, never guessed.
   */
  open(actions: readonly Action[]): Result<Opened, Refusal> {
    const [first, ...rest] = actions;
    if (first?.type !== 'opened') return fail('not-opened');
    const [snapshot] = initialTransition(this.machine, beginning(this.program, first));
    if (lost(snapshot)) return fail('no-way');
    let visit: Visit = running(this, snapshot, [first]);
    const opened: Omit<Opened, 'visit'> = { refused: [], moved: [] };
    for (const stored of rest) {
      const { snapshot: before } = visit as Running;
      const after = this.#replay(visit, stored, opened);
      visit = running(this, after ?? before, [...visit.actions, stored]);
    }
    return ok({ visit, ...opened });
  }

  /** The case after one more action. What is refused has not happened, and must not be stored. */
  advance(visit: Visit, action: Action): Result<Visit, Refusal> {
    if (action.type === 'opened') return fail('not-opened');
    if (this.#unfitting(visit, action).length > 0) return fail('does-not-fit');
    const after = this.#step(visit, { type: action.type, action });
    return after.ok ? ok(running(this, after.value, [...visit.actions, action])) : after;
  }

  #replay(visit: Visit, stored: Action, { refused, moved }: Omit<Opened, 'visit'>): Running['snapshot'] | undefined {
    if (stored.type === 'opened') {
      refused.push({ action: stored, reason: 'not-opened' });
      return undefined;
    }
    let action: Action = stored;
    if (stored.type === 'answered' || stored.type === 'recorded') {
      const unfitting = this.#unfitting(visit, stored);
      if (unfitting.length > 0) {
        refused.push({ action: stored, reason: 'does-not-fit', statements: unfitting });
        if (unfitting.length === stored.statements.length) return undefined;
        action = { ...stored, statements: stored.statements.filter((statement) => !unfitting.includes(statement)) };
      }
    }
    const strictly = this.#step(visit, { type: action.type, action });
    if (strictly.ok) return strictly.value;
    const kept = strictly.reason === 'not-here' ? this.#step(visit, { type: 'replayed', action }) : strictly;
    if (kept.ok) moved.push(stored);
    else refused.push({ action: stored, reason: kept.reason });
    return kept.ok ? kept.value : undefined;
  }

  #step(
    visit: Visit,
    event: { type: Action['type'] | 'replayed'; action: Action },
  ): Result<Running['snapshot'], Refusal> {
    const { snapshot } = visit as Running;
    if (!snapshot.can(event)) return fail('not-here');
    const [after] = transition(this.machine, snapshot, event);
    return lost(after) ? fail('no-way') : ok(after);
  }

  #unfitting(visit: Visit, action: Action): Statement[] {
    return statementsOf(action).filter((statement) => !fits(this.program, visit.outlook.view.state, statement));
  }

  /** Where "back" leads, if anywhere. */
  back(visit: Visit): Step | undefined {
    return previous(visit.outlook, visit.step.key);
  }
}

/** Whether the machine found no state for what comes next. */
function lost({ value }: Running['snapshot']): boolean {
  return value === 'route' || (typeof value === 'object' && Object.values(value).includes('route'));
}

function running(course: Course, snapshot: Running['snapshot'], actions: readonly Action[]): Running {
  const { outlook, step }: Context = snapshot.context;
  return { course, snapshot, actions, outlook, step };
}
