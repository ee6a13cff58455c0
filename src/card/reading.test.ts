import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { fail, ok } from '../basics/index.ts';
import { fromHex, joinBytes, toHex } from './bytes.ts';
import { checkCodeB, type Credential, pin } from './credentials.ts';
import { permittedOnly } from './permitted-commands.ts';
import { type CardProfile, filesOf, myNumberCard } from './profile.ts';
import { queryTries, readBasicFour, readCardInfo, type ReadProgress, withCard } from './reading.ts';
import type { CardSession, ReaderPort } from './session.ts';

const hanako =
  'ff208183df2108000f002100780083df220fe7aa93e58fa3e38080e88ab1e5ad90df2354e69db1e4baace983bde58d83e4bba3e794b0e58cbae99c9ee3818ce996a2e4b880e4b881e79baeefbc91e795aaefbc91e58fb7e38080e69eb6e7a9bae3839ee383b3e382b7e383a7e383b3efbc91efbc90efbc91df24083139393030343031df250132'.toUpperCase();

const selectText = '00A4040C0AD3921000310001010408';
const selectToken = '00A4040C0AD392F000260100000001';

const code = (digits = '1234'): Credential => {
  const made = pin(digits);
  if (!made.ok) throw new Error(made.reason);
  return made.value;
};

/** A card that answers by a script of `[command, answer]`; any other command makes the test fail. */
function scripted(script: readonly (readonly [string, string])[], atr = ''): CardSession & { sent: string[] } {
  const sent: string[] = [];
  return {
    sent,
    atr: fromHex(atr),
    transmit: (command) => {
      const [expected, answer = ''] = script[sent.length] ?? [];
      sent.push(toHex(command));
      expect(toHex(command)).toBe(expected);
      return Promise.resolve(ok(fromHex(answer)));
    },
    end: () => Promise.resolve(),
  };
}

const opened = [
  [selectText, '9000'],
  ['00A4020C020011', '9000'],
  ['00200080', '63C3'],
  ['002000800431323334', '9000'],
  ['00A4020C020002', '9000'],
] as const;

describe('the commands a card sees', () => {
  test('with the PIN', async () => {
    const card = scripted([...opened, ['00B0000000', `${hanako}FFFF9000`]]);
    const progress: ReadProgress[] = [];
    const credential = code();
    const outcome = await readBasicFour(card, credential, myNumberCard, { onProgress: (step) => progress.push(step) });
    expect(outcome).toMatchObject({ kind: 'read', basicFour: { name: '窓口　花子', birthDate: '1990-04-01' } });
    expect(card.sent).toHaveLength(6);
    expect(progress).toEqual([
      { step: 'card-found' },
      { step: 'code-accepted' },
      { step: 'reading', bytesRead: 135, bytesTotal: 135 },
    ]);
    expect(toHex(credential.bytes)).toBe('00000000');
  });

  test('with the printed check code', async () => {
    const printed = checkCodeB({ birth: { year: 2, month: 4, day: 1 }, expiryYear: 2031, securityCode: '7788' });
    if (!printed.ok) throw new Error(printed.reason);
    const card = scripted([
      [selectText, '9000'],
      ['00A4020C020015', '9000'],
      ['00200080', '63CA'],
      ['002000800E3032303430313230333137373838', '9000'],
      ['00A4020C020002', '9000'],
      ['00B0000000', `${hanako}9000`],
    ]);
    expect(await readBasicFour(card, printed.value)).toMatchObject({ kind: 'read' });
  });

  test('for a card that gives the file in small pieces', async () => {
    const pieces = [hanako.slice(0, 100), hanako.slice(100, 200), hanako.slice(200)];
    const card = scripted([
      ...opened,
      ['00B0000000', `${pieces[0]}9000`],
      ['00B0003255', `${pieces[1]}9000`],
      ['00B0006423', `${pieces[2]}9000`],
    ]);
    expect(await readBasicFour(card, code())).toMatchObject({ kind: 'read', basicFour: { name: '窓口　花子' } });
  });

  test('for a card that wants the exact length, or gives its answer in two steps', async () => {
    const exact = scripted([...opened, ['00B0000000', '6C87'], ['00B0000087', `${hanako}9000`]]);
    expect(await readBasicFour(exact, code())).toMatchObject({ kind: 'read' });
    const twoSteps = scripted([
      ...opened,
      ['00B0000000', '6164'],
      ['00C0000064', `${hanako.slice(0, 200)}6123`],
      ['00C0000023', `${hanako.slice(200)}9000`],
    ]);
    expect(await readBasicFour(twoSteps, code())).toMatchObject({ kind: 'read' });
  });

  test('without any code', async () => {
    const card = scripted([
      ['00A4040C0AD3921000310001010100', '9000'],
      ['00A4020C020001', '9000'],
      ['00B2010400', '011c303030303030303030303030303031313331303132303331303430319000'],
    ]);
    expect(await readCardInfo(card)).toEqual({ kind: 'card-info', expiry: '2031-04-01', municipalityCode: '13101' });
  });
});

