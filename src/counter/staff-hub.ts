import * as z from 'zod/mini';
import { fail, ok, type Result } from '../basics/index.ts';
import {
  caseDisclosure,
  caseRead,
  casesFound,
  caseTrail,
  deviceList,
  enrolmentCodeAnswer,
  invitation,
  invitationOptions,
  passkeyOptions,
  paths,
  problem,
  type ProblemCode,
  PROTOCOL,
  signInWays,
  staffAccounts,
  staffPaths,
  type StaffRole,
  staffSession,
  staffTasks,
  type TaskResult,
} from '../protocol/index.ts';

/** Why the hub did not do it. */
export type Failure = ProblemCode | 'unreachable' | 'not-understood';

type Fetch = (input: string, init?: RequestInit) => Promise<Response>;
type Said<Schema extends z.core.$ZodType> = Promise<Result<z.output<Schema>, Failure>>;

/** What the pages of staff ask of their hub. Every answer is checked against the protocol. */
export class StaffHub {
  readonly #fetch: Fetch;

  constructor(fetch: Fetch) {
    this.#fetch = fetch;
  }

  ways = () => this.#get(staffPaths.ways, signInWays);
  session = () => this.#get(staffPaths.session, staffSession);
  passkeyOptions = () => this.#post(staffPaths.passkeyOptions, {}, passkeyOptions);
  signIn = (answer: object) => this.#post(staffPaths.passkey, { answer }, staffSession);
  signInAs = (role: StaffRole) => this.#post(staffPaths.demo, { role }, staffSession);
  invited = (token: string) => this.#post(staffPaths.invitationOptions, { token }, invitationOptions);
  accept = (token: string, answer: object) => this.#post(staffPaths.invitation, { token, answer }, staffSession);
  signOut = () => this.#ask(staffPaths.signOut, { protocol: PROTOCOL });

  tasks = () => this.#get(staffPaths.tasks, staffTasks);
  closeTask = (task: number, result: TaskResult) =>
    this.#post(staffPaths.closeTask(String(task)), { result }, staffTasks);
  find = (receipt: string) => this.#post(staffPaths.search, { receipt }, casesFound);
  read = (caseId: string) => this.#get(staffPaths.readCase(caseId), caseRead);
  trail = (caseId: string) => this.#get(staffPaths.caseTrail(caseId), caseTrail);
  disclose = (caseId: string) => this.#get(staffPaths.discloseCase(caseId), caseDisclosure);

  accounts = () => this.#get(staffPaths.accounts, staffAccounts);
  makeAccount = (name: string, roles: readonly StaffRole[]) =>
    this.#post(staffPaths.accounts, { name, roles }, invitation);
  inviteAgain = (account: string) => this.#post(staffPaths.invite(account), {}, invitation);
  changeRoles = (account: string, roles: readonly StaffRole[]) =>
    this.#post(staffPaths.accountRoles(account), { roles }, staffAccounts);
  closeAccount = (account: string) => this.#post(staffPaths.closeAccount(account), {}, staffAccounts);

  devices = () => this.#get(paths.devices, deviceList);
  makeCode = (name: string) => this.#post(paths.enrolmentCodes, { name }, enrolmentCodeAnswer);
  revokeDevice = async (device: string): Promise<Result<'revoked', Failure>> => {
    const answer = await this.#ask(paths.revokeDevice(device), { protocol: PROTOCOL });
    return answer.ok ? ok('revoked') : answer;
  };

  #get = <Schema extends z.core.$ZodType>(path: string, schema: Schema) => this.#read(this.#ask(path), schema);
  #post = <Schema extends z.core.$ZodType>(path: string, body: object, schema: Schema) =>
    this.#read(this.#ask(path, { protocol: PROTOCOL, ...body }), schema);

  async #read<Schema extends z.core.$ZodType>(asked: Promise<Result<unknown, Failure>>, schema: Schema): Said<Schema> {
    const answer = await asked;
    if (!answer.ok) return answer;
    const read = z.safeParse(schema, answer.value);
    return read.success ? ok(read.data) : fail('not-understood');
  }

  async #ask(path: string, body?: object): Promise<Result<unknown, Failure>> {
    try {
      const response = await this.#fetch(path, {
        ...(body === undefined
          ? {}
          : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
        cache: 'no-store',
        credentials: 'same-origin',
      });
      if (response.status === 204) return ok(undefined);
      const said: unknown = await response.json();
      if (response.ok) return ok(said);
      return fail(problem.safeParse(said).data?.error ?? 'not-understood');
    } catch {
      return fail('unreachable');
    }
  }
}
