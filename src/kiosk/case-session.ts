import { type IdSource, newId } from '../basics/index.ts';
import { type Action, CASE_SUBJECT, type Deed, type SignaturePlace, type Statement } from '../case/index.ts';
import { CASE, type KnownValue, NONE, UNKNOWN } from '../conditions/index.ts';
import { asideKey, contradictedBy, type Course, fits, type Step, type Visit } from '../engine/index.ts';

/** Where the actions of the case under way are kept; an append resolves when it would survive a power cut. */
export interface ActionLog {
  append(action: Action): Promise<void>;
}

export interface Author {
  ids: IdSource;
  device: string;
}

export interface CaseOpening {
  today: string;
  municipality: string;
  events: string[];
  /** Where the case has its id already, because something was opened for it. */
  caseId?: string | undefined;
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
  /** Deeds that wait for the next answer or step forward. */
  readonly #following: (() => Iterable<Deed>)[] = [];
  #visit: Visit;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

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
    { caseId = newId(author.ids), ...opening }: CaseOpening,
  ): Promise<CaseSession> {
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

  static newCaseId(ids: IdSource): string {
    return newId(ids);
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

  /** The case is over here, kept or given up: what comes for it later is let go. */
  close(): void {
    this.#closed = true;
  }

  /** Does something, durably. Rejects when it could not be stored; then nothing has changed. */
  act(deed: Deed, role: Action['by']['role'] = 'resident'): Promise<void> {
    const done = this.#last.then(() => this.#act(deed, role));
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** Several deeds of the device one after the other, each made knowing what the one before has changed. */
  enact(deeds: () => Iterable<Deed>): Promise<void> {
    const done = this.#last.then(() => this.#enactAll(deeds));
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** The same with the next answer or step forward, before the next screen shows: nothing moves under a finger. */
  enactWithNext(deeds: () => Iterable<Deed>): void {
    this.#following.push(deeds);
  }

  async #act(deed: Deed, role: Action['by']['role']): Promise<void> {
    // An answer or a step forward that belongs to a screen no longer shown is a late tap, not a defect.
    if ('step' in deed && deed.type !== 'went-to' && deed.step !== this.#visit.step.key) return;
    await this.#store(deed, role);
    try {
      if (deed.type === 'answered' || deed.type === 'passed')
        for (const deeds of this.#following.splice(0)) for (const one of deeds()) await this.#store(one, 'device');
    } finally {
      this.#tell();
    }
  }

  async #enactAll(deeds: () => Iterable<Deed>): Promise<void> {
    try {
      for (const one of deeds()) await this.#store(one, 'device');
    } finally {
      this.#tell();
    }
  }

  async #store(deed: Deed, role: Action['by']['role']): Promise<void> {
    if (this.#closed) return;
    const action = stamp(this.#author, this.course, deed, role);
    const advanced = this.course.advance(this.#visit, action);
    // What the engine refuses is not stored either: a replay would stumble over it.
    if (!advanced.ok) throw new Error(`${deed.type} was refused at ${this.#visit.step.key}: ${advanced.reason}`);
    await this.#log.append(action);
    this.#visit = advanced.value;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  /** `by`: who gave it at this device; what staff type here is theirs, and says so on every paper. */
  answer(statements: Statement[], by: 'resident' | 'staff' = 'resident'): Promise<void> {
    const given = by === 'staff' ? statements.map((one): Statement => ({ ...one, source: 'staff' })) : statements;
    return this.act({ type: 'answered', step: this.#visit.step.key, statements: given }, by);
  }

  /** What would contradict what is known, by the names of the conditions; an answer without any can be given. */
  contradictedBy(statements: readonly Statement[]): string[] {
    return contradictedBy(this.#visit.outlook, statements);
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

  /** A signature on the screen, bound to what is signed. */
  async sign(place: SignaturePlace, signed: string, strokes: readonly (readonly number[])[]): Promise<void> {
    const digest = Array.from(
      new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(signed))),
      (byte) => byte.toString(16).padStart(2, '0'),
    ).join('');
    await this.act({ type: 'signed', place, signed, digest, strokes: strokes.map((stroke) => [...stroke]) });
  }

  withdrawSignature(place: SignaturePlace): Promise<void> {
    return this.act({ type: 'signature-withdrawn', place });
  }

  /** What a card, a register or staff said, as far as it fits the content; what does not is left out, not guessed at. */
  fitting(said: readonly Statement[]): Statement[] {
    const { program, view } = this.#visit.outlook;
    return said.filter((statement) => fits(program, view.state, statement));
  }

  record(said: Statement[], by: 'device' | 'staff' = 'device'): Promise<void> {
    const statements = this.fitting(said);
    return statements.length > 0 ? this.act({ type: 'recorded', statements }, by) : Promise.resolve();
  }

  newPersonId(): string {
    return newId(this.#author.ids);
  }

  /** Adds a person to the case; resolves to their id. */
  async addPerson(): Promise<string> {
    const person = this.newPersonId();
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
