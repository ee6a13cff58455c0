import { describe, expect, test } from 'vitest';
import { fail } from '../../basics/index.ts';
import {
  checkCodeB,
  type Credential,
  filesOf,
  myNumberCard,
  permittedOnly,
  pin,
  queryTries,
  readBasicFour,
  readCardInfo,
  type ReaderEvent,
  type ReadOutcome,
  type ReadProgress,
  type TraceEntry,
  traced,
  withCard,
} from '../../card/index.ts';
import type { CardDescription } from '../simulated-card/description.ts';
import { basicFourFile, bytesOf, concat } from '../simulated-card/encoding.ts';
import { application, cardFor, type SimulatedCard, simulatedPersonalNumber } from '../simulated-card/simulated-card.ts';
import { contactlessTiming, simulatedReader } from './simulated-reader.ts';

const taro: CardDescription = {
  name: '見本　太郎',
  address: 'みほん市中央一丁目２番３号',
  birthDate: '1985-02-03',
  sex: 'male',
  pin: '2580',
  checkCodeSecurity: '4711',
  expiry: '2030-02-03',
  municipalityCode: '99201',
};
const longNames: CardDescription = {
  ...taro,
  name: `${'寿限無'.repeat(30)}　渡邊󠄁𠮷`,
  address: `みほん市${'長'.repeat(280)}１－１`,
};
const resident = (person: CardDescription) => ({
  name: person.name,
  address: person.address,
  birthDate: person.birthDate,
  sex: person.sex,
});
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase();

const code = (digits: string): Credential => {
  const made = pin(digits);
  if (!made.ok) throw new Error(made.reason);
  return made.value;
};
const printed = (securityCode = taro.checkCodeSecurity): Credential => {
  const made = checkCodeB({ birth: { year: 60, month: 2, day: 3 }, expiryYear: 2030, securityCode });
  if (!made.ok) throw new Error(made.reason);
  return made.value;
};

/** A reader whose clock stands still between its own sleeps. */
function readerOnTheBench() {
  let milliseconds = 0;
  const reader = simulatedReader({
    sleep: (duration) => {
      milliseconds += duration;
      return Promise.resolve();
    },
  });
  return { reader, elapsed: () => milliseconds };
}

const allTraces: TraceEntry[][] = [];

/** What a kiosk does with a touched card: looks at it, asks for the tries, reads it. */
async function visit(
  card: SimulatedCard,
  credential: () => Credential,
  lastTryConfirmed = false,
  { reader, elapsed } = readerOnTheBench(),
) {
  reader.place(card);
  const trace: TraceEntry[] = [];
  allTraces.push(trace);
  const progress: ReadProgress[] = [];
  const kind = credential().kind;
  const talk = <Outcome>(work: (session: Parameters<typeof readCardInfo>[0]) => Promise<Outcome>) =>
    withCard(reader, reader.name, (session) => work(traced(session, (entry) => trace.push(entry))));
  const info = await talk((session) => readCardInfo(session));
  const tries = await talk((session) => queryTries(session, kind));
  const outcome = await talk((session) =>
    readBasicFour(session, credential(), myNumberCard, { onProgress: (step) => progress.push(step), lastTryConfirmed }),
  );
  return { info, tries, outcome, trace, progress, elapsed: elapsed(), reader };
}

/** Whether the file of the personal number was selected, or read by its short identifier, in its application. */
function touchesPersonalNumber(trace: readonly TraceEntry[]): boolean {
  let current = '';
  return trace.some(({ command, status }) => {
    if (command.startsWith('00A404') && status === '9000') current = command.slice(10);
    const selects = /^..A402..020001/.test(command) || /^..B081/.test(command) || /^..B2..0[8-F]/.test(command);
    return current === application.text && selects;
  });
}

const broken = (file: Uint8Array): CardDescription => ({ ...taro, behaviour: { basicFourFile: hex(file) } });
const whole = basicFourFile(taro);

