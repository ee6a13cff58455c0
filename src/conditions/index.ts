export * from './condition.ts';
export * from './evaluate.ts';
export * from './sentence.ts';
