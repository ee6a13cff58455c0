import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { fail, ok, type Result } from '../../basics/index.ts';
import type { Queries } from '../database/index.ts';
import type { Origin } from './origin.ts';

/** Milliseconds for which the browser waits for somebody's finger or PIN. */
const patience = 5 * 60_000;

/** EdDSA, ES256, RS256 (COSE): what every authenticator in use signs with. */
const algorithms = [-8, -7, -257];

/**
 * What a browser needs to make a passkey (WebAuthn Level 3). It must be found without a name being typed, and the
 * authenticator must see that it is the person (finger, face, PIN): a stolen key alone opens nothing.
 */
export async function optionsToMake(within: Queries, account: { id: string; name: string }, { host }: Origin) {
  const there = await within
    .selectFrom('staff_passkeys')
    .select(['id', 'transports'])
    .where('account', '=', account.id)
    .execute();
  return generateRegistrationOptions({
    rpName: 'Kakanai',
    rpID: host,
    userName: account.name,
    userDisplayName: account.name,
    userID: new TextEncoder().encode(account.id),
    timeout: patience,
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: there,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** Keeps a passkey that was made; false where the authenticator's answer does not hold. */
export async function keepPasskey(
  within: Queries,
  made: { account: string; challenge: string; answer: unknown; origin: Origin; now: Date },
): Promise<boolean> {
  const { account, challenge, origin, now } = made;
  const verified = await verifyRegistrationResponse({
    response: made.answer as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: origin.origin,
    expectedRPID: origin.host,
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  }).catch(() => undefined); // the library throws where something does not hold
  if (!verified?.verified) return false;
  const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential;
  const at = now.toISOString();
  const kept = await within
    .insertInto('staff_passkeys')
    .values({
      id,
      account,
      public_key: Buffer.from(publicKey),
      counter,
      transports: JSON.stringify(transports),
      made_at: at,
      used_at: at,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return kept !== undefined;
}

/** What a browser needs to sign in with a passkey of this host, whosever it is. */
export const optionsToSignIn = ({ host }: Origin) =>
  generateAuthenticationOptions({ rpID: host, userVerification: 'required', timeout: patience });

/** Whose passkey signed; `account` of a refusal is whose it claims to be, where there is such a passkey. */
export async function signedBy(
  within: Queries,
  signed: { challenge: string; answer: { id: string }; origin: Origin; now: Date },
): Promise<Result<string, { account: string | undefined }>> {
  const { challenge, answer, origin, now } = signed;
  const passkey = await passkeyNamed(within, answer.id);
  if (passkey?.state !== 'open') return fail({ account: passkey?.account });
  const { account } = passkey;
  const verified = await verifyAuthenticationResponse({
    response: answer as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: origin.origin,
    expectedRPID: origin.host,
    requireUserVerification: true,
    credential: {
      id: passkey.id,
      publicKey: Uint8Array.from(passkey.public_key),
      counter: passkey.counter,
      transports: passkey.transports,
    },
  }).catch(() => undefined);
  if (!verified?.verified) return fail({ account });
  await within
    .updateTable('staff_passkeys')
    .set({ counter: verified.authenticationInfo.newCounter, used_at: now.toISOString() })
    .where('id', '=', passkey.id)
    .execute();
  return ok(account);
}

/** Whose passkey has this id. */
export const passkeyNamed = (within: Queries, id: string) =>
  within
    .selectFrom('staff_passkeys')
    .innerJoin('staff_accounts', 'staff_accounts.id', 'staff_passkeys.account')
    .select(['staff_passkeys.id', 'account', 'public_key', 'counter', 'transports', 'state'])
    .where('staff_passkeys.id', '=', id)
    .executeTakeFirst();
