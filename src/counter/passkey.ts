import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';
import { fail, ok, type Result } from '../basics/index.ts';
import type { StaffSession } from '../protocol/index.ts';
import type { Failure, StaffHub } from './staff-hub.ts';

/** `not-here`: no passkeys on a page without TLS, or in this browser. `not-done`: the person or the browser gave up. */
export type PasskeyFailure = Failure | 'not-here' | 'not-done';

/** Signs in with a passkey of this machine or of a security key. */
export async function signInWithPasskey(hub: StaffHub): Promise<Result<StaffSession, PasskeyFailure>> {
  if (!browserSupportsWebAuthn()) return fail('not-here');
  const asked = await hub.passkeyOptions();
  if (!asked.ok) return asked;
  const optionsJSON = asked.value.options as unknown as PublicKeyCredentialRequestOptionsJSON;
  const signed = await gaveUp(startAuthentication({ optionsJSON }));
  return signed.ok ? hub.signIn(signed.value) : signed;
}

/** Makes the passkey of somebody who was invited, and signs in with it. */
export async function makePasskey(
  hub: StaffHub,
  token: string,
  options: { challenge: string },
): Promise<Result<StaffSession, PasskeyFailure>> {
  if (!browserSupportsWebAuthn()) return fail('not-here');
  const made = await gaveUp(
    startRegistration({ optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON }),
  );
  return made.ok ? hub.accept(token, made.value) : made;
}

const gaveUp = <Answer>(work: Promise<Answer>): Promise<Result<Answer, 'not-done'>> =>
  work.then(ok, () => fail('not-done'));
