import { ok, type Result } from '../basics/index.ts';
import type { HubDescription } from '../protocol/index.ts';
import type { Fault } from './fault.ts';
import type { Registry } from './registry.ts';

const SETTING = 'device';

/** The keys of the hub that a device joined: it believes no others under its address. */
export type HubPin = Pick<HubDescription, 'contentKey' | 'sealingKey'>;

/** What makes this device known to its hub. */
export interface DeviceIdentity {
  id: string;
  /** The letters before the number on its receipts. */
  name: string;
  /** Signs its requests (ECDSA with P-256). The private key cannot be read out, not even by our own program. */
  keys: CryptoKeyPair;
  hub: HubPin;
}

/** The identity of this device, on its disk. */
export class DeviceIdentities {
  readonly #registry: Registry;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** Nothing where this device never joined a hub. */
  async read(): Promise<Result<DeviceIdentity | undefined, Fault>> {
    const row = await this.#registry.run(({ settings }) => settings.get(SETTING));
    // Only this class writes the setting.
    return row.ok ? ok(row.value?.value as DeviceIdentity | undefined) : row;
  }

  /** In place of the one before, if there was one. */
  keep(identity: DeviceIdentity): Promise<Result<unknown, Fault>> {
    return this.#registry.run(({ settings }) => settings.put({ name: SETTING, value: identity }));
  }
}
