import { expect, test } from 'vitest';
import { CASE_SUBJECT, entryInUse } from '../../src/case/index.ts';
import { compile, Course } from '../../src/engine/index.ts';
import { takenFrom } from '../../src/hub/home-codes/taken.ts';
import { DAYS_VALID, homeCode, homeCodeOf } from '../../src/paperwork/index.ts';
import { addDays } from '../../src/basics/index.ts';
import { run } from '../../src/scenario/index.ts';
import { catalogue } from './catalogue.ts';
import { examples } from './example-files.ts';

const content = catalogue();
const id = '019aa000-0000-7000-8000-000000000001';
const answered = examples
  .filter(({ input }) => input.municipality === undefined || input.municipality === 'mihon')
  .map(({ name, input }) => {
    const lived = run(new Course(compile(content, input.events)), input, { certificate: false, cards: false });
    return { name, input, outlook: lived.client.visit.outlook };
  });

test.each(answered)('$name: what was answered at home is all taken, and nothing else', ({ input, outlook }) => {
  const code = homeCodeOf(outlook, { id, made: input.date, language: 'ja' });
  expect(homeCode.safeParse(JSON.parse(JSON.stringify(code))).success).toBe(true);
  const taken = takenFrom(code, content, input.date);
  expect(taken?.dropped).toBe(0);
  expect(taken?.people.length).toBe(outlook.situation.ids.length);
  const count = (facts: readonly unknown[][]) => facts.reduce((sum, of) => sum + of.length, 0);
  expect(count(taken?.people.map(({ facts }) => facts) ?? []) + (taken?.case.length ?? 0)).toBe(
    count([...code.people, code.case]),
  );
  for (const [fact] of [...code.people.flat(), ...code.case]) {
    expect(content.facts.find((one) => one.id === fact)).toMatchObject({
      sources: expect.arrayContaining(['resident']),
    });
    expect(fact).not.toBe('visitor-standing');
  }
  // "I don't know" at home is asked again.
  for (const [fact] of code.case)
    expect(entryInUse(outlook.view.state.facts.get(CASE_SUBJECT)?.get(fact) ?? [])?.said).toHaveProperty('value');
});

test('a code is good for thirty days, but not beyond the next last day of what applies', () => {
  for (const { input, outlook } of answered) {
    const { expires } = homeCodeOf(outlook, { id, made: input.date, language: 'ja' });
    const last = outlook.findings.flatMap(({ standing, deadlines }) =>
      standing === 'applies' ? deadlines.map(({ date }) => date) : [],
    );
    expect(expires > input.date && expires <= addDays(input.date, DAYS_VALID)).toBe(true);
    expect(last.filter((date) => date > input.date && date < expires)).toEqual([]);
  }
});
