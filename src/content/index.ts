export * from './content.ts';
export * from './texts.ts';
