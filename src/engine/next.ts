import { CASE_SUBJECT } from '../case/index.ts';
import {
  CASE,
  type FactRef,
  factRef,
  FALSE,
  NONE,
  NOT_KNOWN,
  refFact,
  refPerson,
  TRUE,
  UNKNOWN,
} from '../conditions/index.ts';
import { type Form, formsOf, type Screen } from '../content/index.ts';
import { applicantOf, determine, type Finding, peopleOn, personOf } from './determine.ts';
import { deadlines } from './deadline.ts';
import type { CompiledQuestion, Program } from './program.ts';
import { CaseSituation, type View } from './situation.ts';

/** One stop on the way through a case. `key` is stable: it names the step in actions and survives new content. */
export type Step =
  | {
      kind: 'question';
      key: string;
      /** The machine's state. */
      state: string;
      group: string;
      question: CompiledQuestion;
      /** Whom the facts are about, or `case`; several for a question over people. */
      subjects: string[];
    }
  | { kind: 'screen'; key: string; state: string; screen: Screen }
  | { kind: 'stop'; key: string; state: string; stop: string };

/**
 * `done`: answered or passed here. `brought`: answered before the visit, at home: shown only when somebody goes there to
 * change it.
 */
export type Status = 'open' | 'done' | 'brought';

export const DETAILS = 'details';
const detailKey = (fact: string, subject: string) => `${DETAILS}.${fact}.${subject}`;

/** A case looked at once: its facts, what applies, and what is still worth asking. */
export class Outlook {
  readonly program: Program;
  readonly view: View;
  readonly situation: CaseSituation;
  #findings: Finding[] | undefined;
  #needed: ReadonlySet<FactRef> | undefined;
  #steps: { step: Step; status: Status }[] | undefined;

  constructor(program: Program, view: View) {
    this.program = program;
    this.view = view;
    this.situation = new CaseSituation(program, view);
  }

  get findings(): Finding[] {
    this.#findings ??= determine(this.program, this.situation);
    return this.#findings;
  }

  /** Facts that some still-possible procedure, the paper of an applying one, or a stop waits for. */
  get needed(): ReadonlySet<FactRef> {
    if (!this.#needed) {
      const needed = new Set<FactRef>();
      for (const finding of this.findings) for (const ref of this.wants(finding)) needed.add(ref);
      for (const part of this.program.parts) {
        const trail: FactRef[] = [];
        if (part.kind === 'stop' && part.when(this.situation, CASE, trail) === NOT_KNOWN)
          for (const ref of trail) needed.add(ref);
      }
      this.#needed = needed;
    }
    return this.#needed;
  }

  /**
   * Whether its papers are prepared here: it applies, or it may, the content says to prepare it then, and nobody can be
   * asked any more for what would decide it.
   */
  prepares({ standing, compiled, missing }: Finding): boolean {
    if (standing === 'applies') return true;
    if (standing !== 'may-apply' || compiled.procedure.ifUnknown !== 'include') return false;
    return missing.every((ref) => {
      const askable = this.program.facts[refFact(ref)]?.fact.sources.includes('resident') ?? false;
      return !askable || this.situation.standing(refFact(ref), refPerson(ref)).settled;
    });
  }

  /**
   * The papers of a finding, in their order. One of which it is not known whether it is needed is prepared too; what
   * that waits for is added to `wanted`.
   */
  formsOf(finding: Finding, wanted: FactRef[] = []): Form[] {
    const { content } = this.program;
    return formsOf(finding.compiled.procedure).flatMap(({ form: id, when }) => {
      if (when) {
        const trail: FactRef[] = [];
        const holds = this.program.check(when)(this.situation, personOf(finding), trail);
        if (holds === FALSE) return [];
        if (holds === NOT_KNOWN) wanted.push(...trail);
      }
      return content.forms.find((form) => form.id === id) ?? [];
    });
  }

