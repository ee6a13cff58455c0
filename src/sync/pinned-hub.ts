import type { HubDescription } from '../protocol/index.ts';
import type { HubPin } from '../storage/index.ts';

/**
 * Whether a hub that answers is the one that this device joined: both its keys are the same. Another one is not
 * believed: its content is not taken, nothing is sealed to its key, nothing is sent to it.
 */
export function isPinned(pin: HubPin, hub: HubDescription): boolean {
  return same(pin.contentKey, hub.contentKey) && same(pin.sealingKey, hub.sealingKey);
}

/** What a device keeps of the hub that it joins. */
export const pinOf = ({ contentKey, sealingKey }: HubDescription): HubPin => ({ contentKey, sealingKey });

const same = (one: { id: string; key: string }, other: { id: string; key: string }): boolean =>
  one.id === other.id && one.key === other.key;
