import { type IdSource, newId, ok, type Result } from '../../basics/index.ts';
import type { Outlook } from '../../engine/index.ts';
import { type HomeCode, homeCodeOf, sealHomeCode, splitCode } from '../../paperwork/index.ts';
import type { PublicKey } from '../../sealing/index.ts';

/** The codes of a case answered at home: the texts of their QR codes, and their last day. */
export interface MadeCode {
  texts: readonly string[];
  expires: HomeCode['expires'];
}

/** Makes the codes here, with no network. Each time with an id of its own: one that was used does not spoil another. */
export async function makeHomeCode(
  outlook: Outlook,
  to: PublicKey,
  { ids, today, language }: { ids: IdSource; today: string; language: string },
): Promise<Result<MadeCode, 'too-large'>> {
  const contents = homeCodeOf(outlook, { id: newId(ids), made: today, language });
  const texts = splitCode(await sealHomeCode(to, contents, deflate), contents.id);
  return texts.ok ? ok({ texts: texts.value, expires: contents.expires }) : texts;
}

/** DEFLATE of the browser (RFC 1951). */
async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