describe('codes and tries', () => {
  const answered = (...answers: string[]) =>
    scripted(opened.slice(0, 2 + answers.length).map(([command, answer], n) => [command, answers[n - 2] ?? answer]));

  test('a wrong code is presented once, and the tries left are told', async () => {
    const card = answered('63C3', '63C2');
    expect(await readBasicFour(card, code())).toEqual({ kind: 'wrong-code', credential: 'pin', triesLeft: 2 });
    expect(card.sent).toHaveLength(4);
  });

  test('a card that does not count says so', async () => {
    expect(await readBasicFour(answered('6300', '6300'), code())).toEqual({
      kind: 'wrong-code',
      credential: 'pin',
      triesLeft: null,
    });
  });

  test('the last try waits for the resident', async () => {
    const card = answered('63C1');
    const credential = code();
    expect(await readBasicFour(card, credential)).toEqual({ kind: 'last-try', credential: 'pin' });
    expect(card.sent).toHaveLength(3);
    expect(toHex(credential.bytes)).toBe('00000000');
    const confirmed = answered('63C1', '63C0');
    expect(await readBasicFour(confirmed, code(), myNumberCard, { lastTryConfirmed: true })).toEqual({
      kind: 'locked',
      credential: 'pin',
      justNow: true,
    });
  });

  test.each(['63C0', '6983', '6984'])('a locked card (%s) is not tried', async (status) => {
    const card = answered(status);
    expect(await readBasicFour(card, code())).toEqual({ kind: 'locked', credential: 'pin', justNow: false });
    expect(card.sent).toHaveLength(3);
  });

  test('a code is not presented again when the card asks for another length', async () => {
    const card = answered('63C3', '6C04');
    expect(await readBasicFour(card, code())).toEqual({ kind: 'unreadable', detail: 'verify: 6C04' });
    expect(card.sent).toHaveLength(4);
  });

  test('asking for the tries presents nothing', async () => {
    const card = answered('63C2');
    expect(await queryTries(card, 'pin')).toEqual({ kind: 'tries', credential: 'pin', left: 2 });
    expect(card.sent).toEqual([selectText, '00A4020C020011', '00200080']);
    expect(await queryTries(answered('6984'), 'pin')).toEqual({ kind: 'locked', credential: 'pin', justNow: false });
    expect(await queryTries(answered('9000'), 'pin')).toEqual({ kind: 'tries', credential: 'pin', left: 3 });
  });
});

describe('what is not a My Number card', () => {
  const token = (name: string) => `${toHex(new TextEncoder().encode(name.padEnd(32)))}9000`;
  const withToken = (answer: string) =>
    scripted([
      [selectText, '6A82'],
      [selectToken, '9000'],
      ['00A4020C020006', '9000'],
      ['00B0000020', answer],
    ]);

  test.each([
    ['JPKIAPGPSETOKEN', { kind: 'phone' }],
    ['JPKIAPIOSTOKEN', { kind: 'phone' }],
    ['JPKIAPICCTOKEN', { kind: 'not-a-my-number-card', looksLike: 'resident-card' }],
    ['JPKIAPICCTOKEN2', { kind: 'unreadable', detail: 'application missing' }],
    ['SOMETHING', { kind: 'not-a-my-number-card', looksLike: 'other' }],
  ])('a token named %s', async (name, outcome) => {
    expect(await readBasicFour(withToken(token(name)), code())).toEqual(outcome);
  });

  test.each(['6A82', '6A81', '6A86', '6D00', '6E00', '6881', '6700'])('a card that answers %s', async (status) => {
    const card = () =>
      scripted([
        [selectText, status],
        [selectToken, status],
      ]);
    expect(await readBasicFour(card(), code())).toEqual({ kind: 'not-a-my-number-card', looksLike: 'other' });
    expect(await queryTries(card(), 'pin')).toEqual({ kind: 'not-a-my-number-card', looksLike: 'other' });
  });

  test('a transit card, whatever its reader answers for it', async () => {
    const atr = '3B8F8001804F0CA00000030611003B0000000042';
    for (const status of ['6A81', '6300', '6F00']) {
      const card = scripted(
        [
          [selectText, status],
          [selectToken, status],
        ],
        atr,
      );
      expect(await readBasicFour(card, code())).toEqual({ kind: 'not-a-my-number-card', looksLike: 'felica' });
    }
  });
});

