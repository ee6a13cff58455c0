import { type HubDescription, type SignedManifest, signedText } from '../protocol/index.ts';

/** Whether a manifest carries the signature of this hub (Ed25519, RFC 8032). */
export async function isGenuine(hub: HubDescription, manifest: SignedManifest): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', fromBase64(hub.contentKey.key), 'Ed25519', false, ['verify']);
  return crypto.subtle.verify(
    'Ed25519',
    key,
    fromBase64(manifest.signature.value),
    new TextEncoder().encode(signedText(manifest)),
  );
}

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
