import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ok } from '../../basics/index.ts';
import { type FactValue, type HouseholdAnswer, householdAnswer, type HouseholdRequest } from '../../protocol/index.ts';
import type { Database } from '../database/index.ts';
import { fixtureDatabase, fixtureSources, openFixtureHub } from '../fixture/open-hub.ts';
import { asDevice } from '../fixture/test-device.ts';
import { allFacts, caseIds, householdRequestOf } from '../fixture/visit.ts';
import type { Hub, HubOptions } from '../hub.ts';
import type { HouseholdQuery, ResidentRegister } from './resident-register.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-register-'));
let hub: Hub;
let count = 0;
const reopen = async (options?: Partial<HubOptions>) => {
  await hub?.close();
  hub = await openFixtureHub(path.join(root, String(++count)), options);
};
beforeAll(async () => {
  await fixtureDatabase();
}, 60_000);
beforeEach(() => reopen());
afterEach(() => hub.close());
afterAll(() => rmSync(root, { recursive: true }));

const post = (url: string, payload: object) => asDevice(hub.app, { method: 'POST', url, payload });
async function ask(from: 'household' | 'certificate', request: HouseholdRequest): Promise<HouseholdAnswer> {
  const answer = await post(`/register/${from}`, request);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['cache-control']).toBe('no-store');
  return householdAnswer.parse(answer.json());
}

type Told = Record<string, FactValue>;
function found(answer: HouseholdAnswer) {
  if (answer.outcome !== 'found') throw new Error(answer.outcome);
  const told = (facts: { fact: string; value: FactValue }[]): Told =>
    Object.fromEntries(facts.map(({ fact, value }) => [fact, value]));
  const people = new Map(answer.people.map(({ person, facts }) => [person, told(facts)]));
  return {
    visitor: people.get(answer.visitor)!,
    people: [...people.values()],
    ids: [...people.keys()],
    case: told(answer.case),
    byId: people,
  };
}
const named = (people: Told[], name: string) => people.find((one) => one.name === name)!;

describe('the resident register', () => {
  test('answers for the whole household, with facts that may come from there and nothing else', async () => {
    const { visitor, people } = found(await ask('household', householdRequestOf('見本　次郎', '1980-01-01')));
    expect(visitor).toEqual({
      name: '見本　次郎',
      'birth-date': '1980-01-01',
      sex: 'male',
      'relation-to-head': 'head',
      'care-certified': false,
    });
    expect(people).toHaveLength(3);
  });

  test('gives only what was asked for', async () => {
    const { people, case: about } = found(
      await ask(
        'household',
        householdRequestOf('見本　次郎', '1980-01-01', { facts: ['sex', 'phone', 'no-such-fact'] }),
      ),
    );
    expect(people).toEqual([{ sex: 'male' }, { sex: 'female' }, { sex: 'male' }]);
    expect(about).toEqual({});
  });

  test("does not open another adult's private facts, nor the household's", async () => {
    const { people, case: about } = found(await ask('household', householdRequestOf('見本　次郎', '1980-01-01')));
    expect(named(people, '見本　冬子')).not.toHaveProperty('care-certified');
    expect(named(people, '見本　四郎')).toHaveProperty('care-certified', false);
    expect(about).toEqual({});
  });

  test('shows them where the household is the visitor and minor children', async () => {
    // Known by the year and month of birth only; the card writes 00 for the day.
    const { people, case: about } = found(await ask('household', householdRequestOf('見本　夏子', '1985-07-00')));
    expect(named(people, '見本　五郎')).toHaveProperty('care-certified', true);
    expect(about).toEqual({ 'public-assistance': true });
  });

  test('ids are fresh for each case, the same within one, and not the own ones', async () => {
    const request = householdRequestOf('見本　次郎', '1980-01-01');
    const first = found(await ask('household', request)).ids;
    expect(found(await ask('household', request)).ids).toEqual(first);
    const second = found(await ask('household', { ...request, case: caseIds[1] })).ids;
    expect(second.filter((id) => first.includes(id))).toEqual([]);
    expect(first.join()).not.toContain('jiro');
  });

  test('a name with another space is the same person, another birth date is not', async () => {
    expect((await ask('household', householdRequestOf('見本 次郎', '1980-01-01'))).outcome).toBe('found');
    expect(await ask('household', householdRequestOf('見本　次郎', '1980-01-02'))).toEqual({
      protocol: 1,
      outcome: 'not-found',
    });
    expect((await ask('household', householdRequestOf('見本　瞳', '1999-09-09'))).outcome, 'another city').toBe(
      'not-found',
    );
  });

  test('a protected household and a name that fits two people get one and the same answer', async () => {
    const guarded = await ask('household', householdRequestOf('見本　秋子', '1988-08-08'));
    expect(guarded).toEqual({ protocol: 1, outcome: 'staff' });
    expect(await ask('household', householdRequestOf('見本　双子', '1970-07-07'))).toEqual(guarded);
    expect(await ask('certificate', householdRequestOf('見本　六郎', '2018-08-08'))).toEqual(guarded);
  });
});

