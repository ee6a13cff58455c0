import * as z from 'zod/mini';
import { protocol } from './version.ts';
import { caseId, contentId, digest, factValue, instant } from './words.ts';

/** What somebody does at the municipality: 窓口, 責任者, リモート窓口, 担当課, 管理者. */
export const staffRole = z.enum(['counter', 'supervisor', 'remote', 'back-office', 'administrator']);
export type StaffRole = z.infer<typeof staffRole>;

/** What somebody who signed in may do. Which role has which right is decided by the hub. */
export const staffRight = z.enum([
  'see-tasks',
  'close-task',
  'find-case',
  'read-case',
  'disclose-case',
  'read-audit',
  'manage-accounts',
  'manage-devices',
]);
export type StaffRight = z.infer<typeof staffRight>;

const accountId = z.uuid();
const roles = z.array(staffRole).check(z.maxLength(5));
/** Text that somebody types as the name of an account. */
const accountName = z.string().check(z.trim(), z.minLength(1), z.maxLength(60));

/** A POST that says nothing more: JSON all the same, which no form of another site can send. */
export const plainRequest = z.strictObject({ protocol });

/** How one can sign in at this hub. */
export const signInWays = z.strictObject({
  protocol,
  municipality: z.string(),
  /** The name of the city's own directory (OpenID Connect), where there is one. */
  directory: z.exactOptional(z.string()),
  /** Invented accounts; of a demonstration only. */
  demo: z.array(staffRole),
});
export type SignInWays = z.infer<typeof signInWays>;

/** Who is signed in. Asking for it does not prolong the session. */
export const staffSession = z.strictObject({
  protocol,
  account: z.strictObject({ id: accountId, name: z.string(), demo: z.boolean() }),
  roles,
  rights: z.array(staffRight),
  /** So many seconds are left unless something is done: no instant, since clocks differ. */
  secondsLeft: z.int(),
});
export type StaffSession = z.infer<typeof staffSession>;

/** What WebAuthn (Level 3, JSON serialisation) hands to the browser; its own library there reads it. */
export const passkeyOptions = z.strictObject({ protocol, options: z.looseObject({ challenge: z.string() }) });

/** What the browser's authenticator said; the hub's library reads it. */
const authenticatorAnswer = z.looseObject({
  id: z.string().check(z.maxLength(2048)),
  rawId: z.string(),
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: z.string() }),
});
export const passkeyAnswer = z.strictObject({ protocol, answer: authenticatorAnswer });

/** What stands in an invitation's link behind `#invite=`. */
const inviteToken = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
export const invitationRequest = z.strictObject({ protocol, token: inviteToken });
export const invitationOptions = z.extend(passkeyOptions, { name: z.string() });
export const invitationAnswer = z.extend(passkeyAnswer, { token: inviteToken });

export const demoSignIn = z.strictObject({ protocol, role: staffRole });

const account = z.strictObject({
  id: accountId,
  name: z.string(),
  roles,
  state: z.enum(['open', 'closed']),
  /** How somebody signs in to it. */
  kind: z.enum(['passkey', 'directory', 'demo']),
  passkeys: z.int(),
  /** Sessions that have not ended. */
  sessions: z.int(),
  /** An invitation that was not used yet, and until when it holds. */
  invitedUntil: z.exactOptional(instant),
});
export type StaffAccount = z.infer<typeof account>;
export const staffAccounts = z.strictObject({ protocol, accounts: z.array(account) });
export const newAccount = z.strictObject({ protocol, name: accountName, roles: roles.check(z.minLength(1)) });
export const changedRoles = z.strictObject({ protocol, roles });
/** A link that makes a passkey for an account, once. Shown once: the hub keeps only its hash. */
export const invitation = z.strictObject({ protocol, account: accountId, token: inviteToken, until: instant });

/** What came of a task for a person. Not a word of the case stands in it. */
export const taskResult = z.enum([
  'settled-with-resident',
  'settled-in-office',
  'entered-otherwise',
  'same-as-another',
  'no-harm',
]);
export type TaskResult = z.infer<typeof taskResult>;

