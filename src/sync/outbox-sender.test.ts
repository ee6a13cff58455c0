import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { ok } from '../basics/index.ts';
import { type CaseReceived, type SealedCase, sealedText } from '../protocol/index.ts';
import type { OutboxRow } from '../storage/index.ts';
import { deliver } from './delivery.ts';
import { OutboxSender, type SenderNeeds } from './outbox-sender.ts';

/** An outbox in memory, which may be killed between the hub's yes and its own. */
class Kept {
  rows = new Map<string, OutboxRow>();
  killedAtYes = 0;

  constructor(count: number) {
    for (let n = 0; n < count; n++) {
      const caseId = `01999999-abcd-7000-8000-${String(n).padStart(12, '0')}`;
      const preparedAt = new Date(Date.UTC(2026, 10, 20, 1, n)).toISOString();
      const sealed = new Uint8Array([1, 2, 3, n]);
      const row: OutboxRow = {
        caseId,
        ended: 'prepared',
        receipt: `A-${n}`,
        events: [],
        preparedAt,
        state: 'waiting',
        tries: 0,
        sealed,
      };
      this.rows.set(caseId, row);
    }
  }

  outbox: SenderNeeds['outbox'] = {
    list: () => Promise.resolve(ok([...this.rows.values()].map(({ sealed: _sealed, ...entry }) => entry))),
    get: (caseId) => Promise.resolve(ok(this.rows.get(caseId))),
    tried: (caseId, { state, error, at, next }) => {
      const row = this.rows.get(caseId);
      if (row) Object.assign(row, { state, tries: row.tries + 1, lastError: error, lastTry: at, nextTry: next });
      return Promise.resolve(ok(undefined));
    },
    acknowledged: (caseId) => {
      if (this.killedAtYes > 0) {
        this.killedAtYes -= 1;
        return Promise.reject(new Error('killed'));
      }
      this.rows.delete(caseId);
      return Promise.resolve(ok(undefined));
    },
  };
}

type Fault =
  | 'none'
  /** The request is lost on the way; the answer is; the request comes much later, or twice. */
  | 'lost'
  | 'unanswered'
  | 'late'
  | 'twice'
  /** The page dies before it has noted the yes. */
  | 'killed'
  /** A sign-in page of a foreign network; half an answer; a yes for another case. */
  | 'portal'
  | 'half'
  | 'other-case'
  /** The hub speaks another version of the messages. */
  | 'other-version'
  | 400
  | 401
  | 403
  | 409
  | 422
  | 429
  | 500
  | 503
  | 507;

const faults: Fault[] = [
  'none',
  'lost',
  'unanswered',
  'late',
  'twice',
  'killed',
  'portal',
  'half',
  'other-case',
  'other-version',
  400,
  401,
  403,
  409,
  422,
  429,
  500,
  503,
  507,
];

/** A hub that keeps a case once, as the real one does, behind a network that does what the faults say. */
class FaultyHub {
  stored = new Map<string, SealedCase>();
  storedTimes = 0;
  arrived: string[] = [];
  readonly #late: SealedCase[] = [];
  readonly #faults: Fault[];
  readonly #kept: Kept;

  constructor(faultsInOrder: readonly Fault[], kept: Kept) {
    this.#faults = [...faultsInOrder];
    this.#kept = kept;
  }

  get calm(): boolean {
    return this.#faults.length === 0;
  }

  /** The network, as `fetch`. */
  send: typeof fetch = (_address, init) => {
    const sealed = JSON.parse(init?.body as string) as SealedCase;
    const fault = this.#faults.shift() ?? 'none';
    for (const one of this.#late.splice(0)) this.#keep(one);
    if (typeof fault === 'number')
      return Promise.resolve(Response.json({ error: 'internal', message: '' }, { status: fault }));
    switch (fault) {
      case 'other-version':
        return Promise.resolve(Response.json({ error: 'unsupported-protocol', message: '' }, { status: 400 }));
      case 'lost':
        return Promise.reject(new TypeError('lost'));
      case 'late':
        this.#late.push(sealed);
        return Promise.reject(new TypeError('late'));
      case 'portal':
        return Promise.resolve(new Response('<html>sign in</html>'));
      default:
    }
    const yes = this.#keep(sealed);
    if (fault === 'twice') this.#keep(sealed);
    if (fault === 'killed') this.#kept.killedAtYes += 1;
    if (fault === 'unanswered') return Promise.reject(new TypeError('unanswered'));
    if (fault === 'half') return Promise.resolve(new Response('{"protocol":1,"case":"0199'));
    if (fault === 'other-case') return Promise.resolve(Response.json({ ...yes, digest: '0'.repeat(64) }));
    return Promise.resolve(Response.json(yes));
  };

  #keep(sealed: SealedCase): CaseReceived {
    this.arrived.push(sealed.case);
    if (!this.stored.has(sealed.case)) {
      this.stored.set(sealed.case, sealed);
      this.storedTimes += 1;
    }
    const digest = createHash('sha256').update(sealedText(sealed)).digest('hex');
    return { protocol: 1, case: sealed.case, state: 'received', receivedAt: '2026-11-20T02:00:00.000Z', digest };
  }
}

function office(count: number, faultsInOrder: readonly Fault[] = []) {
  const kept = new Kept(count);
  const hub = new FaultyHub(faultsInOrder, kept);
  const clock = { now: Date.UTC(2026, 10, 20, 3) };
  const senderOf = () =>
    new OutboxSender({
      outbox: kept.outbox,
      deliver: (sealed) => deliver(hub.send, '', sealed),
      now: () => clock.now,
      random: () => 0.5,
      alone: (work) => work(),
    });
  return { kept, hub, clock, senderOf, sender: senderOf() };
}

