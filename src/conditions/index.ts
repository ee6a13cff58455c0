export * from './condition.ts';
export * from './evaluate.ts';
export * from './in-events.ts';
export * from './sentence.ts';