describe('the certificate of moving out', () => {
  test('names everybody who moves, with relations that still hold', async () => {
    const {
      visitor,
      people,
      case: about,
      byId,
    } = found(await ask('certificate', householdRequestOf('見本　太郎', '1990-05-05')));
    expect(people.map((one) => one['relation-to-head'])).toEqual(['head', 'mother', 'child']);
    expect(about['former-head']).toBe('見本　太郎');
    expect((about.movers as string[]).map((id) => byId.get(id)?.name)).toEqual([
      '見本　太郎',
      '見本　春子',
      '見本　一郎',
    ]);
    expect(byId.get(String(about['allowance-claimant']))).toBe(visitor);
  });

  test('holds nothing that it could not know, that is unknown, or that another source told', async () => {
    const { people, case: about } = found(await ask('certificate', householdRequestOf('見本　太郎', '1990-05-05')));
    for (const one of people) expect(Object.keys(one)).not.toEqual(expect.arrayContaining(['employee-insured']));
    for (const one of people) expect(one).not.toHaveProperty('nhi-before');
    expect(Object.keys(about).sort()).toEqual(['allowance-claimant', 'former-head', 'movers']);
    expect(named(people, '見本　春子'), 'an adult mother').not.toHaveProperty('care-certified');
    expect(named(people, '見本　一郎')).toHaveProperty('care-certified', false);
  });

  test('leaves relations out where they do not hold any more', async () => {
    const { visitor } = found(await ask('certificate', householdRequestOf('見本　三子', '1995-09-09')));
    expect(visitor).toEqual({ name: '見本　三子', 'birth-date': '1995-09-09' });
  });

  test('is not there for somebody who lives here already', async () => {
    expect((await ask('certificate', householdRequestOf('見本　次郎', '1980-01-01'))).outcome).toBe('not-found');
  });
});

describe('a register behind the interface', () => {
  const request = householdRequestOf('見本　次郎', '1980-01-01', { facts: ['name', 'phone'] });
  const withRegister = (household: ResidentRegister['household'], more: Partial<HubOptions> = {}) =>
    reopen({ register: { household }, ...more });

  test('is asked for allowed facts only, and cannot widen what the visitor sees', async () => {
    const queries: HouseholdQuery[] = [];
    await withRegister(async (query) => {
      queries.push(query);
      const facts = new Map<string, FactValue>([
        ['name', '見本　次郎'],
        ['care-certified', true],
      ]);
      return ok({
        visitor: '7',
        people: [{ id: '7', birthDate: undefined, relationToHead: undefined, facts }],
        facts: new Map(),
      });
    });
    const { visitor, ids } = found(await ask('household', request));
    expect([...queries[0]!.facts]).toEqual(['name']);
    expect(visitor).toEqual({ name: '見本　次郎' });
    expect(ids[0]).toMatch(/^p[0-9a-f]{32}$/);
  });

  test('that does not answer in time is late, and is told to stop', async () => {
    let stopped = false;
    await withRegister(({ signal }) => new Promise(() => signal.addEventListener('abort', () => (stopped = true))), {
      registerMilliseconds: 20,
    });
    expect(await ask('household', request)).toEqual({ protocol: 1, outcome: 'late' });
    expect(stopped).toBe(true);
  });

  test('that fails is unavailable, and so is none at all', async () => {
    await withRegister(() => Promise.reject(new Error('the register of 見本　次郎 is down')));
    expect(await ask('household', request)).toEqual({ protocol: 1, outcome: 'unavailable' });
    await reopen({ demo: false });
    expect(await ask('household', request)).toEqual({ protocol: 1, outcome: 'unavailable' });
    expect(await ask('certificate', request)).toEqual({ protocol: 1, outcome: 'unavailable' });
  });
});

