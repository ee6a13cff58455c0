export { checkByRunning } from './check.ts';
export type { Flaw, Surroundings } from './flaw.ts';
export { type DecisionRow, type DecisionTable, decisionTable } from './decision-table.ts';
