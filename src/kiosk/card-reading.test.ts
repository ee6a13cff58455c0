import { expect, test, vi } from 'vitest';
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

test('a wrong PIN is told with what is left, and the last try only on the person’s word', async () => {
  const { reader, reading, card } = desk();
  reader.place(card);
  await reaches(reading, 'pin');
  await reading.enter('0000');
  expect(reading.state).toMatchObject({ at: 'pin', left: 2, wrong: true });
  await reading.enter('0001');
  expect(reading.state).toMatchObject({ at: 'pin', left: 1, wrong: true });
  await reading.enter('0002');
  expect(reading.state.at).toBe('last-try');
  await reading.enter('0002', true);
  expect(reading.state.at).toBe('locked');
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
