import type { Result } from '../../basics/index.ts';
import type { SealedCase } from '../../protocol/index.ts';
import { bytesOf, decrypt, encrypt, joined, type Unopened } from '../../sealing/index.ts';

/** What is readable of a delivered case: all but its sealed bytes. */
export type Envelope = Omit<SealedCase, 'sealed'>;

export const envelopeOf = ({ sealed: _box, ...envelope }: SealedCase): Envelope => envelope;

const contextOf = (caseId: string) => bytesOf(`kakanai delivery 1 ${caseId}`);

/** The sealed bytes once more under the key of the case: the hub's own key alone no longer opens what is kept. */
export const boxOf = (key: CryptoKey, { case: caseId, sealed }: SealedCase): Promise<Uint8Array<ArrayBuffer>> =>
  encrypt(crypto, key, joined(Buffer.from(sealed, 'base64')), contextOf(caseId));

/** The sealed bytes as the device sent them. */
export const sealedBytes = (
  key: CryptoKey,
  caseId: string,
  box: Uint8Array,
): Promise<Result<Uint8Array<ArrayBuffer>, Unopened>> => decrypt(crypto, key, box, contextOf(caseId));
