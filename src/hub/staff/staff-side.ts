import fastifyCookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import { accountRoutes } from '../accounts/account-routes.ts';
import { cookiesOf } from '../accounts/cookies.ts';
import { demoRoles } from '../accounts/demo-accounts.ts';
import { type DirectoryOptions, directoryOf } from '../accounts/directory.ts';
import { type Gate, gateOf } from '../accounts/gate.ts';
import { originOf } from '../accounts/origin.ts';
import { type SessionLimits, sessionsOf, usualLimits } from '../accounts/sessions.ts';
import { signInRoutes } from '../accounts/sign-in-routes.ts';
import type { Note } from '../audit/trail.ts';
import type { CheckedApp } from '../web/checked.ts';
import { limitsOf } from '../web/limits.ts';
import { type StaffCaseOptions, staffCaseRoutes } from './case-routes.ts';

interface StaffSideOptions extends Omit<StaffCaseOptions, 'gate'> {
  note: Note;
  municipality: string;
  demo: boolean;
  origin?: string;
  directory?: DirectoryOptions;
  sessionLimits?: SessionLimits;
}

/**
 * Everything for staff who sign in, and the limits by address that hold for all routes added from now on. The gate that
 * it returns guards other routes with rights, too.
 */
export async function staffSide(bare: FastifyInstance, app: CheckedApp, options: StaffSideOptions): Promise<Gate> {
  const { database, note, now, demo, origin } = options;
  await bare.register(fastifyCookie);
  const limits = await limitsOf(bare);
  const cookies = cookiesOf({ tls: origin?.startsWith('https:') ?? false });
  const sessions = sessionsOf({ limits: options.sessionLimits ?? usualLimits, demo, now });
  const gate = gateOf({ database, sessions, cookies, note });
  signInRoutes(app, {
    database,
    sessions,
    cookies,
    limits,
    note,
    now,
    originOf: (request) => originOf(origin, request),
    municipality: options.municipality,
    directory: options.directory && directoryOf(options.directory, now),
    demo: demo ? demoRoles : [],
  });
  accountRoutes(app, { database, gate, now });
  staffCaseRoutes(app, { ...options, gate });
  return gate;
}
