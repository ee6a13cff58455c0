import type { Result } from '../basics/index.ts';
import { DeviceIdentities } from './device-identity.ts';
import { type DraftNeeds, Drafts } from './drafts.ts';
import type { Fault } from './fault.ts';
import { Outbox } from './outbox.ts';
import { probe, type Room } from './probe.ts';
import { openRegistry } from './registry.ts';
import { StaffCode } from './staff-code.ts';

export type StorageNeeds = Omit<DraftNeeds, 'registry'>;

/** Everything this device keeps. */
export interface CaseStorage {
  drafts: Drafts;
  outbox: Outbox;
  staffCode: StaffCode;
  identities: DeviceIdentities;
  /** Whether answers will be kept: to be asked before the first question. */
  probe(): Promise<Result<Room, Fault>>;
  /** Lets go of every database and key when all that is under way is done; the next use opens them again. */
  close(): Promise<void>;
}

/** The storage of this browser. Nothing is opened before it is used. Only the tab that holds the kiosk may use it. */
export function openStorage(needs: StorageNeeds): CaseStorage {
  const registry = openRegistry(needs.patience, needs.area);
  const drafts = new Drafts({ ...needs, registry });
  return {
    drafts,
    outbox: new Outbox(registry),
    identities: new DeviceIdentities(registry),
    staffCode: new StaffCode(registry, needs.crypto, () => needs.ids.now()),
    probe: () => probe(registry, needs.crypto),
    close: async () => {
      await drafts.close();
      registry.close();
    },
  };
}
