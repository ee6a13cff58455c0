import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fail, ok } from '../basics/index.ts';
import { digitBytes, fromHex, toHex } from './bytes.ts';
import { verifyCommand } from './commands.ts';
import { maskedCommand, type TraceEntry, traced } from './trace.ts';

test('codes of every length are masked by the instruction that carries them', () => {
  expect(maskedCommand(verifyCommand(digitBytes('1234')))).toBe('00200080**');
  expect(maskedCommand(verifyCommand(digitBytes('55021720352285')))).toBe('00200080**');
  fc.assert(
    fc.property(
      fc.constantFrom(0x20, 0x21, 0x24, 0x2c, 0xd6, 0xda, 0xff),
      fc.uint8Array({ minLength: 1, maxLength: 60 }),
      (ins, data) => {
        expect(maskedCommand(Uint8Array.of(0x00, ins, 0x01, 0x02, ...data))).toBe(
          `00${toHex(Uint8Array.of(ins))}0102**`,
        );
      },
    ),
  );
});

test('selecting, reading and asking for tries stay readable', () => {
  for (const hex of ['00A4020C020002', '00B0000000', '00B2010400', '00C0000010', '00200080'])
    expect(maskedCommand(fromHex(hex))).toBe(hex);
});

test('a trace says what was asked and how it went, never what was read', async () => {
  const entries: TraceEntry[] = [];
  const answers = [ok(fromHex('E7AA939000')), fail('removed' as const)];
  const session = traced(
    {
      atr: new Uint8Array(),
      transmit: () => Promise.resolve(answers.shift() ?? fail('failed')),
      end: () => Promise.resolve(),
    },
    (entry) => entries.push(entry),
  );
  await session.transmit(fromHex('00B0000000'));
  await session.transmit(fromHex('00B0000300'));
  expect(entries).toEqual([
    { command: '00B0000000', status: '9000', dataBytes: 3 },
    { command: '00B0000300', status: 'removed', dataBytes: 0 },
  ]);
});
