/** How a simulated card misbehaves, or what else it is than a healthy My Number card. */
export interface CardBehaviour {
  /** Leaves the reader by itself after so many commands of one session, once: put it back and it stays. */
  readonly removeAfterCommands?: number;
  /** Every command takes so many times longer (a bad position on the antenna). */
  readonly slow?: number;
  /** Stops answering after so many commands of one session. */
  readonly stallAfterCommands?: number;
  /** A contactless card with a processor and nothing on it. */
  readonly blank?: boolean;
  /** A transit card (FeliCa), which speaks no ISO 7816 at all. */
  readonly transit?: boolean;
  /** The certificates inside a phone. */
  readonly phone?: 'android' | 'iphone';
  /** The resident card of before 2016 (住基カード). */
  readonly residentCard?: boolean;
  /**
   * A card without a PIN (顔認証マイナンバーカード). How a real one answers is not published; this one answers as a card
   * whose PIN is blocked, and opens with the printed check code.
   */
  readonly pinless?: boolean;
  /** Tries left when the card is made, where some were used up before. */
  readonly triesLeft?: {
    readonly pin?: number;
    readonly checkCodeB?: number;
    readonly residentRegister?: number;
    readonly authentication?: number;
    readonly signature?: number;
  };
  /** How the card hands over its answers: at once, in two steps (61xx), or asking for the exact length (6Cxx). */
  readonly answers?: 'at-once' | 'get-response' | 'exact-length';
  /**
   * The file of the four infos laid out as on other generations of the card: every length in three bytes, two bytes
   * before the object (as some cards are said to have), or with one more field, for the reading of the name.
   */
  readonly layout?: 'long-lengths' | 'bytes-before' | 'with-reading';
  /** Filler bytes (`FF`) behind the four infos; two where nothing is said. */
  readonly filler?: number;
  /** The file of the four infos in hexadecimal, where it shall be broken or laid out in another way. */
  readonly basicFourFile?: string;
}

/** An invented person's card, in the words of the content; the bytes are made from it. */
export interface CardDescription {
  /** 氏名 as the chip holds it: family and given name apart by U+3000. */
  readonly name: string;
  /** 住所 as the chip holds it. */
  readonly address: string;
  /** 生年月日 `YYYY-MM-DD`, Gregorian; unknown month or day `00`. */
  readonly birthDate: string;
  readonly sex: 'male' | 'female' | 'other' | 'unknown';
  /** 券面事項入力補助用暗証番号, four digits. */
  readonly pin: string;
  /** セキュリティコード printed on the front, four digits. */
  readonly checkCodeSecurity: string;
  /** Last day of the card, `YYYY-MM-DD`. */
  readonly expiry: string;
  /** 全国地方公共団体コード of the issuer, five digits. */
  readonly municipalityCode: string;
  /** PINs of other applications, where they are not the same four digits. */
  readonly otherPins?: {
    /** 住民基本台帳用暗証番号, four digits: the desk asks for it when the card is brought up to date. */
    readonly residentRegister?: string;
    /** 利用者証明用電子証明書暗証番号, four digits. */
    readonly authentication?: string;
    /** 署名用電子証明書暗証番号, six to sixteen capital letters and digits. */
    readonly signature?: string;
  };
  /** The certificates on it; both where nothing is said. Children under fifteen have no signature certificate. */
  readonly certificates?: 'both' | 'authentication' | 'none';
  /** Last day of the certificates, where it is not the card's. */
  readonly certificateExpiry?: string;
  readonly behaviour?: CardBehaviour;
}
