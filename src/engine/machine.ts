import { assign, setup } from 'xstate';
import { type Action, CASE_SUBJECT, fold, openCase, type SignaturePlace } from '../case/index.ts';
import { FALSE } from '../conditions/index.ts';
import { type Content, formsOf } from '../content/index.ts';
import { DETAILS, next, Outlook, reachable, type Step } from './next.ts';
import type { Program } from './program.ts';
import { asideKey, type View } from './situation.ts';

/** What the machine carries: the case, and what comes now. */
export interface Context {
  program: Program;
  outlook: Outlook;
  step: Step;
}

/** `replayed`: a stored action that no longer belongs to the step at which the case stands. */
type ActionEvent = { type: Action['type'] | 'replayed'; action: Action };

/**
 * The life of a case, compiled from content for a list of events: a state for every question, stop and screen, grouped
 * as the content groups them. Every event is an action; it is folded into the case, and `route` leads to the state that
 * `next` names. A state that content does not have cannot be reached, and a case that needs it stays in `route`.
 */
export function compileMachine(program: Program) {
  const screens = new Set<string>(program.parts.flatMap((part) => (part.kind === 'screen' ? [part.id] : [])));
  const here =
    (state: string) =>
    ({ context }: { context: Context }) =>
      context.step.state === state;
  const states: Record<string, object> = {};
  const routes: { guard: (args: { context: Context }) => boolean; target: string }[] = [];
  for (const part of program.parts) {
    if (part.kind === 'group') {
      const inner: Record<string, object> = {
        route: { always: part.questions.map(({ question }) => ({ guard: here(question.id), target: question.id })) },
      };
      for (const { question } of part.questions)
        inner[question.id] = { on: { answered: { guard: 'isHere', target: '#case.route', actions: 'fold' } } };
      states[`group-${part.id}`] = { initial: 'route', states: inner };
      const ids = new Set(part.questions.map(({ question }) => question.id));
      routes.push({ guard: ({ context }) => ids.has(context.step.state), target: `group-${part.id}` });
    } else {
      const state = part.kind === 'stop' ? `stop-${part.id}` : part.id;
      const on =
        part.kind === 'screen' && part.id === DETAILS
          ? { answered: { guard: 'isHere', target: '#case.route', actions: 'fold' } }
          : part.kind === 'screen' && part.id === 'prepared'
            ? { prepared: { target: '#case.prepared', reenter: true, actions: 'fold' } }
            : part.kind === 'screen'
              ? { passed: { guard: 'isHere', target: '#case.route', actions: 'fold' } }
              : {};
      states[state] = { on };
      routes.push({ guard: here(state), target: state });
    }
  }
  return setup({
    types: { context: {} as Context, events: {} as ActionEvent, input: {} as Context },
    guards: {
      isHere: ({ context, event }) => 'step' in event.action && event.action.step === context.step.key,
      reachable: ({ context, event }) =>
        event.action.type === 'went-to' && reachable(context.outlook, event.action.step),
      /** Enough for today: once the list of procedures stands there, whatever is still open. */
      listed: ({ context: { outlook, step } }) => step.key === 'results' || outlook.view.state.passed.has('results'),
      /** Only where the municipality lets people sign on the screen. */
      signable: ({ context: { program }, event: { action } }) =>
        action.type === 'signed' && maySignOnScreen(program.content, action.place),
      /** What staff do after the visit, with people and procedures of this case. */
      afterwards: ({ context: { program, outlook }, event: { action } }) => {
        const { prepared, people } = outlook.view.state;
        const known = (id: string) => people.some((person) => person.id === id);
        if (!prepared || action.by.role !== 'staff') return false;
        if (action.type === 'register-entered') return action.numbers.every(({ person }) => known(person));
        return (
          action.type === 'accepted' &&
          (action.subject === CASE_SUBJECT || known(action.subject)) &&
          program.content.procedures.some(({ id }) => id === action.procedure)
        );
      },
      // An answer is kept for its facts, and a screen left stays left; where somebody once stood has no meaning now.
      kept: ({ event: { action } }) =>
        action.type === 'answered' ||
        action.type === 'prepared' ||
        action.type === 'finished-early' ||
        (action.type === 'passed' && screens.has(action.step)),
    },
    actions: {
      fold: assign(({ context, event }) => advance(context, event.action)),
    },
  }).createMachine({
    id: 'case',
    context: ({ input }) => input,
    initial: 'route',
    states: { route: { always: routes }, ...states },
    on: {
      recorded: { target: '.route', actions: 'fold' },
      'person-added': { target: '.route', actions: 'fold' },
      'person-removed': { target: '.route', actions: 'fold' },
      'day-set': { target: '.route', actions: 'fold' },
      'went-to': { guard: 'reachable', target: '.route', actions: 'fold' },
      replayed: { guard: 'kept', target: '.route', actions: 'fold' },
      'staff-called': { actions: 'fold' },
      signed: { guard: 'signable', actions: 'fold' },
      'signature-withdrawn': { actions: 'fold' },
      accepted: { guard: 'afterwards', actions: 'fold' },
      'register-entered': { guard: 'afterwards', actions: 'fold' },
      'finished-early': { guard: 'listed', target: '.route', actions: 'fold' },
    },
  });
}

const maySignOnScreen = ({ procedures, forms }: Content, { procedure, form, box }: SignaturePlace): boolean =>
  procedures.some((one) => one.id === procedure && formsOf(one).some((paper) => paper.form === form)) &&
  forms.some(
    ({ id, boxes }) => id === form && boxes.some((one) => one.id === box && one.kind === 'signature' && one.onScreen),
  );

export type CaseMachine = ReturnType<typeof compileMachine>;

/** The context in which a case begins. */
export function beginning(program: Program, opened: Extract<Action, { type: 'opened' }>): Context {
  return contextOf(program, { state: openCase(opened), setAside: new Set() });
}

function contextOf(program: Program, view: View): Context {
  const outlook = new Outlook(program, view);
  return { program, outlook, step: next(outlook) };
}

function advance(context: Context, action: Action): Context {
  const { program, outlook: before } = context;
  const state = fold(before.view.state, action);
  const outlook = new Outlook(program, { state, setAside: withoutAnswered(before.view.setAside, action) });
  const closed = closedAnswers(outlook);
  if (closed.length === 0) return { program, outlook, step: next(outlook) };
  return contextOf(program, { state, setAside: new Set([...outlook.view.setAside, ...closed]) });
}

/** Answering again takes an answer that was set aside back into use. */
function withoutAnswered(setAside: ReadonlySet<string>, action: Action): ReadonlySet<string> {
  if (action.type !== 'answered' || setAside.size === 0) return setAside;
  const answered = new Set(action.statements.map(({ subject, fact }) => asideKey(subject, fact)));
  return new Set([...setAside].filter((key) => !answered.has(key)));
}

/**
 * Answers whose branch is closed and that are not set aside yet. Only what a person said is treated so: a register's or
 * a card's fact is as good as before when its branch returns.
 */
function closedAnswers({ program, situation, view }: Outlook): string[] {
  const closed: string[] = [];
  for (const [index, subject] of [CASE_SUBJECT, ...situation.ids].entries()) {
    for (const [fact, entries] of view.state.facts.get(subject) ?? []) {
      const relevant = program.byId.get(fact)?.relevant;
      const key = asideKey(subject, fact);
      if (!relevant || view.setAside.has(key)) continue;
      if (!entries.some((entry) => entry.source === 'resident' || entry.source === 'home')) continue;
      if (relevant(situation, index - 1, []) === FALSE) closed.push(key);
    }
  }
  return closed;
}