  /** What one finding waits for: to be decided, and then to be written, dated and prepared for. */
  wants(finding: Finding): FactRef[] {
    const wanted = [...finding.missing];
    if (!this.prepares(finding)) return wanted;
    const { compiled } = finding;
    const { procedure } = compiled;
    const person = personOf(finding);
    deadlines(compiled, this.situation, person, this.program.content.calendar, wanted);
    for (const { when } of procedure.bring) {
      if (!when) continue;
      const trail: FactRef[] = [];
      if (this.program.check(when)(this.situation, person, trail) === NOT_KNOWN) wanted.push(...trail);
    }
    this.#boxes(finding, wanted);
    return wanted;
  }

  #boxes(finding: Finding, wanted: FactRef[]): void {
    const person = finding.subject === CASE ? applicantOf(this.program, this.situation, finding) : finding.subject;
    for (const box of this.formsOf(finding, wanted).flatMap(({ boxes }) => boxes)) {
      if (box.kind === 'fact' && !box.optional) this.#want(box.fact, box.of, person, wanted);
      if (box.kind === 'table') {
        const rows = box.rows === 'concerned' ? peopleOn(finding) : this.peopleOf(box.rows);
        for (const column of box.columns) {
          if ('fact' in column && !column.optional) for (const row of rows) this.#wantOf(column.fact, row, wanted);
        }
      }
    }
  }

  #want(fact: string, of: string | undefined, whose: number | undefined, wanted: FactRef[]): void {
    const found = this.program.byId.get(fact);
    if (!found) return;
    if (of !== undefined) {
      const role = this.program.byId.get(of);
      if (!role) return;
      const trail: FactRef[] = [];
      const holder = this.situation.read(role.index, CASE, trail);
      if (holder === UNKNOWN) wanted.push(...trail);
      if (holder === UNKNOWN || holder === NONE) return;
      const person = this.situation.person(String(holder));
      if (person !== undefined) this.#wantOf(fact, person, wanted);
    } else if (found.fact.about === 'case') this.#wantOf(fact, CASE, wanted);
    else if (whose !== undefined && whose !== CASE) this.#wantOf(fact, whose, wanted);
  }

  #wantOf(fact: string, person: number, wanted: FactRef[]): void {
    const found = this.program.byId.get(fact);
    if (!found) return;
    const trail: FactRef[] = [];
    if (this.situation.read(found.index, found.fact.about === 'case' ? CASE : person, trail) === UNKNOWN)
      wanted.push(...trail);
  }

  /** The members of a set who are certain. */
  peopleOf(set: string): number[] {
    const member = this.program.member(set);
    return range(this.situation.people).filter((person) => member(this.situation, person, []) === TRUE);
  }

  /** Every step that stands in the way or was taken, in authored order. */
  get steps(): { step: Step; status: Status }[] {
    if (!this.#steps) {
      const walked = [...this.#walk()];
      // Enough for today: nothing more is asked, and what is known goes on to be prepared.
      const left = ({ step, status }: (typeof walked)[number]) =>
        status !== 'open' || step.kind === 'stop' || step.key === 'prepared';
      this.#steps = this.view.state.finishedEarly ? walked.filter(left) : walked;
    }
    return this.#steps;
  }

  *#walk(): Generator<{ step: Step; status: Status }> {
    for (const part of this.program.parts) {
      if (part.kind === 'stop') {
        if (part.when(this.situation, CASE, []) === TRUE)
          yield { step: { kind: 'stop', key: part.id, state: `stop-${part.id}`, stop: part.id }, status: 'open' };
      } else if (part.kind === 'group') {
        for (const question of part.questions) yield* this.#question(question);
      } else if (part.id === DETAILS) {
        yield* this.#details();
      } else {
        const done = part.id === 'prepared' ? false : this.view.state.passed.has(part.id);
        yield {
          step: { kind: 'screen', key: part.id, state: part.id, screen: part.id },
          status: done ? 'done' : 'open',
        };
      }
    }
  }

  *#question(compiled: CompiledQuestion): Generator<{ step: Step; status: Status }> {
    const { question, people, where } = compiled;
    const key = (subject?: string) => (subject === undefined ? question.id : `${question.id}.${subject}`);
    const step = (subjects: string[], subject?: string): Step => ({
      kind: 'question',
      key: key(subject),
      state: question.id,
      group: compiled.group,
      question: compiled,
      subjects,
    });
    if (!people) {
      if (where && where(this.situation, CASE, []) !== TRUE) return;
      const status = this.#status(compiled, [CASE], question.id);
      if (status) yield { step: step([CASE_SUBJECT]), status };
      return;
    }
    const members = range(this.situation.people).filter(
      (person) => people(this.situation, person, []) === TRUE && (!where || where(this.situation, person, []) === TRUE),
    );
    if (question.each !== undefined) {
      for (const person of members) {
        const id = this.situation.subject(person);
        const status = this.#status(compiled, [person], key(id));
        if (status) yield { step: step([id], id), status };
      }
      return;
    }
    const shown = members.filter((person) =>
      compiled.facts.some(({ index }) => !this.#fromElsewhere(index, person, question.id)),
    );
    if (shown.length === 0) return;
    const status = this.#status(compiled, shown, question.id);
    if (status) yield { step: step(shown.map((person) => this.situation.subject(person))), status };
  }

  /** Open: some fact is wanted and nobody has settled it. Done: answered here; brought: at home. Otherwise the step does not exist now. */
  #status(compiled: CompiledQuestion, people: number[], key: string): Status | undefined {
    const askable = compiled.facts.filter(({ fact }) => fact.sources.includes('resident'));
    const open = askable.some(({ index }) =>
      people.some((person) => {
        const standing = this.situation.standing(index, person);
        return !standing.settled && (compiled.question.always === true || this.needed.has(factRef(index, person)));
      }),
    );
    if (open) return 'open';
    const forSome = (holds: (fact: number, person: number) => boolean) =>
      askable.some(({ index }) => people.some((person) => holds(index, person)));
    const here = this.view.state.answered.has(key);
    if (!here && !forSome((fact, person) => this.#saidAtHome(fact, person))) return undefined;
    if (!forSome((fact, person) => this.#arises(fact, person))) return undefined;
    return here ? 'done' : 'brought';
  }

  /** Answered before the visit, at home: as good as an answer given here. */
  #saidAtHome(fact: number, person: number): boolean {
    return this.situation.entries(fact, person).some(({ source, said }) => source === 'home' && 'value' in said);
  }

  /** Whether a fact has a meaning for somebody now: what was answered before it lost it is not walked through again. */
  #arises(fact: number, person: number): boolean {
    return this.situation.read(fact, person, []) !== NONE;
  }

  /** Known by another way than an answer at this step; what staff typed there for the resident is such an answer. */
  #fromElsewhere(fact: number, person: number, step: string): boolean {
    const answer = this.view.state.answered.get(step);
    return this.situation.entries(fact, person).some(({ source, said, action }) => {
      const answered = source === 'resident' || source === 'home' || (source === 'staff' && action === answer);
      return !answered && 'value' in said;
    });
  }

  /** What the papers still want and no question of the event asks: one step a fact and person, in the order of the facts. */
  *#details(): Generator<{ step: Step; status: Status }> {
    const wanted = [...this.needed].filter((ref) => {
      const fact = this.program.facts[refFact(ref)]?.fact;
      return (
        fact?.sources.includes('resident') &&
        !this.situation.standing(refFact(ref), refPerson(ref)).settled &&
        !this.#asked(refFact(ref), refPerson(ref))
      );
    });
    const answered = [...this.view.state.answered.keys()].filter((key) => key.startsWith(`${DETAILS}.`));
    const all = new Map<FactRef, Status>();
    for (const key of answered) {
      const [, fact = '', subject = ''] = key.split('.');
      const index = this.program.byId.get(fact)?.index;
      const person = subject === CASE_SUBJECT ? CASE : this.situation.person(subject);
      if (index !== undefined && person !== undefined && this.#arises(index, person))
        all.set(factRef(index, person), 'done');
    }
    for (const person of [CASE, ...range(this.situation.people)])
      for (const name of this.view.state.facts.get(this.situation.subject(person))?.keys() ?? []) {
        const index = this.program.byId.get(name)?.index;
        if (index === undefined || !this.#saidAtHome(index, person) || this.#asked(index, person)) continue;
        const ref = factRef(index, person);
        if (this.#arises(index, person) && !all.has(ref)) all.set(ref, 'brought');
      }
    for (const ref of wanted) all.set(ref, 'open');
    const sorted = [...all].sort(([a], [b]) => refFact(a) - refFact(b) || refPerson(a) - refPerson(b));
    for (const [ref, status] of sorted) {
      const compiled = this.program.facts[refFact(ref)];
      if (!compiled) continue;
      const subject = this.situation.subject(refPerson(ref));
      yield {
        step: {
          kind: 'question',
          key: detailKey(compiled.fact.id, subject),
          state: DETAILS,
          group: DETAILS,
          question: {
            question: { id: compiled.fact.id, facts: [compiled.fact.id] },
            group: DETAILS,
            facts: [compiled],
          },
          subjects: [subject],
        },
        status,
      };
    }
  }

  /** Whether a question of the event asks this fact of this person. */
  #asked(fact: number, person: number): boolean {
    const questions = questionsOf(this.program).get(fact) ?? [];
    return questions.some(
      ({ people, where }) =>
        (!people || people(this.situation, person, []) === TRUE) &&
        (!where || where(this.situation, person, []) === TRUE),
    );
  }
}

