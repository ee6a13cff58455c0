import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BasicFourProblem, findBasicFour, parseBasicFour } from './basic-four.ts';
import { fromHex, joinBytes, toHex } from './bytes.ts';
import { myNumberCard } from './profile.ts';

const { layout } = myNumberCard.text;

const hanako =
  'ff208183df2108000f002100780083df220fe7aa93e58fa3e38080e88ab1e5ad90df2354e69db1e4baace983bde58d83e4bba3e794b0e58cbae99c9ee3818ce996a2e4b880e4b881e79baeefbc91e795aaefbc91e58fb7e38080e69eb6e7a9bae3839ee383b3e382b7e383a7e383b3efbc91efbc90efbc91df24083139393030343031df250132';
const hoa =
  'ff206edf2108000e003b0062006ddf222aefbcaeefbca7efbcb5efbcb9efbca5efbcaee38080efbcb4efbca8efbca9e38080efbca8efbcafefbca1df2324e69db1e4baace983bde6b885e780ace5b882e8a68be69cace794baefbc91efbc8defbc91df24083230303030323239df250132';
const hanakoFour = {
  name: '窓口　花子',
  address: '東京都千代田区霞が関一丁目１番１号　架空マンション１０１',
  birthDate: '1990-04-01',
  sex: 'female',
};

const parse = (file: string | Uint8Array) => parseBasicFour(typeof file === 'string' ? fromHex(file) : file, layout);
const four = (file: string | Uint8Array) => {
  const parsed = parse(file);
  return parsed.ok ? parsed.value.basicFour : parsed.reason;
};
const notes = (file: string | Uint8Array) => {
  const parsed = parse(file);
  return parsed.ok ? parsed.value.notes : parsed.reason;
};

const utf8 = (text: string) => toHex(new TextEncoder().encode(text));
const length = (hex: string) => (hex.length / 2).toString(16).padStart(4, '0');
const field = (tag: string, hex: string) => `${tag}82${length(hex)}${hex}`;
const fields = {
  offsets: field('DF21', '0000000000000000'),
  name: field('DF22', utf8('見本　太郎')),
  address: field('DF23', utf8('みほん市中央１丁目')),
  birthDate: field('DF24', utf8('19850203')),
  sex: field('DF25', utf8('1')),
};
const file = (changes: Partial<typeof fields> & { more?: string } = {}) =>
  field('FF20', Object.values({ ...fields, ...changes }).join(''));

test('a file with a long outer length is read as it was written', () => {
  expect(fromHex(hanako)).toHaveLength(135);
  expect(four(hanako)).toEqual(hanakoFour);
  expect(notes(hanako)).toEqual({ unknownTags: [], offsetsAgree: true, sexCode: '2' });
});

test('a file with a short outer length is read as it was written', () => {
  expect(four(hoa)).toEqual({
    name: 'ＮＧＵＹＥＮ　ＴＨＩ　ＨＯＡ',
    address: '東京都清瀬市見本町１－１',
    birthDate: '2000-02-29',
    sex: 'female',
  });
  expect(notes(hoa)).toEqual({ unknownTags: [], offsetsAgree: true, sexCode: '2' });
});

test('the beginning of the file tells where it ends', () => {
  expect(findBasicFour(fromHex(hanako).subarray(0, 5), layout)).toEqual({
    ok: true,
    value: { from: 0, valueFrom: 4, to: 135 },
  });
});

test('longer length forms than needed, filler and unknown tags change nothing', () => {
  expect(four(file())).toEqual({
    name: '見本　太郎',
    address: 'みほん市中央１丁目',
    birthDate: '1985-02-03',
    sex: 'male',
  });
  expect(four(`${file()}FFFFFFFF`)).toEqual(four(file()));
  expect(four(`${file()}0000`)).toEqual(four(file()));
  const withReading = file({ more: field('DF26', utf8('ミホン')) });
  expect(four(withReading)).toEqual(four(file()));
  expect(notes(withReading)).toMatchObject({ unknownTags: ['DF26'] });
});

test('up to three bytes before the object are passed over, four are another layout', () => {
  expect(four(`8183${hanako}`)).toEqual(hanakoFour);
  expect(four(`000000${hanako}`)).toEqual(hanakoFour);
  expect(four(`00000000${hanako}`)).toBe('unknown-layout');
});

