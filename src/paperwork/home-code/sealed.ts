import { fail, ok, type Result } from '../../basics/index.ts';
import {
  type Bytes,
  bytesOf,
  type OpeningKeys,
  openSealed,
  type PublicKey,
  sealTo,
  textOf,
} from '../../sealing/index.ts';
import { type HomeCode, homeCode } from './contents.ts';
import { SEALED_CODE_LIMIT } from './parts.ts';

/** DEFLATE without a frame (RFC 1951), of the platform. */
export type Deflate = (bytes: Bytes) => Promise<Bytes>;

/** The other way; nothing where the bytes are none, or would become more than `limit`: it stops there. */
export type Inflate = (bytes: Bytes, limit: number) => Promise<Bytes | undefined>;

/** Most bytes of the JSON inside: several times any real household, and nothing for a server. */
export const CONTENTS_LIMIT = 64 * 1024;

const info = bytesOf('kakanai home code 1');

/** JSON, deflated, sealed to the municipality's key. Whoever made it cannot read it again, and no kiosk can. */
export const sealHomeCode = async (to: PublicKey, contents: HomeCode, deflate: Deflate): Promise<Bytes> =>
  sealTo(to, await deflate(bytesOf(JSON.stringify(contents))), info);

export type UnopenedCode =
  /** Sealed to a key that this hub does not have: another municipality's, or one that is no more. */
  | 'unknown-key'
  /** Written by a later version than this. */
  | 'newer'
  | 'damaged';

/** Opens a home code. Whatever is wrong with it is refused as a whole. */
export async function openHomeCode(
  as: OpeningKeys,
  sealed: Uint8Array,
  inflate: Inflate,
): Promise<Result<HomeCode, UnopenedCode>> {
  if (sealed.length > SEALED_CODE_LIMIT) return fail('damaged');
  const opened = await openSealed(as, sealed, info);
  if (!opened.ok)
    return fail(
      opened.reason === 'other-key' ? 'unknown-key' : opened.reason === 'unknown-format' ? 'newer' : 'damaged',
    );
  const plain = await inflate(opened.value, CONTENTS_LIMIT);
  const json = plain && parsed(textOf(plain));
  const read = homeCode.safeParse(json);
  if (read.success) return ok(read.data);
  return fail(formatOf(json) > 1 ? 'newer' : 'damaged');
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

const formatOf = (json: unknown): number =>
  typeof json === 'object' && json !== null && 'format' in json ? Number(json.format) : 0;
