import type { Result } from '../../basics/index.ts';
import type { CaseReceived, SealedCase } from '../../protocol/index.ts';
import type { CaseKeys } from './case-key.ts';
import type { Envelope } from './delivery.ts';

export type StoreRefusal =
  /** Another case came under this id before. */
  | 'different-case'
  | 'storage-full'
  /** The disk failed in a way after which nobody knows what is on it: nothing more is taken until a restart. */
  | 'not-stored';

/** A delivered case as it is kept. */
export interface Delivered {
  received: CaseReceived;
  envelope: Envelope;
}

/** Where the hub keeps sealed cases. */
export interface CaseStore {
  /**
   * Keeps a case; on the disk before this resolves. The same case once more is answered as the first time, with
   * `repeated`.
   */
  keep(sealed: SealedCase): Promise<Result<CaseReceived & { repeated: boolean }, StoreRefusal>>;
  status(caseId: string): Promise<CaseReceived | undefined>;
  /** The sealed bytes of a case as they came, and the key of the case; nothing after disposal. */
  sealedOf(caseId: string): Promise<{ sealed: Uint8Array; key: CryptoKey } | undefined>;
  /** Cases that the tables may not have yet: all, or the one. */
  delivered(caseId?: string): readonly Delivered[];
  keys: CaseKeys;
  stored(): Promise<number>;
  /** Whether `keep` can succeed. */
  accepting(): Promise<boolean>;
  close(): Promise<void>;
}
