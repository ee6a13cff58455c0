import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  demoSignIn,
  invitationAnswer,
  invitationOptions,
  invitationRequest,
  passkeyAnswer,
  passkeyOptions,
  plainRequest,
  PROTOCOL,
  signInWays,
  staffPaths,
  staffSession,
  type StaffRole,
  type StaffSession,
} from '../../protocol/index.ts';
import { appendToTrail, type Note } from '../audit/trail.ts';
import type { Database, Queries } from '../database/index.ts';
import type { CheckedApp } from '../web/checked.ts';
import type { Limits } from '../web/limits.ts';
import { Refusal } from '../web/refusal.ts';
import { invited, useInvitation } from './accounts.ts';
import { beginCeremony, endCeremony } from './ceremonies.ts';
import type { Cookies } from './cookies.ts';
import { demoAccount } from './demo-accounts.ts';
import type { Directory } from './directory.ts';
import { directoryAccount } from './directory-accounts.ts';
import type { Origin } from './origin.ts';
import { keepPasskey, optionsToMake, optionsToSignIn, passkeyNamed, signedBy } from './passkeys.ts';
import { rightsOf } from './rights.ts';
import type { Session, Sessions } from './sessions.ts';

export interface SignInOptions {
  database: Promise<Database>;
  sessions: Sessions;
  cookies: Cookies;
  limits: Limits;
  note: Note;
  now: () => Date;
  originOf: (request: FastifyRequest) => Origin;
  municipality: string;
  directory: Directory | undefined;
  /** The roles for which there is an invented account; none outside a demonstration. */
  demo: readonly StaffRole[];
}

const answerOf = ({ account, roles, end }: Session, now: Date): StaffSession => ({
  protocol: PROTOCOL,
  account,
  roles: [...roles],
  rights: rightsOf(roles),
  secondsLeft: Math.ceil((Date.parse(end) - now.getTime()) / 1000),
});

const refused = () => new Refusal(401, 'sign-in-refused', 'That does not sign anybody in. Try again from the start.');

