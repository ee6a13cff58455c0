export * from './application-schema.ts';
export * from './application.ts';
export * from './check-sentences.ts';
export * from './data/index.ts';
export * from './guidance-codes.ts';
export * from './guidance-text.ts';
export * from './print/index.ts';
export * from './home-code/index.ts';
