import * as client from 'openid-client';
import { fail, ok, type Result } from '../../basics/index.ts';
import type { StaffRole } from '../../protocol/index.ts';

/** The city's own directory of staff (職員認証基盤), spoken to with OpenID Connect. */
export interface DirectoryOptions {
  /** `https://login.example/…`; `http:` on this machine only. */
  issuer: string;
  clientId: string;
  /** None for a public client: PKCE is used in any case. */
  clientSecret?: string;
  /** How its button is called. */
  name: string;
  /** The claim that holds groups or roles: one text or a list. */
  rolesClaim: string;
  /** What the directory's groups are here. */
  roles: Readonly<Record<string, readonly StaffRole[]>>;
}

/** Somebody whom the directory knows. */
export interface Known {
  /** Issuer and subject: never given to somebody else (OpenID Connect Core 2). */
  subject: string;
  name: string;
  roles: StaffRole[];
}

/** `no-role`: the directory knows them, and none of their groups is a role here. */
export type NotKnown = 'unreachable' | 'not-genuine' | 'no-role';

export interface Directory {
  readonly name: string;
  /** Where the browser goes, and what it must come back with. */
  begin(back: string): Promise<Result<{ address: string; checks: Record<string, string> }, 'unreachable'>>;
  /** Whom the directory sent back: `address` with everything that stands in it. */
  finish(address: URL, checks: Record<string, string>): Promise<Result<Known, NotKnown>>;
}

/** Authorization code flow with PKCE, state and nonce. The directory is asked for its addresses when first needed. */
export function directoryOf(options: DirectoryOptions, now: () => Date): Directory {
  const issuer = new URL(options.issuer);
  const near = ['localhost', '127.0.0.1', '[::1]'].includes(issuer.hostname);
  if (issuer.protocol !== 'https:' && !near) throw new RangeError('a directory elsewhere is asked over https only');
  const metadata = () => ({
    ...(options.clientSecret === undefined ? {} : { client_secret: options.clientSecret }),
    // Tokens are old or not by the hub's clock, as sessions are.
    [client.clockSkew]: Math.round((now().getTime() - Date.now()) / 1000),
  });
  let found: Promise<client.Configuration> | undefined;
  const configuration = () => {
    found ??= client
      .discovery(issuer, options.clientId, metadata(), undefined, {
        timeout: 10,
        execute: issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [],
      })
      .catch((error: unknown) => {
        found = undefined; // the next one asks again
        throw error;
      });
    return found;
  };
  return {
    name: options.name,
    begin: async (back) => {
      const known = await configuration().catch(() => undefined);
      if (!known) return fail('unreachable');
      const checks = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      };
      const address = client.buildAuthorizationUrl(known, {
        redirect_uri: back,
        scope: 'openid profile',
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(checks.verifier),
        code_challenge_method: 'S256',
      });
      return ok({ address: address.href, checks });
    },
    finish: async (address, { state = '', nonce = '', verifier = '' }) => {
      const known = await configuration().catch(() => undefined);
      if (!known) return fail('unreachable');
      try {
        const tokens = await client.authorizationCodeGrant(known, address, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (!claims) return fail('not-genuine');
        // Some directories keep groups out of the token and tell them on request.
        const told =
          options.rolesClaim in claims || known.serverMetadata().userinfo_endpoint === undefined
            ? claims
            : { ...claims, ...(await client.fetchUserInfo(known, tokens.access_token, claims.sub)) };
        const roles = rolesIn(told[options.rolesClaim], options.roles);
        if (roles.length === 0) return fail('no-role');
        const names = [told['name'], told['preferred_username'], claims.sub];
        const name = names.find((one): one is string => typeof one === 'string' && one !== '') ?? '';
        return ok({ subject: `${claims.iss} ${claims.sub}`, name, roles });
      } catch {
        // Not what was asked for, not signed by the directory, too old, or made for somebody else.
        return fail('not-genuine');
      }
    },
  };
}

function rolesIn(claim: unknown, mapping: DirectoryOptions['roles']): StaffRole[] {
  const groups: unknown[] = Array.isArray(claim) ? claim : [claim];
  const roles = groups.flatMap((group) =>
    typeof group === 'string' && Object.hasOwn(mapping, group) ? (mapping[group] ?? []) : [],
  );
  return [...new Set(roles)];
}
