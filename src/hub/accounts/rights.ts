import { staffRight, type StaffRight, type StaffRole } from '../../protocol/index.ts';

/**
 * Which role may do what: the one place where that is decided. Each right is given to those whose work needs it and to
 * nobody else; who administers the hub reads no case (職務の分離). Code asks for rights, never for roles.
 */
const roles: Record<StaffRight, readonly StaffRole[]> = {
  /** See which cases wait for a person, and why, in words that tell nothing of the case. */
  'see-tasks': ['counter', 'supervisor', 'remote', 'back-office'],
  /** Say what came of a task. The remote desk sees no paper and no resident in person, and leaves that to the others. */
  'close-task': ['counter', 'supervisor', 'back-office'],
  /** Where a case is, by its receipt number. */
  'find-case': ['counter', 'supervisor', 'remote', 'back-office'],
  /** What a resident said, and what registers hold of them. */
  'read-case': ['counter', 'supervisor', 'remote', 'back-office'],
  /** Take out everything about one case, for the resident who asked for it (開示請求). */
  'disclose-case': ['supervisor'],
  /** Who saw or did what with a case, by name. */
  'read-audit': ['supervisor'],
  /** Who may sign in, and in which roles. */
  'manage-accounts': ['administrator'],
  /** Which kiosks belong to this hub. */
  'manage-devices': ['administrator'],
};

/** The rights of somebody who holds these roles. */
export const rightsOf = (held: readonly StaffRole[]): StaffRight[] =>
  staffRight.options.filter((right) => roleFor(held, right) !== undefined);

/** The role in which somebody with these roles does what needs this right; none where they may not. */
export const roleFor = (held: readonly StaffRole[], right: StaffRight): StaffRole | undefined =>
  held.find((role) => roles[right].includes(role));
