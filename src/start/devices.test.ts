import { expect, test } from 'vitest';
import { devicesFor, loopbackAddress } from './devices.ts';

test.each([
  ['http://127.0.0.1:8179', 'http://127.0.0.1:8179'],
  ['http://localhost:8179/', 'http://localhost:8179'],
  ['http://127.0.0.1:8179/pair?x#y', 'http://127.0.0.1:8179'],
  ['http://reader.example:8179', undefined],
  ['https://127.0.0.1:8179', undefined],
  ['http://127.0.0.1.example:8179', undefined],
  ['http://localhost@example.com:8179', undefined],
  ['http://somebody@127.0.0.1:8179', undefined],
  ['http://[::ffff:127.0.0.1]:8179', undefined],
  ['//127.0.0.1:8179', undefined],
  ['javascript:alert(1)', undefined],
  ['', undefined],
])('a bridge at %s is taken as %s', (address, taken) => {
  expect(loopbackAddress(address)).toBe(taken);
});

test('without a bridge the reader is simulated; a bridge that may not be asked is no reader, not a simulated one', async () => {
  expect((await devicesFor(new URLSearchParams('kiosk=B'))).reader?.kind).toBe('simulated');
  const refused = await devicesFor(new URLSearchParams('reader=http://reader.example&code=ABCD-EFGH'));
  expect(refused).toEqual({ reader: undefined, place: undefined });
});
