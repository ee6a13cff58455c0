import { type Result, todayInTokyo } from '../../basics/index.ts';
import type { Content, Fact } from '../../content/index.ts';
import {
  type HouseholdAnswer,
  householdAnswer,
  type HouseholdRequest,
  householdRequest,
  paths,
  PROTOCOL,
} from '../../protocol/index.ts';
import type { EnrolledDevice } from '../devices/index.ts';
import type { CheckedApp } from '../web/checked.ts';
import { Refusal } from '../web/refusal.ts';
import type { Inquiry, RecordInquiry } from './inquiries.ts';
import { lookUp } from './look-up.ts';
import { release } from './release.ts';
import type {
  Household,
  HouseholdQuery,
  MoveOutCertificates,
  RegisterRefusal,
  ResidentRegister,
} from './resident-register.ts';

export interface RegisterOptions {
  register: ResidentRegister;
  certificates: MoveOutCertificates;
  content: Content;
  /** Nothing found leaves the hub before this has written down that it was asked for. */
  record: RecordInquiry;
  personId(caseId: string, registerId: string): string;
  now(): Date;
  /** How long a device waits for a register. */
  milliseconds: number;
}

/** What the device is told. One word for a protected household and for an ambiguous name: see `householdAnswer`. */
const outcomeOf: Record<RegisterRefusal, Exclude<HouseholdAnswer['outcome'], 'found'>> = {
  'not-found': 'not-found',
  ambiguous: 'staff',
  protected: 'staff',
  unavailable: 'unavailable',
  late: 'late',
};

/** The resident register and the certificates of moving out, each asked once per case and in bulk. */
export function registerRoutes(app: CheckedApp, options: RegisterOptions): void {
  const { content } = options;
  const knownEvents = new Set(content.events.map((event) => event.id));
  const schema = { body: householdRequest, response: { 200: householdAnswer } };

  const answerFrom =
    (source: Inquiry['source'], ask: (query: HouseholdQuery) => Promise<Result<Household, RegisterRefusal>>) =>
    async (request: {
      body: HouseholdRequest;
      device?: EnrolledDevice;
      log: Pick<CheckedApp['log'], 'info' | 'error'>;
    }): Promise<HouseholdAnswer> => {
      const { case: caseId, municipality, person, events, facts } = request.body;
      if (municipality !== content.municipality.id)
        throw new Refusal(409, 'wrong-municipality', `This hub is that of ${content.municipality.id}.`);
      const wanted = new Set(facts);
      const allowed = new Map<string, Fact>();
      for (const fact of content.facts)
        if (wanted.has(fact.id) && fact.sources.includes(source)) allowed.set(fact.id, fact);
      const found = await lookUp(ask, { person, facts: new Set(allowed.keys()) }, options.milliseconds, (err) =>
        request.log.error({ err, case: caseId, source }, 'a register failed'),
      );
      const answer: HouseholdAnswer = found.ok
        ? release(found.value, allowed, todayInTokyo(options.now()), (id) => options.personId(caseId, id))
        : { protocol: PROTOCOL, outcome: outcomeOf[found.reason] };
      // Which facts were asked for, never what they are, nor of whom.
      const inquiry: Inquiry = {
        case: caseId,
        device: request.device?.id,
        source,
        events: events.filter((event) => knownEvents.has(event)),
        facts: [...allowed.keys()],
        refused: wanted.size - allowed.size,
        outcome: answer.outcome,
      };
      const { facts: askedFor, ...rest } = inquiry;
      request.log.info({ ...rest, asked: askedFor }, 'register asked');
      const recorded = options.record(inquiry).then(
        () => true,
        (err: unknown) => {
          request.log.error({ err, case: caseId, source }, 'an inquiry was not recorded');
          return false;
        },
      );
      if (answer.outcome !== 'found' || (await within(options.milliseconds, recorded))) return answer;
      return { protocol: PROTOCOL, outcome: 'unavailable' };
    };

  app.post(
    paths.household,
    { schema },
    answerFrom('register', (query) => options.register.household(query)),
  );
  app.post(
    paths.certificate,
    { schema },
    answerFrom('certificate', (query) => options.certificates.certificate(query)),
  );
}

/** Whether it came true in time. */
const within = (milliseconds: number, done: Promise<boolean>): Promise<boolean> =>
  Promise.race([
    done,
    new Promise<boolean>((resolve) => {
      setTimeout(() => resolve(false), milliseconds).unref();
    }),
  ]);
