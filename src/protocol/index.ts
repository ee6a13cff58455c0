/** Messages between devices and hub: their schemas, their version, their addresses. */
export * from './bookings.ts';
export * from './cards.ts';
export * from './cases.ts';
export * from './content.ts';
export * from './device.ts';
export * from './devices.ts';
export * from './proof.ts';
export * from './health.ts';
export * from './home-codes.ts';
export * from './live.ts';
export * from './outbox-file.ts';
export * from './paths.ts';
export * from './problem.ts';
export * from './register.ts';
export * from './staff.ts';
export * from './version.ts';
export { caseId, type FactValue, factValue } from './words.ts';
