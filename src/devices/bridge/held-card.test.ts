import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fail, ok } from '../../basics/index.ts';
import type { CardSession, ReaderPort } from '../../card/index.ts';
import { HeldCard } from './held-card.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function holder(transmit: CardSession['transmit'] = () => Promise.resolve(ok(Uint8Array.of(0x90, 0x00)))) {
  const end = vi.fn<() => Promise<void>>(() => Promise.resolve());
  const session: CardSession = { atr: new Uint8Array(), transmit, end };
  const port: ReaderPort = {
    kind: 'pcsc',
    list: () => Promise.resolve([]),
    subscribe: () => () => undefined,
    open: () => Promise.resolve(ok(session)),
    close: () => Promise.resolve(),
  };
  return { held: new HeldCard(port, () => undefined), end };
}
const command = Uint8Array.of(0x00, 0x20, 0x00, 0x80);

test('a card that nobody speaks to any more is reset; one that is spoken to is not', async () => {
  const { held, end } = holder();
  const opened = await held.open('x', () => true);
  if (!opened.ok) throw new Error(opened.reason);
  await vi.advanceTimersByTimeAsync(25_000);
  await held.transmit(opened.value.id, command);
  await vi.advanceTimersByTimeAsync(25_000);
  expect(end).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(end).toHaveBeenCalledOnce();
  expect(await held.transmit(opened.value.id, command)).toEqual(fail('cancelled'));
});

test('a card that was opened for a page which has gone meanwhile is reset at once, and the next page may open it', async () => {
  const { held, end } = holder();
  expect(await held.open('x', () => false)).toEqual(fail('failed'));
  expect(end).toHaveBeenCalledOnce();
  expect((await held.open('x', () => true)).ok).toBe(true);
});

test('a reader that throws is a command that failed, not a bridge that falls', async () => {
  const { held } = holder(() => Promise.reject(new Error('native code')));
  const opened = await held.open('x', () => true);
  expect(await held.transmit(opened.ok ? opened.value.id : '', command)).toEqual(fail('failed'));
});
