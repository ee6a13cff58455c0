import type { Result } from '../../basics/index.ts';

/** A number that PC/SC gives out for a context or an opened card. */
export type Handle = number | bigint;

/** Why the library did not do it: its return code, an unsigned number of 32 bits (see `code`). */
export type PcscResult<Value> = Result<Value, number>;

/** What is known of a reader, and what is then seen of it: the bits of `readerState`, above them a counter. */
export interface SeenReader {
  readonly reader: string;
  readonly state: number;
  readonly atr: Uint8Array;
}

/** Bits of a reader's state. The 16 bits above them count how often a card came or went. */
export const readerState = {
  unaware: 0x0000,
  changed: 0x0002,
  unknown: 0x0004,
  unavailable: 0x0008,
  present: 0x0020,
} as const;

/** A card that is held by us alone. */
export interface Connection {
  readonly card: Handle;
  readonly protocol: number;
}

/** The part of PC/SC that a kiosk needs, as the library of this machine offers it. Nothing of it throws or blocks. */
export interface PcscLibrary {
  /** Fails with `noService` where the PC/SC service does not run. */
  establish(): Promise<PcscResult<Handle>>;
  release(context: Handle): Promise<void>;
  /** Names of the readers; none is no failure. */
  listReaders(context: Handle): Promise<PcscResult<readonly string[]>>;
  /**
   * Waits until a reader is in another state than the one given, or readers come or go; `timeout` when nothing changed
   * for so many milliseconds. Zero looks and does not wait.
   */
  waitForChange(
    context: Handle,
    readers: readonly Pick<SeenReader, 'reader' | 'state'>[],
    milliseconds: number,
  ): Promise<PcscResult<readonly SeenReader[]>>;
  /** Ends the waiting of a context, at once. */
  cancel(context: Handle): void;
  /** Powers a card, in exclusive mode, with T=0 or T=1. */
  connect(context: Handle, reader: string): Promise<PcscResult<Connection>>;
  /** One command and the card's answer. Neither is kept. */
  transmit(connection: Connection, command: Uint8Array): Promise<PcscResult<Uint8Array>>;
  /** Resets the card and lets it go. */
  disconnect(connection: Connection): Promise<PcscResult<void>>;
}
