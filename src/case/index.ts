export * from './action.ts';
export * from './case.ts';
