import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { leftActions, sealedFrom, testId } from '../fixture/cases.ts';
import { fixtureCompiled, fixtureNow, fixtureSources } from '../fixture/open-hub.ts';
import { postgresPrograms, startPostgres, type TestServer } from '../fixture/postgres-server.ts';
import { asDevice } from '../fixture/test-device.ts';
import { openHub } from '../hub.ts';
import { openHubKeys } from '../keys/hub-keys.ts';
import { dueCases, openRecords } from './index.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-dispose-'));
/** A server where this machine has one, which opens much faster than the embedded database. */
let server: TestServer | undefined;
let where: { databaseUrl?: string } = {};
beforeAll(async () => {
  if (postgresPrograms === undefined) return;
  server = await startPostgres();
  where = { databaseUrl: await server.newDatabase() };
}, 60_000);
afterAll(async () => {
  await server?.stop();
  rmSync(root, { recursive: true });
}, 60_000);

const kept = (years: number) => `{years: ${years}, law: {article: 規程1条, checked: '2026-04-01'}}`;

test('a case is kept as long as any of its procedures, as the content says now; a damaged one as long as any might', async () => {
  const serve = async (retention: string, deliver = false) => {
    const sources = fixtureSources({ 'dates/retention.yaml': retention });
    const compiled = fixtureCompiled(sources);
    const opened = await openHub({ dataFolder: root, sources, compiled, demo: false, now: fixtureNow, ...where });
    if (!opened.ok) throw new Error(opened.reason.because);
    const { sealing } = await openHubKeys(path.join(root, 'keys'));
    const whole = leftActions(1, compiled.content.version.hash);
    const payloads = [await sealedFrom(sealing.raw, whole), await sealedFrom(sealing.raw, leftActions(2, 'never'))];
    for (const payload of deliver ? payloads : [])
      await asDevice(opened.value.app, { method: 'POST', url: '/cases', payload });
    await opened.value.close();
  };
  const due = async (...days: string[]) => {
    const records = await openRecords(root, { municipality: 'mihon', now: fixtureNow, ...where });
    if (!records.ok) throw new Error(records.reason.because);
    const found = [];
    for (const today of days) found.push(await dueCases(records.value, today));
    await records.value.close();
    return found;
  };
  const [whole, damaged] = [testId(1, 0), testId(2, 0)];
  // Nobody has said yet whether the care of another municipality has to be taken over: it may apply.
  await serve(`{default: ${kept(1)}, fields: {care: ${kept(3)}}}`, true);
  expect(await due('2029-04-10', '2029-04-11')).toEqual([[], [whole, damaged]]);
  await serve(`{default: ${kept(2)}, fields: {care: ${kept(9)}}, procedures: {care-transfer: ${kept(1)}}}`);
  expect(await due('2027-04-10', '2027-04-11')).toEqual([[], [whole, damaged]]);
}, 60_000);
