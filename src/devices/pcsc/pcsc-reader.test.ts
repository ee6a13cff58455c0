import { afterEach, describe, expect, test } from 'vitest';
import { fail } from '../../basics/index.ts';
import type { ReaderEvent } from '../../card/index.ts';
import { CardOnTable } from '../../../test/pcsc/card-on-table.ts';
import { type FakePcsc, fakePcsc } from '../../../test/pcsc/fake-pcsc.ts';
import { sampleOf } from '../../../test/pcsc/run-scenario.ts';
import { code } from './codes.ts';
import { pcscReader, type PcscReader } from './pcsc-reader.ts';

const name = 'Fake Reader 00 00';
const select = Uint8Array.from([
  0x00, 0xa4, 0x04, 0x0c, 0x0a, 0xd3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08,
]);
const aCard = () => new CardOnTable(sampleOf('usual'));

let port: PcscReader | undefined;
afterEach(() => port?.close());

/** A reader over fake PC/SC, whose waits are ended by hand. */
function onTheBench(pcsc: FakePcsc = fakePcsc()) {
  const pauses: { milliseconds: number; over: () => void }[] = [];
  port = pcscReader({
    library: pcsc,
    pause: (milliseconds) => new Promise((over) => pauses.push({ milliseconds, over })),
  });
  const events: string[] = [];
  port.subscribe((event: ReaderEvent) => events.push(`${event.type} ${event.reader}`));
  /** Ends the waits of this length. */
  const passed = (milliseconds: number) =>
    pauses.filter((pause) => pause.milliseconds === milliseconds).forEach(({ over }) => over());
  return { pcsc, port, events, passed };
}
/** Everything that was promised has come. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

async function withOpenCard(pcsc = fakePcsc(), card = aCard()) {
  pcsc.plugIn(name);
  pcsc.place(name, card);
  const bench = onTheBench(pcsc);
  const opened = await bench.port.open(name);
  if (!opened.ok) throw new Error(opened.reason);
  return { ...bench, session: opened.value, card };
}

describe('what lies on the readers', () => {
  test('readers and cards that come and go are told, and listed', async () => {
    const { pcsc, port, events } = onTheBench();
    expect(await port.list()).toEqual([]);
    pcsc.plugIn(name);
    await settled();
    pcsc.place(name, aCard());
    await settled();
    expect(await port.list()).toEqual([{ name, cardPresent: true }]);
    pcsc.remove(name);
    await settled();
    pcsc.unplug(name);
    await settled();
    expect(events).toEqual([`reader-added ${name}`, `card-in ${name}`, `card-out ${name}`, `reader-removed ${name}`]);
  });

  test('a card that lies there already is listed', async () => {
    const pcsc = fakePcsc();
    pcsc.plugIn(name);
    pcsc.place(name, aCard());
    expect(await onTheBench(pcsc).port.list()).toEqual([{ name, cardPresent: true }]);
  });

  test('a card that was swapped faster than anybody looked has gone and come', async () => {
    const { pcsc, port, events } = onTheBench();
    pcsc.plugIn(name);
    pcsc.place(name, aCard());
    await port.list();
    await settled();
    events.length = 0;
    pcsc.swap(name, aCard());
    await settled();
    expect(events).toEqual([`card-out ${name}`, `card-in ${name}`]);
  });

  test('a service that stops takes its readers along, and is found again', async () => {
    const { pcsc, port, events, passed } = onTheBench();
    pcsc.plugIn(name);
    await settled();
    pcsc.stopService();
    await settled();
    expect(await port.list()).toEqual([]);
    expect(await port.open(name)).toEqual(fail('reader-gone'));
    passed(2000);
    await settled();
    pcsc.startService();
    passed(2000);
    await settled();
    expect(events).toEqual([`reader-added ${name}`, `reader-removed ${name}`, `reader-added ${name}`]);
  });

  test('closing gives everything back', async () => {
    const { pcsc, port } = await withOpenCard();
    await port.close();
    expect(pcsc.open).toMatchObject({ contexts: 0, cards: 0 });
    expect(pcsc.log).toEqual([`connect ${name}`, `reset ${name}`]);
  });
});

describe('a card', () => {
  test('is held alone, gives its ATR and its answers, and is reset at the end, once', async () => {
    const { pcsc, port, session, card } = await withOpenCard();
    expect(Buffer.from(session.atr)).toEqual(Buffer.from(card.atr));
    expect(await session.transmit(select)).toEqual({ ok: true, value: Uint8Array.of(0x90, 0x00) });
    expect(await port.open(name)).toEqual(fail('busy'));
    await Promise.all([session.end(), session.end()]);
    expect(pcsc.log).toEqual([`connect ${name}`, `reset ${name}`]);
    expect(await session.transmit(select)).toEqual(fail('cancelled'));
    expect((await port.open(name)).ok).toBe(true);
  });

  test('that is not there, or on a reader that is not there', async () => {
    const { pcsc, port } = onTheBench();
    expect(await port.open(name)).toEqual(fail('reader-gone'));
    pcsc.plugIn(name);
    expect(await port.open(name)).toEqual(fail('no-card'));
    await settled();
    expect(pcsc.open.contexts, 'only the one that watches').toBe(1);
  });

  test.each([
    ['no-card', code.removedCard],
    ['no-card', code.noSmartcard],
    ['busy', code.sharingViolation],
    ['unresponsive', code.unresponsiveCard],
    ['unresponsive', code.unsupportedCard],
    ['unresponsive', code.protocolMismatch],
    ['reader-gone', code.readerUnavailable],
    ['reader-gone', code.serviceStopped],
    ['failed', 0x80100001],
  ] as const)('cannot be opened: %s', async (reason, returned) => {
    const pcsc = fakePcsc();
    pcsc.plugIn(name);
    const { port } = onTheBench({ ...pcsc, connect: () => Promise.resolve(fail(returned)) });
    expect(await port.open(name)).toEqual(fail(reason));
  });

  test.each([
    ['removed', code.removedCard],
    ['removed', code.noSmartcard],
    ['reader-gone', code.readerUnavailable],
    ['timeout', code.timeout],
    ['cancelled', code.cancelled],
    ['failed', 0x80100016],
  ] as const)('does not answer: %s', async (reason, returned) => {
    const { pcsc, session } = await withOpenCard();
    pcsc.failNext(returned);
    expect(await session.transmit(select)).toEqual(fail(reason));
    expect(await session.transmit(select), 'what happened to it in between is not known').toEqual(fail(reason));
  });

  test.each([
    ['the card', 'removed', (pcsc: FakePcsc) => pcsc.remove(name)],
    ['the reader', 'reader-gone', (pcsc: FakePcsc) => pcsc.unplug(name)],
  ])('a transmission that broke off because %s was pulled away says so', async (_, reason, pull) => {
    const { pcsc, session } = await withOpenCard();
    pull(pcsc);
    pcsc.failNext(0x80100016);
    expect(await session.transmit(select)).toEqual(fail(reason));
  });

  test('that leaves while a driver reports success says so', async () => {
    const { pcsc, session } = await withOpenCard();
    pcsc.vanishNext();
    expect(await session.transmit(select)).toEqual(fail('removed'));
  });

  test('that keeps silent is given up, and nobody waits for it at the end', async () => {
    const { pcsc, session, passed } = await withOpenCard();
    pcsc.hang();
    const answer = session.transmit(select);
    await settled();
    passed(5000);
    expect(await answer).toEqual(fail('timeout'));
    await session.end();
    expect(pcsc.log).toEqual([`connect ${name}`, `reset ${name}`]);
  });

  test('taken away in the middle is gone for its session, also when it is put back at once', async () => {
    const { pcsc, session, card } = await withOpenCard();
    pcsc.remove(name);
    pcsc.place(name, card);
    expect(await session.transmit(select)).toEqual(fail('removed'));
  });
});
