import {
  type Collected,
  collect,
  type Collection,
  joinParts,
  type NoPart,
  nothingCollected,
  type Part,
  readPart,
} from '../../paperwork/index.ts';
import type { HomeCodeRefusal, OpenedHomeCode } from '../../protocol/index.ts';
import type { HubClient } from '../../sync/index.ts';

/** Where reading a home code stands. */
export type HomeCodeState =
  /** `read`: numbers of the parts that are there, `of` so many; `last`: what the last text was instead of a part. */
  | { at: 'collecting'; read: readonly number[]; of: number; last: NoPart | undefined }
  | { at: 'opening' }
  | { at: 'opened'; opened: OpenedHomeCode; caseId: string }
  /** `offline`: the hub did not answer; the parts are kept, so that it can be tried again. */
  | { at: 'refused'; refusal: HomeCodeRefusal | 'offline' };

export interface HomeCodeWays {
  hub: Pick<HubClient, 'openHomeCode'>;
  /** The case that a code opens here: the same code always gets the same, so that a lost answer costs nothing. */
  caseFor: (code: string) => Promise<string>;
}

const start: Extract<HomeCodeState, { at: 'collecting' }> = { at: 'collecting', read: [], of: 0, last: undefined };

/** Collects what camera and hand scanner read, and has the hub open it once all parts are there. */
export class HomeCodeReading {
  readonly #ways: HomeCodeWays;
  readonly #listeners = new Set<() => void>();
  #collection: Collection = nothingCollected;
  #whole: readonly Part[] = [];
  #state: HomeCodeState = start;

  constructor(ways: HomeCodeWays) {
    this.#ways = ways;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  getState = (): HomeCodeState => this.#state;

  /** Takes one text as it was read. While the hub is asked, and after it has answered, nothing more is taken. */
  async take(text: string): Promise<void> {
    if (this.#state.at !== 'collecting') return;
    const part = readPart(text);
    if (!part.ok) {
      // A later format will not get better by showing it again, a damaged picture will: the parts stay.
      if (part.reason === 'newer') this.#set({ at: 'refused', refusal: 'newer' });
      else if (this.#state.last !== part.reason) this.#set({ ...this.#state, last: part.reason });
      return;
    }
    const { collection, collected } = collect(this.#collection, part.value);
    this.#collection = collection;
    if (collected.outcome === 'complete') await this.#open(collected.parts);
    else this.#tellProgress(collected);
  }

  /** Asks the hub once more with what was read. */
  async retry(): Promise<void> {
    if (this.#whole.length > 0) await this.#open(this.#whole);
  }

  /** Reads from the beginning. */
  again(): void {
    this.#collection = nothingCollected;
    this.#whole = [];
    this.#set(start);
  }

  /** The same part before the camera tells nothing new. */
  #tellProgress({ read, of }: Extract<Collected, { of: number }>): void {
    const before = this.#state.at === 'collecting' ? this.#state : start;
    const same = before.of === of && String(before.read) === String(read) && before.last === undefined;
    if (!same) this.#set({ at: 'collecting', read, of, last: undefined });
  }

  async #open(parts: readonly Part[]): Promise<void> {
    this.#whole = parts;
    const sealed = joinParts(parts);
    const [first] = parts;
    if (!sealed || !first) return this.#set({ at: 'refused', refusal: 'damaged' });
    this.#set({ at: 'opening' });
    const caseId = await this.#ways.caseFor(first.code);
    const answer = await this.#ways.hub.openHomeCode(caseId, sealed);
    if (!answer.ok)
      return this.#set({ at: 'refused', refusal: answer.reason === 'unreachable' ? 'offline' : 'damaged' });
    if (answer.value.outcome !== 'found') return this.#set({ at: 'refused', refusal: answer.value.outcome });
    this.#set({ at: 'opened', opened: answer.value, caseId });
  }

  #set(state: HomeCodeState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
