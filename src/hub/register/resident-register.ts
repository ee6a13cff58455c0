import { fail, type PartialDate, type Result } from '../../basics/index.ts';
import type { FactValue } from '../../protocol/index.ts';

/** One question to a register, already cut down to what may be asked. */
export interface HouseholdQuery {
  /** As the card says it: name byte for byte, birth date with `00` for what is unknown. */
  person: { name: string; birthDate: string };
  /** Facts wanted, of people and of the household. */
  facts: ReadonlySet<string>;
  /** Aborted when the hub stops waiting. */
  signal: AbortSignal;
}

/** A person as a register knows them. `id` is the register's own (宛名番号); it never leaves the hub. */
export interface RegisteredPerson {
  id: string;
  /** For deciding who may see what, asked for or not. */
  birthDate: PartialDate | undefined;
  relationToHead: string | undefined;
  facts: ReadonlyMap<string, FactValue>;
}

/** Values that name people hold the register's own ids. */
export interface Household {
  /** Which of them was asked for. */
  visitor: string;
  people: readonly RegisteredPerson[];
  facts: ReadonlyMap<string, FactValue>;
}

/** `protected`: the household is under protective measures (支援措置), whatever else is true of it. */
export type RegisterRefusal = 'not-found' | 'ambiguous' | 'protected' | 'unavailable' | 'late';

/** The resident register (住民記録) of the municipality. */
export interface ResidentRegister {
  household(query: HouseholdQuery): Promise<Result<Household, RegisterRefusal>>;
}

/** What the former municipality sent of somebody moving in (転出証明書情報), without personal numbers. */
export interface MoveOutCertificates {
  certificate(query: HouseholdQuery): Promise<Result<Household, RegisterRefusal>>;
}

/** Where no register is connected. */
export const noRegister: ResidentRegister & MoveOutCertificates = {
  household: async () => fail('unavailable'),
  certificate: async () => fail('unavailable'),
};
