import { describe, expect, test } from 'vitest';
import { arrive, clock, contentOf, fact, group, procedure, says } from '../../test/flows/small-content.ts';
import { CASE, refFact, refPerson } from '../conditions/index.ts';
import type { Content, Procedure } from '../content/index.ts';
import { applicantOf, type Finding, inOrder } from './determine.ts';
import type { Outlook } from './next.ts';

const facts = [
  fact('dog'),
  fact('movers', { type: 'people' }),
  fact('payee', { type: 'person' }),
  fact('insured', { about: 'person' }),
  fact('ill', { about: 'person' }),
  fact('moved', { type: 'date' }),
];
const content = (...procedures: Procedure[]): Content =>
  contentOf({ facts, peopleSets: { movers: { from: 'movers' } }, procedures });

/** A finding as text: who it is for, what it is, and its facts as `a.insured`. */
function readable(outlook: Outlook, { subject, standing, people, possiblePeople, because, missing }: Finding) {
  const name = (person: number) => (person === CASE ? 'case' : outlook.situation.subject(person));
  const refs = (list: number[]) =>
    [
      ...new Set(
        list.map(
          (ref) =>
            (refPerson(ref) === CASE ? '' : `${name(refPerson(ref))}.`) + outlook.program.facts[refFact(ref)]?.fact.id,
        ),
      ),
    ].sort();
  return {
    for: name(subject),
    standing,
    people: people.map(name),
    possible: possiblePeople.map(name),
    because: refs(because),
    missing: refs(missing),
  };
}
const find = (one: Content, people: number, ...statements: ReturnType<typeof says>[]) => {
  const client = arrive(one, people);
  client.record(statements.flat());
  return client.visit.outlook.findings.map((finding) => readable(client.visit.outlook, finding));
};

describe('a procedure of the case', () => {
  const dogs = content(procedure('dog-licence', { when: { fact: 'dog', test: { is: true } } }));

  test('applies, does not, or may, and says because of what', () => {
    expect(find(dogs, 1, says({ dog: true }))).toMatchObject([
      { for: 'case', standing: 'applies', because: ['dog'], missing: [] },
    ]);
    expect(find(dogs, 1, says({ dog: false }))).toMatchObject([
      { standing: 'does-not-apply', because: ['dog'], missing: [] },
    ]);
    expect(find(dogs, 1)).toMatchObject([{ standing: 'may-apply', because: [], missing: ['dog'] }]);
    expect(find(dogs, 1, says({ dog: 'unknown' }))).toMatchObject([{ standing: 'may-apply', missing: ['dog'] }]);
  });

  test('applies always where nothing is said', () => {
    expect(find(content(procedure('always')), 1)).toMatchObject([{ standing: 'applies', because: [] }]);
  });

  test('of another life event is not looked at', () => {
    expect(find(content(procedure('birth', { events: ['birth'] })), 1)).toEqual([]);
  });
});

describe('one procedure for all whom it concerns', () => {
  const insurance = content(
    procedure('insurance', {
      concerns: { people: 'movers', where: { fact: 'insured', test: { is: false } }, as: 'one' },
    }),
  );

  test('names those it concerns and those it may concern', () => {
    expect(
      find(
        insurance,
        4,
        says({ movers: ['a', 'b', 'c'] }),
        says({ insured: false }, 'a'),
        says({ insured: true }, 'b'),
      ),
    ).toEqual([
      {
        for: 'case',
        standing: 'applies',
        people: ['a'],
        possible: ['c'],
        because: ['a.insured', 'movers'],
        missing: ['c.insured'],
      },
    ]);
  });

  test('may apply while nobody is certain, and does not when nobody is left', () => {
    expect(find(insurance, 2, says({ movers: ['a', 'b'] }), says({ insured: true }, 'a'))).toMatchObject([
      { standing: 'may-apply', people: [], possible: ['b'], missing: ['b.insured'] },
    ]);
    expect(
      find(insurance, 2, says({ movers: ['a', 'b'] }), says({ insured: true }, 'a'), says({ insured: true }, 'b')),
    ).toMatchObject([{ standing: 'does-not-apply', because: ['a.insured', 'b.insured'] }]);
    expect(find(insurance, 2, says({ movers: [] }))).toMatchObject([
      { standing: 'does-not-apply', because: ['movers'] },
    ]);
  });

  test('waits for who belongs only where it matters', () => {
    expect(find(insurance, 1, says({ insured: false }, 'a'))).toMatchObject([
      { standing: 'may-apply', possible: ['a'], missing: ['movers'] },
    ]);
    expect(find(insurance, 1, says({ insured: true }, 'a'))).toMatchObject([
      { standing: 'does-not-apply', because: ['a.insured'] },
    ]);
  });

  test('with a condition on the case waits for both', () => {
    const both = content(
      procedure('insurance', { when: { fact: 'dog', test: { is: true } }, concerns: { people: 'movers', as: 'one' } }),
    );
    expect(find(both, 1, says({ movers: ['a'] }))).toMatchObject([
      { standing: 'may-apply', people: ['a'], missing: ['dog'] },
    ]);
    expect(find(both, 1, says({ dog: false }))).toMatchObject([{ standing: 'does-not-apply', because: ['dog'] }]);
    expect(find(both, 1, says({ dog: true, movers: ['a'] }))).toMatchObject([
      { standing: 'applies', because: ['dog', 'movers'] },
    ]);
  });
});

