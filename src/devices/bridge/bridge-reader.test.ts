import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { fail } from '../../basics/index.ts';
import { pin, readBasicFour, type ReaderPort, withCard } from '../../card/index.ts';
import { bridgeWithFakePcsc, fetchFrom, keptToken, kioskOf, kioskPage } from '../../../test/pcsc/benches.ts';
import { CardOnTable } from '../../../test/pcsc/card-on-table.ts';
import { sampleOf } from '../../../test/pcsc/run-scenario.ts';
import type { BridgeReaderOptions } from './bridge-reader.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

const started = async () => {
  const all = await bridgeWithFakePcsc();
  closers.push(() => all.bridge.close());
  all.pcsc.place(all.reader, new CardOnTable(sampleOf('usual')));
  return all;
};

/** A kiosk's reader, and what it told. */
function kiosk(url: string, code: string, more: Partial<BridgeReaderOptions> = {}) {
  const port = kioskOf(url, code, { pause: () => new Promise((wake) => setImmediate(wake)), ...more });
  closers.push(() => port.close());
  const events: string[] = [];
  port.subscribe((event) => events.push(event.type === 'fault' ? event.detail : event.type));
  return { port, events };
}

const code1234 = () => {
  const made = pin('1234');
  if (!made.ok) throw new Error(made.reason);
  return made.value;
};
const read = (port: ReaderPort, reader: string) =>
  withCard(port, reader, (session) => readBasicFour(session, code1234()));
const select = Uint8Array.of(0x00, 0xa4, 0x04, 0x0c, 0x0a, 0xd3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08);

describe('a kiosk and its bridge', () => {
  test('readers are listed, cards that come and go are told, a card is read and reset', async () => {
    const { bridge, url, pcsc, reader } = await started();
    const { port, events } = kiosk(url, bridge.code);
    expect(await port.list()).toEqual([{ name: reader, cardPresent: true }]);
    expect(events, 'what was there from the start is listed, not told').toEqual([]);
    expect(await read(port, reader)).toMatchObject({ kind: 'read', basicFour: { name: '見本　花子' } });
    expect(pcsc.log).toEqual([`connect ${reader}`, `reset ${reader}`]);
    pcsc.remove(reader);
    await expect.poll(() => events).toEqual(['card-out']);
    expect(await read(port, reader)).toEqual({ kind: 'removed' });
    pcsc.place(reader, new CardOnTable(sampleOf('usual')));
    pcsc.plugIn('Second');
    await expect.poll(() => events).toEqual(['card-out', 'card-in', 'reader-added']);
    expect(await port.list()).toEqual([
      { name: reader, cardPresent: true },
      { name: 'Second', cardPresent: false },
    ]);
  });

  test('a page that is loaded again finds its reader again, with the token and no code', async () => {
    const { bridge, url, reader } = await started();
    const token = keptToken();
    const before = kiosk(url, bridge.code, { token });
    await before.port.list();
    await before.port.close();
    const { port, events } = kiosk(url, bridge.code, { token });
    await port.list();
    await expect.poll(async () => (await port.list()).map(({ name }) => name)).toEqual([reader]);
    expect(events.filter((event) => event.startsWith('pairing'))).toEqual([]);
  });

  test('a second kiosk with the same code is refused, and the first goes on', async () => {
    const { bridge, url, reader } = await started();
    const first = kiosk(url, bridge.code);
    await first.port.list();
    const second = kiosk(url, bridge.code);
    expect(await second.port.list()).toEqual([]);
    expect(second.events).toEqual(['pairing: used']);
    expect(await second.port.open(reader)).toEqual(fail('reader-gone'));
    expect(await read(first.port, reader)).toMatchObject({ kind: 'read' });
  });

  test('a wrong code is tried once, not again and again', async () => {
    const { url, said } = await started();
    const { port, events } = kiosk(url, 'WRONG');
    expect(await port.list()).toEqual([]);
    expect(events).toEqual(['pairing: wrong-code']);
    expect(said.filter((line) => line.includes('wrong-code'))).toHaveLength(1);
  });

  test('the page of another site gets no reader', async () => {
    const { bridge, url } = await started();
    const { port, events } = kiosk(url, bridge.code, { fetch: fetchFrom('https://example.com'), pause: forever });
    expect(await port.list()).toEqual([]);
    expect(events).toEqual([]);
  });
});

