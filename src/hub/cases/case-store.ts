import type { Result } from '../../basics/index.ts';
import type { CaseReceived, SealedCase } from '../../protocol/index.ts';

export type StoreRefusal =
  /** Another case came under this id before. */
  | 'different-case'
  | 'storage-full'
  /** The disk failed in a way after which nobody knows what is on it: nothing more is taken until a restart. */
  | 'not-stored';

/** Where the hub keeps sealed cases. */
export interface CaseStore {
  /**
   * Keeps a case; on the disk before this resolves. The same case once more is answered as the first time, with
   * `repeated`.
   */
  keep(sealed: SealedCase): Promise<Result<CaseReceived & { repeated: boolean }, StoreRefusal>>;
  status(caseId: string): CaseReceived | undefined;
  readonly stored: number;
  /** Whether `keep` can succeed. */
  readonly accepting: boolean;
  close(): Promise<void>;
}
