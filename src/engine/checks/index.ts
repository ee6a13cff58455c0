export { checkByRunning } from './check.ts';
export type { Flaw, Surroundings } from './flaw.ts';