const scenarios: [string, CardDescription, () => Credential, ReadOutcome['kind'], object][] = [
  ['a card and its PIN', taro, () => code('2580'), 'read', { basicFour: resident(taro) }],
  ['a card and its printed code', taro, printed, 'read', { basicFour: resident(taro) }],
  ['a long name and address', longNames, () => code('2580'), 'read', { basicFour: resident(longNames) }],
  [
    'a card that hands over in two steps',
    { ...longNames, behaviour: { answers: 'get-response' } },
    () => code('2580'),
    'read',
    { basicFour: resident(longNames) },
  ],
  [
    'a card that wants exact lengths',
    { ...taro, behaviour: { answers: 'exact-length' } },
    () => code('2580'),
    'read',
    { basicFour: resident(taro) },
  ],
  [
    'a card with much filler',
    { ...taro, behaviour: { filler: 500 } },
    () => code('2580'),
    'read',
    { basicFour: resident(taro) },
  ],
  [
    'an unknown birth date',
    { ...taro, birthDate: '1945-00-00' },
    () => code('2580'),
    'read',
    { basicFour: { birthDate: '1945-00-00' } },
  ],
  ['a slow card', { ...taro, behaviour: { slow: 20 } }, () => code('2580'), 'read', { basicFour: resident(taro) }],
  [
    'bytes before the object',
    broken(concat(bytesOf('8183'), whole)),
    () => code('2580'),
    'read',
    { basicFour: resident(taro), notes: { offsetsAgree: false } },
  ],
  ['a wrong PIN', taro, () => code('0000'), 'wrong-code', { credential: 'pin', triesLeft: 2 }],
  ['a wrong printed code', taro, () => printed('0000'), 'wrong-code', { credential: 'check-code-b', triesLeft: 9 }],
  [
    'one try left',
    { ...taro, behaviour: { triesLeft: { pin: 1 } } },
    () => code('2580'),
    'last-try',
    { credential: 'pin' },
  ],
  [
    'a locked card',
    { ...taro, behaviour: { triesLeft: { pin: 0 } } },
    () => code('2580'),
    'locked',
    { credential: 'pin', justNow: false },
  ],
  ['a card without PIN', { ...taro, behaviour: { pinless: true } }, () => code('2580'), 'locked', { justNow: false }],
  [
    'a card without PIN and its printed code',
    { ...taro, behaviour: { pinless: true } },
    printed,
    'read',
    { basicFour: resident(taro) },
  ],
  [
    'a blank card',
    { ...taro, behaviour: { blank: true } },
    () => code('2580'),
    'not-a-my-number-card',
    { looksLike: 'other' },
  ],
  [
    'a transit card',
    { ...taro, behaviour: { transit: true } },
    () => code('2580'),
    'not-a-my-number-card',
    { looksLike: 'felica' },
  ],
  [
    'the card before this one',
    { ...taro, behaviour: { residentCard: true } },
    () => code('2580'),
    'not-a-my-number-card',
    { looksLike: 'resident-card' },
  ],
  ['an Android phone', { ...taro, behaviour: { phone: 'android' } }, () => code('2580'), 'phone', {}],
  ['an iPhone', { ...taro, behaviour: { phone: 'iphone' } }, () => code('2580'), 'phone', {}],
  ['a card that falls off', { ...taro, behaviour: { removeAfterCommands: 5 } }, () => code('2580'), 'removed', {}],
  ['a card that stops answering', { ...taro, behaviour: { stallAfterCommands: 5 } }, () => code('2580'), 'timeout', {}],
  ['a card too slow to wait for', { ...taro, behaviour: { slow: 500 } }, () => code('2580'), 'timeout', {}],
  ['a file cut off', broken(whole.slice(0, 40)), () => code('2580'), 'unreadable', { detail: 'read: truncated' }],
  [
    'an empty file',
    broken(new Uint8Array(20).fill(0xff)),
    () => code('2580'),
    'unreadable',
    { detail: 'read: unknown-layout' },
  ],
];

