import { type DirectoryOptions } from '../hub/index.ts';
import { staffRole, type StaffRole } from '../protocol/index.ts';

/**
 * The city's directory from the environment (docs/staff-sign-in.md); nothing where no issuer is named. Throws a sentence
 * where something is missing or is no role.
 */
export function directoryFrom(environment: Record<string, string | undefined>): DirectoryOptions | undefined {
  const of = (name: string) => environment[`KAKANAI_OIDC_${name}`];
  const issuer = of('ISSUER');
  if (issuer === undefined) return undefined;
  if (!URL.canParse(issuer)) throw new Error('KAKANAI_OIDC_ISSUER is an address: https://login.example');
  const clientId = of('CLIENT_ID');
  if (clientId === undefined)
    throw new Error('KAKANAI_OIDC_CLIENT_ID is missing: the name of this hub at the directory.');
  const clientSecret = of('CLIENT_SECRET');
  return {
    issuer,
    clientId,
    ...(clientSecret === undefined ? {} : { clientSecret }),
    name: of('NAME') ?? new URL(issuer).hostname,
    rolesClaim: of('ROLES_CLAIM') ?? 'roles',
    roles: rolesFrom(of('ROLES') ?? ''),
  };
}

/** `市民課=counter,市民課長=supervisor+counter` */
function rolesFrom(text: string): Record<string, StaffRole[]> {
  const pairs = text.split(',').filter((pair) => pair.trim() !== '');
  if (pairs.length === 0) throw new Error('KAKANAI_OIDC_ROLES is missing: which group has which role, group=role,…');
  return Object.fromEntries(
    pairs.map((pair) => {
      const [group = '', roles = ''] = pair.split('=').map((part) => part.trim());
      return [
        group,
        roles.split('+').map((role) => {
          const read = staffRole.safeParse(role.trim());
          if (!read.success)
            throw new Error(`KAKANAI_OIDC_ROLES: "${role}" is no role. There are ${staffRole.options.join(', ')}.`);
          return read.data;
        }),
      ];
    }),
  );
}
