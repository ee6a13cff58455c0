export * from './application-schema.ts';
export * from './application.ts';
export * from './check-sentences.ts';
export * from './home-code/index.ts';
