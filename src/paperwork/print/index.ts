export * from './furniture.ts';
export * from './guidance-layout.ts';
export * from './layout.ts';
export * from './page.ts';
export * from './pdf.ts';
export * from './practice.ts';
export * from './sheet.ts';
export * from './words-on-paper.ts';
