import type { Migration } from 'kysely/migration';
import * as register from './001-register.ts';
import * as registerChecks from './002-register-checks.ts';
import * as usedHomeCodes from './003-used-home-codes.ts';
import * as cases from './004-cases.ts';
import * as devices from './005-devices.ts';
import * as accounts from './006-accounts.ts';
import * as keys from './007-keys.ts';
import * as continuations from './009-continuations.ts';
import * as staffActions from './010-staff-actions.ts';

/** Every change to the tables, in the order of the names. */
export const migrations: Record<string, Migration> = {
  '001-register': register,
  '002-register-checks': registerChecks,
  '003-used-home-codes': usedHomeCodes,
  '004-cases': cases,
  '005-devices': devices,
  '006-accounts': accounts,
  '007-keys': keys,
  '009-continuations': continuations,
  '010-staff-actions': staffActions,
};
