import { expect, test, vi } from 'vitest';
import { fail } from '../basics/index.ts';
import type { ReaderEvent, ReaderPort } from '../card/index.ts';
import { cardFor, type CardDescription, simulatedReader } from '../devices/index.ts';
import { CardReading } from './card-reading.ts';

const person: CardDescription = {
  name: '見本　太郎',
  address: '見本県となり市本町一丁目１番１号',
  birthDate: '1990-05-05',
  sex: 'male',
  pin: '1234',
  checkCodeSecurity: '2285',
  expiry: '2031-05-05',
  municipalityCode: '13999',
};

/** What stands on the front of that card: 平成2年5月5日. */
const printed = { birth: { year: 2, month: 5, day: 5 }, expiryYear: 2031, securityCode: '2285' };

function desk(behaviour: CardDescription['behaviour'] = {}) {
  const reader = simulatedReader({ sleep: () => Promise.resolve() });
  const reading = new CardReading(reader);
  reading.subscribe(() => undefined);
  return { reader, reading, card: cardFor({ ...person, behaviour }) };
}
const reaches = (reading: CardReading, at: string) => vi.waitFor(() => expect(reading.state.at).toBe(at));

test('a card is looked at, its tries are asked of the card, and one PIN reads it', async () => {
  const { reader, reading, card } = desk();
  reader.place(card);
  await reaches(reading, 'pin');
  expect(reading.state).toMatchObject({ left: 3, wrong: false });
  await reading.enter('1234');
  expect(reading.state).toMatchObject({ at: 'read', basicFour: { name: '見本　太郎', birthDate: '1990-05-05' } });
});

test('a card that was read is not asked for its PIN again while it lies there; the next one is', async () => {
  const { reader, reading, card } = desk();
  reader.place(card);
  await reaches(reading, 'pin');
  await reading.enter('1234');
  reading.again();
  await new Promise((done) => setTimeout(done, 20));
  expect(reading.state.at).toBe('waiting');
  reader.remove();
  reader.place(cardFor({ ...person, name: '見本　花子' }));
  await reaches(reading, 'pin');
});

test('a wrong PIN is told with what is left, and the last try is asked for only on the person’s word', async () => {
  const { reader, reading, card } = desk();
  reader.place(card);
  await reaches(reading, 'pin');
  await reading.enter('0000');
  expect(reading.state).toMatchObject({ at: 'pin', left: 2, wrong: true });
  await reading.enter('0001');
  expect(reading.state).toMatchObject({ at: 'last-try', credential: 'pin', wrong: true });
  await reading.enter('1234');
  expect(reading.state.at, 'nothing is sent before').toBe('last-try');
  reading.useLastTry();
  expect(reading.state).toMatchObject({ at: 'pin', left: 1 });
  await reading.enter('0002');
  expect(reading.state).toMatchObject({ at: 'locked', credential: 'pin', justNow: true });
});

test('the word for a last try is good for one try of one card', async () => {
  const { reader, reading } = desk();
  const last = () => cardFor({ ...person, behaviour: { triesLeft: { pin: 1 } } });
  reader.place(last());
  await reaches(reading, 'last-try');
  reading.useLastTry();
  reader.remove();
  reader.place(last());
  await reaches(reading, 'last-try');
  await reading.enter('1234');
  expect(reading.state.at).toBe('last-try');
});

test('what is printed on the card reads it without a PIN: forgotten, locked, or a card that has none', async () => {
  for (const behaviour of [{}, { triesLeft: { pin: 0 } }, { pinless: true }]) {
    const { reader, reading, card } = desk(behaviour);
    reader.place(card);
    await vi.waitFor(() => expect(['pin', 'locked']).toContain(reading.state.at));
    reading.forget();
    expect(reading.state.at).toBe('forgotten');
    await reading.useCheckCode();
    expect(reading.state).toMatchObject({ at: 'check-code', left: 10, wrong: false });
    await reading.enterPrinted({ ...printed, securityCode: '0000' });
    expect(reading.state).toMatchObject({ at: 'check-code', left: 9, wrong: true });
    await reading.enterPrinted(printed);
    expect(reading.state).toMatchObject({ at: 'read', basicFour: { name: '見本　太郎' } });
  }
});

