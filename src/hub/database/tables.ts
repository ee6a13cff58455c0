import type { Generated, JSONColumnType } from 'kysely';
import type { FactValue, StaffRole, TaskResult } from '../../protocol/index.ts';

type Facts = JSONColumnType<Record<string, FactValue>>;

/** The tables of the hub, as `migrations/` makes them. Instants are ISO text in UTC. */
export interface Tables {
  register_inquiries: RegisterInquiries;
  register_checks: RegisterChecks;
  used_home_codes: UsedHomeCodes;
  sample_registers: SampleRegisters;
  sample_households: SampleHouseholds;
  sample_people: SamplePeople;
  hub_identity: HubIdentity;
  cases: Cases;
  case_keys: CaseKeyRows;
  case_deliveries: CaseDeliveries;
  case_actions: CaseActions;
  case_staff_actions: CaseStaffActions;
  case_tasks: CaseTasks;
  case_continuations: CaseContinuations;
  case_disposals: CaseDisposals;
  audit_trail: AuditTrail;
  staff_accounts: StaffAccounts;
  staff_passkeys: StaffPasskeys;
  staff_invitations: StaffInvitations;
  staff_sessions: StaffSessions;
  staff_ceremonies: StaffCeremonies;
  task_results: TaskResults;
  device_events: DeviceEvents;
  device_sightings: DeviceSightings;
}

/** On a server: what happened to devices (`devices/events.ts`). The embedded hub has a file instead. */
export interface DeviceEvents {
  seq: number;
  event: JSONColumnType<object>;
}

/** When a device asked for something last, and how many seconds its clock was ahead of the hub's then. */
export interface DeviceSightings {
  device: string;
  seen_at: string;
  clock_ahead: number;
}

/** The one row says with which keys the cases of this database can be read. */
export interface HubIdentity {
  one: Generated<boolean>;
  sealing_key: string;
  wrapping_key: string;
  /** Of a practice hub (練習), for good. */
  practice: boolean;
}

/** What is readable of a delivered case. Only `state`, `state_at` and, once, `content` change. */
export interface Cases {
  id: string;
  /** 受付番号 */
  receipt: string | null;
  events: JSONColumnType<string[]>;
  ended: 'prepared' | 'left';
  prepared_at: string;
  received_at: string;
  /** SHA-256 of `sealedText`. */
  digest: string;
  /** The content version under which it was replayed. */
  content: string | null;
  /** `task`: something of it does not hold, a person has to look (`case_tasks`). `disposed`: its key was destroyed. */
  state: 'received' | 'whole' | 'task' | 'disposed';
  state_at: string;
}

/** On a server: the key of a case, wrapped by the hub's; a destroyed one leaves its row. */
export interface CaseKeyRows {
  case_id: string;
  wrapped: Uint8Array | null;
  /** The name of the key that wraps it; rows from before it was noted have none. */
  wrapped_by: string | null;
  destroyed_at: string | null;
}

/** On a server: the sealed case as it came, encrypted under its key. The embedded database has the journal instead. */
export interface CaseDeliveries {
  case_id: string;
  box: Uint8Array;
}

/** The actions of a case in their order, each encrypted under the case's key and chained to the one before. */
export interface CaseActions {
  case_id: string;
  place: number;
  /** None where it cannot be read, and where another case has it: the one that this one continues, or a wrong one. */
  action_id: string | null;
  box: Uint8Array;
  hash: Uint8Array;
}

/** What staff did with a case after its delivery: actions behind those that came, encrypted and chained as they are. */
export interface CaseStaffActions {
  case_id: string;
  place: number;
  action_id: string;
  box: Uint8Array;
  hash: Uint8Array;
}

/** What does not hold in a case: for a person to look at. */
export interface CaseTasks {
  id: Generated<number>;
  case_id: string;
  /** The place of the action; of the case as a whole, none. */
  place: number | null;
  reason: string;
  made_at: string;
}

/** A case that took another one up again (再開), when it came in. */
export interface CaseContinuations {
  continued_by: string;
  case_id: string;
  made_at: string;
}

