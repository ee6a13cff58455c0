import type { SealedCase } from '../protocol/index.ts';
import type { Outbox, OutboxEntry, OutboxState } from '../storage/index.ts';
import { type Delivery, sealedCaseOf } from './delivery.ts';

/** The wait after the first failure, and the longest one, in milliseconds; each failure doubles it. */
const FIRST = 2000;
const LONGEST = 5 * 60_000;
/** So many cases in a row that the hub could not take just now: it is the hub, and not the case. */
const SICK = 3;

/** The error of a case that nobody answered for. */
const OFFLINE = 'offline';

export interface SenderNeeds {
  outbox: Pick<Outbox, 'list' | 'get' | 'tried' | 'acknowledged'>;
  deliver: (sealed: SealedCase) => Promise<Delivery>;
  /** Milliseconds since 1970. */
  now: () => number;
  /** From 0 up to 1. */
  random: () => number;
  /** Runs the work unless another tab is at it; then resolves to nothing. */
  alone: <Value>(work: () => Promise<Value>) => Promise<Value | undefined>;
}

/** What a round of sending did. */
export interface Round {
  delivered: number;
  /** Still in the outbox afterwards. */
  left: number;
  /** In how many milliseconds something is to be tried again; nothing where only a person can help. */
  next: number | undefined;
}

/**
 * Sends what is in the outbox, the oldest first and one at a time, from one tab at a time. A case leaves the outbox when
 * the hub has said yes to exactly its bytes; whatever else happens it stays, with the reason. Each failure doubles the
 * wait, with chance in it, so that the kiosks of an office do not come all at once. `refused` and `conflict` are not
 * tried again by themselves: a person has to look.
 */
export class OutboxSender {
  readonly #needs: SenderNeeds;
  /** Until when nothing is sent because nobody answers or the hub is unwell, and how often in a row that was so. */
  #pausedUntil = 0;
  #silences = 0;

  constructor(needs: SenderNeeds) {
    this.#needs = needs;
  }

  /** One round: what is due, or with `all` everything now. Resolves to nothing while another tab sends. */
  send(which: 'due' | 'all' = 'due'): Promise<Round | undefined> {
    return this.#needs.alone(() => this.#round(which));
  }

  /** The network is back: whoever waited for an answer waits no longer. */
  awake(): void {
    this.#pausedUntil = 0;
  }

  async #round(which: 'due' | 'all'): Promise<Round> {
    const { outbox, now } = this.#needs;
    const listed = await outbox.list();
    if (!listed.ok) return { delivered: 0, left: 0, next: LONGEST };
    let delivered = 0;
    let sick = 0;
    if (which === 'all' || now() >= this.#pausedUntil) {
      // One that never gets through must not stand in the way of the others.
      for (const entry of listed.value.toSorted((one, other) => one.tries - other.tries)) {
        if (which === 'due' && !this.#isDue(entry)) continue;
        const outcome = await this.#one(entry);
        if (outcome === 'received') delivered += 1;
        sick = outcome === 'busy' ? sick + 1 : 0;
        if (sick >= SICK) this.#pause();
        if (outcome === 'offline' || sick >= SICK) break;
      }
    }
    const after = await outbox.list();
    const left = after.ok ? after.value : [];
    return { delivered, left: left.length, next: this.#next(left) };
  }

  async #one(entry: OutboxEntry): Promise<Delivery['outcome'] | 'gone'> {
    const { outbox, deliver, now } = this.#needs;
    const row = await outbox.get(entry.caseId);
    if (!row.ok || !row.value) return 'gone';
    const delivery = await deliver(sealedCaseOf(row.value));
    if (delivery.outcome === 'offline') this.#pause();
    else if (delivery.outcome !== 'busy') this.#silences = this.#pausedUntil = 0;
    // When this is not written any more (a kill, a full disk), the case is sent again, and the hub knows it.
    if (delivery.outcome === 'received') await outbox.acknowledged(entry.caseId, delivery.yes.receivedAt);
    else {
      const next = byItself(delivery.outcome) ? this.#nextTry(delivery.outcome, entry) : undefined;
      await outbox.tried(entry.caseId, {
        state: stateOf(delivery.outcome),
        error: delivery.outcome === 'offline' ? OFFLINE : delivery.code,
        at: new Date(now()).toISOString(),
        next: next === undefined ? undefined : new Date(next).toISOString(),
      });
    }
    return delivery.outcome;
  }

  /** Nobody is there, or nobody well: all wait together. */
  #pause(): void {
    this.#pausedUntil = this.#needs.now() + this.#wait(this.#silences++);
  }

  #isDue({ state, nextTry, lastError }: OutboxEntry): boolean {
    if (!byItself(state)) return false;
    // Who waited for an answer from anybody waits no longer than all do.
    return lastError === OFFLINE || nextTry === undefined || Date.parse(nextTry) <= this.#needs.now();
  }

  /** Without an answer all wait together; otherwise each case waits for its own sake. */
  #nextTry(outcome: 'offline' | 'busy' | 'sign-in', { tries }: OutboxEntry): number {
    return outcome === 'offline' ? this.#pausedUntil : this.#needs.now() + this.#wait(tries);
  }

  /** Between half and the whole of what the number of failures before asks for. */
  #wait(failures: number): number {
    return Math.min(LONGEST, FIRST * 2 ** Math.min(failures, 20)) * (0.5 + this.#needs.random() / 2);
  }

  #next(left: readonly OutboxEntry[]): number | undefined {
    const now = this.#needs.now();
    const waits = left
      .filter(({ state }) => byItself(state))
      .map(({ nextTry, lastError }) => {
        const own = nextTry === undefined || lastError === OFFLINE ? 0 : Date.parse(nextTry) - now;
        return Math.max(0, this.#pausedUntil - now, own);
      });
    return waits.length > 0 ? Math.min(...waits) : undefined;
  }
}

/** Whether a case in this state, or after this outcome, is tried again without a person. */
const byItself = <Of extends string>(of: Of): of is Exclude<Of, 'refused' | 'conflict'> =>
  of !== 'refused' && of !== 'conflict';

const stateOf = (outcome: Exclude<Delivery['outcome'], 'received'>): OutboxState =>
  outcome === 'offline' || outcome === 'busy' ? 'waiting' : outcome;
