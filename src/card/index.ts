/**
 * The card's bytes: how a My Number card (マイナンバーカード) is spoken to and understood. Pure: bytes come and go
 * through `CardSession`, which readers and the simulated card implement elsewhere.
 */
export type { BasicFour, BasicFourNotes, BasicFourProblem } from './basic-four.ts';
export { parseBasicFour } from './basic-four.ts';
export { cardValidity } from './card-info.ts';
export type { Credential, CredentialKind, PrintedOnCard } from './credentials.ts';
export { checkCodeB, pin, wipe } from './credentials.ts';
export type { CardFailure, CardInfo, CardInfoOutcome, ReadOutcome, TriesOutcome } from './outcomes.ts';
export { permittedOnly } from './permitted-commands.ts';
export type { BasicFourLayout, CardKey, CardProfile } from './profile.ts';
export { filesOf, myNumberCard } from './profile.ts';
export type { ReadOptions, ReadProgress } from './reading.ts';
export { queryTries, readBasicFour, readCardInfo, withCard } from './reading.ts';
export type { CardSession, OpenFault, ReaderEvent, ReaderPort, ReaderState, TransmitFault } from './session.ts';
export type { TraceEntry } from './trace.ts';
export { maskedCommand, traced } from './trace.ts';
