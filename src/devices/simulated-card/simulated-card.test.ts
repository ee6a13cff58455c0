import { createHash, X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { looksLikePersonalNumber } from '../../basics/index.ts';
import { sampleCards } from './sample-cards.ts';
import { afterReset, type Chip, newState, respond } from './chip.ts';
import type { CardDescription } from './description.ts';
import { basicFourFile, bytesOf, cardInfoRecord } from './encoding.ts';
import { application, cardFor, checkCodeDigits, simulatedPersonalNumber } from './simulated-card.ts';

const hanako: CardDescription = {
  name: '窓口　花子',
  address: '東京都千代田区霞が関一丁目１番１号　架空マンション１０１',
  birthDate: '1990-04-01',
  sex: 'female',
  pin: '1234',
  checkCodeSecurity: '7788',
  expiry: '2031-04-01',
  municipalityCode: '13101',
};

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const talk = (card: ReturnType<typeof cardFor>, ...commands: string[]) =>
  commands.map((command) => hex(card.process(bytesOf(command))));

const selectText = `00A4040C0A${application.text}`;
const [pinKey, keyA, keyB] = ['00A4020C020011', '00A4020C020014', '00A4020C020015'];
const [personalNumber, fourInfos] = ['00A4020C020001', '00A4020C020002'];
const [query, read] = ['00200080', '00B0000000'];
const present = (code: string) => `00200080${code.length.toString(16).padStart(2, '0')}${hex(Buffer.from(code))}`;

describe('the files are byte for byte those of the format', () => {
  test('the four infos with a long outer length', () => {
    expect(hex(basicFourFile(hanako))).toBe(
      'ff208183df2108000f002100780083df220fe7aa93e58fa3e38080e88ab1e5ad90df2354e69db1e4baace983bde58d83e4bba3e794b0e58cbae99c9ee3818ce996a2e4b880e4b881e79baeefbc91e795aaefbc91e58fb7e38080e69eb6e7a9bae3839ee383b3e382b7e383a7e383b3efbc91efbc90efbc91df24083139393030343031df250132',
    );
  });

  test('the four infos with a short outer length', () => {
    const hoa = {
      name: 'ＮＧＵＹＥＮ　ＴＨＩ　ＨＯＡ',
      address: '東京都清瀬市見本町１－１',
      birthDate: '2000-02-29',
      sex: 'female',
    } as const;
    expect(hex(basicFourFile(hoa))).toBe(
      'ff206edf2108000e003b0062006ddf222aefbcaeefbca7efbcb5efbcb9efbca5efbcaee38080efbcb4efbca8efbca9e38080efbca8efbcafefbca1df2324e69db1e4baace983bde6b885e780ace5b882e8a68be69cace794baefbc91efbc8defbc91df24083230303030323239df250132',
    );
  });

  test('the public record', () => {
    expect(hex(cardInfoRecord({ municipalityCode: '13101', expiry: '2031-04-01' }, '000000000000001'))).toBe(
      '011c30303030303030303030303030303131333130313230333130343031',
    );
  });

  test('the personal number has the check digit of one, and its file the known bytes', () => {
    expect(looksLikePersonalNumber(simulatedPersonalNumber)).toBe(true);
    const answers = talk(cardFor(hanako), selectText, pinKey, present('1234'), personalNumber, read);
    expect(answers.at(-1)).toBe('ff100c313233343536373839303138ffff9000');
  });

  test('the check code on the front', () => {
    expect(
      checkCodeDigits({ ...hanako, birthDate: '1980-02-17', expiry: '2035-02-17', checkCodeSecurity: '2285' }),
    ).toBe('55021720352285');
    expect(checkCodeDigits(hanako)).toBe('02040120317788');
    expect(checkCodeDigits({ ...hanako, birthDate: '2019-05-01' })).toMatch(/^010501/);
    expect(checkCodeDigits({ ...hanako, birthDate: '1945-00-00' })).toMatch(/^200000/);
  });
});

describe('what opens what', () => {
  test('nothing is readable before a code', () => {
    expect(talk(cardFor(hanako), selectText, fourInfos, read, personalNumber, read)).toEqual([
      '9000',
      '9000',
      '6982',
      '9000',
      '6982',
    ]);
  });

  test('the printed check code opens the four infos and not the personal number', () => {
    const answers = talk(
      cardFor(hanako),
      selectText,
      keyB,
      present('02040120317788'),
      fourInfos,
      read,
      personalNumber,
      read,
    );
    expect(answers[4]).toMatch(/^ff208183.*9000$/);
    expect(answers.at(-1)).toBe('6982');
  });

  test('the check code of the personal number opens that and not the four infos', () => {
    const card = cardFor(hanako);
    expect(talk(card, selectText, keyA, present(simulatedPersonalNumber), fourInfos, read).at(-1)).toBe('6982');
  });

  test('what was opened stays open until the card is reset', () => {
    const card = cardFor(hanako);
    talk(card, selectText, pinKey, present('1234'));
    expect(talk(card, selectText, fourInfos, read).at(-1)).toMatch(/9000$/);
    card.reset();
    expect(talk(card, read)).toEqual(['6986']);
    expect(talk(card, selectText, fourInfos, read).at(-1)).toBe('6982');
  });

  test('a wrong code closes what a right one had opened', () => {
    const card = cardFor(hanako);
    const answers = talk(card, selectText, pinKey, present('1234'), present('9999'), fourInfos, read);
    expect(answers.slice(2)).toEqual(['9000', '63c2', '9000', '6982']);
  });
});

describe('tries', () => {
  test('three wrong PINs lock it, also over a reset; a right one in time sets the tries back', () => {
    const card = cardFor(hanako);
    expect(talk(card, selectText, pinKey, query, present('0000'), present('0001'), present('1234'), query)).toEqual([
      '9000',
      '9000',
      '63c3',
      '63c2',
      '63c1',
      '9000',
      '63c3',
    ]);
    expect(talk(card, present('0000'), present('0001'), present('0002'), present('1234'))).toEqual([
      '63c2',
      '63c1',
      '63c0',
      '6984',
    ]);
    card.reset();
    expect(talk(card, selectText, pinKey, query, present('1234')).slice(2)).toEqual(['63c0', '6984']);
  });

  test('each key counts for itself, and the printed code has ten', () => {
    const card = cardFor(hanako);
    talk(card, selectText, pinKey, present('0000'));
    expect(talk(card, keyB, query, present('00000000000000'), query, pinKey, query)).toEqual([
      '9000',
      '63ca',
      '63c9',
      '63c9',
      '9000',
      '63c2',
    ]);
  });

  test('asking costs nothing', () => {
    const card = cardFor(hanako);
    talk(card, selectText, pinKey, ...Array.from({ length: 20 }, () => query));
    expect(talk(card, query)).toEqual(['63c3']);
  });

  test('a card without PIN is closed to every PIN and opens with the printed code', () => {
    const card = cardFor({ ...hanako, behaviour: { pinless: true } });
    expect(talk(card, selectText, pinKey, query, present('1234')).slice(2)).toEqual(['63c0', '6984']);
    expect(talk(card, keyB, present('02040120317788'), fourInfos, read).at(-1)).toMatch(/9000$/);
  });
});

test.each([
  ['another application', [`00A4040C0AD3921000310001010499`], '6a82'],
  ['a file before its application', [fourInfos], '6a82'],
  ['a file that is not there', [selectText, '00A4020C020099'], '6a82'],
  ['a read with no file selected', [selectText, read], '6986'],
  ['a read of a key', [selectText, pinKey, read], '6981'],
  ['a code presented to a file', [selectText, fourInfos, present('1234')], '6986'],
  ['a read behind the end', [selectText, pinKey, present('1234'), fourInfos, '00B0070000'], '6b00'],
  ['a read over the end', [selectText, '00A4020C020005', '00B0009DFF'], 'ffffffffff6282'],
  ['a record that is not there', [`00A4040C0A${application.common}`, personalNumber, '00B2020400'], '6a83'],
  ['a logical channel', ['01A4040C0A'], '6881'],
  ['another class', ['80A4040C0A'], '6e00'],
  ['an unknown instruction', ['00840000'], '6d00'],
  ['file control data asked for', [selectText.replace('040C', '0400')], '6a86'],
  ['a length that does not fit', ['00A4040C0AD392'], '6700'],
  ['half a command', ['00A4'], '6700'],
])('%s is answered with its status', (_, commands, status) => {
  expect(talk(cardFor(hanako), ...commands).at(-1)).toBe(status);
});

test('short identifiers work on the card, so that refusing them means something', () => {
  const answers = talk(cardFor(hanako), selectText, pinKey, present('1234'), '00B0810000');
  expect(answers.at(-1)).toMatch(/^ff100c/);
});

describe('the rest of the card', () => {
  const sha256 = (bytes: string) => createHash('sha256').update(Buffer.from(bytes, 'hex')).digest('hex');
  /** A whole file, read in pieces as long as the card gives them. */
  function file(card: ReturnType<typeof cardFor>, number: string): string {
    const [selected] = talk(card, `00A4020C02${number}`);
    if (selected !== '9000') return selected ?? '';
    let bytes = '';
    for (let at = 0; ; at += 256) {
      const [answer = ''] = talk(card, `00B0${at.toString(16).padStart(4, '0')}00`);
      if (!answer.endsWith('9000')) return bytes === '' ? answer : bytes;
      bytes += answer.slice(0, -4);
    }
  }
  const select = (aid: string) => `00A4040C0A${aid}`;

  test.each(['usual', 'long-texts', 'long-lengths', 'bytes-before', 'with-reading'])(
    'the digests of "%s" are those of its files',
    (id) => {
      const card = cardFor(sampleCards.find((one) => one.id === id)!.card);
      talk(card, selectText, pinKey, present('1234'));
      const record = file(card, '0003');
      expect(record).toMatch(/^ff3082014bdf3120.{64}df3220.{64}df33820100.{512}$/);
      const infos = file(card, '0002');
      const fields = infos.slice(infos.indexOf('df22')).replace(/ffff$/, '');
      expect(record.slice(16, 80)).toBe(sha256(file(card, '0001')));
      expect(record.slice(86, 150)).toBe(sha256(fields));
    },
  );

  test.each([
    ['the issuer certificate', '0004', /^7f218202335f4e820129.{594}5f37820100.{512}$/],
    ['the basic data', '0005', /^ff40819edf410401030e01df4210.{32}df438180.{64}(ff){96}$/],
    ['the file of filler', '0008', /^(ff){16}$/],
  ])('%s is free', (_, number, form) => {
    const card = cardFor(hanako);
    talk(card, selectText);
    expect(file(card, number)).toMatch(form);
  });

  test.each([
    ['the key for sessions', '0006', /^a1820109900301000191820100.{512}$/],
    ['the key of the card', '0007', /^ff50820213df51820109900301000191820100.{512}df52820100.{512}$/],
  ])('%s opens with a code, each of the three', (_, number, form) => {
    for (const [keyFile, code] of [
      [pinKey, '1234'],
      [keyA, simulatedPersonalNumber],
      [keyB, '02040120317788'],
    ] as const) {
      const card = cardFor(hanako);
      talk(card, selectText);
      expect(file(card, number)).toBe('6982');
      talk(card, keyFile, present(code));
      expect(file(card, number)).toMatch(form);
    }
  });

  test('the surface opens with what is printed on it, and the birth date alone opens only itself', () => {
    const card = cardFor(hanako);
    talk(card, select(application.surface));
    expect(['0001', '0002', '0005'].map((number) => file(card, number))).toEqual(['6982', '6982', '6982']);
    expect(file(card, '0003')).toContain(`df3405${hex(Buffer.from('13101'))}`);
    talk(card, '00A4020C020011', present('020401'));
    expect(file(card, '0001')).toMatch(new RegExp(`^ff1082021edf1108${hex(Buffer.from('19900401'))}df12820109`));
    expect(file(card, '0002')).toBe('6982');
    talk(card, '00A4020C020012', present('02040120317788'));
    const face = file(card, '0002');
    const [table = ''] = /(?<=df2112).{36}/.exec(face) ?? [];
    const tags = Array.from(table.match(/.{4}/g) ?? [], (at) => face.slice(parseInt(at, 16) * 2).slice(0, 4));
    expect(tags).toEqual(['df22', 'df23', 'df24', 'df25', 'df26', 'df27', 'df28', 'df29', 'df2a']);
    expect(face).toContain(`df2908${hex(Buffer.from('20310401'))}`);
    expect(file(card, '0005')).toBe('6982');
  });

  test('the authentication certificate can be read by anybody, and says when it ends', () => {
    const card = cardFor({ ...hanako, certificateExpiry: '2029-04-01' });
    talk(card, select(application.certificates));
    const read = new X509Certificate(Buffer.from(file(card, '000A'), 'hex'));
    expect(new Date(read.validTo).toISOString()).toBe('2029-04-01T14:59:59.000Z');
    expect(new Date(read.validFrom).toISOString()).toBe('2024-04-01T14:59:59.000Z');
    expect(read.issuer).toContain('OU=JPKI for user authentication');
    expect(read.subject).not.toContain('窓口');
    expect(read.publicKey.asymmetricKeyDetails).toMatchObject({ modulusLength: 2048 });
    expect(file(card, '0001')).toBe('6982');
    talk(card, '00A4020C02001B', present('A1234B'));
    expect(new X509Certificate(Buffer.from(file(card, '0001'), 'hex')).issuer).toContain('JPKI for digital signature');
  });

  test('a certificate after 2049 ends when it says', () => {
    const card = cardFor({ ...hanako, certificateExpiry: '2052-02-29' });
    talk(card, select(application.certificates));
    const { validTo } = new X509Certificate(Buffer.from(file(card, '000A'), 'hex'));
    expect(new Date(validTo).toISOString()).toBe('2052-02-29T14:59:59.000Z');
  });

  test('a child has no signature certificate', () => {
    const card = cardFor({ ...hanako, certificates: 'authentication' });
    talk(card, select(application.certificates));
    expect([file(card, '0008'), file(card, '0001'), file(card, '001B')]).toEqual(['008f00', '6a82', '6a82']);
  });

  test('every application has its own PIN and its own tries', () => {
    const card = cardFor(sampleCards.find(({ id }) => id === 'pins-differ')!.card);
    const keys = [
      [application.text, '0011', '1111', '3'],
      [application.residentRegister, '001C', '2222', '3'],
      [application.common, '001C', '2222', '3'],
      [application.certificates, '0018', '3333', '3'],
      [application.certificates, '001B', 'MIHON2026', '5'],
    ] as const;
    for (const [aid, number, pin, limit] of keys) {
      const opened = talk(card, select(aid), `00A4020C02${number}`, query, present('0000'), query, present(pin), query);
      const less = String(Number(limit) - 1);
      expect(opened.slice(2)).toEqual([`63c${limit}`, `63c${less}`, `63c${less}`, '9000', `63c${limit}`]);
    }
    talk(card, select(application.residentRegister), '00A4020C02001C', present('0'), present('0'), present('0'));
    expect(talk(card, present('2222'))).toEqual(['6984']);
    expect(talk(card, select(application.common), '00A4020C02001C', present('2222')).at(-1)).toBe('9000');
    expect(talk(card, selectText, pinKey, present('1111')).at(-1)).toBe('9000');
  });
});

describe('the sample cards', () => {
  test('are many, can all be made, and each has a name of its own', () => {
    expect(new Set(sampleCards.map(({ id }) => id)).size).toBe(sampleCards.length);
    expect(sampleCards.length).toBeGreaterThanOrEqual(16);
    for (const { card } of sampleCards) expect(talk(cardFor(card), query)).toHaveLength(1);
  });
});

test('one state and one command always give the same answer, and the state given is not changed', () => {
  const key = { kind: 'key', secret: bytesOf('31323334'), tryLimit: 3, triesLeft: 3 } as const;
  const chip: Chip = {
    speaksIso: true,
    answers: 'at-once',
    applications: {
      AA: { '0011': key, '0002': { kind: 'transparent', bytes: bytesOf('0102'), openedBy: ['0011'] } },
    },
  };
  const command = fc.oneof(
    fc.constantFrom('00A4040C01AA', pinKey, fourInfos, query, read, present('1234'), present('9999')).map(bytesOf),
    fc.uint8Array({ maxLength: 12 }),
  );
  fc.assert(
    fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
      let state = newState(chip);
      for (const each of commands) {
        const before = structuredClone(state);
        const reaction = respond(chip, state, each);
        expect(respond(chip, state, each)).toEqual(reaction);
        expect(state).toEqual(before);
        expect(reaction.response.length).toBeGreaterThanOrEqual(2);
        state = reaction.state;
      }
      expect(afterReset(state).triesLeft).toEqual(state.triesLeft);
      expect(afterReset(state).verified).toEqual([]);
    }),
  );
});
