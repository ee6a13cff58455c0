export type { DraftContents } from './draft-database.ts';
export type { Drafts, Finish, Left } from './drafts.ts';
export type { Fault, FaultKind } from './fault.ts';
export * from './hold-kiosk.ts';
export * from './key-keeper.ts';
export type { Outbox, OutboxEntry } from './outbox.ts';
export type { Room } from './probe.ts';
export type { DraftRow, OutboxRow, OutboxState } from './registry.ts';
export * from './storage.ts';
