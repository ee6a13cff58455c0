import {
  type BasicFour,
  type CardFailure,
  type CardInfo,
  checkCodeB,
  type Credential,
  type CredentialKind,
  pin,
  type PrintedOnCard,
  queryTries,
  readBasicFour,
  readCardInfo,
  type ReaderPort,
  withCard,
} from '../card/index.ts';

/** Where the reading of one card stands; each has its own words on screen. It is always "card read", never "you". */
export type CardReadingState =
  | { at: 'waiting' }
  | { at: 'looking' }
  /**
   * A code is asked: the PIN, or what is printed on the card (照合番号B). `left`: tries that the card itself says this
   * code has; `wrong` after a wrong one.
   */
  | { at: 'pin'; info: CardInfo; left: number | null; wrong: boolean }
  | { at: 'check-code'; info: CardInfo; left: number | null; wrong: boolean }
  /** One try is left: the code is asked only on the person's word. */
  | { at: 'last-try'; info: CardInfo; credential: CredentialKind; wrong: boolean }
  | { at: 'reading'; fraction: number }
  | { at: 'read'; basicFour: BasicFour; info: CardInfo }
  /** No tries left: `justNow` with the code that was just given. A card without a PIN looks the same. */
  | { at: 'locked'; info: CardInfo; credential: CredentialKind; justNow: boolean }
  /** The person does not know the PIN: nothing is tried, and the visit goes on. */
  | { at: 'forgotten'; info: CardInfo }
  | { at: 'failed'; failure: CardFailure };

type State<At extends CardReadingState['at']> = Extract<CardReadingState, { at: At }>;

/** Taken away in one of these, the card is missed; in the others it was in nobody's way. */
const inUse: readonly CardReadingState['at'][] = ['looking', 'reading', 'pin', 'check-code', 'last-try'];

/**
 * Reads one card after the other from a reader: looks at it, asks the card how many tries a code has left, takes a code
 * once and never tries it again by itself. Knows nothing of simulated cards.
 */
export class CardReading {
  readonly #port: ReaderPort;
  readonly #listeners = new Set<() => void>();
  #stop: (() => void) | undefined;
  #state: CardReadingState = { at: 'waiting' };
  #reader: string | undefined;
  /** The person wants to use the last try of this code; good for one card and one code. */
  #lastTry: CredentialKind | undefined;
  /** Counts the cards: what is heard of an earlier one is of no interest any more. */
  #card = 0;

  constructor(port: ReaderPort) {
    this.#port = port;
  }

  get state(): CardReadingState {
    return this.#state;
  }

  /** Listens to the reader while somebody listens to this. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#start();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#stop?.();
    };
  };

  getState = (): CardReadingState => this.#state;

  #start(): void {
    this.#stop = this.#port.subscribe((event) => {
      switch (event.type) {
        case 'card-in':
          return void this.#look(event.reader);
        case 'card-out':
          return this.#taken();
        case 'reader-added':
          return this.#back();
        case 'reader-removed':
        case 'fault':
          return this.#gone();
      }
    });
    this.#lookAtWhatLies();
  }

  #lookAtWhatLies(): void {
    this.#port.list().then(
      (readers) => {
        const present = readers.find((reader) => reader.cardPresent);
        if (readers.length === 0) this.#gone();
        else if (present && this.#state.at === 'waiting') void this.#look(present.name);
      },
      () => this.#gone(),
    );
  }

  /** No reader. What was read stays; everything else goes on without, and comes back by itself with the reader. */
  #gone(): void {
    this.#card++;
    if (this.#state.at !== 'read') this.#set({ at: 'failed', failure: { kind: 'reader-gone' } });
  }

  #back(): void {
    const { at } = this.#state;
    if (at === 'failed' && (this.#state as State<'failed'>).failure.kind === 'reader-gone')
      this.#set({ at: 'waiting' });
  }

  #taken(): void {
    this.#card++;
    const { at } = this.#state;
    if (at === 'read') return;
    this.#set(inUse.includes(at) ? { at: 'failed', failure: { kind: 'removed' } } : { at: 'waiting' });
  }

  /** Ready for the next card; after a failure also for the one that lies there. One that was read is not asked again. */
  again(): void {
    const wasRead = this.#state.at === 'read';
    this.#set({ at: 'waiting' });
    if (!wasRead) this.#lookAtWhatLies();
  }