describe('every kind of card, through the reader', () => {
  test.each(scenarios)('%s', async (_, description, credential, kind, more) => {
    const { outcome, trace } = await visit(cardFor(description), credential);
    expect(outcome).toMatchObject({ kind, ...more });
    expect(touchesPersonalNumber(trace)).toBe(false);
    const written = JSON.stringify(trace);
    expect(written).not.toContain(hex(Buffer.from(description.pin)));
    expect(written).not.toContain(hex(Buffer.from(description.checkCodeSecurity)));
    expect(written).not.toContain(hex(Buffer.from(description.name)));
    expect(trace.filter(({ command }) => command === '00200080**').length).toBeLessThan(2);
  });

  test('expiry and municipality are told before any code', async () => {
    const { info, tries } = await visit(cardFor(taro), () => code('2580'));
    expect(info).toEqual({ kind: 'card-info', expiry: '2030-02-03', municipalityCode: '99201' });
    expect(tries).toEqual({ kind: 'tries', credential: 'pin', left: 3 });
  });

  test('three wrong PINs lock the PIN, and the printed code still reads the card', async () => {
    const card = cardFor(taro);
    expect((await visit(card, () => code('0000'))).outcome).toMatchObject({ kind: 'wrong-code', triesLeft: 2 });
    expect((await visit(card, () => code('0001'))).outcome).toMatchObject({ kind: 'wrong-code', triesLeft: 1 });
    expect((await visit(card, () => code('0002'))).outcome).toMatchObject({ kind: 'last-try' });
    expect((await visit(card, () => code('0002'), true)).outcome).toMatchObject({ kind: 'locked', justNow: true });
    const locked = await visit(card, () => code('2580'), true);
    expect(locked.tries).toMatchObject({ kind: 'locked' });
    expect(locked.outcome).toMatchObject({ kind: 'locked', justNow: false });
    expect((await visit(card, printed)).outcome).toMatchObject({ kind: 'read', basicFour: resident(taro) });
  });

  test('a card that fell off reads when it is put back', async () => {
    const card = cardFor({ ...taro, behaviour: { removeAfterCommands: 5 } });
    const bench = readerOnTheBench();
    expect((await visit(card, () => code('2580'), false, bench)).outcome).toEqual({ kind: 'removed' });
    expect((await visit(card, () => code('2580'), false, bench)).outcome).toMatchObject({ kind: 'read' });
  });

  test('nothing stays open in the card for the next who opens it', async () => {
    const card = cardFor(taro);
    const { outcome, reader } = await visit(card, () => code('2580'));
    expect(outcome).toMatchObject({ kind: 'read' });
    const opened = await reader.open(reader.name);
    if (!opened.ok) throw new Error(opened.reason);
    await opened.value.transmit(bytesOf(`00A4040C0A${application.text}`));
    await opened.value.transmit(bytesOf('00A4020C020002'));
    const answer = await opened.value.transmit(bytesOf('00B0000000'));
    expect(answer.ok && hex(answer.value)).toBe('6982');
  });

  test('a long file is read in pieces, and the progress grows to its end', async () => {
    const { progress, trace } = await visit(cardFor(longNames), () => code('2580'));
    const bytes = progress.flatMap((step) => (step.step === 'reading' ? [step.bytesRead] : []));
    expect(bytes.length).toBeGreaterThan(3);
    expect(bytes).toEqual(bytes.toSorted((a, b) => a - b));
    expect(bytes.at(-1)).toBe(basicFourFile(longNames).length);
    expect(trace.filter(({ command }) => command.startsWith('00B0')).length).toBe(bytes.length);
  });
});

describe('the personal number', () => {
  const rogue = [
    '00A4040C0A' + application.text,
    '00A4020C020011',
    '002000800432353830',
    '00A4020C020001',
    '00B0000000',
  ];

  async function send(guarded: boolean, commands: readonly string[]) {
    const { reader } = readerOnTheBench();
    reader.place(cardFor(taro));
    const trace: TraceEntry[] = [];
    let received = '';
    await withCard(reader, reader.name, async (session) => {
      const watched = traced(session, (entry) => trace.push(entry));
      const card = guarded ? permittedOnly(watched, myNumberCard) : watched;
      for (const command of commands) {
        const answer = await card.transmit(bytesOf(command));
        received += answer.ok ? hex(answer.value) : '';
      }
    });
    return { trace, reached: received.includes(hex(Buffer.from(simulatedPersonalNumber))) };
  }

  test('no profile names its file, and no scenario above selected it', () => {
    expect(filesOf(myNumberCard).get(application.text)).toEqual([0x0002, 0x0011, 0x0015]);
    expect(allTraces.length).toBeGreaterThanOrEqual(scenarios.length);
    expect(allTraces.filter(touchesPersonalNumber)).toEqual([]);
  });

  test.each([
    ['by selecting it', rogue],
    ['by short identifier', [...rogue.slice(0, 3), '00B0810000']],
  ])('a programme that reaches for it %s would be seen, and is refused by the reading code', async (_, commands) => {
    const bare = await send(false, commands);
    expect(bare.reached).toBe(true);
    expect(touchesPersonalNumber(bare.trace)).toBe(true);
    const guarded = await send(true, commands);
    expect(guarded.reached).toBe(false);
    expect(touchesPersonalNumber(guarded.trace)).toBe(false);
  });
});

