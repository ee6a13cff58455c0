import { initialTransition, transition } from 'xstate';
import { fail, ok, type Result } from '../basics/index.ts';
import type { Action } from '../case/index.ts';
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
  /** The content has no way to what comes next: a defect of the content. */
  | 'no-way';

interface Running extends Visit {
  readonly course: Course;
  readonly snapshot: ReturnType<typeof initialTransition<CaseMachine>>[0];
}

/** A program with its machine: compile once, run many cases. */
export class Course {
  readonly program: Program;
  readonly machine: CaseMachine;

  constructor(program: Program, machine: CaseMachine = compileMachine(program)) {
    this.program = program;
    this.machine = machine;
  }

  /** Opens a new case, or one from its stored actions (replay). What no longer fits is left out and asked again. */
  open(actions: readonly Action[]): Result<{ visit: Visit; refused: { action: Action; reason: Refusal }[] }, Refusal> {
    const [opened, ...rest] = actions;
    if (opened?.type !== 'opened') return fail('not-opened');
    const [snapshot] = initialTransition(this.machine, beginning(this.program, opened));
    let visit: Visit = running(this, snapshot, [opened]);
    const refused: { action: Action; reason: Refusal }[] = [];
    for (const action of rest) {
      const advanced = this.advance(visit, action);
      if (advanced.ok) visit = advanced.value;
      else refused.push({ action, reason: advanced.reason });
    }
    return ok({ visit, refused });
  }

  advance(visit: Visit, action: Action): Result<Visit, Refusal> {
    if (action.type === 'opened') return fail('not-opened');
    const { snapshot } = visit as Running;
    const event = { type: action.type, action };
    if (!snapshot.can(event)) return fail('not-here');
    const [after] = transition(this.machine, snapshot, event);
    const advanced = running(this, after, [...visit.actions, action]);
    if (after.value === 'route') return fail('no-way');
    return ok(advanced);
  }

  /** Where "back" leads, if anywhere. */
  back(visit: Visit): Step | undefined {
    return previous(visit.outlook, visit.step.key);
  }
}

function running(course: Course, snapshot: Running['snapshot'], actions: readonly Action[]): Running {
  const { outlook, step }: Context = snapshot.context;
  return { course, snapshot, actions, outlook, step };
}
