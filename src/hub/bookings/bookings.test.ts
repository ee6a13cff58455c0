import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type BookingAnswer, type OpenBookingAnswer, paths, PROTOCOL } from '../../protocol/index.ts';
import { fixtureNow, openFixtureHub } from '../fixture/open-hub.ts';
import { asDevice } from '../fixture/test-device.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-bookings-'));
afterAll(() => rmSync(root, { recursive: true }));

const code = '482913';
const prepared = {
  day: '2026-04-12',
  events: ['moving-in'],
  visitor: 'hana',
  people: { hana: { name: '架空 花' }, taro: { name: '架空 太郎' } },
  case: { movers: ['hana', 'taro'] },
};

async function office(folder: string, days = 0) {
  const said: string[] = [];
  const hub = await openFixtureHub(path.join(root, folder), {
    staffCode: code,
    now: () => new Date(fixtureNow().getTime() + days * 86_400_000),
    log: { write: (line: string) => void said.push(line) },
  });
  const send = async (url: string, payload: object): Promise<unknown> =>
    (await asDevice(hub.app, { method: 'POST', url, payload: { protocol: PROTOCOL, code, ...payload } })).json();
  return {
    said,
    close: () => hub.close(),
    book: async (payload: object = prepared) => (await send(paths.bookings, payload)) as BookingAnswer,
    open: async (number: string, typed = code) =>
      (await send(paths.openBooking, { number, code: typed })) as OpenBookingAnswer,
  };
}
const numberOf = (answer: BookingAnswer) => (answer.outcome === 'booked' ? answer.number : answer.outcome);

test('what staff prepared is opened by its number, after a restart too, with ids that say nothing', async () => {
  const before = await office('a');
  const number = numberOf(await before.book());
  expect(number).toMatch(/^\d{6}$/);
  await before.close();
  const after = await office('a', 2);
  const opened = await after.open(number);
  if (opened.outcome !== 'found') throw new Error(opened.outcome);
  expect(opened.events).toEqual(['moving-in']);
  const [hana, taro] = opened.people;
  expect(hana?.facts).toEqual([{ fact: 'name', value: '架空 花' }]);
  expect(opened.visitor).toBe(hana?.person);
  expect(opened.case).toEqual([{ fact: 'movers', value: [hana?.person, taro?.person] }]);
  await after.close();
  expect([...before.said, ...after.said].join('')).not.toMatch(new RegExp(`架空|${number}|${code}`));
});

test('on the disk nobody reads it, and a damaged or exchanged file is no booking', async () => {
  const hub = await office('b');
  const [one, other] = [numberOf(await hub.book()), numberOf(await hub.book())];
  const folder = path.join(root, 'b', 'bookings');
  const bytes = (number: string) => readFileSync(path.join(folder, `${number}.booking`));
  expect(bytes(one).includes('架空')).toBe(false);
  writeFileSync(path.join(folder, `${one}.booking`), bytes(other));
  expect((await hub.open(one)).outcome).toBe('not-found');
  writeFileSync(path.join(folder, `${other}.booking`), bytes(other).subarray(0, 40));
  expect((await hub.open(other)).outcome).toBe('not-found');
  await hub.close();
});

test('without the code of staff there is nothing to see; a wrong one counts as anywhere', async () => {
  const hub = await office('c');
  const number = numberOf(await hub.book());
  expect((await hub.open(number, '000000')).outcome).toBe('wrong');
  expect((await hub.book({ ...prepared, code: '000000' })).outcome).toBe('wrong');
  expect((await hub.open('999999')).outcome).toBe('not-found');
  await hub.close();
});

test('a week after its day it is destroyed', async () => {
  const hub = await office('d');
  const number = numberOf(await hub.book());
  await hub.close();
  const later = await office('d', 10);
  expect(readdirSync(path.join(root, 'd', 'bookings'))).toEqual([]);
  expect((await later.open(number)).outcome).toBe('not-found');
  await later.close();
});

test('what the content does not know is told, and nothing is booked', async () => {
  const hub = await office('e');
  expect(await hub.book({ ...prepared, events: ['moving-on'], case: { moovers: ['hana'] } })).toMatchObject({
    outcome: 'unknown',
    names: ['moving-on', 'moovers'],
  });
  expect(readdirSync(path.join(root, 'e', 'bookings'))).toEqual([]);
  await hub.close();
});
