import { Ajv2020 } from 'ajv/dist/2020.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFixtureHub } from '../fixture/open-hub.ts';
import { asDevice } from '../fixture/test-device.ts';
import { caseIds } from '../fixture/visit.ts';
import type { Hub } from '../hub.ts';
import { summaries } from './summaries.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-api-'));
let hub: Hub;
beforeAll(async () => {
  hub = await openFixtureHub(root, { metricsToken: 'secret-of-the-watcher' });
});
afterAll(async () => {
  await hub.close();
  rmSync(root, { recursive: true });
});

interface Description {
  openapi: string;
  paths: Record<string, Record<string, { responses: Record<string, unknown>; parameters?: { name: string }[] }>>;
  components: { schemas: Record<string, object> };
}
const description = async () => (await hub.app.inject('/openapi.json')).json() as Description;

test('every address that speaks the protocol is described, in a sentence, with what it takes and gives', async () => {
  const { openapi, paths, components } = await description();
  expect(openapi).toBe('3.1.0');
  const described = Object.entries(paths).flatMap(([address, methods]) =>
    Object.keys(methods).map((one) => `${one} ${address}`),
  );
  expect(described.toSorted()).toEqual(Object.keys(summaries).toSorted());
  expect(paths['/cases/{caseId}/status']?.['get']?.parameters).toMatchObject([{ name: 'caseId', in: 'path' }]);
  expect(paths['/cases']?.['post']).toMatchObject({ security: [{ device: [] }] });
  expect(paths['/device/hub.json']?.['get']).not.toHaveProperty('security');
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const good = {
    protocol: 1,
    case: caseIds[0],
    ended: 'left',
    events: [],
    preparedAt: '2026-04-10T03:00:00Z',
    sealed: 'AAAA',
  };
  const sealedCase = ajv.compile(components.schemas['sealedCase'] ?? false);
  expect(sealedCase(good)).toBe(true);
  expect(sealedCase({ ...good, name: '見本　太郎' })).toBe(false);
});

test('the page to read asks nothing of anybody else, and has no script', async () => {
  const page = await hub.app.inject('/api');
  expect(page.headers['content-type']).toContain('text/html');
  expect(page.body).toContain('POST /cases');
  expect(page.body).not.toMatch(/<script|https?:\/\/(?!json-schema)/);
  expect((await hub.app.inject('/api/style.css')).headers['content-type']).toContain('text/css');
});

test('numbers are for this machine, or for who has the token; nothing in them names a case', async () => {
  await asDevice(hub.app, { url: `/cases/${caseIds[0]}/status` });
  const near = await hub.app.inject('/metrics');
  expect(near.statusCode).toBe(200);
  expect(near.body).toContain(
    'kakanai_http_request_seconds_count{method="GET",route="/cases/:caseId/status",status="404"} 1',
  );
  expect(near.body).toMatch(/kakanai_accepting 1/);
  expect(near.body).not.toContain(caseIds[0]);
  const far = (headers: Record<string, string>) =>
    hub.app.inject({ url: '/metrics', remoteAddress: '192.0.2.7', headers }).then(({ statusCode }) => statusCode);
  expect(await far({})).toBe(403);
  expect(await far({ authorization: 'Bearer wrong' })).toBe(403);
  expect(await far({ authorization: 'Bearer secret-of-the-watcher' })).toBe(200);
});