test('whatever the network does, every case is at the hub once in the end, and until then in the outbox', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 6 }),
      fc.array(fc.constantFrom(...faults), { maxLength: 30 }),
      async (count, faultsInOrder) => {
        const { kept, hub, clock, senderOf } = office(count, faultsInOrder);
        const all = new Map([...kept.rows].map(([caseId, row]) => [caseId, row]));
        let sender = senderOf();
        for (let turn = 0; (kept.rows.size > 0 || !hub.calm) && turn < 200; turn++) {
          // A page that died comes up anew. Staff press "send now" when nothing else moves.
          const round = await sender.send(turn % 5 === 4 ? 'all' : 'due').catch(() => {
            sender = senderOf();
          });
          clock.now += round?.next ?? 60_000;
          for (const [caseId, row] of all) {
            const nowhere = !kept.rows.has(caseId) && !hub.stored.has(caseId);
            expect(nowhere, `${row.receipt} is nowhere`).toBe(false);
          }
          if (kept.rows.size === 0) break;
        }
        expect([...kept.rows.keys()]).toEqual([]);
        expect([hub.stored.size, hub.storedTimes]).toEqual([count, count]);
      },
    ),
    { numRuns: 300 },
  );
});

test('the oldest case goes first, one at a time', async () => {
  const { kept, hub, sender } = office(5);
  const order = [...kept.rows.keys()];
  expect(await sender.send()).toEqual({ delivered: 5, left: 0, next: undefined });
  expect(hub.arrived).toEqual(order);
});

test('without an answer the rest is not tried either, and the wait doubles up to five minutes', async () => {
  const { kept, clock, sender, hub } = office(
    3,
    Array.from({ length: 12 }, (): Fault => 'lost'),
  );
  const waits: number[] = [];
  for (let n = 0; n < 12; n++) {
    const round = await sender.send();
    waits.push(round?.next ?? 0);
    clock.now += (round?.next ?? 0) - 1;
    expect((await sender.send())?.delivered).toBe(0); // not yet
    clock.now += 1;
  }
  expect(waits.slice(0, 4)).toEqual([1500, 3000, 6000, 12_000]);
  expect(waits.at(-1)).toBe(225_000);
  expect(hub.calm).toBe(true);
  expect([...kept.rows.values()].map(({ tries }) => tries)).toEqual([4, 4, 4]);
  expect([...kept.rows.values()].map(({ lastError }) => lastError)).toEqual(['offline', 'offline', 'offline']);
  expect((await sender.send())?.delivered).toBe(3);
});

test('when the network is back, nobody waits for the end of a long pause', async () => {
  const { clock, sender } = office(2, ['lost', 'lost', 'lost']);
  for (let n = 0; n < 3; n++) clock.now += (await sender.send())?.next ?? 0;
  clock.now -= 4000;
  expect((await sender.send())?.delivered).toBe(0);
  sender.awake();
  expect((await sender.send())?.delivered).toBe(2);
});

test.each([
  [409, 'conflict'],
  [422, 'refused'],
  [400, 'refused'],
] as const)(
  'what the hub answers with %i stays, as a task for a person, and is not tried again by itself',
  async (status, state) => {
    const { kept, clock, sender } = office(2, [status]);
    expect(await sender.send()).toEqual({ delivered: 1, left: 1, next: undefined });
    clock.now += 86_400_000;
    expect((await sender.send())?.delivered).toBe(0);
    expect([...kept.rows.values()]).toMatchObject([{ state, tries: 1, lastError: 'internal', nextTry: undefined }]);
    expect((await sender.send('all'))?.delivered).toBe(1);
  },
);

test('what a hub of another version does not take waits for it or this kiosk to be brought up to date, and then goes', async () => {
  const { kept, clock, sender } = office(1, ['other-version', 'other-version']);
  const round = await sender.send();
  expect([...kept.rows.values()]).toMatchObject([{ state: 'waiting', lastError: 'unsupported-protocol' }]);
  clock.now += round?.next ?? 0;
  clock.now += (await sender.send())?.next ?? 0;
  expect((await sender.send())?.delivered).toBe(1);
});

test.each([401, 403] as const)(
  'what the hub answers with %i waits for a sign-in, and is tried now and then',
  async (status) => {
    const { kept, clock, sender } = office(1, [status]);
    const round = await sender.send();
    expect([...kept.rows.values()]).toMatchObject([{ state: 'sign-in', tries: 1 }]);
    clock.now += round?.next ?? 0;
    expect((await sender.send())?.delivered).toBe(1);
  },
);

test('one case that the hub cannot take does not hold up the others; a hub that can take none is left alone', async () => {
  const one = office(5, [500]);
  expect(await one.sender.send()).toMatchObject({ delivered: 4, left: 1 });
  const sick = office(5, [500, 503, 507]);
  expect(await sick.sender.send()).toMatchObject({ delivered: 0, left: 5, next: 1500 });
  expect(sick.hub.arrived).toEqual([]);
  expect([...sick.kept.rows.values()].map(({ tries }) => tries)).toEqual([1, 1, 1, 0, 0]);
});

test('while another tab sends, this one does not', async () => {
  const { kept } = office(1);
  const sender = new OutboxSender({
    outbox: kept.outbox,
    deliver: () => Promise.reject(new Error('sent')),
    now: () => 0,
    random: () => 0,
    alone: () => Promise.resolve(undefined),
  });
  expect(await sender.send()).toBeUndefined();
});