const forever = () => new Promise<never>(() => undefined);

describe('a bridge that goes away', () => {
  test('in the middle of a card: the reader is gone, for the command under way and for those after it', async () => {
    const { bridge, url, pcsc, reader } = await started();
    const { port, events } = kiosk(url, bridge.code, { pause: forever });
    const opened = await port.open(reader);
    if (!opened.ok) throw new Error(opened.reason);
    pcsc.hang();
    const underWay = opened.value.transmit(select);
    await expect.poll(() => pcsc.log).toHaveLength(1);
    bridge.app.server.closeAllConnections();
    expect(await underWay).toEqual(fail('reader-gone'));
    expect(await opened.value.transmit(select)).toEqual(fail('reader-gone'));
    await expect.poll(() => events).toEqual(['reader-removed']);
    await opened.value.end();
    expect(await port.open(reader)).toEqual(fail('reader-gone'));
    expect(await port.list()).toEqual([]);
  });

  test('and comes back: its readers and cards are told again', async () => {
    const { bridge, url, reader } = await started();
    const { port, events } = kiosk(url, bridge.code);
    await port.list();
    bridge.app.server.closeAllConnections();
    await expect.poll(() => events).toEqual(['reader-removed', 'reader-added', 'card-in']);
    expect(await read(port, reader)).toMatchObject({ kind: 'read' });
  });

  test('and is started anew: the old pairing is worth nothing, with a new code the page pairs again', async () => {
    const old = await started();
    const token = keptToken();
    await kiosk(old.url, old.bridge.code, { token, pause: forever }).port.list();
    const stale = token.kept;
    await old.bridge.close();
    const anew = await started();

    const withOldCode = kiosk(anew.url, old.bridge.code, { token });
    expect(await withOldCode.port.list()).toEqual([]);
    expect(withOldCode.events).toEqual(['pairing: wrong-code']);
    expect(token.kept).toBe(null);

    token.write(stale);
    const withNewCode = kiosk(anew.url, anew.bridge.code, { token });
    expect(await withNewCode.port.list()).toEqual([{ name: anew.reader, cardPresent: true }]);
    expect(withNewCode.events).toEqual([]);
    expect(token.kept).not.toBe(stale);
  });

  test('that was not there yet is found when it comes', async () => {
    const { bridge, url, reader } = await started();
    let there = false;
    const { port, events } = kiosk(url, bridge.code, {
      fetch: (input, init) => (there ? fetchFrom(kioskPage)(input, init) : Promise.reject(new TypeError('no one'))),
    });
    expect(await port.list()).toEqual([]);
    there = true;
    await expect.poll(() => events).toEqual(['reader-added', 'card-in']);
    expect(await port.list()).toEqual([{ name: reader, cardPresent: true }]);
  });

  test('that hangs is waited for so long and no longer', async () => {
    const { bridge, url, pcsc, reader } = await started();
    const { port } = kiosk(url, bridge.code, { patience: 50 });
    const opened = await port.open(reader);
    if (!opened.ok) throw new Error(opened.reason);
    pcsc.hang();
    expect(await opened.value.transmit(select)).toEqual(fail('timeout'));
  });
});

test('whatever answers at the bridge’s address, nothing is thrown and nothing is read', async () => {
  const body = fc.oneof(
    fc.string(),
    fc.json(),
    fc.constantFrom(
      '{"token":"x"}',
      '{"card":"x","atr":"3b"}',
      '{"fault":"busy"}',
      '{"type":"readers","readers":[]}\n',
    ),
  );
  const answer = fc.record({ status: fc.constantFrom(200, 400, 401, 403, 409, 500), body });
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 6 }), async (answers) => {
      let n = 0;
      const port = kioskOf('http://127.0.0.1:1', 'CODE', {
        pause: forever,
        fetch: () => {
          const one = answers[n++ % answers.length]!;
          return Promise.resolve(new Response(one.body, { status: one.status }));
        },
      });
      expect(Array.isArray(await port.list())).toBe(true);
      const opened = await port.open('x');
      const answered = opened.ok ? await opened.value.transmit(select) : opened;
      expect(answered.ok).toBe(false);
      if (opened.ok) await opened.value.end();
      await port.close();
    }),
    { numRuns: 200 },
  );
});
