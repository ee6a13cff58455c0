import { CASE_SUBJECT, type CaseState, type Deed, fold, openCase, type Statement } from '../../src/case/index.ts';
import { CASE } from '../../src/conditions/index.ts';
import { type Course, type Finding, Outlook, type Program, type Standing, type Step } from '../../src/engine/index.ts';
import { ScenarioClient } from '../../src/scenario/index.ts';
import type { Household } from './household.ts';

/** A household at the counter, with everybody in the case. */
export function arrive(course: Course, household: Household): ScenarioClient {
  const [visitor = 'nobody', ...others] = household.ids;
  const { content, events } = course.program;
  const client = new ScenarioClient(course, {
    today: household.today,
    events: [...events],
    municipality: content.municipality.id,
    visitor,
  });
  for (const id of others) client.addPerson(id);
  if (household.ids.length === 0) client.act({ type: 'person-removed', person: visitor });
  return client;
}

/** What the household says to the question it is asked. */
export function replyTo(
  step: Extract<Step, { kind: 'question' }>,
  household: Household,
  version: number | ((subject: string, fact: string) => number) = 0,
): Statement[] {
  return step.subjects.flatMap((subject) =>
    step.question.facts
      .filter(({ fact }) => fact.sources.includes('resident'))
      .map(
        ({ fact }): Statement => ({
          subject,
          fact: fact.id,
          said: household.says(subject, fact.id, typeof version === 'number' ? version : version(subject, fact.id)),
          source: 'resident',
        }),
      ),
  );
}

/** What cards, the register and a certificate say about the household. */
export function papers(household: Household): Statement[] {
  return household.everything().filter(({ source }) => source !== 'resident' && source !== 'staff');
}

export type End = 'prepared' | { stop: string };

/** One step forward, answering as the household does; undefined while the visit goes on. */
export function stepForward(
  client: ScenarioClient,
  household: Household,
  version: Parameters<typeof replyTo>[2] = 0,
): End | undefined {
  const { step } = client;
  if (step.kind === 'stop') return { stop: step.stop };
  if (step.kind === 'question') client.answer(replyTo(step, household, version));
  else if (step.screen === 'prepared') return 'prepared';
  else {
    if (step.screen === 'cards') client.record(papers(household));
    // What the papers say may lead elsewhere: a stop, or a question that they raise.
    if (client.step.key === step.key) client.pass();
  }
  return undefined;
}

/** Forward to the end. Throws where there is none. */
export function live(
  client: ScenarioClient,
  household: Household,
  version: Parameters<typeof replyTo>[2] = 0,
  seen: (step: Step) => void = () => {},
): End {
  for (let turns = 0; turns < 400; turns++) {
    seen(client.step);
    const end = stepForward(client, household, version);
    if (end) return end;
  }
  throw new Error(`the visit does not end: still at ${client.step.key}`);
}

/** A case that holds these statements and nothing else, without a machine around it. */
export function caseOf(program: Program, household: Household, ...batches: Statement[][]): CaseState {
  const common = { at: '2026-04-10T00:00:00Z', by: { role: 'device' as const }, device: 'test', content: 'test' };
  const action = (deed: Deed, id: string) => ({ ...common, id, ...deed });
  const [visitor = 'nobody', ...others] = household.ids;
  const opened = action(
    {
      type: 'opened',
      format: 1,
      case: 'case',
      today: household.today,
      municipality: 'mihon',
      events: [...program.events],
      visitor,
    },
    'first',
  );
  if (opened.type !== 'opened') throw new Error('a case begins by being opened');
  const deeds: Deed[] = [
    ...others.map((person): Deed => ({ type: 'person-added', person })),
    ...(household.ids.length === 0 ? [{ type: 'person-removed', person: visitor } as const] : []),
    ...batches.map((statements): Deed => ({ type: 'recorded', statements })),
  ];
  return deeds.reduce((state, deed, index) => fold(state, action(deed, `a${index}`)), openCase(opened));
}

/** A case looked at without a machine. */
export const outlookOf = (program: Program, state: CaseState): Outlook =>
  new Outlook(program, { state, setAside: new Set() });

export const subjectOf = (outlook: Outlook, finding: Finding): string =>
  finding.subject === CASE ? CASE_SUBJECT : outlook.situation.subject(finding.subject);

/** What a case comes to: each procedure and subject with its standing, people and last days. Reasons are left out. */
export function findings(
  outlook: Outlook,
): Record<string, { standing: Standing; people: string[]; possible: string[]; deadlines: string[] }> {
  const named = (person: number) => outlook.situation.subject(person);
  return Object.fromEntries(
    outlook.findings.map((finding) => [
      `${finding.compiled.procedure.id} of ${subjectOf(outlook, finding)}`,
      {
        standing: finding.standing,
        people: finding.people.map(named),
        possible: finding.possiblePeople.map(named),
        deadlines: finding.deadlines.map(({ date, clock }) => `${clock.id} ${date}`),
      },
    ]),
  );
}