describe('a procedure for each person', () => {
  const each = content(
    procedure('care', {
      when: { fact: 'dog', test: { isNot: true } },
      concerns: { people: 'movers', where: { fact: 'ill', test: { is: true } }, as: 'each' },
    }),
  );

  test('has a finding of its own for each of the set', () => {
    const found = find(
      each,
      4,
      says({ movers: ['a', 'b', 'c'], dog: false }),
      says({ ill: true }, 'a'),
      says({ ill: false }, 'b'),
    );
    expect(found).toMatchObject([
      { for: 'a', standing: 'applies', people: ['a'], because: ['a.ill', 'dog', 'movers'] },
      { for: 'b', standing: 'does-not-apply', people: [], because: ['b.ill'] },
      { for: 'c', standing: 'may-apply', possible: ['c'], missing: ['c.ill'] },
    ]);
  });

  test('has one for the case where the set is empty', () => {
    expect(find(each, 2, says({ movers: [] }))).toMatchObject([
      { for: 'case', standing: 'does-not-apply', because: ['movers'] },
    ]);
  });

  test('is open for whoever may belong to the set', () => {
    expect(find(each, 1, says({ dog: false }), says({ ill: true }, 'a'))).toMatchObject([
      { for: 'a', standing: 'may-apply', missing: ['movers'] },
    ]);
  });
});

test('who was taken out of the case is not looked at', () => {
  const client = arrive(
    content(
      procedure('care', { concerns: { people: 'everyone', where: { fact: 'ill', test: { is: true } }, as: 'each' } }),
    ),
    2,
  );
  client.record([...says({ ill: true }, 'a'), ...says({ ill: true }, 'b')]);
  client.act({ type: 'person-removed', person: 'a' });
  expect(client.visit.outlook.findings.map((finding) => readable(client.visit.outlook, finding))).toMatchObject([
    { for: 'b', standing: 'applies' },
  ]);
  client.addPerson('a');
  expect(
    client.visit.outlook.findings.map((finding) => client.visit.outlook.situation.subject(finding.subject)),
  ).toEqual(['a', 'b']);
});

test('the applicant is who the procedure names, else whom it is about, else the visitor', () => {
  const client = arrive(
    content(
      procedure('one'),
      procedure('each', { concerns: { people: 'everyone', as: 'each' } }),
      procedure('named', { applicant: 'payee' }),
      procedure('named-each', { applicant: 'payee', concerns: { people: 'everyone', as: 'each' } }),
    ),
    2,
  );
  client.record(says({ payee: 'b' }));
  const { outlook } = client.visit;
  const applicants = outlook.findings.map(
    (finding) =>
      `${finding.compiled.procedure.id} ${outlook.situation.subject(applicantOf(outlook.program, outlook.situation, finding) ?? CASE)}`,
  );
  expect(applicants).toEqual(['one a', 'each a', 'each b', 'named b', 'named-each b', 'named-each b']);
  client.act({ type: 'person-removed', person: 'b' });
  const left = client.visit.outlook;
  expect(left.findings.map((finding) => applicantOf(left.program, left.situation, finding))).toEqual([
    0,
    0,
    undefined,
    undefined,
  ]);
});

test('what is lost first comes first; then the earlier day; then the order of the content; what is done elsewhere last', () => {
  const soon = clock('soon', { after: ['moved'], days: 5 });
  const late = clock('late', { after: ['moved'], days: 20 });
  const client = arrive(
    content(
      procedure('elsewhere', { end: 'another-office', loss: 'gone-for-good' }),
      procedure('notice', { end: 'notice-only', loss: 'gone-for-good' }),
      procedure('nothing-a'),
      procedure('nothing-b'),
      procedure('duty-late', { loss: 'duty', clocks: [late] }),
      procedure('duty-soon', { loss: 'duty', clocks: [soon] }),
      procedure('duty-undated', { loss: 'duty' }),
      procedure('money', { loss: 'money-monthly', clocks: [late] }),
      procedure('gone', { loss: 'gone-for-good' }),
      procedure('not-this-one', { when: { always: false } }),
    ),
  );
  client.record(says({ moved: '2026-04-01' }));
  expect(inOrder(client.visit.outlook.findings).map(({ compiled }) => compiled.procedure.id)).toEqual([
    'gone',
    'money',
    'duty-soon',
    'duty-late',
    'duty-undated',
    'nothing-a',
    'nothing-b',
    'notice',
    'elsewhere',
  ]);
});

test('what an applying procedure still wants is asked; what another wants is not', () => {
  const parts = [group('gate', ['dog', 'movers', 'payee', { facts: ['insured'], over: 'everyone' }])];
  const forms = [{ id: 'form', boxes: [{ kind: 'fact' as const, id: 'insured', fact: 'insured', of: 'payee' }] }];
  const client = arrive(
    contentOf({
      facts,
      parts,
      forms,
      procedures: [procedure('paper', { when: { fact: 'dog', test: { is: true } }, form: 'form' })],
    }),
    2,
  );
  client.pass();
  expect(client.step.key).toBe('dog');
  client.answer(says({ dog: true }));
  expect(client.step.key).toBe('payee');
  client.answer(says({ payee: 'b' }));
  expect(client.step.key).toBe('insured');
});
