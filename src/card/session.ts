import type { Result } from '../basics/index.ts';

/**
 * Why a command got no answer. `refused` is our own side: the command is not one the card profile allows.
 */
export type TransmitFault = 'removed' | 'timeout' | 'reader-gone' | 'cancelled' | 'refused' | 'failed';

/** A powered card, held by nobody else. Real readers and the simulated one look the same from here. */
export interface CardSession {
  /** The card's answer to reset; tells a contactless memory card from a card with a processor. */
  readonly atr: Uint8Array;
  /** Sends one short command; gives the data and the two status bytes. */
  transmit(command: Uint8Array): Promise<Result<Uint8Array, TransmitFault>>;
  /** Resets the card, so that nothing stays open in it, and lets it go. May be called twice. */
  end(): Promise<void>;
}

export interface ReaderState {
  readonly name: string;
  readonly cardPresent: boolean;
}

export type ReaderEvent =
  | { readonly type: 'reader-added' | 'reader-removed' | 'card-in' | 'card-out'; readonly reader: string }
  | { readonly type: 'fault'; readonly reader: string; readonly detail: string };

/** Why a card could not be opened. */
export type OpenFault = 'no-card' | 'several-cards' | 'busy' | 'unresponsive' | 'reader-gone' | 'failed';

/** The card readers of this device. */
export interface ReaderPort {
  readonly kind: 'simulated' | 'pcsc' | 'none';
  /** The readers that are plugged in, with what lies on them now. */
  list(): Promise<readonly ReaderState[]>;
  /** Calls back for every change from now on; gives back how to stop. */
  subscribe(listener: (event: ReaderEvent) => void): () => void;
  /** Powers the card on a reader and holds it alone. */
  open(reader: string): Promise<Result<CardSession, OpenFault>>;
  close(): Promise<void>;
}
