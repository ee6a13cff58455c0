import type { HubDescription, KeyStatement } from '../protocol/index.ts';
import type { HubPin } from './device-identity.ts';
import { followed, pinnedFrom } from './hub-keys.ts';

/**
 * Whether a hub that answers is the one that this device joined: both its keys are the same. Another one is not
 * believed: its content is not taken, nothing is sealed to its key, nothing is sent to it.
 */
export function isPinned(pin: Pick<HubPin, 'contentKey' | 'sealingKey'>, hub: HubDescription): boolean {
  return same(pin.contentKey, hub.contentKey) && same(pin.sealingKey, hub.sealingKey);
}

/** What a device keeps of the hub that it joins. */
export const pinOf = ({ contentKey, sealingKey }: HubDescription): HubPin => ({ contentKey, sealingKey });

const same = (one: { id: string; key: string }, other: { id: string; key: string }): boolean =>
  one.id === other.id && one.key === other.key;

/** Whether these were the keys of the hub when content was taken in that is kept here. */
export const wasPinned = ({ earlier = [] }: HubPin, hub: HubDescription): boolean =>
  earlier.some((pin) => isPinned(pin, hub));

/** Of how many changes the keys before are remembered: as many as content versions are kept. */
const EARLIER = 2;

/** What a device keeps of its hub after the hub has changed its keys; nothing where they do not follow from its own. */
export async function pinAfter(
  pin: HubPin,
  hub: HubDescription,
  statements: readonly KeyStatement[],
): Promise<HubPin | undefined> {
  const { contentKey, sealingKey, numbers = { content: 0, sealing: 0 }, earlier = [] } = pin;
  const { municipality, content, sealing } = pinnedFrom({ ...hub, contentKey, sealingKey });
  const told = {
    municipality,
    content: { ...content, number: numbers.content },
    sealing: { ...sealing, number: numbers.sealing },
  };
  const next = await followed(told, hub, statements);
  if (!next.ok) return undefined;
  return {
    ...pinOf(hub),
    numbers: { content: next.value.content.number, sealing: next.value.sealing.number },
    earlier: [{ contentKey, sealingKey }, ...earlier].slice(0, EARLIER),
  };
}
