/** What somebody who looks after a hub does with its records. */
export { casesAbout, type AskingPerson, type CasesAbout } from './about-person.ts';
export { casesNamed, disclosed } from './disclose.ts';
export { disposeOf, dueCases, type Retention, USUAL_RETENTION_DAYS } from './dispose.ts';
export { moveRecords } from './move.ts';
export { type NoRecords, openRecords, type Records } from './open-records.ts';
export { type Flaw, type Verified, verifyRecords } from './verify.ts';
export * from './reopen.ts';
