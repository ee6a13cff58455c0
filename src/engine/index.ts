export * from './deadline.ts';
export * from './determine.ts';
export * from './fits.ts';
export { type CaseMachine, compileMachine } from './machine.ts';
export * from './next.ts';
export * from './order.ts';
export * from './program.ts';
export * from './situation.ts';
export * from './visit.ts';