const questionsByFact = new WeakMap<Program, ReadonlyMap<number, readonly CompiledQuestion[]>>();
function questionsOf(program: Program): ReadonlyMap<number, readonly CompiledQuestion[]> {
  let found = questionsByFact.get(program);
  if (!found) {
    const asking = new Map<number, CompiledQuestion[]>();
    for (const part of program.parts) {
      if (part.kind !== 'group') continue;
      for (const question of part.questions)
        for (const { index } of question.facts) asking.set(index, [...(asking.get(index) ?? []), question]);
    }
    questionsByFact.set(program, (found = asking));
  }
  return found;
}

const range = (length: number) => Array.from({ length }, (_, index) => index);

/**
 * What comes now. Where the person went back to or came to mend something first, for that is how a stop is left; else
 * a stop; else the first step, in authored order, that is still open. Order is the array; a condition only skips.
 */
export function next(outlook: Outlook): Step {
  const { steps, view } = outlook;
  const { position } = view.state;
  if (position && 'at' in position) {
    const at = steps.find(({ step }) => step.key === position.at);
    if (at) return at.step;
  }
  const stop = steps.find(({ step }) => step.kind === 'stop');
  if (stop) return stop.step;
  const first = steps.findIndex(({ status }) => status === 'open');
  if (position && 'after' in position) {
    const here = steps.findIndex(({ step }) => step.key === position.after);
    const following = steps.find(({ status }, index) => index > here && status !== 'brought');
    if (here >= 0 && following && steps.indexOf(following) < first) return following.step;
  }
  const open = steps[first];
  if (!open) throw new Error('every event ends in a screen that stays open');
  return open.step;
}

/** Whether somebody may go to a step: it was done before, or is the next open one. Nothing is skipped on the way. */
export function reachable({ steps }: Outlook, key: string): boolean {
  const first = steps.findIndex(({ status }) => status === 'open');
  return steps.some(
    ({ step, status }, index) => step.key === key && step.kind !== 'stop' && (status !== 'open' || index <= first),
  );
}

/** The step before one, or undefined at the beginning. Stops are not gone back to. */
export function previous(outlook: Outlook, key: string): Step | undefined {
  const steps = outlook.steps.filter(({ step }) => step.kind !== 'stop');
  const here = steps.findIndex(({ step }) => step.key === key);
  const before = here >= 0 ? steps.slice(0, here) : steps.filter(({ status }) => status === 'done');
  return before.findLast(({ status }) => status === 'done')?.step;
}
