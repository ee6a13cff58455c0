import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { fail } from '../../src/basics/index.ts';
import { kioskOf, simulatedBench } from './benches.ts';
import { expectOutcomes, touchesPersonalNumber } from './expectations.ts';
import { machineBench, noticed, startBridge, startVirtualCard, virtualReader } from './machine-bench.ts';
import { type Bench, play, type Recorded } from './run-scenario.ts';
import { cardScenarios } from './scenarios.ts';

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

describe('every scenario through pcscd and a virtual reader gives the bytes of the simulated one', () => {
  let simulated: Bench;
  let machine: Awaited<ReturnType<typeof machineBench>>;
  const readings: { milliseconds: number; recorded: Recorded }[] = [];
  beforeAll(async () => {
    simulated = simulatedBench();
    machine = await machineBench();
  });
  afterAll(async () => {
    const read = readings.map(({ milliseconds }) => milliseconds);
    const commands = readings.map(({ recorded }) => recorded.bytes.length);
    console.log(`${read.length} reads, median ${median(read).toFixed(0)} ms and ${median(commands)} commands each`);
    await Promise.all([simulated.close(), machine.close()]);
  });

  test.each(cardScenarios.map((scenario) => [scenario.card, scenario] as const))('%s', async (_, scenario) => {
    const direct = await play(scenario, simulated);
    const real = await play(scenario, machine, (recorded, milliseconds) => {
      if ((recorded.outcome as { kind?: string }).kind === 'read') readings.push({ recorded, milliseconds });
    });
    expectOutcomes(scenario, direct);
    expect(real).toEqual(direct);
    const received = await simulated.received();
    expect(await machine.received()).toEqual(received);
    expect(touchesPersonalNumber(received)).toBe(false);
  });

  test('the bridge has written down none of it', () => {
    const said = machine.bridge.said();
    expect(said).toContain('let go after');
    for (const secret of ['31323334', '00A404', '00a404', '見本']) expect(said).not.toContain(secret);
  });
});

describe('a bridge that ends while a card is open', () => {
  const closers: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).toReversed()) await close();
  });

  async function withOpenCard() {
    const bridge = await startBridge('--development');
    closers.push(() => bridge.kill('SIGKILL'));
    const card = startVirtualCard();
    closers.push(card.close);
    const port = kioskOf(bridge.url, bridge.code);
    closers.push(() => port.close());
    await card.tell({ do: 'place', sample: 'usual' });
    await noticed(port, true);
    const opened = await port.open(virtualReader);
    if (!opened.ok) throw new Error(opened.reason);
    const send = (hex: string) => opened.value.transmit(Uint8Array.from(Buffer.from(hex, 'hex')));
    for (const command of ['00A4040C0AD3921000310001010408', '00A4020C020011', '002000800431323334'])
      expect(await send(command)).toEqual({ ok: true, value: Uint8Array.of(0x90, 0x00) });
    return { bridge, card, send, session: opened.value };
  }

  test.each(['SIGKILL', 'SIGTERM'] as const)('by %s: the reader is gone, and the card was reset', async (signal) => {
    const { bridge, card, send, session } = await withOpenCard();
    const { resets } = await card.tell({ do: 'report' });
    await bridge.kill(signal);
    expect(await send('00B0000000')).toEqual(fail('reader-gone'));
    await session.end();
    await expect
      .poll(async () => (await card.tell({ do: 'report' })).resets, { timeout: 5000 })
      .toBeGreaterThan(resets);
  });

  test('another programme cannot read what was opened', async () => {
    const { send } = await withOpenCard();
    const second = await startBridge('--development');
    closers.push(() => second.kill());
    const other = kioskOf(second.url, second.code);
    closers.push(() => other.close());
    expect(await other.open(virtualReader)).toEqual(fail('busy'));
    expect(await send('00A4020C020002')).toMatchObject({ ok: true });
  });
});

test('a script finds the kiosk’s address in a file that nobody else may read, gone when the kiosk has paired', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kakanai-address-'));
  const file = path.join(folder, 'address');
  const bridge = await startBridge('--development', '--address-file', file);
  await expect.poll(() => existsSync(file)).toBe(true);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).toContain(`code=${bridge.code}`);
  const port = kioskOf(bridge.url, bridge.code);
  await port.list();
  expect(existsSync(file)).toBe(false);
  await port.close();
  await bridge.kill();
  rmSync(folder, { recursive: true });
});

test('without saying so, no bridge starts on a machine with a virtual reader', async () => {
  await expect(startBridge()).rejects.toThrow('virtual card reader');
});
