import { fail, ok, type Result } from '../basics/index.ts';
import { type Fault, faultOf } from './fault.ts';
import type { Area } from './registry.ts';

/** How long a page that is just being left or reloaded may still hold the kiosk, in milliseconds. */
const PATIENCE = 1000;

/**
 * Holds the kiosk (or what else has such storage) for this tab until it is closed or the returned function is called. `second-tab`: another tab of this
 * browser has it.
 */
export async function holdKiosk(patience = PATIENCE, area: Area = 'kakanai'): Promise<Result<() => void, Fault>> {
  if (!globalThis.isSecureContext) return fail({ kind: 'refused', cause: 'not a secure context' });
  const held = Promise.withResolvers<Result<() => void, Fault>>();
  const end = Promise.withResolvers<void>();
  navigator.locks
    .request(`${area}-kiosk`, { signal: AbortSignal.timeout(patience) }, () => {
      held.resolve(ok(end.resolve));
      return end.promise;
    })
    .catch((error: unknown) => {
      const late = error instanceof Error && error.name === 'TimeoutError';
      held.resolve(fail(late ? { kind: 'second-tab', cause: 'the kiosk is held' } : faultOf(error, 'opening')));
    });
  return held.promise;
}