/** Signing in with a passkey, through the city's directory, and in a demonstration; and signing out. */
export function signInRoutes(app: CheckedApp, options: SignInOptions): void {
  const { database, sessions, cookies, limits, note, now, directory } = options;
  const limited = { onRequest: limits.signIn };

  /** Begins a session within the transaction that found out who it is. */
  const letIn = async (within: Queries, reply: FastifyReply, account: string): Promise<StaffSession> => {
    const secret = await sessions.begin(within, account);
    const session = await sessions.find(within, secret, 'look');
    if (!session) throw refused();
    await appendToTrail(within, {
      at: now().toISOString(),
      role: session.roles[0] ?? 'staff',
      account,
      action: 'signed-in',
    });
    cookies.give(reply, 'kakanai-staff', secret);
    return answerOf(session, now());
  };
  const notLetIn = (account?: string) => {
    note({ role: 'staff', account, action: 'sign-in-refused' });
    return refused();
  };
  const begin = async (
    reply: FastifyReply,
    kind: 'sign-in' | 'invitation' | 'directory',
    content: Record<string, string>,
  ) => {
    const secret = await beginCeremony(await database, kind, content, now());
    // The way back from the directory's page is one from another site.
    cookies.give(reply, 'kakanai-sign-in', secret, kind === 'directory' ? 'lax' : 'strict');
  };
  const ended = async (request: FastifyRequest, reply: FastifyReply, kind: Parameters<typeof begin>[1]) => {
    const secret = cookies.read(request, 'kakanai-sign-in');
    cookies.take(reply, 'kakanai-sign-in');
    return secret === undefined ? undefined : endCeremony(await database, kind, secret, now());
  };

  app.get(staffPaths.ways, { schema: { response: { 200: signInWays } } }, async () => ({
    protocol: PROTOCOL,
    municipality: options.municipality,
    ...(directory ? { directory: directory.name } : {}),
    demo: [...options.demo],
  }));
  app.get(staffPaths.session, { schema: { response: { 200: staffSession } } }, async (request) => {
    const secret = cookies.read(request, 'kakanai-staff');
    const session = secret === undefined ? undefined : await sessions.find(await database, secret, 'look');
    if (!session) throw new Refusal(401, 'signed-out', 'Nobody is signed in, or no longer.');
    return answerOf(session, now());
  });
  app.post(staffPaths.signOut, { schema: { body: plainRequest } }, async (request, reply) => {
    const secret = cookies.read(request, 'kakanai-staff');
    cookies.take(reply, 'kakanai-staff');
    if (secret !== undefined) {
      const ready = await database;
      const session = await sessions.find(ready, secret, 'look');
      await sessions.end(ready, secret);
      if (session) note({ role: session.roles[0] ?? 'staff', account: session.account.id, action: 'signed-out' });
    }
    return reply.code(204).send();
  });

  app.post(
    staffPaths.passkeyOptions,
    { ...limited, schema: { body: plainRequest, response: { 200: passkeyOptions } } },
    async (request, reply) => {
      const made = await optionsToSignIn(options.originOf(request));
      await begin(reply, 'sign-in', { challenge: made.challenge });
      return { protocol: PROTOCOL, options: { ...made } };
    },
  );
  app.post(
    staffPaths.passkey,
    { ...limited, schema: { body: passkeyAnswer, response: { 200: staffSession } } },
    async (request, reply) => {
      const { answer } = request.body;
      const begun = await ended(request, reply, 'sign-in');
      const ready = await database;
      const claimed = await passkeyNamed(ready, answer.id);
      if (claimed) await limits.stillOpen(request, reply, claimed.account);
      const challenge = begun?.['challenge'];
      const origin = options.originOf(request);
      const session = await ready.transaction().execute(async (within) => {
        if (challenge === undefined) return undefined;
        const who = await signedBy(within, { challenge, answer, origin, now: now() });
        return who.ok ? letIn(within, reply, who.value) : undefined;
      });
      if (session) return session;
      if (claimed) await limits.failed(request, claimed.account);
      throw notLetIn(claimed?.account);
    },
  );

  app.post(
    staffPaths.invitationOptions,
    { ...limited, schema: { body: invitationRequest, response: { 200: invitationOptions } } },
    async (request, reply) => {
      const ready = await database;
      const account = await invited(ready, request.body.token, now());
      if (!account) throw notLetIn();
      const made = await optionsToMake(ready, account, options.originOf(request));
      await begin(reply, 'invitation', { challenge: made.challenge });
      return { protocol: PROTOCOL, name: account.name, options: { ...made } };
    },
  );
  app.post(
    staffPaths.invitation,
    { ...limited, schema: { body: invitationAnswer, response: { 200: staffSession } } },
    async (request, reply) => {
      const { token, answer } = request.body;
      const challenge = (await ended(request, reply, 'invitation'))?.['challenge'];
      const origin = options.originOf(request);
      const session = await (await database).transaction().execute(async (within) => {
        const account = await invited(within, token, now());
        if (!account || challenge === undefined) return undefined;
        if (!(await keepPasskey(within, { account: account.id, challenge, answer, origin, now: now() })))
          return undefined;
        // Two at once: one of them finds it used, and nothing of it stays.
        if (!(await useInvitation(within, token))) throw refused();
        return letIn(within, reply, account.id);
      });
      if (!session) throw notLetIn();
      return session;
    },
  );

  if (options.demo.length > 0)
    app.post(
      staffPaths.demo,
      { ...limited, schema: { body: demoSignIn, response: { 200: staffSession } } },
      async ({ body }, reply) => {
        const ready = await database;
        return ready
          .transaction()
          .execute(async (within) => letIn(within, reply, await demoAccount(within, body.role, now())));
      },
    );

  if (!directory) return;
  /** Back to the page, which says in words what happened. */
  const backToPage = (reply: FastifyReply, because?: string) =>
    reply.redirect(because === undefined ? '/staff/' : `/staff/#refused=${because}`, 303);
  const back = (request: FastifyRequest) => options.originOf(request).origin + staffPaths.directoryBack;
  app.get(staffPaths.directory, limited, async (request, reply) => {
    const begun = await directory.begin(back(request));
    if (!begun.ok) return backToPage(reply, begun.reason);
    await begin(reply, 'directory', begun.value.checks);
    return reply.redirect(begun.value.address, 303);
  });
  app.get(staffPaths.directoryBack, limited, async (request, reply) => {
    const checks = await ended(request, reply, 'directory');
    const address = new URL(request.url, back(request));
    const known = checks && (await directory.finish(address, checks));
    if (!known?.ok) {
      note({ role: 'staff', action: 'sign-in-refused' });
      return backToPage(reply, known?.reason ?? 'not-genuine');
    }
    const ready = await database;
    const letInAs = await ready.transaction().execute(async (within) => {
      const account = await directoryAccount(within, known.value, now());
      return account === undefined ? undefined : letIn(within, reply, account);
    });
    if (letInAs) return backToPage(reply);
    note({ role: 'staff', action: 'sign-in-refused' });
    return backToPage(reply, 'closed');
  });
}
