import { fail, ok, type Result } from '../../../basics/index.ts';
import { type DeviceIdentities, type DeviceIdentity, type Enrolment, HubAccess } from '../../../sync/index.ts';

/** A device that is known only as long as the program runs. */
export function passingDevice(hub: string, name: string, send: typeof fetch = fetch): HubAccess {
  let identity: DeviceIdentity | undefined;
  const identities: DeviceIdentities = {
    read: async () => identity,
    keep: async (one) => {
      identity = one;
    },
  };
  return new HubAccess({
    fetch: send,
    base: hub,
    name,
    elapsed: () => performance.now(),
    identities,
  });
}

/**
 * Works with a running hub as a device that it knows: joins it, and leaves it when the work is done. On the hub's own
 * machine nothing is needed for that; from another, a one-time code is.
 */
export async function asDevice<Value>(
  { hub, name, code }: { hub: string; name: string; code: string | undefined },
  work: (send: typeof fetch) => Promise<Value>,
): Promise<Result<Value, Exclude<Enrolment, 'enrolled'>>> {
  const access = passingDevice(hub, name);
  const enrolment = await access.enrol(code);
  if (enrolment !== 'enrolled') return fail(enrolment);
  try {
    return ok(await work(access.send));
  } finally {
    await access.leave();
  }
}

/** Why it did not join, and what to do; `option` is the one that takes the code. */
export function notJoined(why: Exclude<Enrolment, 'enrolled'>, hub: string, option = 'code'): string {
  switch (why) {
    case 'unreachable':
      return `No hub answers at ${hub}. Start it, or name it: --hub http://127.0.0.1:8080`;
    case 'code-needed':
      return `From another machine than the hub's this needs a one-time code: --${option} 7K3M-Q2WX`;
    case 'wrong':
    case 'expired':
    case 'used':
      return `The one-time code is ${why}. Have a new one made: npm run hub:devices -- code NAME`;
    case 'later':
      return 'Too many wrong codes came. None is looked at for about five minutes.';
  }
}
