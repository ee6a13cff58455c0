import { randomBytes } from 'node:crypto';

/** How long a nonce is given out; it is good for as long again. */
const GIVEN_MILLISECONDS = 5 * 60_000;
/** After so many proofs another one is given out sooner: what is remembered of them has an end. */
const MOST_PROOFS = 100_000;

interface Nonce {
  value: string;
  since: number;
  /** The ids of the proofs that came with it. */
  seen: Set<string>;
}

/**
 * Numbers that the hub gives out and proofs must repeat (RFC 9449 §8.2): a proof is fresh because of them, whatever the
 * clock of the device says. They are of this process alone, so that after its restart no old proof is good.
 */
export class Nonces {
  readonly #now: () => Date;
  #current: Nonce;
  #previous: Nonce | undefined;

  constructor(now: () => Date) {
    this.#now = now;
    this.#current = this.#make();
  }

  /** The one to be repeated from now on. */
  current(): string {
    const age = Math.abs(this.#now().getTime() - this.#current.since); // the hub's own clock may be set back, too
    if (age >= GIVEN_MILLISECONDS || this.#current.seen.size >= MOST_PROOFS) {
      this.#previous = age < 2 * GIVEN_MILLISECONDS ? this.#current : undefined;
      this.#current = this.#make();
    }
    return this.#current.value;
  }

  /** Takes a proof once: `stale` where its nonce is not, or no longer, one of ours, `repeated` where it came before. */
  use(nonce: unknown, proofId: string): 'fresh' | 'stale' | 'repeated' {
    this.current();
    const mine = [this.#current, this.#previous].find((one) => one?.value === nonce);
    if (!mine) return 'stale';
    if (mine.seen.has(proofId)) return 'repeated';
    mine.seen.add(proofId);
    return 'fresh';
  }

  #make(): Nonce {
    return { value: randomBytes(16).toString('base64url'), since: this.#now().getTime(), seen: new Set() };
  }
}
