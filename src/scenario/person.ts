import { newId } from '../basics/index.ts';
import type { Action, Deed, Statement } from '../case/index.ts';
import { type Course, fits, type Step, type Visit } from '../engine/index.ts';

/**
 * The engine's client without a screen. It speaks like a person: it opens a case, touches cards, answers what it is
 * asked, steps back, changes its mind. Time and ids are its own, so that the same story gives the same actions.
 */
export class ScenarioClient {
  readonly course: Course;
  visit: Visit;
  #clock: number;

  constructor(course: Course, opening: { today: string; events: string[]; municipality: string; visitor: string }) {
    this.course = course;
    this.#clock = Date.parse(`${opening.today}T00:00:00Z`);
    const caseId = this.#id();
    const opened = course.open([this.#stamp({ type: 'opened', format: 1, case: caseId, ...opening }, 'device')]);
    if (!opened.ok) throw new Error(`the case did not open: ${opened.reason}`);
    this.visit = opened.value.visit;
  }

  get step(): Step {
    return this.visit.step;
  }

  /** Does something; throws when the engine refuses, because a scenario that goes wrong must not go on. */
  act(deed: Deed, role: Action['by']['role'] = 'resident'): void {
    const advanced = this.course.advance(this.visit, this.#stamp(deed, role));
    if (!advanced.ok)
      throw new Error(`${deed.type} was refused at ${this.step.key}: ${advanced.reason}${this.#unfitting(deed)}`);
    this.visit = advanced.value;
  }

  /** What of a deed the content does not know or allow, in words for whoever wrote the scenario. */
  #unfitting(deed: Deed): string {
    const statements = 'statements' in deed ? deed.statements : [];
    const wrong = statements.filter(
      (statement) => !fits(this.course.program, this.visit.outlook.view.state, statement),
    );
    return wrong
      .map(
        ({ subject, fact, said }) =>
          `; ${fact} of ${subject} cannot be ${JSON.stringify('value' in said ? said.value : 'unknown')}`,
      )
      .join('');
  }

  addPerson(person: string): void {
    this.act({ type: 'person-added', person });
  }

  record(statements: Statement[]): void {
    if (statements.length > 0) this.act({ type: 'recorded', statements }, 'device');
  }

  answer(statements: Statement[]): void {
    this.act({ type: 'answered', step: this.step.key, statements });
  }

  pass(): void {
    this.act({ type: 'passed', step: this.step.key });
  }

  back(): boolean {
    const step = this.course.back(this.visit);
    if (step) this.act({ type: 'went-to', step: step.key, why: 'walk' });
    return step !== undefined;
  }

  change(step: string): void {
    this.act({ type: 'went-to', step, why: 'change' });
  }

  #stamp(deed: Deed, role: Action['by']['role']): Action {
    const id = this.#id();
    return {
      ...deed,
      id,
      at: new Date(this.#clock).toISOString(),
      by: { role },
      device: 'scenario',
      content: this.course.program.content.version.hash,
    } as Action;
  }

  /** A repeatable sequence of ids: time moves on by a second, and the random part counts. */
  #id(): string {
    this.#clock += 1000;
    let state = this.#clock % 2147483647;
    return newId({
      now: () => this.#clock,
      random: (bytes) => Uint8Array.from({ length: bytes }, () => (state = (state * 48271) % 2147483647) & 255),
    });
  }
}
