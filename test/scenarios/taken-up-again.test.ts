import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Action, carriedOver } from '../../src/case/index.ts';
import { Course, type Outlook } from '../../src/engine/index.ts';
import { CaseSession } from '../../src/kiosk/case-session.ts';
import { courseOf } from '../flows/example-files.ts';
import { Talk } from './talk.ts';

const names = ['moving-in/family-of-five', 'birth/second-child-self-employed', 'bereavement/elderly-husband'];

/** The case that another kiosk opens for it, and all that this kiosk stores of it. */
async function takenUpAgain(course: Course, earlier: readonly Action[], today: string) {
  const stored: Action[] = [];
  const session = await CaseSession.continue(
    course,
    () => Promise.resolve({ append: async (...actions) => void stored.push(...actions) }),
    {
      device: 'B',
      ids: {
        now: () => Date.parse(`${today}T05:00:00Z`),
        random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
      },
    },
    { today, earlier },
  );
  return { session, stored };
}

/** What a case knows and comes to. Who came stands in its opening, which is its own; all else has the same action. */
const sense = ({ view, findings, steps }: Outlook) => ({
  facts: new Map(
    [...view.state.facts].map(([subject, facts]) => [
      subject,
      new Map([...facts].filter(([fact]) => subject !== 'case' || fact !== 'visitor')),
    ]),
  ),
  people: view.state.people,
  setAside: view.setAside,
  applies: findings.map(({ compiled, subject, standing }) => [compiled.procedure.id, subject, standing]),
  open: steps.filter(({ status }) => status === 'open').map(({ step }) => step.key),
});

const dayOf = (talk: Talk) => talk.outlook.view.state.today;

describe('a case that was left behind', () => {
  test('wherever it was left, it stands at the same step with the same facts and findings', async () => {
    const visits = fc.record({
      name: fc.constantFrom(...names),
      turns: fc.integer({ min: 0, max: 60 }),
      stepsBack: fc.integer({ min: 0, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(visits, async ({ name, turns, stepsBack }) => {
        const talk = new Talk(name);
        for (let turn = 0; turn < turns; turn++) talk.once();
        fc.pre(talk.step !== 'prepared'); // the check is gone through again, see below
        for (let step = 0; step < stepsBack; step++) talk.client.back();
        const { visit } = talk.client;
        const { session, stored } = await takenUpAgain(talk.client.course, visit.actions, dayOf(talk));
        expect(session.visit.step.key).toBe(visit.step.key);
        expect(sense(session.visit.outlook)).toEqual(sense(visit.outlook));
        // What the hub will replay is what the screen shows.
        const replayed = talk.client.course.open(stored);
        if (!replayed.ok) throw new Error(replayed.reason);
        expect(replayed.value).toMatchObject({ refused: [], moved: [] });
        expect(replayed.value.visit.step.key).toBe(visit.step.key);
        expect(stored.slice(1, -1)).toEqual(visit.actions.slice(1));
        expect(stored[0]).toMatchObject({ type: 'opened', continues: visit.outlook.view.state.id });
      }),
      { numRuns: 25 },
    );
  });

  test('ended early, it goes on with the question that was open', async () => {
    const talk = new Talk('moving-in/family-of-five');
    talk.until('results');
    talk.once();
    const open = talk.step;
    const before = sense(talk.outlook);
    talk.client.act({ type: 'finished-early' });
    talk.client.act({ type: 'prepared', receipt: 'A-1032' }, 'device');
    const { session } = await takenUpAgain(talk.client.course, talk.client.visit.actions, dayOf(talk));
    expect(session.visit.step.key).toBe(open);
    expect(sense(session.visit.outlook)).toEqual(before);
  });

  test('prepared to its end, it stands at the check, and can be prepared again', async () => {
    const talk = new Talk('moving-in/single');
    talk.until();
    talk.client.act({ type: 'prepared', receipt: 'A-1032' }, 'device');
    const { session } = await takenUpAgain(talk.client.course, talk.client.visit.actions, dayOf(talk));
    expect(session.visit.step.key).toBe('check');
    await session.pass();
    expect(session.visit.step.key).toBe('prepared');
  });

  test('on a later day it counts the days from then', async () => {
    const talk = new Talk('moving-in/last-day-after-holidays');
    talk.until();
    const { session } = await takenUpAgain(talk.client.course, talk.client.visit.actions, '2026-11-25');
    expect(session.visit.outlook.view.state.today).toBe('2026-11-25');
    expect(session.visit.step.key).toBe('late-reason');
  });

  test('under newer content what no longer fits is asked again; the actions stay as they are', async () => {
    const talk = new Talk('moving-in/single');
    talk.until('home-kind');
    const { content } = courseOf(['moving-in']).program;
    const { actions } = talk.client.visit;
    const old = actions.map(
      (one): Action =>
        one.type === 'answered' && one.step === 'out-notice'
          ? { ...one, statements: one.statements.map((said) => ({ ...said, said: { value: 'by-pigeon' } })) }
          : { ...one, content: `${content.version.hash}-before` },
    );
    const { session, stored } = await takenUpAgain(talk.client.course, old, dayOf(talk));
    expect(session.visit.step.key).toBe('out-notice');
    expect(stored.slice(1, -1)).toEqual(carriedOver(old));
  });
});
