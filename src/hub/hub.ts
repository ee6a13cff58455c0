import Fastify, { type FastifyInstance } from 'fastify';
import path from 'node:path';
import { fail, ok, type Result } from '../basics/index.ts';
import type { Compiled, Problem, SourceText } from '../content/authoring.ts';
import type { DemoCard } from '../protocol/index.ts';
import type { DirectoryOptions } from './accounts/directory.ts';
import { hasAdministrator, inviteAdministrator } from './accounts/first-administrator.ts';
import type { SessionLimits } from './accounts/sessions.ts';
import { documentedRoutes, FOR_DEVICES } from './api/documented-routes.ts';
import { apiRoutes } from './api/routes.ts';
import { notesIn } from './audit/trail.ts';
import { openBookings } from './bookings/bookings.ts';
import { bookingRoutes } from './bookings/routes.ts';
import type { CaseStore } from './cases/case-store.ts';
import { startIntake } from './cases/intake.ts';
import { openCases } from './cases/open-cases.ts';
import { resumingRoutes } from './cases/resuming-routes.ts';
import { caseRoutes } from './cases/routes.ts';
import { type Published, publish, publishedContent, publishedVersion } from './content/published.ts';
import { contentRoutes } from './content/routes.ts';
import { type Database, holdIdentity, openedElsewhere, openingOf, openingOnServer } from './database/index.ts';
import { cardGalleryOf } from './demo/cards.ts';
import { readPopulation } from './demo/population.ts';
import { demoRoutes } from './demo/routes.ts';
import { sampleHouseholds } from './demo/sample-households.ts';
import { fillSampleRegister, sampleRegister } from './demo/sample-register.ts';
import {
  deviceRoutes,
  leaveRoute,
  Devices,
  eventFile,
  eventTable,
  Nonces,
  sightingsIn,
  signedByDevice,
  signedBySomebody,
} from './devices/index.ts';
import { privateFolder } from './files/durable.ts';
import { holderOf, lockFolder } from './files/lock.ts';
import { healthRoutes } from './health.ts';
import { openDeviceKeys } from './keys/device-keys.ts';
import { openHubKeys } from './keys/hub-keys.ts';
import { keyRoutes } from './keys/routes.ts';
import { homeCodeRoutes } from './home-codes/routes.ts';
import { usedCodesIn } from './home-codes/used-codes.ts';
import { pages } from './pages.ts';
import { liveRoutes } from './live/routes.ts';
import { newMetrics } from './metrics/metrics.ts';
import { metricsRoutes } from './metrics/routes.ts';
import { checkDelivered } from './register/check-delivered.ts';
import { inquiriesIn } from './register/inquiries.ts';
import { type MoveOutCertificates, noRegister, type ResidentRegister } from './register/resident-register.ts';
import { registerRoutes } from './register/routes.ts';
import { schemaRoutes } from './schemas/routes.ts';
import { staffSide } from './staff/staff-side.ts';
import { newStaffCode, staffCheck, staffRoutes } from './staff/routes.ts';
import { checkedByProtocol } from './web/checked.ts';
import { guard } from './web/guard.ts';
import { logAnswers, logOptions, type LogSink } from './web/log.ts';
import { answerError, Refusal } from './web/refusal.ts';

