import type { Generated, JSONColumnType } from 'kysely';
import type { FactValue } from '../../protocol/index.ts';

type Facts = JSONColumnType<Record<string, FactValue>>;

/** The tables of the hub, as `migrations/` makes them. Instants are ISO text in UTC. */
export interface Tables {
  register_inquiries: RegisterInquiries;
  register_checks: RegisterChecks;
  used_home_codes: UsedHomeCodes;
  sample_registers: SampleRegisters;
  sample_households: SampleHouseholds;
  sample_people: SamplePeople;
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
