/** The municipality's server. */
export type { CaseStore, StoreRefusal } from './cases/case-store.ts';
export { appendToTrail, type AuditAction } from './audit/trail.ts';
export { lockFolder } from './files/lock.ts';
export { addKeysOf, changeSealingKey, changeSigningKey, type NotChanged, retireKey } from './keys/change-keys.ts';
export { inForce, type KeyRegister, readRegister } from './keys/key-register.ts';
export { lineOfRow, rowOfLine, trailRows, type TrailState, verifyTrail } from './audit/verify-trail.ts';
export type { DirectoryOptions } from './accounts/directory.ts';
export { inviteAdministrator } from './accounts/first-administrator.ts';
export { type Hub, type HubOptions, type NoHub, openHub, usualReader } from './hub.ts';
export type {
  Household,
  HouseholdQuery,
  MoveOutCertificates,
  RegisteredPerson,
  RegisterRefusal,
  ResidentRegister,
} from './register/resident-register.ts';
export type { LogSink } from './web/log.ts';
export * from './records/index.ts';
