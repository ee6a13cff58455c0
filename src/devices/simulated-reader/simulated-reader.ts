import { fail, ok } from '../../basics/index.ts';
import type { CardSession, ReaderEvent, ReaderPort, TransmitFault } from '../../card/index.ts';
import type { SimulatedCard } from '../simulated-card/simulated-card.ts';

/** Milliseconds that things take; the defaults are those of a contactless reader. */
export interface ReaderTiming {
  /** Powering the card and agreeing on a protocol. */
  readonly connect: number;
  /** Each command, whatever its length. */
  readonly command: number;
  /** Each byte of command and answer. */
  readonly byte: number;
  /** How long an answer is waited for. */
  readonly timeout: number;
}

export const contactlessTiming: ReaderTiming = { connect: 300, command: 20, byte: 0.1, timeout: 5000 };

/** A reader without hardware: the same interface, and hands that place cards and take them away. */
export interface SimulatedReader extends ReaderPort {
  readonly kind: 'simulated';
  readonly name: string;
  /** Lays a card on the reader, beside what lies there already. */
  place(card: SimulatedCard): void;
  /** Takes a card away, or everything. */
  remove(card?: SimulatedCard): void;
  /** Pulls the reader's cable; the cards stay where they lie. */
  unplug(): void;
  plugIn(): void;
}

/** The clock is passed in: `sleep` resolves after that many milliseconds, in the demo of real time. */
export function simulatedReader(options: {
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly name?: string;
  readonly timing?: Partial<ReaderTiming>;
}): SimulatedReader {
  const name = options.name ?? 'Simulated reader';
  const timing = { ...contactlessTiming, ...options.timing };
  const listeners = new Set<(event: ReaderEvent) => void>();
  const fallenOut = new WeakSet<SimulatedCard>();
  let cards: readonly SimulatedCard[] = [];
  let pluggedIn = true;
  /** Ends the open session's card; there is one session at most. */
  let session: { drop(): void } | undefined;

  const tell = (event: ReaderEvent): void => {
    for (const listener of listeners) listener(event);
  };

  const losePower = (): void => {
    session?.drop();
    session = undefined;
    for (const card of cards) card.reset();
  };

  const remove = (card?: SimulatedCard): void => {
    if (card ? !cards.includes(card) : cards.length === 0) return;
    losePower();
    cards = card ? cards.filter((other) => other !== card) : [];
    if (pluggedIn && cards.length === 0) tell({ type: 'card-out', reader: name });
  };

  function openSession(card: SimulatedCard): CardSession {
    let gone = false;
    let commands = 0;
    let fallOut = (): void => undefined;
    const fellOut = new Promise<void>((resolve) => {
      fallOut = resolve;
    });
    const self = {
      drop: () => {
        gone = true;
        fallOut();
      },
    };
    session = self;
    const { behaviour } = card;

    return {
      atr: card.atr,
      transmit: async (command) => {
        const lost = () => fail<TransmitFault>(pluggedIn ? 'removed' : 'reader-gone');
        if (gone) return lost();
        commands++;
        if (
          behaviour.removeAfterCommands !== undefined &&
          commands > behaviour.removeAfterCommands &&
          !fallenOut.has(card)
        ) {
          fallenOut.add(card);
          remove(card);
          return lost();
        }
        const stalls = behaviour.stallAfterCommands !== undefined && commands > behaviour.stallAfterCommands;
        const response = stalls ? new Uint8Array() : card.process(command);
        const takes = (timing.command + timing.byte * (command.length + response.length)) * (behaviour.slow ?? 1);
        const late = stalls || takes > timing.timeout;
        await Promise.race([options.sleep(late ? timing.timeout : takes), fellOut]);
        if (gone) return lost();
        return late ? fail('timeout') : ok(response);
      },
      end: () => {
        if (!gone) {
          card.reset();
          self.drop();
          session = undefined;
        }
        return Promise.resolve();
      },
    };
  }

  return {
    kind: 'simulated',
    name,
    list: () => Promise.resolve(pluggedIn ? [{ name, cardPresent: cards.length > 0 }] : []),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open: async (reader) => {
      if (session) return fail('busy');
      // Held from now on: a second opener must not slip in while the card is being powered.
      const opening = { drop: () => undefined };
      session = opening;
      await options.sleep(timing.connect);
      const interrupted = session !== opening;
      if (!interrupted) session = undefined;
      if (!pluggedIn || reader !== name) return fail('reader-gone');
      const [card, second] = cards;
      if (interrupted || !card) return fail('no-card');
      return second ? fail('several-cards') : ok(openSession(card));
    },
    close: () => {
      losePower();
      listeners.clear();
      return Promise.resolve();
    },
    place: (card) => {
      if (cards.includes(card)) return;
      losePower();
      cards = [...cards, card];
      if (pluggedIn && cards.length === 1) tell({ type: 'card-in', reader: name });
    },
    remove,
    unplug: () => {
      if (!pluggedIn) return;
      pluggedIn = false;
      losePower();
      tell({ type: 'reader-removed', reader: name });
    },
    plugIn: () => {
      if (pluggedIn) return;
      pluggedIn = true;
      tell({ type: 'reader-added', reader: name });
      if (cards.length > 0) tell({ type: 'card-in', reader: name });
    },
  };
}
