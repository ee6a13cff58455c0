export * from './action.ts';
export * from './case.ts';
export * from './entered-later.ts';
