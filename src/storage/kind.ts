import { ok, type Result } from '../basics/index.ts';
import { type Fault, Faulted } from './fault.ts';
import type { Registry } from './registry.ts';

const SETTING = 'practice';

/**
 * Says for good whether this storage is of practice (練習); `other-kind` where it was the other before. Storage from before
 * that was said is real.
 */
export async function claimKind(registry: Registry, practice: boolean): Promise<Result<void, Fault>> {
  const claimed = await registry.run((database) =>
    database.transaction('rw', database.settings, database.drafts, database.outbox, async () => {
      const said = await database.settings.get(SETTING);
      const rows = await Promise.all([database.settings.count(), database.drafts.count(), database.outbox.count()]);
      const kind = said ? said.value === true : rows.every((count) => count === 0) && practice;
      if (kind !== practice) throw new Faulted('other-kind', kind ? 'of practice' : 'of a real hub');
      if (!said) await database.settings.put({ name: SETTING, value: practice });
    }),
  );
  return claimed.ok ? ok(undefined) : claimed;
}
