import { fail, ok } from '../../basics/index.ts';
import type { CardSession, ReaderEvent, ReaderPort, TransmitFault } from '../../card/index.ts';
import { code, openFaultOf, transmitFaultOf } from './codes.ts';
import type { Connection, Handle, PcscLibrary, SeenReader } from './library.ts';
import { readerState } from './library.ts';
import { cardPresent, readerChanges } from './reader-changes.ts';

/** Milliseconds. */
export interface PcscPatience {
  /** How long a card may take to answer. */
  readonly answer: number;
  /** Before a PC/SC service that is away is asked for again. */
  readonly service: number;
}

const usualPatience: PcscPatience = { answer: 5000, service: 2000 };

/** Even where PC/SC does not tell that readers came, they are looked for this often. */
const longestWait = 60_000;

/** Longer than PC/SC takes to notice that a card went: it looks some three times a second. */
const aMoment = 1000;

export interface PcscReader extends ReaderPort {
  readonly kind: 'pcsc';
}

/**
 * The readers of this machine through PC/SC. A card is opened for us alone and always reset at the end. Readers that
 * come and go, and a PC/SC service that stops and starts again, are followed until `close`. `pause` resolves after so
 * many milliseconds.
 */
export function pcscReader(options: {
  readonly library: PcscLibrary;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly patience?: Partial<PcscPatience>;
}): PcscReader {
  const { library, pause } = options;
  const patience = { ...usualPatience, ...options.patience };
  const listeners = new Set<(event: ReaderEvent) => void>();
  let seen: readonly SeenReader[] = [];
  let watching: Handle | undefined;
  let closed = false;
  const sessions = new Set<CardSession>();
  let looked = (): void => undefined;
  const firstLook = new Promise<void>((resolve) => {
    looked = resolve;
  });

  function see(now: readonly SeenReader[]): void {
    const events = readerChanges(seen, now);
    seen = now;
    for (const event of events) for (const listener of listeners) listener(event);
  }

  /** Follows the readers until PC/SC itself goes away. */
  async function follow(context: Handle): Promise<void> {
    while (!closed) {
      const names = await library.listReaders(context);
      if (!names.ok || closed) return;
      see(seen.filter(({ reader }) => names.value.includes(reader)));
      const known = names.value.map(
        (reader) => seen.find((one) => one.reader === reader) ?? { reader, state: readerState.unaware },
      );
      // A reader not seen before is looked at first; what lies on it is told before anything is waited for.
      const isNew = known.some(({ state }) => state === readerState.unaware);
      if (!isNew) looked();
      const now = await library.waitForChange(context, known, isNew ? 0 : longestWait);
      if (now.ok) see(now.value.filter(({ state }) => (state & readerState.unknown) === 0));
      else if (now.reason !== code.timeout && now.reason !== code.unknownReader) return;
    }
  }

  async function watch(): Promise<void> {
    while (!closed) {
      const context = await library.establish();
      if (context.ok) {
        watching = context.value;
        await follow(context.value);
        watching = undefined;
        await library.release(context.value);
      }
      see([]);
      looked();
      if (!closed) await pause(patience.service);
    }
  }
  const watched = watch().catch(() => undefined);

  /**
   * What it means that there was no answer, where the return code alone does not tell (drivers say "not transacted", or
   * success with nothing in it): whether the card still lies there. PC/SC notices that it went a moment later.
   */
  async function faultOf(returned: number, context: Handle, reader: string): Promise<TransmitFault> {
    const told = transmitFaultOf(returned);
    if (told) return told;
    let now = await library.waitForChange(context, [{ reader, state: readerState.unaware }], 0);
    if (now.ok && now.value.some(cardPresent)) {
      const later = await library.waitForChange(context, now.value, aMoment);
      if (later.ok || later.reason !== code.timeout) now = later;
    }
    if (!now.ok) return transmitFaultOf(now.reason) ?? 'failed';
    const [state] = now.value;
    if (!state || (state.state & (readerState.unknown | readerState.unavailable)) !== 0) return 'reader-gone';
    return cardPresent(state) ? 'failed' : 'removed';
  }

  /** Nothing when it takes longer than a card may take to answer. */
  const within = <Value>(work: Promise<Value>): Promise<Value | undefined> =>
    Promise.race([work, pause(patience.answer).then(() => undefined)]);

  function sessionOf(context: Handle, reader: string, connection: Connection, atr: Uint8Array): CardSession {
    let lost: TransmitFault | undefined;
    let ending: Promise<void> | undefined;
    const letGo = async (): Promise<void> => {
      await library.disconnect(connection);
      await library.release(context);
    };
    const session: CardSession = {
      atr,
      transmit: async (command) => {
        if (lost) return fail(lost);
        const answer = await within(library.transmit(connection, command));
        if (!answer) return fail((lost = 'timeout'));
        if (answer.ok && answer.value.length >= 2) return ok(answer.value);
        return fail((lost = await faultOf(answer.ok ? code.success : answer.reason, context, reader)));
      },
      end: () => {
        lost ??= 'cancelled';
        sessions.delete(session);
        // A card that does not answer is let go when it does, or is taken away; nobody waits for that.
        ending ??= within(letGo());
        return ending;
      },
    };
    sessions.add(session);
    return session;
  }

  return {
    kind: 'pcsc',
    list: async () => {
      await firstLook;
      return seen.map((one) => ({ name: one.reader, cardPresent: cardPresent(one) }));
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open: async (reader) => {
      // A context of its own: the one that watches is busy waiting.
      const context = await library.establish();
      if (!context.ok) return fail(openFaultOf(context.reason));
      const connected = await library.connect(context.value, reader);
      if (!connected.ok) {
        await library.release(context.value);
        return fail(openFaultOf(connected.reason));
      }
      const now = await library.waitForChange(context.value, [{ reader, state: readerState.unaware }], 0);
      const atr = now.ok ? now.value[0]?.atr : undefined;
      return ok(sessionOf(context.value, reader, connected.value, atr ?? new Uint8Array()));
    },
    close: async () => {
      closed = true;
      listeners.clear();
      await Promise.all(Array.from(sessions, (session) => session.end()));
      if (watching !== undefined) library.cancel(watching);
      await within(watched);
    },
  };
}
