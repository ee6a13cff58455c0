/**
 * The hub with everything it needs, from the command line: reads and compiles `flows/` for one municipality, then
 * serves the kiosk, the content, the register and the keys. `npm start` builds the kiosk and runs this.
 */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { compileContent, printProblem, suggestion } from '../content/authoring.ts';
import { type Hub, type LogSink, type NoHub, openHub, usualReader } from '../hub/index.ts';
import { loopbackAddress } from './devices.ts';
import { directoryFrom } from './directory-options.ts';
import { flowsFolder, hash, municipalities, readFlows } from './flows-folder.ts';
import { logFile } from './log-file.ts';

const repository = path.resolve(import.meta.dirname, '../..');

const usage = `npm start -- [options]
  --municipality NAME  whose content to serve: a folder of flows/municipalities (mihon)
  --port N             0 chooses a free one (8080)
  --host ADDRESS       where to listen; this machine only unless you say so (127.0.0.1)
  --data FOLDER        keys, cases, published content (data)
  --flows FOLDER       the content (flows)
  --kiosk FOLDER       the built kiosk (dist/kiosk)
  --log FILE           one JSON object a line; "-" for the error output (hub.log in the data folder)
  --demo, --no-demo    simulated cards and invented people (on for mihon)
  --practice           練習: invented people, marked everywhere, data and keys of its own (data-practice, port 8081)
  --reader ORIGIN      where the kiosk's page may ask for a card reader (${usualReader}); see docs/reader.md
  --staff-code DIGITS  what staff type on a kiosk (4 to 8 digits; without it one is made at each start and printed)
  --origin ADDRESS     under which browsers see this hub, where a proxy before it adds TLS (https://hub.example)
KAKANAI_OIDC_…         the city's own directory of staff: docs/staff-sign-in.md
DATABASE_URL=postgres://user:password@host/database keeps cases and tables on a PostgreSQL server (docs/hub.md)
KAKANAI_METRICS_TOKEN=…  with it /metrics answers other machines, too`;

/** The invented municipality, and with it the only one that is for demonstration unless told so. */
const invented = 'mihon';

