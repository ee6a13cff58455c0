import * as z from 'zod/mini';
import { deviceName } from '../../protocol/index.ts';

const id = z.string();
const instant = z.iso.datetime();

/** What happens to devices. The list only grows: a revoked device stays in it. */
export const deviceEvent = z.discriminatedUnion('type', [
  /** `code`: its keyed hash; the code itself is kept nowhere. */
  z.strictObject({ type: z.literal('code-made'), at: instant, code: id, name: deviceName, expires: instant }),
  /** `key`: the thumbprint of its public key (RFC 7638). Without `code` it is a process of the hub's own machine. */
  z.strictObject({
    type: z.literal('enrolled'),
    at: instant,
    id,
    name: deviceName,
    key: id,
    code: z.exactOptional(id),
  }),
  z.strictObject({ type: z.literal('revoked'), at: instant, id }),
]);

export type DeviceEvent = z.infer<typeof deviceEvent>;

/** Where the events are kept: durable before `append` says yes. */
export interface DeviceLog {
  /** All of them, in their order. */
  events(): Promise<readonly DeviceEvent[]>;
  /** Adds one as the event after the first `after`; false where another one came before it. */
  append(event: DeviceEvent, after: number): Promise<boolean>;
}
