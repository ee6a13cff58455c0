export * from './application-schema.ts';
export * from './application.ts';
export * from './check-sentences.ts';
export * from './guidance-text.ts';
export * from './print/index.ts';
