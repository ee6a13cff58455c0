import { certificate } from './certificate.ts';
import type { ChipFile } from './chip.ts';
import { free, key, openedBy } from './chip-files.ts';
import type { CardDescription } from './description.ts';
import { concat, textBytes } from './encoding.ts';

const [authenticationPin, signaturePin] = ['0018', '001B'];

/** 公的個人認証AP as far as it is public: what the token is, and the certificates. Its private keys are not simulated. */
export function certificateApplication(card: CardDescription): Record<string, ChipFile> {
  const has = card.certificates ?? 'both';
  const expiry = card.certificateExpiry ?? card.expiry;
  const present = (is: boolean): number => (is ? 0x8f : 0x00);
  const tries = card.behaviour?.triesLeft;
  const files: Record<string, ChipFile> = {
    ...tokenFiles('JPKIAPICCTOKEN2'),
    '0008': free(Uint8Array.of(present(has === 'both'), present(has !== 'none'), 0x00)),
  };
  if (has !== 'none') {
    files['000A'] = free(certificate('user authentication', card.name, expiry));
    files['000B'] = free(certificate('user authentication CA', 'CA', '2035-03-31'));
    files[authenticationPin] = key(card.otherPins?.authentication ?? card.pin, 3, tries?.authentication);
  }
  if (has === 'both') {
    files['0001'] = openedBy([signaturePin], certificate('digital signature', card.name, expiry));
    files['0002'] = openedBy([signaturePin], certificate('user authentication CA', 'signature CA', '2035-03-31'));
    files[signaturePin] = key(card.otherPins?.signature ?? `A${card.pin}B`, 5, tries?.signature);
  }
  return files;
}

/** The description of the token (PKCS #11): 160 bytes, of which the first 32 tell cards and phones apart. */
export function tokenFiles(name: string): Record<string, ChipFile> {
  const described = [name.padEnd(32), 'JPKI'.padEnd(32), 'SIMULATED'.padEnd(16), '0'.repeat(16)].map(textBytes);
  const bytes = new Uint8Array(160);
  bytes.set(concat(...described));
  return { '0006': free(bytes) };
}