function options() {
  const { values } = parseArgs({
    allowNegative: true,
    options: {
      municipality: { type: 'string', default: invented },
      port: { type: 'string' },
      host: { type: 'string', default: '127.0.0.1' },
      data: { type: 'string' },
      flows: { type: 'string', default: flowsFolder },
      kiosk: { type: 'string', default: path.join(repository, 'dist/kiosk') },
      log: { type: 'string' },
      demo: { type: 'boolean' },
      practice: { type: 'boolean', default: false },
      reader: { type: 'string', default: usualReader },
      'staff-code': { type: 'string' },
      origin: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  // Another address than the real hub's: what a browser keeps of the one and of the other never meets.
  const { practice, port: chosenPort = practice ? '8081' : '8080' } = values;
  if (practice && values.demo === false) throw new Error('--practice has invented people only: leave out --no-demo.');
  const data = values.data ?? path.join(repository, practice ? 'data-practice' : 'data');
  const port = Number(chosenPort);
  if (!/^\d+$/.test(chosenPort) || port > 65_535) throw new Error(`--port takes a number up to 65535.`);
  const reader = loopbackAddress(values.reader);
  if (reader === undefined)
    throw new Error(`--reader takes an address of this machine: ${usualReader}. A PIN is sent nowhere else.`);
  const staffCode = values['staff-code'];
  if (staffCode !== undefined && !/^\d{4,8}$/.test(staffCode)) throw new Error('--staff-code takes 4 to 8 digits.');
  const demo = values.demo ?? (practice || values.municipality === invented);
  const { origin } = values;
  if (origin !== undefined && !(URL.canParse(origin) && /^https?:\/\/[^/]+\/?$/.test(origin)))
    throw new Error('--origin takes scheme and host only: https://hub.example');
  return { ...values, data, port, reader, staffCode, demo };
}

type Options = ReturnType<typeof options>;

function logSink({ log, data }: Options): { sink: LogSink; place: string } {
  if (log === '-') return { sink: process.stderr, place: 'the error output' };
  const file = log ?? path.join(data, 'hub.log');
  return { sink: logFile(file), place: file };
}

function whyNot(no: NoHub): string {
  if (no.because === 'folder-in-use')
    return `Another hub (process ${no.heldBy}) works on this data folder. Stop it, or choose another folder with --data.`;
  const list = no.problems.map((problem) => printProblem(problem));
  return [...list, `The content has ${list.length} errors, and there is no earlier version to serve.`].join('\n');
}

function greeting(
  hub: Hub,
  address: string,
  { demo, municipality, practice }: Options,
  { logPlace, invitation }: { logPlace: string; invitation: string | undefined },
): string {
  const { content, problems } = hub.published;
  const lines = [
    ...(practice ? ['Practice (練習): nothing that is filled in here can be filed.'] : []),
    `Kakanai for ${content.municipality.name} (${municipality}), content ${content.version.label} ${content.version.hash}`,
    `Open ${address}`,
    `From home (事前入力): ${address}home/`,
    `Staff: ${address}staff/`,
  ];
  if (invitation !== undefined)
    lines.push(
      `Nobody can sign in as administrator yet. This link makes a passkey, once, within 24 hours:`,
      invitation,
    );
  for (const problem of problems) lines.push(printProblem(problem));
  if (problems.length > 0) lines.push('The content has errors: the version that was served last is served on.');
  const healthy = hub.cards.filter(({ card }) => card.behaviour === undefined);
  if (demo && healthy.length > 0) {
    lines.push(
      `Try: choose why you came, then place one of the ${hub.cards.length} simulated cards and enter its PIN.`,
    );
    for (const { label, story, card } of healthy.slice(0, 3)) lines.push(`  ${label}  PIN ${card.pin}  ${story}`);
  }
  lines.push(`Staff type ${hub.staffCode} on the kiosk for what is not for residents.`);
  lines.push(`Log: ${logPlace}. Stop with Ctrl+C.`);
  return lines.join('\n');
}

async function start(chosen: Options): Promise<void> {
  const sources = readFlows(chosen.flows);
  const known = municipalities(sources);
  if (!known.includes(chosen.municipality))
    throw new Error(`There is no municipality "${chosen.municipality}". ${suggestion(chosen.municipality, known)}`);
  const compiled = compileContent(sources, chosen.municipality, hash);
  const kioskFolder = chosen.kiosk;
  const hasKiosk = existsSync(path.join(kioskFolder, 'index.html'));
  if (!hasKiosk) console.error('The kiosk is not built, so there is no page: run npm run build.');
  const homeFolder = path.join(repository, 'dist/home');
  const counterFolder = path.join(repository, 'dist/counter');
  const onlyHere = ['127.0.0.1', '::1', 'localhost'].includes(chosen.host);
  if (!onlyHere)
    console.error(
      'Listening beyond this machine: put TLS before it, and let kiosks join by npm run hub:devices (docs/hub.md).',
    );

  mkdirSync(chosen.data, { recursive: true, mode: 0o700 });
  const log = logSink(chosen);
  const { DATABASE_URL: databaseUrl, KAKANAI_METRICS_TOKEN: metricsToken } = process.env;
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl))
    throw new Error('DATABASE_URL begins with postgres://. Without it the hub has a database of its own.');
  const directory = directoryFrom(process.env);
  const opened = await openHub({
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(metricsToken === undefined ? {} : { metricsToken }),
    dataFolder: chosen.data,
    compiled,
    sources,
    demo: chosen.demo,
    practice: chosen.practice,
    anyHostName: !onlyHere,
    reader: chosen.reader,
    ...(chosen.staffCode === undefined ? {} : { staffCode: chosen.staffCode }),
    now: () => new Date(),
    log: log.sink,
    ...(hasKiosk ? { kioskFolder } : {}),
    ...(existsSync(path.join(homeFolder, 'index.html')) ? { homeFolder } : {}),
    ...(existsSync(path.join(counterFolder, 'index.html')) ? { counterFolder } : {}),
    ...(chosen.origin === undefined ? {} : { origin: chosen.origin }),
    ...(directory === undefined ? {} : { directory }),
  });
  if (!opened.ok) throw new Error(whyNot(opened.reason));
  const hub = opened.value;
  const port = await hub.listen(chosen.port, chosen.host).catch(async (error: unknown) => {
    await hub.close();
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw taken ? new Error(`Port ${chosen.port} is in use. Choose another with --port.`) : error;
  });

  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1); // asked twice: do not wait
    stopping = true;
    setTimeout(() => process.exit(1), 10_000).unref();
    // With nothing left to do the process ends by itself, its log written.
    hub.close().catch((error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    });
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  const name = onlyHere ? 'localhost' : chosen.host.includes(':') ? `[${chosen.host}]` : chosen.host;
  const address = `http://${name}:${port}/`;
  const first = await hub.firstInvitation();
  const invitation = first && `${new URL('/staff/', chosen.origin ?? address).href}#invite=${first.token}`;
  console.log(greeting(hub, address, chosen, { logPlace: log.place, invitation }));
}

try {
  const chosen = options();
  if (chosen.help) console.log(usage);
  else await start(chosen);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