describe('the reader', () => {
  test('tells what is laid on it and taken away', async () => {
    const { reader } = readerOnTheBench();
    const events: ReaderEvent['type'][] = [];
    const stop = reader.subscribe((event) => events.push(event.type));
    const card = cardFor(taro);
    expect(await reader.list()).toEqual([{ name: reader.name, cardPresent: false }]);
    reader.place(card);
    expect(await reader.list()).toEqual([{ name: reader.name, cardPresent: true }]);
    reader.remove(card);
    reader.remove(card);
    reader.place(card);
    reader.unplug();
    expect(await reader.list()).toEqual([]);
    reader.plugIn();
    stop();
    reader.remove();
    expect(events).toEqual(['card-in', 'card-out', 'card-in', 'reader-removed', 'reader-added', 'card-in']);
  });

  test('a card pulled away in the middle is gone for its session, also when it comes back at once', async () => {
    const { reader } = readerOnTheBench();
    const card = cardFor(taro);
    reader.place(card);
    const outcome = await withCard(reader, reader.name, (session) =>
      readBasicFour(session, code('2580'), myNumberCard, {
        onProgress: ({ step }) => {
          if (step !== 'code-accepted') return;
          reader.remove(card);
          reader.place(card);
        },
      }),
    );
    expect(outcome).toEqual({ kind: 'removed' });
  });

  test('a card pulled away while it is being waited for ends the waiting', async () => {
    const reader = simulatedReader({
      sleep: (duration) => (duration === contactlessTiming.connect ? Promise.resolve() : new Promise(() => undefined)),
    });
    reader.place(cardFor(taro));
    const opened = await reader.open(reader.name);
    if (!opened.ok) throw new Error(opened.reason);
    const answer = opened.value.transmit(bytesOf('00200080'));
    reader.remove();
    expect(await answer).toEqual(fail('removed'));
  });

  test('a cable pulled in the middle is not taken for a card pulled away', async () => {
    const { reader } = readerOnTheBench();
    reader.place(cardFor(taro));
    const outcome = await withCard(reader, reader.name, (session) =>
      readBasicFour(session, code('2580'), myNumberCard, { onProgress: () => reader.unplug() }),
    );
    expect(outcome).toEqual({ kind: 'reader-gone' });
    expect(await withCard(reader, reader.name, () => Promise.resolve('never'))).toEqual({ kind: 'reader-gone' });
  });

  test('one session at a time', async () => {
    const { reader } = readerOnTheBench();
    reader.place(cardFor(taro));
    const [first, second] = await Promise.all([reader.open(reader.name), reader.open(reader.name)]);
    expect(second).toEqual(fail('busy'));
    if (!first.ok) throw new Error(first.reason);
    expect(await reader.open(reader.name)).toEqual(fail('busy'));
    await first.value.end();
    await first.value.end();
    expect((await reader.open(reader.name)).ok).toBe(true);
  });

  test('no card, several cards, another reader', async () => {
    const { reader } = readerOnTheBench();
    expect(await reader.open(reader.name)).toEqual(fail('no-card'));
    const other = cardFor(longNames);
    reader.place(cardFor(taro));
    reader.place(other);
    expect(await reader.open(reader.name)).toEqual(fail('several-cards'));
    expect(await reader.open('elsewhere')).toEqual(fail('reader-gone'));
    reader.remove(other);
    expect((await reader.open(reader.name)).ok).toBe(true);
  });

  test('a card taken away while it is being powered was not there', async () => {
    const { reader } = readerOnTheBench();
    reader.place(cardFor(taro));
    const opening = reader.open(reader.name);
    reader.remove();
    expect(await opening).toEqual(fail('no-card'));
  });

  test('reading takes about as long as with a card in the hand, and a slow card longer', async () => {
    const quick = (await visit(cardFor(taro), () => code('2580'))).elapsed;
    const slow = (await visit(cardFor({ ...taro, behaviour: { slow: 5 } }), () => code('2580'))).elapsed;
    expect(quick).toBeGreaterThan(3 * contactlessTiming.connect);
    expect(quick).toBeLessThan(2000);
    expect(slow).toBeGreaterThan(quick);
  });
});
