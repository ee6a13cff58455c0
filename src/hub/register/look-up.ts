import { fail, type Result } from '../../basics/index.ts';
import type { Household, HouseholdQuery, RegisterRefusal } from './resident-register.ts';

/**
 * Asks a register and waits no longer than `milliseconds`. Whatever it throws is `unavailable`: a register that fails
 * never stops a visit.
 */
export async function lookUp(
  ask: (query: HouseholdQuery) => Promise<Result<Household, RegisterRefusal>>,
  query: Omit<HouseholdQuery, 'signal'>,
  milliseconds: number,
  failed: (error: unknown) => void,
): Promise<Result<Household, RegisterRefusal>> {
  const signal = AbortSignal.timeout(milliseconds);
  const late = new Promise<Result<Household, RegisterRefusal>>((resolve) => {
    signal.addEventListener('abort', () => resolve(fail('late')), { once: true });
  });
  const answer = (async () => ask({ ...query, signal }))().catch((error: unknown) => {
    if (signal.aborted) return fail('late' as const);
    failed(error);
    return fail('unavailable' as const);
  });
  return Promise.race([answer, late]);
}
