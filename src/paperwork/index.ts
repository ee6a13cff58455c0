export * from './application.ts';
export * from './check-sentences.ts';
