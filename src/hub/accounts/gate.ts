import type { FastifyReply, FastifyRequest } from 'fastify';
import type { StaffRight, StaffRole } from '../../protocol/index.ts';
import type { AuditEntry, Note } from '../audit/trail.ts';
import type { Database } from '../database/index.ts';
import { isFromThisMachine } from '../web/guard.ts';
import { Refusal } from '../web/refusal.ts';
import { caseInRequest } from './case-in-request.ts';
import type { Cookies } from './cookies.ts';
import { roleFor } from './rights.ts';
import type { Session, Sessions } from './sessions.ts';

/** A hook for a route that lets in who has a right; the description of the addresses says which. */
export interface Guard {
  (request: FastifyRequest, reply: FastifyReply): Promise<void>;
  readonly right: StaffRight;
}

/** Somebody who was let in, and the role in which. */
export interface Admitted extends Session {
  role: StaffRole;
}

/** Lets nobody to a route of staff who has no right to it. */
export interface Gate {
  /**
   * For `onRequest` of a route: 401 where nobody is signed in, 403 without the right, before the body is read. That
   * somebody tried what they may not is written into the trail. `use`: whether a request prolongs the session.
   */
  requires(right: StaffRight, use?: 'use' | 'look'): Guard;
  /** The same, but commands on the hub's own machine are let in too: they have no session, and no browser sent them. */
  requiresUnlessCommand(right: StaffRight): Guard;
  /** Who was let in. Throws on a route that is not guarded: a mistake of ours. */
  admitted(request: FastifyRequest): Admitted;
  /** As the trail names who was let in by either. */
  whoDid(request: FastifyRequest): Pick<AuditEntry, 'role' | 'account'>;
}

export function gateOf(options: {
  database: Promise<Database>;
  sessions: Sessions;
  cookies: Cookies;
  note: Note;
}): Gate {
  const { database, sessions, cookies, note } = options;
  const all = new WeakMap<FastifyRequest, Admitted>();
  const gate: Gate = {
    requires: (right, use = 'use') => {
      const hook = async (request: FastifyRequest) => {
        const secret = cookies.read(request, 'kakanai-staff');
        const session = secret === undefined ? undefined : await sessions.find(await database, secret, use);
        if (!session) throw new Refusal(401, 'signed-out', 'Nobody is signed in, or no longer.');
        const role = roleFor(session.roles, right);
        if (role === undefined) {
          note({
            role: session.roles[0] ?? 'staff',
            account: session.account.id,
            action: 'right-refused',
            case: caseInRequest(request),
          });
          throw new Refusal(403, 'not-allowed', `This account does not have the right "${right}".`);
        }
        all.set(request, { ...session, role });
      };
      return Object.assign(hook, { right });
    },
    requiresUnlessCommand: (right) => {
      const guard = gate.requires(right);
      const hook = async (request: FastifyRequest, reply: FastifyReply) => {
        if (!isCommandHere(request)) await guard(request, reply);
      };
      return Object.assign(hook, { right });
    },
    admitted: (request) => {
      const session = all.get(request);
      if (!session) throw new Error('a route of staff is not guarded');
      return session;
    },
    whoDid: (request) => {
      const session = all.get(request);
      return session ? { role: session.role, account: session.account.id } : { role: 'operator' };
    },
  };
  return gate;
}

/** Browsers say from which site a request comes (Fetch Metadata), programs do not. */
const isCommandHere = (request: FastifyRequest): boolean =>
  isFromThisMachine(request) && !('sec-fetch-site' in request.headers) && !('cookie' in request.headers);