export interface CaseDisposals {
  case_id: string;
  disposed_at: string;
  /** `not-known`: the row was lost in a power cut; the key was not there any more. */
  because: 'retention' | 'request' | 'not-known';
}

/** Who saw or did what; never a value. Each row's hash binds it to all before. */
export interface AuditTrail {
  seq: number;
  at: string;
  device: string | null;
  role: string;
  account: string | null;
  action: string;
  case_id: string | null;
  /** The account to which it was done, where it was done to one. */
  subject: string | null;
  hash: Uint8Array;
}

/** Somebody of staff who may sign in. Closed for good; never taken away, since the trail names it. */
export interface StaffAccounts {
  id: string;
  name: string;
  roles: JSONColumnType<StaffRole[]>;
  kind: 'passkey' | 'directory' | 'demo';
  /** Of the city's directory: issuer and subject. Of a demonstration: the role. */
  subject: string | null;
  state: 'open' | 'closed';
  made_at: string;
  closed_at: string | null;
}

export interface StaffPasskeys {
  /** The credential's id, base64url. */
  id: string;
  account: string;
  /** COSE. */
  public_key: Uint8Array;
  /** How often it signed, by its own count: one that goes back was copied. */
  counter: number;
  transports: JSONColumnType<string[]>;
  made_at: string;
  used_at: string;
}

/** One-time links, by the SHA-256 of what stands in them; one that was used is not here any more. */
export interface StaffInvitations {
  hash: Uint8Array;
  account: string;
  made_at: string;
  expires_at: string;
}

/** Sessions that have not ended, by the SHA-256 of what the cookie holds. */
export interface StaffSessions {
  hash: Uint8Array;
  account: string;
  made_at: string;
  seen_at: string;
}

/** What a sign-in under way must come back with: challenges, states. Each is looked at once. */
export interface StaffCeremonies {
  hash: Uint8Array;
  kind: string;
  content: JSONColumnType<Record<string, string>>;
  expires_at: string;
}

/** Which task was closed by whom, with what; rows only grow. */
export interface TaskResults {
  task: number;
  account: string;
  result: TaskResult;
  at: string;
}

/** Who looked at what: of each question to a register WHICH facts were asked, never their values, nor of whom. */
export interface RegisterInquiries {
  id: Generated<number>;
  asked_at: string;
  /** The case's id says nothing about a person. */
  case_id: string;
  source: 'register' | 'certificate';
  events: JSONColumnType<string[]>;
  facts: JSONColumnType<string[]>;
  /** How many facts were asked for that may not come from there. */
  refused: number;
  /** What the device was told: one word for a protected household and for an ambiguous name. */
  outcome: string;
}

/** A case that was filled in without a hub, compared with the register: how many things differ, never which values. */
export interface RegisterChecks {
  case_id: string;
  checked_at: string;
  outcome: 'compared' | 'not-found' | 'staff' | 'unavailable' | 'late';
  differences: number;
}

/** A home code (事前入力) that was opened, and for which case; kept until it has expired. It says nothing of a person. */
export interface UsedHomeCodes {
  id: string;
  case_id: string;
  used_at: string;
  /** Its last day; after that it is refused for that reason. */
  expires: string;
}

/** From which examples the sample register was filled. */
export interface SampleRegisters {
  municipality: string;
  digest: string;
}

/** A household of the sample register (世帯), or a certificate of moving out (転出証明書情報). */
export interface SampleHouseholds {
  id: string;
  municipality: string;
  kind: 'register' | 'certificate';
  /** The same invented person may stand in several stories: the first tells. */
  place: number;
  /** The example it was made from. */
  story: string;
  /** 支援措置 */
  is_protected: boolean;
  facts: Facts;
}

export interface SamplePeople {
  /** Stands for the 宛名番号; it never leaves the hub. */
  id: string;
  household: string;
  place: number;
  /** By these two a person is found: see `spelling` and `day` of the sample register. */
  name_key: string | null;
  birth_key: string | null;
  birth_date: string | null;
  relation_to_head: string | null;
  facts: Facts;
}
