import { fail, ok, type Result } from '../../src/basics/index.ts';
import { type Handle, pcscCode, type PcscLibrary, readerState, type SeenReader } from '../../src/devices/pcsc.ts';
import type { CardOnTable } from './card-on-table.ts';

/** PC/SC without a machine behind it: readers, a service that may stop, and one exclusive connection a card. */
export interface FakePcsc extends PcscLibrary {
  plugIn(reader: string): void;
  unplug(reader: string): void;
  place(reader: string, card: CardOnTable): void;
  remove(reader: string): void;
  /** Swaps the card between two looks. */
  swap(reader: string, card: CardOnTable): void;
  stopService(): void;
  startService(): void;
  /** The next command is answered with this return code. */
  failNext(returned: number): void;
  /** The card leaves with the next command, and the driver calls that a success with nothing in it. */
  vanishNext(): void;
  /** Commands are not answered until the card is taken away. */
  hang(): void;
  /** Handles that were given out and not yet given back. */
  readonly open: { readonly contexts: number; readonly cards: number };
  /** What was done with cards, in order. */
  readonly log: string[];
}

interface Slot {
  card: CardOnTable | undefined;
  count: number;
  heldBy: Handle | undefined;
}

export function fakePcsc(): FakePcsc {
  const slots = new Map<string, Slot>();
  const contexts = new Set<Handle>();
  const cards = new Map<Handle, { reader: string; card: CardOnTable }>();
  const log: string[] = [];
  const waiting = new Map<Handle, (result: Result<readonly SeenReader[], number>) => void>();
  const wakes = new Set<() => void>();
  let next = 1;
  let running = true;
  let failing: number | undefined;
  let hanging = false;
  let vanishing = false;

  const stateOf = ({ card, count }: Slot): number => (count << 16) | (card ? readerState.present : 0x10);
  const changed = (): void => {
    for (const wake of Array.from(wakes)) wake();
  };
  const slotOf = (reader: string): Slot => {
    const slot = slots.get(reader);
    if (!slot) throw new Error(`no reader ${reader}`);
    return slot;
  };
  const takeAway = (slot: Slot): void => {
    slot.card?.reset();
    slot.card = undefined;
    slot.heldBy = undefined;
    slot.count++;
  };

  return {
    open: {
      get contexts() {
        return contexts.size;
      },
      get cards() {
        return cards.size;
      },
    },
    log,
    establish: () => {
      if (!running) return Promise.resolve(fail(pcscCode.noService));
      contexts.add(next);
      return Promise.resolve(ok(next++));
    },
    release: (context) => {
      contexts.delete(context);
      return Promise.resolve();
    },
    listReaders: () => Promise.resolve(running ? ok([...slots.keys()]) : fail(pcscCode.noService)),
    waitForChange: (context, readers, milliseconds) => {
      const look = (): Result<readonly SeenReader[], number> | undefined => {
        if (!running) return fail(pcscCode.serviceStopped);
        const seen = readers.map(({ reader }): SeenReader => {
          const slot = slots.get(reader);
          return slot
            ? { reader, state: stateOf(slot), atr: slot.card?.atr ?? new Uint8Array() }
            : { reader, state: readerState.unknown, atr: new Uint8Array() };
        });
        const news = seen.some(({ state }, n) => state !== readers[n]?.state) || slots.size !== readers.length;
        if (milliseconds === 0 || news) return ok(seen);
        // Only the one that watches waits long; for anybody else the time passes at once.
        return milliseconds < 5000 ? fail(pcscCode.timeout) : undefined;
      };
      const now = look();
      if (now) return Promise.resolve(now);
      return new Promise((resolve) => {
        const done = (result: Result<readonly SeenReader[], number>) => {
          wakes.delete(wake);
          waiting.delete(context);
          resolve(result);
        };
        const wake = () => {
          const result = look();
          if (result) done(result);
        };
        wakes.add(wake);
        waiting.set(context, done);
      });
    },
    cancel: (context) => waiting.get(context)?.(fail(pcscCode.cancelled)),
    connect: (_context, reader) => {
      const slot = slots.get(reader);
      if (!running || !slot) return Promise.resolve(fail(pcscCode.unknownReader));
      if (!slot.card) return Promise.resolve(fail(pcscCode.noSmartcard));
      if (slot.heldBy !== undefined) return Promise.resolve(fail(pcscCode.sharingViolation));
      const card = next++;
      slot.heldBy = card;
      cards.set(card, { reader, card: slot.card });
      log.push(`connect ${reader}`);
      return Promise.resolve(ok({ card, protocol: 2 }));
    },
    transmit: async ({ card }, command) => {
      const connected = cards.get(card);
      const slot = connected && slots.get(connected.reader);
      if (!running) return fail(pcscCode.noService);
      if (failing !== undefined) {
        const returned = failing;
        failing = undefined;
        return fail(returned);
      }
      if (!connected || !slot) return fail(pcscCode.readerUnavailable);
      if (slot.heldBy !== card) return fail(pcscCode.removedCard);
      if (hanging) {
        await new Promise<void>((resolve) => wakes.add(resolve));
        return fail(pcscCode.removedCard);
      }
      if (vanishing) {
        vanishing = false;
        takeAway(slot);
        changed();
        return ok(new Uint8Array());
      }
      const reaction = connected.card.react(command);
      if (reaction !== 'gone') return ok(reaction.answer);
      takeAway(slot);
      changed();
      return fail(pcscCode.removedCard);
    },
    disconnect: ({ card }) => {
      const connected = cards.get(card);
      const slot = connected && slots.get(connected.reader);
      cards.delete(card);
      log.push(`reset ${connected?.reader}`);
      if (slot?.heldBy === card) {
        slot.heldBy = undefined;
        slot.card?.reset();
      }
      return Promise.resolve(ok(undefined));
    },
    plugIn: (reader) => {
      slots.set(reader, { card: undefined, count: 0, heldBy: undefined });
      changed();
    },
    unplug: (reader) => {
      slots.delete(reader);
      changed();
    },
    place: (reader, card) => {
      const slot = slotOf(reader);
      slot.card = card;
      slot.count++;
      changed();
    },
    remove: (reader) => {
      hanging = false;
      takeAway(slotOf(reader));
      changed();
    },
    swap: (reader, card) => {
      const slot = slotOf(reader);
      takeAway(slot);
      slot.card = card;
      slot.count++;
      changed();
    },
    stopService: () => {
      running = false;
      changed();
    },
    startService: () => {
      running = true;
    },
    failNext: (returned) => {
      failing = returned;
    },
    vanishNext: () => {
      vanishing = true;
    },
    hang: () => {
      hanging = true;
    },
  };
}