export interface HubOptions {
  /** Everything the hub keeps is below this folder. */
  dataFolder: string;
  /** The content of the municipality this hub serves. */
  compiled: Compiled;
  /** The files of `flows/`: the invented people are read from its examples. */
  sources: readonly SourceText[];
  /** The built kiosk; without it the hub serves no page. */
  kioskFolder?: string;
  /** The built home page, at `/home/`. */
  homeFolder?: string;
  /** The built page of staff, at `/staff/`. */
  counterFolder?: string;
  /** Offers simulated cards, and a register of invented people where none is given. */
  demo: boolean;
  /** 練習: keys, data and cases of its own, invented people only; whatever is real is refused. */
  practice?: boolean;
  /** Answers under every host name, as a hub on a network must; otherwise under those of this machine only. */
  anyHostName?: boolean;
  /**
   * Under which address browsers see this hub, `https://hub.example`, where a proxy before it adds TLS: passkeys and
   * cookies are bound to it. Without it to the name under which a request comes.
   */
  origin?: string;
  /** The city's own directory of staff. */
  directory?: DirectoryOptions;
  sessionLimits?: SessionLimits;
  /** Origin of the bridge to the card reader on a kiosk's own machine (docs/reader.md): its page may ask there too. */
  reader?: string;
  /** What staff type on a kiosk before it shows them what is not for residents; six digits made by chance without it. */
  staffCode?: string;
  now: () => Date;
  log?: LogSink;
  /** `postgres://…`: cases and all tables are on that server, and several hubs may share it and this data folder. */
  databaseUrl?: string;
  /** A database that the caller opened and will close; without it the hub keeps one of its own in its data folder. */
  database?: Promise<Database>;
  /** With it `/metrics` may be asked from other machines. */
  metricsToken?: string;
  register?: ResidentRegister;
  certificates?: MoveOutCertificates;
  /** How long a register may take. */
  registerMilliseconds?: number;
}

export type NoHub =
  /** The content has errors, and no earlier version is in the data folder. */
  | { because: 'content'; problems: readonly Problem[] }
  /** Another hub works on this data folder. */
  | { because: 'folder-in-use'; heldBy: number };

export interface Hub {
  /** For tests: `app.inject`. */
  app: FastifyInstance;
  published: Published;
  cards: readonly DemoCard[];
  /** What staff type on a kiosk of this hub. */
  staffCode: string;
  /** A new invitation for an administrator, where nobody can sign in as one and it is no demonstration. */
  firstInvitation(): Promise<{ token: string; until: string } | undefined>;
  /** Starts to listen; resolves to the port. 0 chooses a free one. */
  listen(port: number, host: string): Promise<number>;
  /** Finishes what is under way, then lets go of the data folder. */
  close(): Promise<void>;
}

const bodyLimit = 256 * 1024;

/** Where `npm run reader` listens unless told otherwise. */
export const usualReader = 'http://127.0.0.1:8179';

