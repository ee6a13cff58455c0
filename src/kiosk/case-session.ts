import { type IdSource, newId } from '../basics/index.ts';
import { type Action, CASE_SUBJECT, type Deed, type Statement } from '../case/index.ts';
import { CASE, type KnownValue, NONE, UNKNOWN } from '../conditions/index.ts';
import { asideKey, type Course, fits, type Step, type Visit } from '../engine/index.ts';

/** Where the actions of the case under way are kept; an append resolves when it would survive a power cut. */
export interface ActionLog {
  append(action: Action): Promise<void>;
}

export interface Author {
  ids: IdSource;
  device: string;
}

/**
 * The case on this kiosk. A tap starts the write, and the next screen shows after the commit: what is on screen is
 * always what is stored. One deed at a time; a second tap while one is being stored waits for it.
 */
export class CaseSession {
  readonly course: Course;
  readonly #log: ActionLog;
  readonly #author: Author;
  readonly #listeners = new Set<() => void>();
  #visit: Visit;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(course: Course, log: ActionLog, author: Author, visit: Visit) {
    this.course = course;
    this.#log = log;
    this.#author = author;
    this.#visit = visit;
  }

  /** Opens a new case and stores its first action. */
  static async begin(
    course: Course,
    log: (caseId: string) => Promise<ActionLog>,
    author: Author,
    opening: { today: string; municipality: string; events: string[] },
  ): Promise<CaseSession> {
    const caseId = newId(author.ids);
    const first = stamp(
      author,
      course,
      { type: 'opened', format: 1, case: caseId, visitor: newId(author.ids), ...opening },
      'device',
    );
    const opened = course.open([first]);
    if (!opened.ok) throw new Error(`the case did not open: ${opened.reason}`);
    const actions = await log(caseId);
    await actions.append(first);
    return new CaseSession(course, actions, author, opened.value.visit);
  }

  /** Takes up a stored case where it stood. */
  static resume(course: Course, log: ActionLog, author: Author, actions: readonly Action[]): CaseSession {
    const opened = course.open(actions);
    if (!opened.ok) throw new Error(`the case did not open: ${opened.reason}`);
    return new CaseSession(course, log, author, opened.value.visit);
  }

  get visit(): Visit {
    return this.#visit;
  }

  /** For React: tells when the visit has changed. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  getVisit = (): Visit => this.#visit;

  /** Does something, durably. Rejects when it could not be stored; then nothing has changed. */
  act(deed: Deed, role: Action['by']['role'] = 'resident'): Promise<void> {
    const done = this.#last.then(() => this.#act(deed, role));
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #act(deed: Deed, role: Action['by']['role']): Promise<void> {
    // An answer or a step forward that belongs to a screen no longer shown is a late tap, not a defect.
    if ('step' in deed && deed.type !== 'went-to' && deed.step !== this.#visit.step.key) return;
    const action = stamp(this.#author, this.course, deed, role);
    const advanced = this.course.advance(this.#visit, action);
    // What the engine refuses is not stored either: a replay would stumble over it.
    if (!advanced.ok) throw new Error(`${deed.type} was refused at ${this.#visit.step.key}: ${advanced.reason}`);
    await this.#log.append(action);
    this.#visit = advanced.value;
    for (const listener of this.#listeners) listener();
  }

  answer(statements: Statement[]): Promise<void> {
    return this.act({ type: 'answered', step: this.#visit.step.key, statements });
  }

  pass(): Promise<void> {
    return this.act({ type: 'passed', step: this.#visit.step.key });
  }

  get backTo(): Step | undefined {
    return this.course.back(this.#visit);
  }

  async back(): Promise<void> {
    const step = this.backTo;
    if (step) await this.act({ type: 'went-to', step: step.key, why: 'walk' });
  }

  change(step: string): Promise<void> {
    return this.act({ type: 'went-to', step, why: 'change' });
  }

  /** Records what a card or a register said; what does not fit the content is left out, not taken for something else. */
  record(said: Statement[]): Promise<void> {
    const { program, view } = this.#visit.outlook;
    const statements = said.filter((statement) => fits(program, view.state, statement));
    return statements.length > 0 ? this.act({ type: 'recorded', statements }, 'device') : Promise.resolve();
  }

  /** Adds a person to the case; resolves to their id. */
  async addPerson(): Promise<string> {
    const person = newId(this.#author.ids);
    await this.act({ type: 'person-added', person });
    return person;
  }

  /** What is known of a fact now, whether "I don't know" was said, and whether it is to be looked at again. */
  known(subject: string, fact: string): { value: KnownValue | undefined; unknown: boolean; check: boolean } {
    const { outlook } = this.#visit;
    const compiled = outlook.program.byId.get(fact);
    const person = subject === CASE_SUBJECT ? CASE : outlook.situation.person(subject);
    const fits =
      compiled !== undefined && person !== undefined && (compiled.fact.about === 'case') === (person === CASE);
    if (!fits) return { value: undefined, unknown: false, check: false };
    const value = outlook.situation.read(compiled.index, person, []);
    if (value !== UNKNOWN && value !== NONE) return { value, unknown: false, check: false };
    const check = outlook.view.setAside.has(asideKey(subject, fact));
    const said = outlook.situation.entries(compiled.index, person).at(-1)?.said;
    return {
      value: check && said && 'value' in said ? said.value : undefined,
      unknown: said !== undefined && 'unknown' in said,
      check,
    };
  }

  /** The name of a person as far as it is known. */
  nameOf(person: string): string | undefined {
    const { value } = this.known(person, 'name');
    return typeof value === 'string' ? value : undefined;
  }
}

function stamp(author: Author, course: Course, deed: Deed, role: Action['by']['role']): Action {
  return {
    ...deed,
    id: newId(author.ids),
    at: new Date(author.ids.now()).toISOString(),
    by: { role },
    device: author.device,
    content: course.program.content.version.hash,
  } as Action;
}
