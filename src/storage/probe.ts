import { fail, ok, type Result } from '../basics/index.ts';
import type { Cryptography } from '../sealing/index.ts';
import type { Fault } from './fault.ts';
import type { Registry } from './registry.ts';

export interface Room {
  /** Whether the browser promised not to clear the data when the disk runs short. */
  persisted: boolean;
  /** Bytes that the browser says it will still take, where it says so. */
  free: number | undefined;
}

/** Finds out before anybody is asked anything whether answers will be kept: writes, reads back, asks to be kept. */
export async function probe(registry: Registry, crypto: Cryptography): Promise<Result<Room, Fault>> {
  // Browsers withhold cryptography and locks from pages that came over plain HTTP from another machine.
  if (!globalThis.isSecureContext) return fail({ kind: 'refused', cause: 'not a secure context' });
  const value = crypto.getRandomValues(new Uint8Array(16));
  const written = await registry.run(({ settings }) => settings.put({ name: 'probe', value }));
  if (!written.ok) return written;
  const read = await registry.run(({ settings }) => settings.get('probe'));
  if (!read.ok) return read;
  if (String(read.value?.value) !== String(value)) return fail({ kind: 'unknown', cause: 'read back otherwise' });
  const persisted = await navigator.storage.persist().catch(() => false);
  const { quota, usage } = await navigator.storage.estimate().catch((): StorageEstimate => ({}));
  return ok({ persisted, free: quota !== undefined && usage !== undefined ? quota - usage : undefined });
}