/** Opens the data folder and builds the hub. Throws where a file in that folder is damaged. */
export async function openHub(options: HubOptions): Promise<Result<Hub, NoHub>> {
  const inData = (...names: string[]) => path.join(options.dataFolder, ...names);
  await privateFolder(options.dataFolder);
  const { databaseUrl, practice = false } = options;
  if (practice && (!options.demo || options.register || options.certificates))
    throw new Error('A practice hub (練習) has the sample register and invented people, and no other.');
  const heldBy = databaseUrl === undefined ? undefined : await holderOf(options.dataFolder);
  if (heldBy !== undefined) return fail({ because: 'folder-in-use', heldBy });
  // The embedded database and the journal are for one process; those who share a server may share the folder.
  const lock =
    databaseUrl === undefined ? await lockFolder(options.dataFolder) : ok({ release: async () => undefined });
  if (!lock.ok) return fail({ because: 'folder-in-use', heldBy: lock.reason.heldBy });
  // It opens in a thread of its own while the rest starts.
  const started = performance.now();
  const opening = options.database
    ? openedElsewhere(options.database)
    : databaseUrl === undefined
      ? openingOf(inData('database'), practice)
      : openingOnServer(databaseUrl, practice);
  opening.ready.catch(() => undefined); // told below
  const letGo = async () => {
    await opening.close();
    await lock.value.release();
  };
  try {
    const municipality = options.compiled.content.municipality.id;
    const keys = await openHubKeys(inData('keys'), { practice, now: options.now });
    const publication = await publish(options.compiled, inData('content', municipality), keys.content);
    if (!publication.ok) {
      await letGo();
      return fail({ because: 'content', problems: publication.reason });
    }
    const published = publication.value;
    const deviceKeys = await openDeviceKeys(inData('device-keys'));
    const bookings = await openBookings(inData('bookings'), keys.bookings, options.now);
    const population = options.demo ? readPopulation(options.sources, municipality) : { examples: [], skipped: [] };
    const gallery = cardGalleryOf(population.examples);
    const skippedExamples = [...population.skipped, ...gallery.skipped];
    let databaseFailed = false;
    const database = opening.ready.then(async (ready) => {
      if (!options.database) await holdIdentity(ready, keys, options.now);
      if (options.demo) await fillSampleRegister(ready, municipality, sampleHouseholds(population.examples));
      return ready;
    });
    database.catch(() => undefined); // told below
    if (databaseUrl !== undefined) await database; // without it there is nothing that this hub could do
    const cases = await openCases(inData('cases'), {
      wrapping: keys.wrapping,
      now: options.now,
      ...(databaseUrl === undefined ? {} : { tables: database }),
    });
    const store: CaseStore = cases.store;
    const invented = options.demo ? sampleRegister(database, municipality) : noRegister;

    const bare = Fastify({
      ...logOptions(options.log),
      bodyLimit,
      requestTimeout: 30_000,
      forceCloseConnections: 'idle',
      frameworkErrors: answerError,
      // The proxy that adds TLS runs on this machine or in its network's; only that on this machine says who asked.
      trustProxy: options.origin === undefined ? false : 'loopback',
    });
    const documented = documentedRoutes(bare);
    const app = checkedByProtocol(bare);
    let closing = false;
    database.then(
      () => app.log.info({ ms: Math.round(performance.now() - started) }, 'database open'),
      (err: unknown) => {
        databaseFailed = !closing;
        if (databaseFailed) app.log.error({ err }, 'the database cannot be opened');
      },
    );
    const intake = startIntake({
      store,
      database,
      by: {
        key: keys.sealing.opening,
        municipality,
        practice: keys.practice,
        contentOf: async (hash) =>
          hash === published.content.version.hash
            ? published.content
            : publishedContent(published.folder, hash, keys.content),
      },
      now: options.now,
      takenUp: async (taken) => {
        metrics.takenUp(taken);
        const { case: caseId, state, actions, tasks } = taken;
        const reasons = [...new Set(tasks.map(({ reason }) => reason))];
        app.log.info({ case: caseId, state, actions, reasons }, 'case taken up');
      },
      failed: (err, caseId) => app.log.error({ err, case: caseId }, 'a case could not be taken up'),
    });
    app.addHook('onClose', async () => {
      await intake.close();
      await store.close();
      await letGo();
    });
    app.removeContentTypeParser('text/plain');
    app.setErrorHandler(answerError);
    app.setNotFoundHandler(() => {
      throw new Refusal(404, 'not-found', 'There is nothing at this address.');
    });
    await guard(bare, {
      anyHostName: options.anyHostName ?? false,
      ...(options.origin === undefined ? {} : { hostName: new URL(options.origin).hostname }),
      reader: options.reader ?? usualReader,
    });
    logAnswers(bare);
    const note = notesIn(database, options.now, (err) => {
      if (!closing) app.log.error({ err }, 'the audit trail was not written');
    });
    const gate = await staffSide(bare, app, {
      ...options,
      database,
      note,
      store,
      municipality: published.content.municipality.name,
      eventNames: Object.fromEntries(published.manifest.opening.events.map(({ id, plain }) => [id, plain])),
      contentOf: (hash) => publishedVersion(published.folder, hash, keys.content),
    });
    const metrics = newMetrics(
      () => store.stored(),
      () => store.accepting(),
    );
    metricsRoutes(bare, metrics, options.metricsToken);
    await contentRoutes(app, published);
    schemaRoutes(app, published);
    const nonces = new Nonces(options.now);
    keyRoutes(app, { keys, deviceKeys, municipality, demo: options.demo, nonces });
    const devices = new Devices(
      databaseUrl === undefined
        ? await eventFile(path.join(await privateFolder(inData('devices')), 'events.ndjson'))
        : eventTable(database),
      { secret: keys.wrapping.key, now: options.now },
    );
    const sightings = sightingsIn(database, options.now, (err) => {
      if (!closing) app.log.error({ err }, 'it was not written down when a device was seen');
    });
    deviceRoutes(app, {
      devices,
      sightings,
      signed: signedBySomebody(nonces),
      gate,
      note,
    });
    const staffCode = options.staffCode ?? newStaffCode();
    const register = options.register ?? invented;
    const record = inquiriesIn(database, options.now);
    // Whatever is about a case or about people goes to enrolled devices only.
    await app.register(async (forDevices) => {
      forDevices.decorate(FOR_DEVICES, true);
      const signed = signedByDevice(nonces, { devices, sightings, note, now: options.now });
      forDevices.addHook('onRequest', signed.onRequest);
      forDevices.addHook('preParsing', signed.preParsing);
      forDevices.addHook('preValidation', signed.preValidation);
      leaveRoute(forDevices, devices, note);
      const isStaff = staffCheck(staffCode, options.now);
      staffRoutes(forDevices, isStaff, note);
      bookingRoutes(forDevices, { bookings, isStaff, content: published.content, note });
      homeCodeRoutes(forDevices, {
        sealing: keys.sealing,
        content: published.content,
        noteUse: usedCodesIn(database, options.now),
        now: options.now,
      });
      registerRoutes(forDevices, {
        register,
        certificates: options.certificates ?? invented,
        content: published.content,
        record,
        personId: (caseId, registerId) => keys.personId(caseId, registerId),
        now: options.now,
        milliseconds: options.registerMilliseconds ?? 5000,
      });
      caseRoutes(forDevices, store, keys, metrics.delivered, async (sealed, device) => {
        await intake.arrived(sealed.case, device);
        if (closing) return undefined; // taken up at the next start
        return checkDelivered(sealed, {
          sealing: keys.sealing,
          content: published.content,
          register,
          record,
          database,
          now: options.now,
          milliseconds: options.registerMilliseconds ?? 5000,
        });
      });
      resumingRoutes(forDevices, {
        store,
        database,
        isStaff,
        nameOf: async (id) => (await devices.all()).find((one) => one.id === id)?.name,
        now: options.now,
      });
    });
    if (options.demo) demoRoutes(app, gallery.cards);
    liveRoutes(app, { database, mayListen: gate.requires('see-tasks', 'look') });
    healthRoutes(app, {
      published,
      store,
      skippedExamples,
      databaseFailed: () => databaseFailed,
      withoutKey: cases.withoutKey.length,
    });
    apiRoutes(app, documented);
    if (options.kioskFolder !== undefined) await pages(app, options.kioskFolder, '/');
    if (options.homeFolder !== undefined) await pages(app, options.homeFolder, '/home/');
    if (options.counterFolder !== undefined) await pages(app, options.counterFolder, '/staff/');
    await app.ready();

    for (const problem of published.problems)
      app.log.error(
        { rule: problem.rule, place: `flows/${problem.file}:${problem.line}:${problem.column}` },
        'content is broken: serving the last good version',
      );
    for (const place of skippedExamples) app.log.warn({ place: `flows/${place}` }, 'example left out');
    if (cases.cutOff > 0)
      app.log.warn({ bytes: cases.cutOff }, 'an unfinished case at the end of the journal was cut off');
    return ok({
      app: bare,
      published,
      cards: gallery.cards,
      staffCode,
      firstInvitation: async () => {
        if (options.demo) return undefined;
        const ready = await database;
        return (await hasAdministrator(ready)) ? undefined : inviteAdministrator(ready, options.now());
      },
      listen: async (port, host) => {
        await app.listen({ port, host });
        const [address] = app.addresses();
        return typeof address === 'object' ? address.port : port;
      },
      close: () => {
        closing = true;
        return app.close();
      },
    });
  } catch (error) {
    await letGo();
    throw error;
  }
}
