import {
  type FindCasesAnswer,
  findCasesAnswer,
  findCasesRequest,
  paths,
  PROTOCOL,
  type ResumeCaseAnswer,
  resumeCaseAnswer,
  resumeCaseRequest,
} from '../../protocol/index.ts';
import type { Database } from '../database/index.ts';
import type { StaffCheck } from '../staff/routes.ts';
import type { CheckedApp } from '../web/checked.ts';
import type { CaseStore } from './case-store.ts';
import { casesOfNumber, giveOut, type NameOf } from './resuming.ts';

/** Staff take up a case again (再開) at a kiosk, by its number and their code. */
export function resumingRoutes(
  app: CheckedApp,
  {
    store,
    database,
    isStaff,
    nameOf,
    now,
  }: { store: CaseStore; database: Promise<Database>; isStaff: StaffCheck; nameOf: NameOf; now: () => Date },
): void {
  app.post(
    paths.findCases,
    { schema: { body: findCasesRequest, response: { 200: findCasesAnswer } } },
    async ({ body, log }): Promise<FindCasesAnswer> => {
      const staff = isStaff(body.code);
      if (staff !== 'staff') return { protocol: PROTOCOL, outcome: staff };
      const cases = await casesOfNumber(await database, body.number, nameOf);
      log.info({ count: cases.length }, 'cases were looked for by number at a kiosk');
      if (cases.length === 0) return { protocol: PROTOCOL, outcome: 'not-found' };
      return { protocol: PROTOCOL, outcome: 'found', cases };
    },
  );
  app.post(
    paths.resumeCase,
    { schema: { body: resumeCaseRequest, response: { 200: resumeCaseAnswer } } },
    async ({ body, log, device }): Promise<ResumeCaseAnswer> => {
      const staff = isStaff(body.code);
      if (staff !== 'staff') return { protocol: PROTOCOL, outcome: staff };
      const { case: caseId, again } = body;
      const at = now().toISOString();
      const given = await giveOut(await database, store, caseId, { device: device?.id, again, at, nameOf });
      log.info({ case: caseId, given: given.ok }, 'a case was to be resumed at a kiosk');
      if (given.ok) return { protocol: PROTOCOL, outcome: 'given', actions: given.value };
      if (given.reason === 'not-found') return { protocol: PROTOCOL, outcome: 'not-found' };
      return { protocol: PROTOCOL, outcome: 'not-given', now: given.reason };
    },
  );
}
