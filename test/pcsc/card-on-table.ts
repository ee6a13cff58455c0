import { cardFor, type SampleCard } from '../../src/devices/index.ts';

/** What a card does with a command, or that it left before it could. */
export type Reaction = { readonly answer: Uint8Array } | 'gone';

/** A simulated card as a thing that is laid on a reader: it remembers what it received, and may fall off once. */
export class CardOnTable {
  readonly #card: ReturnType<typeof cardFor>;
  readonly received: string[] = [];
  #sinceReset = 0;
  #fell = false;

  constructor(sample: SampleCard) {
    this.#card = cardFor(sample.card);
  }

  get atr(): Uint8Array {
    return this.#card.atr;
  }

  reset(): void {
    this.#sinceReset = 0;
    this.#card.reset();
  }

  react(command: Uint8Array): Reaction {
    const { removeAfterCommands } = this.#card.behaviour;
    this.#sinceReset++;
    if (!this.#fell && removeAfterCommands !== undefined && this.#sinceReset > removeAfterCommands) {
      this.#fell = true;
      return 'gone';
    }
    this.received.push(Buffer.from(command).toString('hex').toUpperCase());
    return { answer: this.#card.process(command) };
  }
}