const receipt = z.nullable(z.string());
const caseState = z.enum(['received', 'whole', 'task', 'disposed']);

const task = z.strictObject({
  id: z.int(),
  case: caseId,
  receipt,
  events: z.array(contentId),
  caseState,
  reason: z.string(),
  /** Of which action of the case; of the case as a whole, none. */
  place: z.nullable(z.int()),
  since: instant,
  closed: z.exactOptional(z.strictObject({ result: taskResult, at: instant, by: z.string() })),
});
export type StaffTask = z.infer<typeof task>;
/** Open ones all, oldest first; of closed ones the latest hundred. */
export const staffTasks = z.strictObject({
  protocol,
  /** When it was so. */
  at: instant,
  open: z.array(task),
  closed: z.array(task),
  eventNames: z.record(contentId, z.record(z.string(), z.string())),
});
export const closingTask = z.strictObject({ protocol, result: taskResult });

/** A receipt number (受付番号) in a body, so that it stands in no address. */
export const caseSearch = z.strictObject({
  protocol,
  receipt: z.string().check(z.trim(), z.minLength(1), z.maxLength(36)),
});
export const casesFound = z.strictObject({
  protocol,
  cases: z.array(
    z.strictObject({
      case: caseId,
      receipt,
      events: z.array(contentId),
      ended: z.enum(['prepared', 'left']),
      preparedAt: instant,
      receivedAt: instant,
      state: caseState,
      stateAt: instant,
      openTasks: z.int(),
    }),
  ),
  eventNames: z.record(contentId, z.record(z.string(), z.string())),
});
export type CasesFound = z.infer<typeof casesFound>;

/** Somebody who saw or did something with a case, as the resident may be told: in which role, never by name. */
const access = z.strictObject({ at: instant, role: z.string(), action: z.string() });
export type Access = z.infer<typeof access>;

const said = z.union([z.strictObject({ value: factValue }), z.strictObject({ unknown: z.literal(true) })]);

/** One case as staff read it. What could not be read of it is told by its tasks. */
export const caseRead = z.strictObject({
  protocol,
  case: caseId,
  receipt,
  events: z.array(contentId),
  ended: z.enum(['prepared', 'left']),
  preparedAt: instant,
  receivedAt: instant,
  state: caseState,
  /** Whether its key is there and its actions open. */
  readable: z.boolean(),
  people: z.array(z.strictObject({ id: z.string(), name: z.nullable(z.string()), aside: z.boolean() })),
  facts: z.array(
    z.strictObject({
      /** A person's id, or `case`. */
      subject: z.string(),
      fact: z.string(),
      /** As the content has it; none where the content does not know the fact any more. */
      type: z.nullable(z.string()),
      differs: z.boolean(),
      entries: z.array(z.strictObject({ said, source: z.string(), used: z.boolean() })),
    }),
  ),
  procedures: z.array(
    z.strictObject({
      procedure: contentId,
      standing: z.enum(['applies', 'may-apply']),
      people: z.array(z.string()),
      lastDay: z.exactOptional(z.string()),
    }),
  ),
  tasks: z.array(task),
  accesses: z.array(access),
  /** Words of the content it was made under that are needed here, by language and key. */
  texts: z.record(z.string(), z.record(z.string(), z.string())),
});
export type CaseRead = z.infer<typeof caseRead>;

/** The audit trail of one case: every row, with accounts by name. */
export const caseTrail = z.strictObject({
  protocol,
  rows: z.array(
    z.strictObject({
      seq: z.int(),
      at: instant,
      role: z.string(),
      account: z.nullable(z.string()),
      device: z.nullable(z.string()),
      action: z.string(),
      hash: digest,
    }),
  ),
});
export type CaseTrail = z.infer<typeof caseTrail>;

/** Everything that is kept about one case, for the resident (開示請求). */
export const caseDisclosure = z.looseObject({ protocol, accesses: z.array(access) });
