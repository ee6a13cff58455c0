export * from './addresses.ts';
export * from './dates.ts';
export * from './eras.ts';
export * from './ids.ts';
export * from './municipality-code.ts';
export * from './names.ts';
export * from './phones.ts';
export * from './result.ts';