describe('broken cards and readers', () => {
  test.each([
    ['an application that fails', [[selectText, '6F00']], 'select application: 6F00'],
    ['an answer of one byte', [[selectText, '90']], 'answer without status'],
    ['a file that is not there', [...opened.slice(0, 4), ['00A4020C020002', '6A82']], 'select file: 6A82'],
    ['a file that stays closed', [...opened, ['00B0000000', '6982']], 'read: 6982'],
    ['an empty file', [...opened, ['00B0000000', '9000']], 'read: truncated'],
    ['a file of another kind', [...opened, ['00B0000000', '0102030405069000']], 'read: unknown-layout'],
    [
      'a file that ends too early',
      [...opened, ['00B0000000', `${hanako.slice(0, 100)}6282`], ['00B0003255', '6B00']],
      'read: truncated',
    ],
    ['a garbled name', [...opened, ['00B0000000', `${hanako.replace('E7AA93', 'E7AAFF')}9000`]], 'parse: not-utf-8'],
  ] as const)('%s is told with a detail for staff', async (_, script, detail) => {
    expect(await readBasicFour(scripted(script), code())).toEqual({ kind: 'unreadable', detail });
  });

  test('what a transport throws is an outcome', async () => {
    const throwing: CardSession = {
      atr: new Uint8Array(),
      transmit: () => {
        throw new Error('driver');
      },
      end: () => Promise.resolve(),
    };
    expect(await readBasicFour(throwing, code())).toEqual({ kind: 'unreadable', detail: 'transmit: failed' });
  });

  test.each(['removed', 'timeout', 'reader-gone'] as const)('%s at any command is said as it is', async (fault) => {
    for (let at = 0; at < 6; at++) {
      const whole = scripted([...opened, ['00B0000000', `${hanako}9000`]]);
      const card: CardSession = {
        ...whole,
        transmit: (command) => (whole.sent.length === at ? Promise.resolve(fail(fault)) : whole.transmit(command)),
      };
      expect(await readBasicFour(card, code())).toEqual({ kind: fault });
    }
  });

  test('a hostile card leads to an outcome without endless talk, and never to a second try', async () => {
    const status = fc.constantFrom('9000', '9000', '9000', '63C3', '63C2', '61FF', '6CFF', '6282', '6A82');
    const answer = fc.oneof(
      { weight: 3, arbitrary: status },
      { weight: 2, arbitrary: status.map((end) => `${hanako.slice(0, 160)}${end}`) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map(toHex) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 12 }), async (answers) => {
        const sent: string[] = [];
        const card: CardSession = {
          atr: new Uint8Array(),
          transmit: (command) => {
            sent.push(toHex(command));
            return Promise.resolve(ok(fromHex(answers[(sent.length - 1) % answers.length] ?? '')));
          },
          end: () => Promise.resolve(),
        };
        const outcome = await readBasicFour(card, code());
        expect(outcome.kind).toBeTypeOf('string');
        expect(sent.filter((command) => command.startsWith('0020') && command.length > 8).length).toBeLessThan(2);
        expect(JSON.stringify(outcome.kind === 'unreadable' ? outcome.detail : '')).not.toContain('窓口');
        await readCardInfo(card);
        await queryTries(card, 'check-code-b');
      }),
      { numRuns: 200 },
    );
  });
});

test('another generation of the card is another profile, not another programme', async () => {
  const next: CardProfile = {
    ...myNumberCard,
    id: 'invented-next',
    text: {
      aid: 'D39210003100020202',
      basicFour: 0x0022,
      keys: { pin: { file: 0x0031, tryLimit: 5 }, 'check-code-b': { file: 0x0032, tryLimit: 10 } },
      layout: { ...myNumberCard.text.layout, outer: 0x7f40, name: 0xdf52 },
    },
  };
  const card = scripted([
    ['00A4040C09D39210003100020202', '9000'],
    ['00A4020C020031', '9000'],
    ['00200080', '63C5'],
    ['002000800431323334', '9000'],
    ['00A4020C020022', '9000'],
    ['00B0000000', `${hanako.replace('FF20', '7F40').replace('DF220F', 'DF520F')}9000`],
  ]);
  expect(await readBasicFour(card, code(), next)).toMatchObject({ kind: 'read', basicFour: { name: '窓口　花子' } });
});