  /** Gives the PIN up without a try. */
  forget(): void {
    if ('info' in this.#state) this.#set({ at: 'forgotten', info: this.#state.info });
  }

  /** Back to the PIN, from what is printed on the card. */
  async usePin(): Promise<void> {
    await this.#ask('pin');
  }

  /** What is printed on the card instead of the PIN (照合番号B): asks the card for that code's own tries first. */
  async useCheckCode(): Promise<void> {
    await this.#ask('check-code-b');
  }

  /** The person was told that one try is left, and wants to use it. The code itself is asked only now. */
  useLastTry(): void {
    const state = this.#state;
    if (state.at !== 'last-try') return;
    this.#lastTry = state.credential;
    this.#set({ at: atOf(state.credential), info: state.info, left: 1, wrong: false });
  }

  /** Tries a PIN once. */
  async enter(digits: string): Promise<void> {
    const credential = pin(digits);
    if (this.#state.at === 'pin' && credential.ok) await this.#present(credential.value, this.#state.info);
  }

  /** Tries once what is printed on the card; says what of it cannot stand there. */
  async enterPrinted(printed: PrintedOnCard): Promise<'birth-date' | 'expiry-year' | 'security-code' | undefined> {
    const credential = checkCodeB(printed);
    if (!credential.ok) return credential.reason;
    if (this.#state.at === 'check-code') await this.#present(credential.value, this.#state.info);
    return undefined;
  }

  async #present(credential: Credential, info: CardInfo): Promise<void> {
    if (this.#reader === undefined) return;
    const card = this.#card;
    const { kind } = credential;
    const lastTryConfirmed = this.#lastTry === kind;
    this.#lastTry = undefined;
    this.#set({ at: 'reading', fraction: 0 });
    const outcome = await withCard(this.#port, this.#reader, (session) =>
      readBasicFour(session, credential, undefined, {
        lastTryConfirmed,
        onProgress: (progress) => {
          if (progress.step === 'reading' && card === this.#card)
            this.#set({ at: 'reading', fraction: progress.bytesRead / progress.bytesTotal });
        },
      }),
    );
    if (outcome.kind === 'read') return this.#set({ at: 'read', basicFour: outcome.basicFour, info });
    if (card !== this.#card) return;
    switch (outcome.kind) {
      case 'wrong-code':
        return this.#set(asking(kind, info, outcome.triesLeft, true));
      case 'last-try':
        return this.#set({ at: 'last-try', info, credential: kind, wrong: false });
      case 'locked':
        return this.#set({ at: 'locked', info, credential: kind, justNow: outcome.justNow });
      default:
        return this.#set({ at: 'failed', failure: outcome });
    }
  }

  /** Asks the card how many tries a code has left, then the person for the code. */
  async #ask(kind: CredentialKind): Promise<void> {
    const state = this.#state;
    if (!('info' in state) || this.#reader === undefined) return;
    const { info } = state;
    const card = this.#card;
    this.#lastTry = undefined;
    const outcome = await withCard(this.#port, this.#reader, (session) => queryTries(session, kind));
    if (card !== this.#card) return;
    if (outcome.kind === 'tries') this.#set(asking(kind, info, outcome.left, false));
    else if (outcome.kind === 'locked') this.#set({ at: 'locked', info, credential: kind, justNow: false });
    else this.#set({ at: 'failed', failure: outcome });
  }

  async #look(reader: string): Promise<void> {
    this.#reader = reader;
    this.#lastTry = undefined;
    const card = ++this.#card;
    this.#set({ at: 'looking' });
    const outcome = await withCard(this.#port, reader, async (session) => {
      const info = await readCardInfo(session);
      if (info.kind !== 'card-info') return info;
      const tries = await queryTries(session, 'pin');
      if (tries.kind === 'tries') return { kind: 'ready' as const, info, left: tries.left };
      return tries.kind === 'locked' ? { kind: 'locked' as const, info } : tries;
    });
    if (card !== this.#card) return;
    if (outcome.kind === 'ready') this.#set(asking('pin', outcome.info, outcome.left, false));
    else if (outcome.kind === 'locked')
      this.#set({ at: 'locked', info: outcome.info, credential: 'pin', justNow: false });
    else this.#set({ at: 'failed', failure: outcome });
  }

  #set(state: CardReadingState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

const atOf = (kind: CredentialKind) => (kind === 'pin' ? 'pin' : 'check-code');

/** The code is asked; when only one try is left, not before the person has said so. */
const asking = (kind: CredentialKind, info: CardInfo, left: number | null, wrong: boolean): CardReadingState =>
  left === 1 ? { at: 'last-try', info, credential: kind, wrong } : { at: atOf(kind), info, left, wrong };
