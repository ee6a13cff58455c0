export * from './content.ts';
export * from './dependencies.ts';
export * from './texts.ts';
