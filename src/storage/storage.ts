import type { Result } from '../basics/index.ts';
import { type DraftNeeds, Drafts } from './drafts.ts';
import type { Fault } from './fault.ts';
import { Outbox } from './outbox.ts';
import { probe, type Room } from './probe.ts';
import { openRegistry } from './registry.ts';
import { claimKind } from './kind.ts';
import { StaffCode } from './staff-code.ts';

export type StorageNeeds = Omit<DraftNeeds, 'registry' | 'practice'>;

/** Everything this device keeps. */
export interface CaseStorage {
  drafts: Drafts;
  outbox: Outbox;
  staffCode: StaffCode;
  /** Whether answers will be kept: to be asked before the first question. */
  probe(): Promise<Result<Room, Fault>>;
  /** Says whether cases here are of practice (練習) from now on; `other-kind` where they were not so before. */
  claim(practice: boolean): Promise<Result<void, Fault>>;
  /** Lets go of every database and key when all that is under way is done; the next use opens them again. */
  close(): Promise<void>;
}

/** The storage of this browser. Nothing is opened before it is used. Only the tab that holds the kiosk may use it. */
export function openStorage(needs: StorageNeeds): CaseStorage {
  const registry = openRegistry(needs.patience, needs.area);
  let ofPractice = false;
  const drafts = new Drafts({ ...needs, registry, practice: () => ofPractice });
  return {
    drafts,
    outbox: new Outbox(registry),
    staffCode: new StaffCode(registry, needs.crypto, () => needs.ids.now()),
    probe: () => probe(registry, needs.crypto),
    claim: async (practice) => {
      const claimed = await claimKind(registry, practice);
      if (claimed.ok) ofPractice = practice;
      return claimed;
    },
    close: async () => {
      await drafts.close();
      registry.close();
    },
  };
}