describe('only what the profile names reaches the card', () => {
  const allowing = () => {
    const sent: string[] = [];
    const session = permittedOnly(
      {
        atr: new Uint8Array(),
        transmit: (command) => {
          sent.push(toHex(command));
          return Promise.resolve(ok(fromHex('9000')));
        },
        end: () => Promise.resolve(),
      },
      myNumberCard,
    );
    return { sent, session };
  };

  test('files of one application cannot be selected in another, nor by short identifier', async () => {
    const { sent, session } = allowing();
    const refused = { ok: false, reason: 'refused' };
    expect(await session.transmit(fromHex('00B0000000'))).toEqual(refused);
    await session.transmit(fromHex(selectText));
    await session.transmit(fromHex('00A4020C020011'));
    for (const command of ['00A4020C020001', '00A40204020001', '00B0810000', '00B2010C00', '00200081', '01B0000000'])
      expect(await session.transmit(fromHex(command))).toEqual(refused);
    expect(sent).toEqual([selectText, '00A4020C020011']);
  });

  test('whatever is sent, a file is selected only inside its own application', async () => {
    const aids = [...filesOf(myNumberCard).keys()];
    const piece = fc.oneof(
      fc.constantFrom(...aids).map((aid) => joinBytes(fromHex('00A4040C0A'), fromHex(aid))),
      fc.nat({ max: 0x20 }).map((file) => Uint8Array.of(0x00, 0xa4, 0x02, 0x0c, 0x02, 0x00, file)),
      fc.uint8Array({ maxLength: 8 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (commands) => {
        const { sent, session } = allowing();
        for (const command of commands) await session.transmit(command);
        let inside: readonly number[] = [];
        const strange = sent.filter((command) => {
          if (command.startsWith('00A404')) inside = filesOf(myNumberCard).get(command.slice(10)) ?? [];
          return command.startsWith('00A402')
            ? !inside.includes(Number.parseInt(command.slice(10), 16))
            : !/^00(A404|200080|B0[0-7]|B2..04|C0)/.test(command);
        });
        expect(strange).toEqual([]);
      }),
    );
  });
});

describe('a session always ends with a reset', () => {
  const port = (session: Partial<CardSession>, open?: ReaderPort['open']): ReaderPort => ({
    kind: 'none',
    list: () => Promise.resolve([]),
    subscribe: () => () => undefined,
    open: open ?? (() => Promise.resolve(ok({ ...scripted([]), ...session }))),
    close: () => Promise.resolve(),
  });

  test('after success, after a mistake in the caller, and when the reset itself fails', async () => {
    const end = vi.fn<() => Promise<void>>(() => Promise.resolve());
    expect(await withCard(port({ end }), 'reader', () => Promise.resolve('done'))).toBe('done');
    expect(end).toHaveBeenCalledTimes(1);
    await expect(withCard(port({ end }), 'reader', () => Promise.reject(new Error('caller')))).rejects.toThrow(
      'caller',
    );
    expect(end).toHaveBeenCalledTimes(2);
    const failing = port({ end: () => Promise.reject(new Error('gone')) });
    expect(await withCard(failing, 'reader', () => Promise.resolve('done'))).toBe('done');
  });

  test.each([
    ['no-card', { kind: 'removed' }],
    ['several-cards', { kind: 'several-cards' }],
    ['busy', { kind: 'busy' }],
    ['reader-gone', { kind: 'reader-gone' }],
    ['unresponsive', { kind: 'unreadable', detail: 'open: unresponsive' }],
    ['failed', { kind: 'unreadable', detail: 'open: failed' }],
  ] as const)('a card that cannot be opened (%s) is an outcome', async (fault, outcome) => {
    const closed = port({}, () => Promise.resolve(fail(fault)));
    expect(await withCard(closed, 'reader', () => Promise.resolve('never'))).toEqual(outcome);
  });

  test('a driver that throws is an outcome', async () => {
    const throwing = port({}, () => Promise.reject(new Error('driver')));
    expect(await withCard(throwing, 'reader', () => Promise.resolve('never'))).toEqual({
      kind: 'unreadable',
      detail: 'open: failed',
    });
  });
});