describe('bad requests', () => {
  const good = householdRequestOf('見本　次郎', '1980-01-01');
  test.each<[string, object, string]>([
    ['without consent', { ...good, consent: false }, 'bad-request'],
    ['without a person', { ...good, person: undefined }, 'bad-request'],
    ['an impossible case id', { ...good, case: '1' }, 'bad-request'],
    ['no facts', { ...good, facts: [] }, 'bad-request'],
    ['a fact that is no id', { ...good, facts: ['見本'] }, 'bad-request'],
    ['a key that is not known', { ...good, 見本太郎: 1 }, 'bad-request'],
    ['another protocol', { ...good, protocol: 2 }, 'unsupported-protocol'],
    ['another municipality', { ...good, municipality: 'other' }, 'wrong-municipality'],
    ['too many facts', { ...good, facts: Array.from({ length: 2001 }, () => 'name') }, 'bad-request'],
    ['a list', [good], 'bad-request'],
  ])('%s', async (_name, body, error) => {
    for (const url of ['/register/household', '/register/certificate']) {
      const answer = await post(url, body);
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(answer.json()).toEqual({ error, message: expect.any(String) });
      expect(answer.body).not.toContain('見本');
    }
  });

  test('what is no JSON, of another type, empty, or far too long', async () => {
    const raw = (payload: string, type = 'application/json') =>
      asDevice(hub.app, { method: 'POST', url: '/register/household', payload, headers: { 'content-type': type } });
    expect((await raw('{"person": {"name": "見本"')).json().error).toBe('not-json');
    expect((await raw('')).json().error).toBe('not-json');
    expect((await raw('name=1', 'application/x-www-form-urlencoded')).json().error).toBe('unsupported-media-type');
    expect((await raw(JSON.stringify(allFacts), 'text/plain')).json().error).toBe('unsupported-media-type');
    const long = await raw(JSON.stringify({ ...good, person: { name: 'x'.repeat(300_000), birthDate: '1980-01-01' } }));
    expect([long.statusCode, long.json().error]).toEqual([413, 'too-large']);
  });
});

describe('the record of inquiries', () => {
  const rows = async () => {
    const database = await fixtureDatabase();
    return database.selectFrom('register_inquiries').selectAll().orderBy('id').execute();
  };

  test('says which facts were asked in which case, and what came of it', async () => {
    const before = (await rows()).length;
    const facts = ['name', 'care-certified', 'phone'];
    await ask(
      'household',
      householdRequestOf('見本　次郎', '1980-01-01', { facts, events: ['moving-in', 'unheard-of'] }),
    );
    await ask('certificate', householdRequestOf('見本　次郎', '1980-01-01'));
    await ask('household', householdRequestOf('見本　秋子', '1988-08-08', { facts: ['name'] }));
    const inquiry = { case_id: caseIds[0], asked_at: '2026-04-10T03:00:00.000Z', events: ['moving-in'] };
    expect((await rows()).slice(before)).toMatchObject([
      { ...inquiry, source: 'register', facts: ['name', 'care-certified'], refused: 1, outcome: 'found' },
      { ...inquiry, source: 'certificate', outcome: 'not-found' },
      { ...inquiry, source: 'register', facts: ['name'], outcome: 'staff' },
    ]);
  });

  test('holds nobody: no name, no day of birth, no address, no value', async () => {
    await ask('household', householdRequestOf('見本　次郎', '1980-01-01'));
    await ask('certificate', householdRequestOf('見本　太郎', '1990-05-05'));
    const text = JSON.stringify(await rows());
    expect(text).toContain('birth-date');
    const values = ['見本', '次郎', '1980', '1990', '01-01', '中央', '"head"', '"male"', 'true'];
    expect(values.filter((value) => text.includes(value))).toEqual([]);
  });

  test('what cannot be recorded is not told', async () => {
    const broken = Promise.reject<Database>(new Error('no disk'));
    broken.catch(() => undefined);
    const lines: string[] = [];
    const found = ok({ visitor: 'a', people: [], facts: new Map() });
    const register: ResidentRegister = { household: async () => found };
    await reopen({ database: broken, register, log: { write: (line) => lines.push(line) } });
    expect(await ask('household', householdRequestOf('見本　次郎', '1980-01-01'))).toEqual({
      protocol: 1,
      outcome: 'unavailable',
    });
    expect(lines.join('')).toContain('an inquiry was not recorded');
    const { problems } = (await hub.app.inject('/health')).json();
    expect(problems).toContainEqual({ part: 'database', message: expect.any(String) });
  });

  test('other examples take the place of those that were there', async () => {
    const request = householdRequestOf('見本　七海', '1991-01-01');
    expect((await ask('household', request)).outcome).toBe('not-found');
    const settled = 'examples/moving-in/settled.yaml';
    const changed = fixtureSources({
      [settled]: `events: [moving-in]\npeople:\n  a: {register: true, facts: {name: 見本　七海, birth-date: '1991-01-01'}}\n`,
    });
    await reopen({ sources: changed });
    expect((await ask('household', request)).outcome).toBe('found');
    expect((await ask('household', householdRequestOf('見本　次郎', '1980-01-01'))).outcome).toBe('not-found');
  });
});
