import {
  type BasicFour,
  type CardFailure,
  type CardInfo,
  pin,
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
  /** The PIN is asked. `left`: tries the card itself says it has; `wrong` after a wrong one. */
  | { at: 'pin'; info: CardInfo; left: number | null; wrong: boolean }
  /** One try is left: only on the person's word. */
  | { at: 'last-try'; info: CardInfo; digits: string }
  | { at: 'reading'; fraction: number }
  | { at: 'read'; basicFour: BasicFour; info: CardInfo }
  | { at: 'locked' }
  /** The person does not know the PIN: nothing is tried, and the visit goes on. */
  | { at: 'forgotten' }
  | { at: 'failed'; failure: CardFailure };

/**
 * Reads one card after the other from a reader: looks at it, asks the card how many tries are left, takes a PIN once and
 * never tries it again by itself. Knows nothing of simulated cards.
 */
export class CardReading {
  readonly #port: ReaderPort;
  readonly #listeners = new Set<() => void>();
  #stop: (() => void) | undefined;
  #state: CardReadingState = { at: 'waiting' };
  #reader: string | undefined;

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
      if (event.type === 'card-in') void this.#look(event.reader);
      if (event.type === 'card-out') this.#taken();
      if (event.type === 'reader-removed') this.#set({ at: 'failed', failure: { kind: 'reader-gone' } });
    });
    this.#lookAtWhatLies();
  }

  #lookAtWhatLies(): void {
    void this.#port.list().then((readers) => {
      const present = readers.find((reader) => reader.cardPresent);
      if (present && this.#state.at === 'waiting') void this.#look(present.name);
    });
  }

  #taken(): void {
    const { at } = this.#state;
    if (at === 'read') return;
    const tooEarly = at === 'looking' || at === 'reading' || at === 'pin';
    this.#set(tooEarly ? { at: 'failed', failure: { kind: 'removed' } } : { at: 'waiting' });
  }

  /** Ready for the next card; after a failure also for the one that lies there. One that was read is not asked again. */
  again(): void {
    const wasRead = this.#state.at === 'read';
    this.#set({ at: 'waiting' });
    if (!wasRead) this.#lookAtWhatLies();
  }

  /** Gives this card up without a try. */
  forget(): void {
    this.#set({ at: 'forgotten' });
  }

  /** Tries a PIN once. */
  async enter(digits: string, lastTryConfirmed = false): Promise<void> {
    const { at } = this.#state;
    if ((at !== 'pin' && at !== 'last-try') || this.#reader === undefined) return;
    const { info } = this.#state as { info: CardInfo };
    const credential = pin(digits);
    if (!credential.ok) return;
    this.#set({ at: 'reading', fraction: 0 });
    const outcome = await withCard(this.#port, this.#reader, (session) =>
      readBasicFour(session, credential.value, undefined, {
        lastTryConfirmed,
        onProgress: (progress) => {
          if (progress.step === 'reading')
            this.#set({ at: 'reading', fraction: progress.bytesRead / progress.bytesTotal });
        },
      }),
    );
    switch (outcome.kind) {
      case 'read':
        return this.#set({ at: 'read', basicFour: outcome.basicFour, info });
      case 'wrong-code':
        return this.#set({ at: 'pin', info, left: outcome.triesLeft, wrong: true });
      case 'last-try':
        return this.#set({ at: 'last-try', info, digits });
      case 'locked':
        return this.#set({ at: 'locked' });
      default:
        return this.#set({ at: 'failed', failure: outcome });
    }
  }

  async #look(reader: string): Promise<void> {
    this.#reader = reader;
    this.#set({ at: 'looking' });
    const outcome = await withCard(this.#port, reader, async (session) => {
      const info = await readCardInfo(session);
      if (info.kind !== 'card-info') return info;
      const tries = await queryTries(session, 'pin');
      return tries.kind === 'tries' ? { kind: 'ready' as const, info, left: tries.left } : tries;
    });
    if (outcome.kind === 'ready') this.#set({ at: 'pin', info: outcome.info, left: outcome.left, wrong: false });
    else if (outcome.kind === 'locked') this.#set({ at: 'locked' });
    else this.#set({ at: 'failed', failure: outcome });
  }

  #set(state: CardReadingState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
