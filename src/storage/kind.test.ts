import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, expect, test } from 'vitest';
import { claimKind } from './kind.ts';
import { openRegistry } from './registry.ts';

beforeEach(() => Dexie.delete('kakanai'));

/** As a page does: it opens the storage, says of which kind it is, and goes. */
async function visit(practice: boolean) {
  const registry = openRegistry();
  const claimed = await claimKind(registry, practice);
  registry.close();
  return claimed.ok ? 'mine' : claimed.reason.kind;
}

test.each([true, false])(
  'storage that was of one kind is refused to the other for good (practice first: %s)',
  async (first) => {
    expect([await visit(first), await visit(first)]).toEqual(['mine', 'mine']);
    expect([await visit(!first), await visit(first)]).toEqual(['other-kind', 'mine']);
  },
);

test('storage of a version that knew no practice is real', async () => {
  const registry = openRegistry();
  await registry.run(({ settings }) => settings.put({ name: 'delivered', value: [] }));
  registry.close();
  expect([await visit(true), await visit(false)]).toEqual(['other-kind', 'mine']);
});
