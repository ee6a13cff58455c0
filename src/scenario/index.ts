export * from './input.ts';
export * from './person.ts';
export * from './run.ts';
export * from './effort.ts';
