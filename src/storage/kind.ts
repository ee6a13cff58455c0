import { ok, type Result } from '../basics/index.ts';
import { type Fault, Faulted } from './fault.ts';
import { DELIVERED } from './outbox.ts';
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
      const cases = (await database.drafts.count()) + (await database.outbox.count());
      const isOld = cases > 0 || (await database.settings.get(DELIVERED)) !== undefined;
      const kind = said ? said.value === true : !isOld && practice;
      if (kind !== practice) throw new Faulted('other-kind', kind ? 'of practice' : 'of a real hub');
      if (!said) await database.settings.put({ name: SETTING, value: practice });
    }),
  );
  return claimed.ok ? ok(undefined) : claimed;
}