test('the printed code has tries and a last try of its own, and what cannot be printed costs none', async () => {
  const { reader, reading, card } = desk({ triesLeft: { checkCodeB: 2 } });
  reader.place(card);
  await reaches(reading, 'pin');
  await reading.useCheckCode();
  expect(await reading.enterPrinted({ ...printed, securityCode: '12' })).toBe('security-code');
  expect(reading.state).toMatchObject({ at: 'check-code', left: 2 });
  await reading.enterPrinted({ ...printed, securityCode: '0000' });
  expect(reading.state).toMatchObject({ at: 'last-try', credential: 'check-code-b', wrong: true });
  await reading.usePin();
  expect(reading.state).toMatchObject({ at: 'pin', left: 3 });
  await reading.useCheckCode();
  reading.useLastTry();
  await reading.enterPrinted({ ...printed, securityCode: '0000' });
  expect(reading.state).toMatchObject({ at: 'locked', credential: 'check-code-b', justNow: true });
  await reading.usePin();
  expect(reading.state).toMatchObject({ at: 'pin', left: 3 });
});

test('a card pulled away in the middle is told, and can be laid again', async () => {
  const { reader, reading, card } = desk({ removeAfterCommands: 2 });
  reader.place(card);
  await reaches(reading, 'failed');
  expect(reading.state).toMatchObject({ failure: { kind: 'removed' } });
  reader.place(card);
  await reaches(reading, 'pin');
});

test('who does not know the PIN loses no try, and the next card can be laid', async () => {
  const { reader, reading, card } = desk();
  reader.place(card);
  await reaches(reading, 'pin');
  reading.forget();
  expect(reading.state.at).toBe('forgotten');
  reading.again();
  await reaches(reading, 'pin');
  expect(reading.state).toMatchObject({ left: 3 });
});

test.each([
  ['a transit card', { transit: true }, { kind: 'not-a-my-number-card', looksLike: 'felica' }],
  ['a blank card', { blank: true }, { kind: 'not-a-my-number-card' }],
  ['a phone', { phone: 'android' }, { kind: 'phone' }],
] as const)('%s is called what it is', async (_, behaviour, failure) => {
  const { reader, reading, card } = desk(behaviour);
  reader.place(card);
  await reaches(reading, 'failed');
  expect(reading.state).toMatchObject({ failure });
});

test('no reader, a reader unplugged, a fault: the visit hears of it, and it comes back by itself', async () => {
  const { reader, reading, card } = desk();
  reader.place(card);
  await reaches(reading, 'pin');
  reader.unplug();
  expect(reading.state).toMatchObject({ at: 'failed', failure: { kind: 'reader-gone' } });
  reading.again();
  await reaches(reading, 'failed');
  expect(reading.state).toMatchObject({ failure: { kind: 'reader-gone' } });
  reader.plugIn();
  await reaches(reading, 'pin');
  await reading.enter('1234');
  expect(reading.state.at).toBe('read');
});

test('a reader that says it is at fault, and a list that never comes, are no reader', async () => {
  let tell: (event: ReaderEvent) => void = () => undefined;
  const port: ReaderPort = {
    kind: 'pcsc',
    list: () => Promise.reject(new Error('gone')),
    subscribe: (listener) => {
      tell = listener;
      return () => undefined;
    },
    open: () => Promise.resolve(fail('reader-gone')),
    close: () => Promise.resolve(),
  };
  const reading = new CardReading(port);
  reading.subscribe(() => undefined);
  await reaches(reading, 'failed');
  tell({ type: 'reader-added', reader: 'R' });
  expect(reading.state.at).toBe('waiting');
  tell({ type: 'fault', reader: 'R', detail: 'pairing: used' });
  expect(reading.state).toMatchObject({ failure: { kind: 'reader-gone' } });
});
