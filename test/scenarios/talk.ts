import { CASE_SUBJECT, type Said, type Statement } from '../../src/case/index.ts';
import type { Outlook, Step } from '../../src/engine/index.ts';
import { ScenarioClient } from '../../src/scenario/index.ts';
import { courseOf, example, found } from '../flows/example-files.ts';

type Value = Extract<Said, { value: unknown }>['value'];

/**
 * A visit spoken answer by answer with the people of an example, who may change their minds on the way. They have
 * neither cards nor papers with them, so that everything is asked.
 */
export class Talk {
  readonly client: ScenarioClient;
  readonly #knows = new Map<string, Value>();

  constructor(name: string) {
    const { input } = example(name);
    const ids = Object.keys(input.people);
    const visitor = ids.find((id) => input.people[id]?.roles?.includes('visitor')) ?? ids[0] ?? '';
    this.client = new ScenarioClient(courseOf(input.events), {
      today: input.date,
      events: input.events,
      municipality: 'mihon',
      visitor,
    });
    for (const id of ids) if (id !== visitor) this.client.addPerson(id);
    for (const [id, { facts, roles }] of Object.entries(input.people)) {
      for (const [fact, value] of Object.entries(facts ?? {})) if (!isSourced(value)) this.says(id, fact, value);
      for (const role of roles ?? []) this.says(CASE_SUBJECT, role, id);
    }
    for (const [fact, value] of Object.entries(input.facts ?? {}))
      if (!isSourced(value)) this.says(CASE_SUBJECT, fact, value);
  }

  /** From now on they say this. */
  says(subject: string, fact: string, value: Value): this {
    this.#knows.set(`${subject}/${fact}`, value);
    return this;
  }

  get step(): string {
    return this.client.step.key;
  }

  get outlook(): Outlook {
    return this.client.visit.outlook;
  }

  /** Goes on until a step is reached, or as far as it goes. Returns the questions that were answered on the way. */
  until(step?: string): string[] {
    const answered: string[] = [];
    for (let turns = 0; turns < 200 && this.client.step.key !== step; turns++) {
      const { step: here } = this.client;
      if (!this.once()) return answered;
      if (here.kind === 'question') answered.push(here.key);
    }
    return answered;
  }

  /** Does what belongs to one step; false where nothing comes after it. */
  once(): boolean {
    const { step: here } = this.client;
    if (here.kind === 'stop' || (here.kind === 'screen' && here.screen === 'prepared')) return false;
    if (here.kind === 'screen') this.client.pass();
    else this.client.answer(this.#answersTo(here));
    return true;
  }

  /** Mends one answer, then goes on as far as it goes. Returns what was asked because of it. */
  changesToSay(step: string, subject: string, fact: string, value: Value): string[] {
    this.says(subject, fact, value).client.change(step);
    return this.until();
  }

  /** What applies, as `procedure` or `procedure of person`. */
  get applying(): string[] {
    return found(this.outlook, 'applies').map(({ procedure, person }) =>
      person === undefined ? procedure : `${procedure} of ${person}`,
    );
  }

  #answersTo({ question, subjects }: Extract<Step, { kind: 'question' }>): Statement[] {
    return subjects.flatMap((subject) =>
      question.facts
        .filter(({ fact }) => fact.sources.includes('resident'))
        .map(({ fact }): Statement => {
          const value = this.#knows.get(`${subject}/${fact.id}`);
          return {
            subject,
            fact: fact.id,
            said: value === undefined || value === 'unknown' ? { unknown: true } : { value },
            source: 'resident',
          };
        }),
    );
  }
}

const isSourced = (value: unknown): value is { value: Value; source: string } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
