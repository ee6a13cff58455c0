import * as z from 'zod/mini';
import {
  changedRoles,
  invitation,
  newAccount,
  plainRequest,
  PROTOCOL,
  staffAccounts,
  staffPaths,
} from '../../protocol/index.ts';
import type { Database } from '../database/index.ts';
import type { CheckedApp } from '../web/checked.ts';
import { Refusal } from '../web/refusal.ts';
import { type Actor, changeRoles, closeAccount, invite, listAccounts, makeAccount } from './accounts.ts';
import type { Admitted, Gate } from './gate.ts';

const accountInAddress = z.strictObject({ accountId: z.uuid() });
const asActor = ({ role, account }: Admitted): Actor => ({ role, account: account.id });

/** Who may sign in, and in which roles: for the administrator. Nobody changes or closes the account they work with. */
export function accountRoutes(
  app: CheckedApp,
  { database, gate, now }: { database: Promise<Database>; gate: Gate; now: () => Date },
): void {
  const guarded = { onRequest: gate.requires('manage-accounts') };
  const answers = { 200: staffAccounts };
  const list = async () => ({ protocol: PROTOCOL, accounts: await listAccounts(await database, now()) });
  const another = async (accountId: string, { account }: Admitted): Promise<string> => {
    if (accountId === account.id) throw new Refusal(409, 'not-allowed', 'Nobody changes their own account.');
    const there = await (await database)
      .selectFrom('staff_accounts')
      .select(['kind', 'state'])
      .where('id', '=', accountId)
      .executeTakeFirst();
    if (there?.state !== 'open') throw new Refusal(404, 'not-found', 'There is no open account with this id.');
    return there.kind;
  };

  app.get(staffPaths.accounts, { ...guarded, schema: { response: answers } }, list);
  app.post(
    staffPaths.accounts,
    { ...guarded, schema: { body: newAccount, response: { 201: invitation } } },
    async (request, reply) => {
      const by = asActor(gate.admitted(request));
      const { name, roles } = request.body;
      const made = await (await database).transaction().execute(async (within) => {
        const account = await makeAccount(within, { name, roles: [...new Set(roles)], kind: 'passkey' }, by, now());
        return { protocol: PROTOCOL, account, ...(await invite(within, account, by, now())) };
      });
      return reply.code(201).send(made);
    },
  );
  app.post(
    staffPaths.invite(':accountId'),
    { ...guarded, schema: { params: accountInAddress, body: plainRequest, response: { 201: invitation } } },
    async (request, reply) => {
      const who = gate.admitted(request);
      const account = request.params.accountId;
      if ((await another(account, who)) !== 'passkey')
        throw new Refusal(409, 'not-allowed', 'Who comes through the directory needs no invitation.');
      const made = await (await database)
        .transaction()
        .execute((within) => invite(within, account, asActor(who), now()));
      return reply.code(201).send({ protocol: PROTOCOL, account, ...made });
    },
  );
  app.post(
    staffPaths.accountRoles(':accountId'),
    { ...guarded, schema: { params: accountInAddress, body: changedRoles, response: answers } },
    async (request) => {
      const who = gate.admitted(request);
      const account = request.params.accountId;
      if ((await another(account, who)) !== 'passkey')
        throw new Refusal(409, 'not-allowed', 'The roles of this account are decided elsewhere.');
      const roles = [...new Set(request.body.roles)];
      await (await database)
        .transaction()
        .execute((within) => changeRoles(within, account, roles, asActor(who), now()));
      return list();
    },
  );
  app.post(
    staffPaths.closeAccount(':accountId'),
    { ...guarded, schema: { params: accountInAddress, body: plainRequest, response: answers } },
    async (request) => {
      const who = gate.admitted(request);
      const account = request.params.accountId;
      await another(account, who);
      await (await database).transaction().execute((within) => closeAccount(within, account, asActor(who), now()));
      return list();
    },
  );
}
