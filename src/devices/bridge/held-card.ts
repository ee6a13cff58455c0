import { randomUUID } from 'node:crypto';
import { fail, type Result } from '../../basics/index.ts';
import type { CardSession, OpenFault, ReaderPort, TransmitFault } from '../../card/index.ts';

/** A card that nobody spoke to for so long (milliseconds) is reset: its kiosk has hung. */
const longestSilence = 30_000;

interface Held {
  readonly id: string;
  readonly session: CardSession;
  readonly reader: string;
  commands: number;
  silence: NodeJS.Timeout;
}

/** The one card that the kiosk has open; always reset when it is let go, whoever lets it go. */
export class HeldCard {
  readonly #port: ReaderPort;
  readonly #log: (line: string) => void;
  #held: Held | undefined;
  #opening = false;

  constructor(port: ReaderPort, log: (line: string) => void) {
    this.#port = port;
    this.#log = log;
  }

  async open(
    reader: string,
    stillWanted: () => boolean,
  ): Promise<Result<{ readonly id: string; readonly atr: Uint8Array }, OpenFault>> {
    if (this.#held || this.#opening) return fail('busy');
    this.#opening = true;
    const opened = await this.#port.open(reader).catch(() => fail<OpenFault>('failed'));
    this.#opening = false;
    if (!opened.ok) return opened;
    if (!stillWanted()) {
      await opened.value.end();
      return fail('failed');
    }
    const id = randomUUID();
    this.#held = { id, session: opened.value, reader, commands: 0, silence: this.#silence() };
    return { ok: true, value: { id, atr: opened.value.atr } };
  }

  /** Forwards one command, whatever it says. */
  async transmit(id: string, command: Uint8Array): Promise<Result<Uint8Array, TransmitFault>> {
    const held = this.#held;
    if (held?.id !== id) return fail('cancelled');
    held.silence.refresh();
    held.commands++;
    try {
      return await held.session.transmit(command);
    } catch {
      return fail('failed');
    }
  }

  /** Lets the card go, or whichever is held where none is named. */
  async end(id?: string): Promise<void> {
    const held = this.#held;
    if (!held || (id !== undefined && held.id !== id)) return;
    this.#held = undefined;
    clearTimeout(held.silence);
    await held.session.end().catch(() => undefined);
    this.#log(`card on ${held.reader} let go after ${held.commands} commands`);
  }

  #silence(): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.#log('the kiosk left a card open: it is reset');
      void this.end();
    }, longestSilence);
    return timer.unref();
  }
}
