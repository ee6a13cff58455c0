/** What was answered at home, as QR codes that only the municipality can open (docs/home-code.md). */
export * from './collector.ts';
export * from './contents.ts';
export * from './parts.ts';
export * from './sealed.ts';
