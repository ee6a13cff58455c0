export * from './chain.ts';
export * from './cryptography.ts';
export * from './encryption.ts';
export * from './sealed-case.ts';
export { actionContext, type EscrowedKey, escrowedKey, packDraft } from './sealed-draft.ts';
export * from './sealing.ts';
