import { request } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { bridgeWithFakePcsc, kioskPage } from '../../../test/pcsc/benches.ts';
import { CardOnTable } from '../../../test/pcsc/card-on-table.ts';
import { sampleOf } from '../../../test/pcsc/run-scenario.ts';

type Started = Awaited<ReturnType<typeof bridgeWithFakePcsc>>;
let started: Started | undefined;
const streams = new Set<AbortController>();
afterEach(async () => {
  for (const stream of streams) stream.abort();
  streams.clear();
  await started?.bridge.close();
  started = undefined;
});

const json = { 'content-type': 'application/json' };
const pageHeaders = { origin: kioskPage, ...json };
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** A request with these headers and no others that a browser would add. */
function ask(url: string, path: string, headers: Record<string, string>, body?: unknown, method = 'POST') {
  return fetch(url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

/** A request with exactly these headers; fetch would not let some of them be. Gives status and body. */
function askBare(url: string, path: string, headers: Record<string, string>, body: unknown) {
  return new Promise<Response>((resolve, reject) => {
    const asking = request(url + path, { method: 'POST', headers });
    asking.on('error', reject);
    asking.on('response', (response) => {
      let text = '';
      response.on('data', (piece) => (text += String(piece)));
      response.on('end', () =>
        resolve(
          new Response(text, { status: response.statusCode ?? 0, headers: response.headers as Record<string, string> }),
        ),
      );
    });
    asking.end(JSON.stringify(body));
  });
}

/** A bridge with a card on its reader, and what its kiosk does. */
async function open(clock?: 'stands still') {
  started = await bridgeWithFakePcsc(clock);
  const { bridge, url, pcsc, reader } = started;
  const card = new CardOnTable(sampleOf('usual'));
  pcsc.place(reader, card);
  const pair = (code = bridge.code, headers: Record<string, string> = pageHeaders) =>
    ask(url, '/pair', headers, { code });
  const paired = async () => ((await (await pair()).json()) as { token: string }).token;
  /** Watches; gives the first line, how to read on, and how to stop. */
  const watch = async (token: string) => {
    const stop = new AbortController();
    streams.add(stop);
    const response = await fetch(`${url}/watch`, {
      headers: { origin: kioskPage, ...bearer(token) },
      signal: stop.signal,
    });
    const body = response.body?.getReader();
    const next = async () => {
      const { value } = (await body?.read()) ?? {};
      return new TextDecoder().decode(value).trim();
    };
    return { status: response.status, next, stop: () => stop.abort() };
  };
  const hold = async (token: string) =>
    (await (await ask(url, '/open', { ...pageHeaders, ...bearer(token) }, { reader })).json()) as { card: string };
  const send = (token: string, held: string, command: Uint8Array<ArrayBuffer>) =>
    fetch(`${url}/transmit`, {
      method: 'POST',
      body: command,
      headers: {
        origin: kioskPage,
        'content-type': 'application/octet-stream',
        'kakanai-card': held,
        ...bearer(token),
      },
    });
  return { ...started, card, pair, paired, watch, hold, send };
}

const errorOf = async (answer: Response) => [answer.status, ((await answer.json()) as { error?: string }).error];

describe('who is answered', () => {
  test('the kiosk pairs once; a second client, and the same code again, are refused', async () => {
    const { pair, bridge } = await open();
    const first = await pair();
    expect(first.status).toBe(200);
    expect(first.headers.get('access-control-allow-origin')).toBe(kioskPage);
    expect(await errorOf(await pair())).toEqual([403, 'used']);
    expect(await errorOf(await pair('AAAA-AAAA'))).toEqual([403, 'used']);
    expect(bridge.code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  });

  test('guessing ends after five codes', async () => {
    const { pair, bridge } = await open();
    for (let n = 0; n < 5; n++) expect(await errorOf(await pair(`WRONG-${n}`))).toEqual([403, 'wrong-code']);
    expect(await errorOf(await pair(bridge.code))).toEqual([403, 'locked']);
  });

  test('a pairing with an earlier bridge is worth nothing', async () => {
    const earlier = await open();
    const old = await earlier.paired();
    await earlier.bridge.close();
    const { url, paired } = await open();
    const answer = () => ask(url, '/open', { ...pageHeaders, ...bearer(old) }, { reader: 'x' });
    expect(await errorOf(await answer())).toEqual([401, 'not-paired']);
    await paired();
    expect(await errorOf(await answer())).toEqual([401, 'not-paired']);
  });

  test.each([
    ['another page', { ...pageHeaders, origin: 'http://localhost:9999' }, 'foreign-origin'],
    ['a page of the same host without its port', { ...pageHeaders, origin: 'http://localhost' }, 'foreign-origin'],
    ['a sandboxed page', { ...pageHeaders, origin: 'null' }, 'foreign-origin'],
    ['a programme that names no page', json, 'foreign-origin'],
    ['a form', { ...pageHeaders, 'sec-fetch-mode': 'navigate' }, 'foreign-mode'],
    ['a picture or a script', { ...pageHeaders, 'sec-fetch-mode': 'no-cors' }, 'foreign-mode'],
  ])('%s is refused, spends no code, and is told nothing that a browser would hand on', async (_, headers, error) => {
    const { url, pair, bridge } = await open();
    const refused = await askBare(url, '/pair', headers, { code: bridge.code });
    expect(await errorOf(refused.clone())).toEqual([403, error]);
    expect(refused.headers.get('access-control-allow-origin')).toBe(null);
    expect((await pair()).status).toBe(200);
  });

  test('a foreign name that leads to this machine is refused', async () => {
    const { url, bridge } = await open();
    const refused = await askBare(url, '/pair', { ...pageHeaders, host: 'kiosk.example:80' }, { code: bridge.code });
    expect(await errorOf(refused)).toEqual([421, 'foreign-host']);
  });

  test('a browser is told beforehand what the kiosk may ask; another page is told nothing', async () => {
    const { url } = await open();
    const preflight = (origin: string) =>
      ask(url, '/transmit', { origin, 'access-control-request-method': 'POST' }, undefined, 'OPTIONS');
    const allowed = await preflight(kioskPage);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe(kioskPage);
    expect(allowed.headers.get('access-control-allow-headers')).toContain('authorization');
    const refused = await preflight('https://example.com');
    expect(refused.status).toBe(403);
    expect([...refused.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('without having paired nothing is answered, the readers least of all', async () => {
    const { url, watch } = await open();
    expect((await watch('guess')).status).toBe(401);
    for (const path of ['/open', '/transmit', '/end', '/', '/pair?x'])
      expect(await errorOf(await ask(url, path, pageHeaders, {}))).toEqual([401, 'not-paired']);
  });

  test('who hammers is refused, and does not keep the kiosk out', async () => {
    const { url, paired, hold, watch } = await open('stands still');
    const token = await paired();
    await watch(token);
    const evil = { ...json, origin: 'https://example.com' };
    const answers = await Promise.all(Array.from({ length: 60 }, () => ask(url, '/pair', evil, { code: 'x' })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([403, 429]));
    expect(await hold(token)).toHaveProperty('card');
  });

  test('it listens on this machine only', async () => {
    const { bridge } = await open();
    expect(bridge.app.addresses()).toMatchObject([{ address: '127.0.0.1' }]);
  });
});

describe('what is answered', () => {
  test('readers first, then what happens to them', async () => {
    const { paired, watch, pcsc, reader } = await open();
    const stream = await watch(await paired());
    expect(JSON.parse(await stream.next())).toEqual({
      type: 'readers',
      readers: [{ name: reader, cardPresent: true }],
    });
    pcsc.remove(reader);
    expect(JSON.parse(await stream.next())).toEqual({ type: 'card-out', reader });
  });

  test('a command goes to the card as it is, whatever it says, and its answer comes back as it is', async () => {
    const { paired, watch, hold, send, card } = await open();
    const token = await paired();
    await watch(token);
    const held = await hold(token);
    for (const command of [
      '00A4040C0AD3921000310001010100',
      '00200080',
      'FFCA000000',
      `00DB3FFFFF${'5A'.repeat(255)}00`,
    ]) {
      const answer = await send(token, held.card, Uint8Array.from(Buffer.from(command, 'hex')));
      expect(answer.headers.get('content-type')).toBe('application/octet-stream');
      expect((await answer.bytes()).length).toBeGreaterThanOrEqual(2);
      expect(card.received.pop()).toBe(command);
    }
  });

  test.each([
    ['too short', 3],
    ['too long', 262],
    ['much too long', 4000],
  ])('a command that is %s never reaches the card', async (_, length) => {
    const { paired, watch, hold, send, card } = await open();
    const token = await paired();
    await watch(token);
    const held = await hold(token);
    expect([400, 413]).toContain((await send(token, held.card, new Uint8Array(length))).status);
    expect(card.received).toEqual([]);
  });

  test.each([
    ['no JSON', '{'],
    ['another shape', '{"reader":1}'],
    ['more than asked', '{"reader":"x","more":1}'],
    ['a prototype', '{"__proto__":{"reader":"x"}}'],
  ])('a message that is %s is refused', async (_, body) => {
    const { url, paired, watch } = await open();
    const token = await paired();
    await watch(token);
    const answer = await fetch(`${url}/open`, { method: 'POST', body, headers: { ...pageHeaders, ...bearer(token) } });
    expect(await errorOf(answer)).toEqual([400, 'malformed']);
  });

  test('only who watches may open a card, one card at a time, one watcher at a time', async () => {
    const { url, paired, watch, reader } = await open();
    const token = await paired();
    const headers = { ...pageHeaders, ...bearer(token) };
    expect((await ask(url, '/open', headers, { reader })).status).toBe(409);
    await watch(token);
    expect((await watch(token)).status).toBe(409);
    expect(await (await ask(url, '/open', headers, { reader })).json()).toHaveProperty('card');
    expect(await (await ask(url, '/open', headers, { reader })).json()).toEqual({ fault: 'busy' });
  });
});

describe('a card never stays open', () => {
  const heldBy = async () => {
    const all = await open();
    const token = await all.paired();
    const stream = await all.watch(token);
    const { card } = await all.hold(token);
    return { ...all, token, stream, held: card };
  };
  test('when the kiosk ends it', async () => {
    const { url, token, held, pcsc, reader, send } = await heldBy();
    await ask(url, '/end', { ...pageHeaders, ...bearer(token) }, { card: 'another' });
    expect(pcsc.log).toEqual([`connect ${reader}`]);
    await ask(url, '/end', { ...pageHeaders, ...bearer(token) }, { card: held });
    await expect.poll(() => pcsc.log).toEqual([`connect ${reader}`, `reset ${reader}`]);
    expect(await (await send(token, held, new Uint8Array(4))).json()).toEqual({ fault: 'cancelled' });
  });

  test('when the page goes away', async () => {
    const { stream, pcsc, reader, watch, token } = await heldBy();
    stream.stop();
    await expect.poll(() => pcsc.log).toEqual([`connect ${reader}`, `reset ${reader}`]);
    await expect.poll(async () => (await watch(token)).status).toBe(200);
  });

  test('when the bridge is stopped', async () => {
    const { bridge, pcsc, reader } = await heldBy();
    await bridge.close();
    await expect.poll(() => pcsc.log).toEqual([`connect ${reader}`, `reset ${reader}`]);
  });
});

test('nothing of what was forwarded is written down', async () => {
  const { paired, watch, hold, send, said, bridge, url } = await open();
  await ask(url, '/pair', pageHeaders, { code: 'WRONG' });
  const token = await paired();
  const stream = await watch(token);
  const held = await hold(token);
  const commands = [
    '00A4040C0AD3921000310001010408',
    '00A4020C020011',
    '002000800431323334',
    '00A4020C020002',
    '00B0000000',
  ];
  let read = '';
  for (const command of commands) {
    const answer = await send(token, held.card, Uint8Array.from(Buffer.from(command, 'hex')));
    read = Buffer.from(await answer.bytes()).toString();
  }
  expect(read).toContain('見本');
  stream.stop();
  await expect.poll(() => said.join('\n')).toContain('let go after 5 commands');
  const written = said.join('\n');
  for (const secret of ['1234', '31323334', '見本', 'A4040C', 'a4040c', token, bridge.code, held.card])
    expect(written).not.toContain(secret);
  expect(written).toContain('refused (wrong-code)');
});