test('fields stand where their tags say, whatever the table of positions claims', () => {
  const { name, address, ...others } = fields;
  const turned = field('FF20', [others.offsets, others.sex, address, name, others.birthDate].join(''));
  expect(four(turned)).toEqual(four(file()));
  expect(notes(turned)).toMatchObject({ offsetsAgree: false });
});

test('characters outside the common sets arrive byte for byte', () => {
  const name = '髙𠮷　渡邊󠄁';
  expect(four(file({ name: field('DF22', utf8(name)) }))).toMatchObject({ name });
  const decomposed = 'か\u3099　ｱｲ';
  expect(four(file({ name: field('DF22', utf8(decomposed)) }))).toMatchObject({ name: decomposed });
});

test('unknown parts of a birth date stay unknown', () => {
  expect(four(file({ birthDate: field('DF24', utf8('19450000')) }))).toMatchObject({ birthDate: '1945-00-00' });
  expect(four(file({ birthDate: field('DF24', utf8('00000000')) }))).toMatchObject({ birthDate: '0000-00-00' });
});

test.each([
  ['0', 'unknown'],
  ['1', 'male'],
  ['2', 'female'],
  ['3', 'other'],
  ['9', 'other'],
  ['X', 'unknown'],
])('sex code %s is %s, and kept as received', (sexCode, sex) => {
  const card = file({ sex: field('DF25', utf8(sexCode)) });
  expect(four(card)).toMatchObject({ sex });
  expect(notes(card)).toMatchObject({ sexCode });
});

const broken: [string, string, BasicFourProblem][] = [
  ['an empty file', 'FFFFFFFFFF', 'unknown-layout'],
  ['another object', field('FF30', ''), 'unknown-layout'],
  ['a file cut off', hanako.slice(0, 120), 'truncated'],
  ['an outer length without end', 'FF2080', 'indefinite-length'],
  ['a size no card has', 'FF2083FFFFFF', 'too-large'],
  ['a field longer than its object', 'FF2004DF22050000', 'truncated'],
  ['no name', file({ name: '' }), 'missing-field'],
  ['no birth date', file({ birthDate: '' }), 'missing-field'],
  ['two names', file({ more: fields.name }), 'repeated-field'],
  ['a name that is not UTF-8', file({ name: field('DF22', '8E527A') }), 'not-utf-8'],
  ['an empty name', file({ name: field('DF22', '') }), 'empty-name'],
  ['a line break in the name', file({ name: field('DF22', utf8('見本\n太郎')) }), 'control-character'],
  ['a reversed reading direction', file({ address: field('DF23', utf8('市\u202E外')) }), 'control-character'],
  ['a name of 201 characters', file({ name: field('DF22', utf8('長'.repeat(201))) }), 'too-long'],
  ['an address of 301 characters', file({ address: field('DF23', utf8('長'.repeat(301))) }), 'too-long'],
  ['a birth date of letters', file({ birthDate: field('DF24', utf8('1985MAR1')) }), 'malformed-birth-date'],
  ['a birth date of six digits', file({ birthDate: field('DF24', utf8('850203')) }), 'malformed-birth-date'],
  ['a thirteenth month', file({ birthDate: field('DF24', utf8('19851301')) }), 'malformed-birth-date'],
  ['a sex of two bytes', file({ sex: field('DF25', utf8('12')) }), 'malformed-sex'],
];
test.each(broken)('%s is refused with its reason', (_, hex, reason) => {
  expect(four(hex)).toBe(reason);
});

test('a name of 100 characters beside an address of 300 is read whole', () => {
  const name = '長'.repeat(100);
  const address = '東'.repeat(300);
  expect(four(file({ name: field('DF22', utf8(name)), address: field('DF23', utf8(address)) }))).toMatchObject({
    name,
    address,
  });
});

test('bytes flipped, cut or added anywhere never throw', () => {
  const whole = fromHex(hanako);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), { maxLength: 8 }),
      fc.nat({ max: whole.length }),
      fc.uint8Array({ maxLength: 20 }),
      (flips, cut, tail) => {
        const bytes = Uint8Array.from(whole);
        for (const [at, value] of flips) bytes[at] = value;
        const parsed = parse(joinBytes(bytes.subarray(0, cut), tail));
        expect(parsed.ok ? parsed.value.basicFour.name : parsed.reason).not.toBe('');
      },
    ),
  );
});
