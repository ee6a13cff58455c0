export * from './chain.ts';
export * from './cryptography.ts';
export * from './encryption.ts';
export * from './sealed-case.ts';
export * from './sealing.ts';
