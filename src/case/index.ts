export * from './action.ts';
export * from './case.ts';
export * from './continuation.ts';
export * from './entered-later.ts';
export * from './receipt.ts';
