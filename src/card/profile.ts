import type { CredentialKind } from './credentials.ts';

/** Where a record of fixed digits keeps what we take: from (inclusive), to (exclusive). */
type Span = readonly [from: number, to: number];

/** A key of the card: the file that stands for it, and how many wrong tries lock it. */
export interface CardKey {
  readonly file: number;
  readonly tryLimit: number;
}

/** Tags of the file with the four infos, and what we are ready to believe about its size. */
export interface BasicFourLayout {
  readonly outer: number;
  readonly offsets: number;
  readonly name: number;
  readonly address: number;
  readonly birthDate: number;
  readonly sex: number;
  /** In code points; nothing is cut, longer text is refused. */
  readonly longestName: number;
  readonly longestAddress: number;
  readonly largestFile: number;
}

/**
 * One generation of the card as data: identifiers in hexadecimal, files, keys and layouts. The next generation is a
 * second one of these. Only what stands here can be sent to a card (see `permittedOnly`).
 */
export interface CardProfile {
  readonly id: string;
  /** 券面事項入力補助AP: the four infos as text. */
  readonly text: {
    readonly aid: string;
    readonly basicFour: number;
    readonly keys: Readonly<Record<CredentialKind, CardKey>>;
    readonly layout: BasicFourLayout;
  };
  /** 共通カードAP: expiry and issuing municipality, readable without a code. */
  readonly info: {
    readonly aid: string;
    readonly file: number;
    readonly record: number;
    readonly tag: number;
    readonly digits: number;
    readonly municipalityCode: Span;
    readonly expiry: Span;
  };
  /** 公的個人認証AP: a name, readable without a code, that tells cards from phones. */
  readonly token: {
    readonly aid: string;
    readonly file: number;
    readonly bytes: number;
    readonly card: string;
    readonly residentCard: string;
    readonly phones: readonly string[];
  };
}

/** The plastic card issued since January 2016. */
export const myNumberCard: CardProfile = {
  id: 'my-number-card-2016',
  text: {
    aid: 'D3921000310001010408',
    basicFour: 0x0002,
    keys: {
      pin: { file: 0x0011, tryLimit: 3 },
      'check-code-b': { file: 0x0015, tryLimit: 10 },
    },
    layout: {
      outer: 0xff20,
      offsets: 0xdf21,
      name: 0xdf22,
      address: 0xdf23,
      birthDate: 0xdf24,
      sex: 0xdf25,
      longestName: 200,
      longestAddress: 300,
      largestFile: 8192,
    },
  },
  info: {
    aid: 'D3921000310001010100',
    // The first file of *this* application; files of the same number in other applications are not ours to open.
    file: 0x0001,
    record: 1,
    tag: 0x01,
    digits: 28,
    municipalityCode: [15, 20],
    expiry: [20, 28],
  },
  token: {
    aid: 'D392F000260100000001',
    file: 0x0006,
    bytes: 32,
    card: 'JPKIAPICCTOKEN2',
    residentCard: 'JPKIAPICCTOKEN',
    phones: ['JPKIAPGPSETOKEN', 'JPKIAPIOSTOKEN'],
  },
};

/** Every file a profile names, by application: all that may be selected on a card of it. */
export function filesOf(profile: CardProfile): ReadonlyMap<string, readonly number[]> {
  const { text, info, token } = profile;
  const files = new Map<string, number[]>();
  const add = (aid: string, ...named: number[]): void => {
    files.set(aid, [...(files.get(aid) ?? []), ...named]);
  };
  add(text.aid, text.basicFour, ...Object.values(text.keys).map((key) => key.file));
  add(info.aid, info.file);
  add(token.aid, token.file);
  return files;
}
