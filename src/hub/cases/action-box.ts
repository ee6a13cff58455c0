import { type Bytes, bytesOf, chain, decrypt, encrypt, joined, textOf } from '../../sealing/index.ts';

const contextOf = (caseId: string, place: number) => bytesOf(`kakanai action 1 ${caseId} ${place}`);

/** One action as it is stored: encrypted under the key of its case, bound to its place. */
export const boxedAction = (key: CryptoKey, caseId: string, place: number, action: unknown): Promise<Bytes> =>
  encrypt(crypto, key, bytesOf(JSON.stringify(action)), contextOf(caseId, place));

/** The action again; nothing where it does not open. */
export async function actionIn(key: CryptoKey, caseId: string, place: number, box: Uint8Array): Promise<unknown> {
  const opened = await decrypt(crypto, key, box, contextOf(caseId, place));
  return opened.ok ? JSON.parse(textOf(opened.value) ?? 'null') : undefined;
}

/** Binds a stored action to all before it; the chain holds also after the key of the case was destroyed. */
export const linkOf = (previous: Bytes, caseId: string, place: number, actionId: string | null, box: Uint8Array) =>
  chain(crypto, previous, joined(bytesOf(`${caseId} ${place} ${actionId ?? ''}\n`), box));
