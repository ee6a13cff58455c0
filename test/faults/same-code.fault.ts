import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, expect, test, type TestContext } from 'vitest';
import { testId } from '../../src/hub/fixture/cases.ts';
import { fixtureCompiled, fixtureNow, fixtureSources, openFixtureHub } from '../../src/hub/fixture/open-hub.ts';
import { postgresPrograms, startPostgres } from '../../src/hub/fixture/postgres-server.ts';
import { asDevice } from '../../src/hub/fixture/test-device.ts';
import { databaseOver, embeddedPool, IN_MEMORY } from '../../src/hub/database/index.ts';
import { type Hub, openHub } from '../../src/hub/hub.ts';
import { type HomeCode, sealHomeCode } from '../../src/paperwork/index.ts';
import { type HubDescription, type OpenHomeCodeAnswer, paths, PROTOCOL } from '../../src/protocol/index.ts';
import { importPublicKey } from '../../src/sealing/index.ts';
import { tell, times } from './toll.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-same-code-'));
afterAll(() => rmSync(root, { recursive: true }));

const deflate = (bytes: Uint8Array) => Promise.resolve(new Uint8Array(deflateRawSync(bytes)));

/** What one person answered at home (事前入力). */
const codeOf = (number: number): HomeCode =>
  ({
    format: 1,
    id: testId(9, number),
    municipality: 'mihon',
    content: 'abc',
    events: ['moving-in'],
    made: '2026-04-10',
    expires: '2026-05-10',
    language: 'ja',
    case: [['new-address', '中央一丁目2番3号']],
    people: [[['name', '架空　花']]],
  }) as HomeCode;

/** Shows each code to two kiosks at the same moment; it must be opened for exactly one of them. */
async function expectOpenedOnce(context: TestContext, fault: string, hubs: readonly [Hub, Hub]): Promise<void> {
  const { sealingKey } = (await hubs[0].app.inject(paths.hub)).json() as HubDescription;
  const key = await importPublicKey(crypto, Buffer.from(sealingKey.key, 'base64'));
  if (!key.ok) throw new Error(key.reason);
  const count = times(40);
  let [nobody, both] = [0, 0];
  const outcomes = new Set<string>();
  for (let number = 0; number < count; number++) {
    const sealed = Buffer.from(await sealHomeCode(key.value, codeOf(number), deflate)).toString('base64');
    const answers = await Promise.all(
      hubs.map(async (hub, kiosk) => {
        const payload = { protocol: PROTOCOL, case: testId(10 + kiosk, number), sealed };
        const answer = await asDevice(hub.app, { method: 'POST', url: paths.openHomeCode, payload });
        return (answer.json() as OpenHomeCodeAnswer).outcome;
      }),
    );
    for (const one of answers) outcomes.add(one);
    const opened = answers.filter((one) => one === 'found').length;
    nobody += opened === 0 ? 1 : 0;
    both += opened > 1 ? 1 : 0;
  }
  tell(context, { fault, times: count, of: 'codes', kept: count, lost: nobody, doubled: both });
  expect({ nobody, both }).toEqual({ nobody: 0, both: 0 });
  expect(outcomes).toEqual(new Set(['found', 'used']));
}

test('one home code, two kiosks of one hub', async (context) => {
  const database = databaseOver(await embeddedPool(IN_MEMORY));
  const hub = await openFixtureHub(path.join(root, 'one'), { database, now: fixtureNow });
  await expectOpenedOnce(context, 'One home code shown to two kiosks in one moment', [hub, hub]);
  await hub.close();
  await (await database).destroy();
}, 120_000);

test('one home code, kiosks of two hubs', async (context) => {
  if (postgresPrograms === undefined) return context.skip('there is no PostgreSQL on this machine');
  const server = await startPostgres();
  const databaseUrl = await server.newDatabase();
  const hubs: [Hub, Hub] = [await openHubOn(databaseUrl), await openHubOn(databaseUrl)];
  await expectOpenedOnce(context, 'One home code shown to kiosks of two hubs on one PostgreSQL server', hubs);
  for (const hub of hubs) await hub.close();
  await server.stop();
}, 120_000);

/** Both have one data folder, as hubs of one machine do. */
async function openHubOn(databaseUrl: string): Promise<Hub> {
  const sources = fixtureSources();
  const dataFolder = path.join(root, 'shared');
  const compiled = fixtureCompiled(sources);
  const opened = await openHub({ dataFolder, sources, compiled, demo: true, now: fixtureNow, databaseUrl });
  if (!opened.ok) throw new Error(opened.reason.because);
  return opened.value;
}
