import * as z from 'zod/mini';
import {
  caseDisclosure,
  caseRead,
  caseSearch,
  casesFound,
  caseTrail,
  closingTask,
  PROTOCOL,
  staffPaths,
  staffTasks,
} from '../../protocol/index.ts';
import type { Gate } from '../accounts/gate.ts';
import { trailOf } from '../audit/accesses.ts';
import { appendToTrail } from '../audit/trail.ts';
import type { Database } from '../database/index.ts';
import { disclosed } from '../records/disclose.ts';
import { caseInAddress } from '../web/case-in-address.ts';
import type { CheckedApp } from '../web/checked.ts';
import { Refusal } from '../web/refusal.ts';
import { findCases } from './find-cases.ts';
import { type Reading, readCase } from './read-case.ts';
import { closeTask, listTasks } from './tasks.ts';

export interface StaffCaseOptions extends Omit<Reading, 'database'> {
  database: Promise<Database>;
  gate: Gate;
  /** Names of life events by event and language. */
  eventNames: Record<string, Record<string, string>>;
}

const taskInAddress = z.strictObject({ taskId: z.string().check(z.regex(/^\d{1,15}$/)) });
const noCase = () => new Refusal(404, 'not-found', 'This case is not here.');

/** What staff do with cases: tasks, where a case is, reading one, and telling its resident who saw it. */
export function staffCaseRoutes(app: CheckedApp, options: StaffCaseOptions): void {
  const { gate, eventNames, now, store, contentOf } = options;
  const by = (request: Parameters<Gate['admitted']>[0]) => {
    const { role, account } = gate.admitted(request);
    return { role, account: account.id };
  };
  const tasksNow = async () => ({
    protocol: PROTOCOL,
    at: now().toISOString(),
    ...(await listTasks(await options.database)),
    eventNames,
  });

  app.get(
    staffPaths.tasks,
    { onRequest: gate.requires('see-tasks'), schema: { response: { 200: staffTasks } } },
    async () => tasksNow(),
  );
  app.post(
    staffPaths.closeTask(':taskId'),
    {
      onRequest: gate.requires('close-task'),
      schema: { params: taskInAddress, body: closingTask, response: { 200: staffTasks } },
    },
    async (request) => {
      const database = await options.database;
      const closing = { task: Number(request.params.taskId), result: request.body.result, by: by(request), now: now() };
      const outcome = await database.transaction().execute((within) => closeTask(within, closing));
      if (outcome === 'not-found') throw new Refusal(404, 'not-found', 'There is no such task.');
      if (outcome === 'already-done') throw new Refusal(409, 'already-done', 'Somebody closed this task before.');
      return tasksNow();
    },
  );
  app.post(
    staffPaths.search,
    { onRequest: gate.requires('find-case'), schema: { body: caseSearch, response: { 200: casesFound } } },
    async ({ body }) => ({
      protocol: PROTOCOL,
      cases: await findCases(await options.database, body.receipt),
      eventNames,
    }),
  );
  app.get(
    staffPaths.readCase(':caseId'),
    {
      onRequest: gate.requires('read-case'),
      schema: { params: caseInAddress, response: { 200: caseRead } },
    },
    async (request) => {
      const reading = { database: await options.database, store, now, contentOf };
      const read = await readCase(reading, request.params.caseId, by(request));
      if (!read) throw noCase();
      return read;
    },
  );
  app.get(
    staffPaths.caseTrail(':caseId'),
    { onRequest: gate.requires('read-audit'), schema: { params: caseInAddress, response: { 200: caseTrail } } },
    async (request) => {
      const { caseId } = request.params;
      const rows = await (await options.database).transaction().execute(async (within) => {
        const found = await trailOf(within, caseId);
        await appendToTrail(within, { ...by(request), at: now().toISOString(), action: 'trail-read', case: caseId });
        return found;
      });
      return { protocol: PROTOCOL, rows };
    },
  );
  app.get(
    staffPaths.discloseCase(':caseId'),
    {
      onRequest: gate.requires('disclose-case'),
      schema: { params: caseInAddress, response: { 200: caseDisclosure } },
    },
    async (request) => {
      const { caseId } = request.params;
      const all = await disclosed({ database: await options.database, store, now }, caseId, by(request));
      if (!all) throw noCase();
      return { protocol: PROTOCOL, ...all };
    },
  );
}
