import type { ChipFile } from './chip.ts';
import { free, issuerCertificate, key, keyName, madeUp, madeUpKey, madeUpSignature, openedBy } from './chip-files.ts';
import type { CardBehaviour, CardDescription } from './description.ts';
import { basicFourFile, bytesOf, concat, textBytes, tlv } from './encoding.ts';
import { sha256 } from './sha256.ts';

/** The number that every simulated card holds in its file of the personal number: invented, with a right check digit. */
export const simulatedPersonalNumber = '123456789018';

const [pin, codeA, codeB] = ['0011', '0014', '0015'];

function fourInfos(card: CardDescription, behaviour: CardBehaviour): Uint8Array {
  if (behaviour.basicFourFile !== undefined) return bytesOf(behaviour.basicFourFile);
  switch (behaviour.layout) {
    case 'long-lengths':
      return basicFourFile(card, 'long');
    case 'bytes-before':
      return concat(bytesOf('8183'), basicFourFile(card));
    case 'with-reading':
      return basicFourFile(card, 'shortest', tlv('DF26', textBytes('ミホン　ヨミ')));
    default:
      return basicFourFile(card);
  }
}

/** What the digest of the four infos is made of: the fields without the table of positions before them. */
function digested(file: Uint8Array): Uint8Array {
  const at = file.findIndex((byte, n) => byte === 0xdf && file[n + 1] === 0x22);
  return at < 0 ? file : file.subarray(at);
}

/** 券面事項入力補助AP: personal number, four infos, digests of both, and the keys that go with them. */
export function textApplication(
  card: CardDescription,
  behaviour: CardBehaviour,
  checkCodeB: string,
): Record<string, ChipFile> {
  const personalNumber = concat(tlv('FF10', textBytes(simulatedPersonalNumber)), Uint8Array.of(0xff, 0xff));
  const infos = fourInfos(card, behaviour);
  const filler = new Uint8Array(behaviour.filler ?? 2).fill(0xff);
  const digests = concat(tlv('DF31', sha256(personalNumber)), tlv('DF32', sha256(digested(infos))));
  const ownKey = tlv('DF51', madeUpKey(`text ${card.name}`));
  return {
    '0001': openedBy([pin, codeA], personalNumber),
    '0002': openedBy([pin, codeB], infos, filler),
    '0003': openedBy([pin, codeA, codeB], tlv('FF30', concat(digests, tlv('DF33', madeUpSignature(card.name))))),
    '0004': free(issuerCertificate(card.municipalityCode)),
    '0005': free(
      tlv(
        'FF40',
        concat(
          tlv('DF41', bytesOf('01030E01')),
          tlv('DF42', keyName('x000034')),
          tlv('DF43', concat(madeUp('basic data', 32), new Uint8Array(96).fill(0xff))),
        ),
      ),
    ),
    '0006': openedBy([pin, codeA, codeB], tlv('A1', madeUpKey(`session ${card.name}`))),
    '0007': openedBy(
      [pin, codeA, codeB],
      tlv('FF50', concat(ownKey, tlv('DF52', madeUpSignature(`key of ${card.name}`)))),
    ),
    '0008': free(new Uint8Array(16).fill(0xff)),
    [pin]: key(card.pin, 3, behaviour.pinless ? 0 : behaviour.triesLeft?.pin),
    // Blocked on every card as it is issued; what it would open is not known.
    '0012': key('', 0),
    [codeA]: key(simulatedPersonalNumber, 10),
    [codeB]: key(checkCodeB, 10, behaviour.triesLeft?.checkCodeB),
  };
}
