import type { OpenFault, TransmitFault } from '../../card/index.ts';

/** Return codes of PC/SC (SCARD_…), as unsigned numbers of 32 bits. */
export const code = {
  success: 0,
  cancelled: 0x80100002,
  unknownReader: 0x80100009,
  timeout: 0x8010000a,
  sharingViolation: 0x8010000b,
  noSmartcard: 0x8010000c,
  protocolMismatch: 0x8010000f,
  readerUnavailable: 0x80100017,
  noService: 0x8010001d,
  serviceStopped: 0x8010001e,
  noReadersAvailable: 0x8010002e,
  unsupportedCard: 0x80100065,
  unresponsiveCard: 0x80100066,
  unpoweredCard: 0x80100067,
  removedCard: 0x80100069,
} as const;

const readerIsGone: ReadonlySet<number> = new Set([
  code.unknownReader,
  code.readerUnavailable,
  code.noService,
  code.serviceStopped,
  code.noReadersAvailable,
]);

const cardIsMute: ReadonlySet<number> = new Set([
  code.protocolMismatch,
  code.unsupportedCard,
  code.unresponsiveCard,
  code.unpoweredCard,
]);

const cardIsGone: ReadonlySet<number> = new Set([code.noSmartcard, code.removedCard]);

/** What a code means where a card was to be opened. */
export function openFaultOf(returned: number): OpenFault {
  if (cardIsGone.has(returned)) return 'no-card';
  if (readerIsGone.has(returned)) return 'reader-gone';
  if (cardIsMute.has(returned)) return 'unresponsive';
  return returned === code.sharingViolation ? 'busy' : 'failed';
}

/** What a code means where a command was sent; nothing where the code alone does not tell. */
export function transmitFaultOf(returned: number): TransmitFault | undefined {
  if (cardIsGone.has(returned)) return 'removed';
  if (readerIsGone.has(returned)) return 'reader-gone';
  if (returned === code.timeout) return 'timeout';
  return returned === code.cancelled ? 'cancelled' : undefined;
}

/** A code as it is written in manuals. */
export const codeText = (returned: number): string => `0x${returned.toString(16).toUpperCase().padStart(8, '0')}`;
