import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openFixtureHub } from '../fixture/open-hub.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-schemas-'));
afterAll(() => rmSync(root, { recursive: true }));

test('other systems find the schemas of this municipality, and nothing else at that address', async () => {
  const hub = await openFixtureHub(path.join(root, 'data'));
  try {
    const index = await hub.app.inject('/schemas/applications/index.json');
    expect(index.statusCode).toBe(200);
    expect(index.headers['content-type']).toContain('application/schema+json');
    const listed = index.json() as { envelope: { file: string }; procedures: { file: string; schema: string }[] };
    expect(listed.procedures).toHaveLength(
      hub.published.content.procedures.filter(({ form }) => form !== undefined).length,
    );
    for (const { file, schema } of listed.procedures) {
      const found = await hub.app.inject(`/schemas/applications/${file}`);
      expect(found.json().$id).toBe(schema);
    }
    expect((await hub.app.inject(`/schemas/applications/${listed.envelope.file}`)).json().$id).toBe(
      'urn:kakanai:application:2',
    );
    const missing = await hub.app.inject('/schemas/applications/content.json');
    expect([missing.statusCode, missing.json().error]).toEqual([404, 'not-found']);
  } finally {
    await hub.close();
  }
});
