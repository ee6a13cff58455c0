import type { ChipFile } from './chip.ts';
import { free, issuerCertificate, key, keyName, madeUp, madeUpKey, madeUpSignature, openedBy } from './chip-files.ts';
import type { CardDescription } from './description.ts';
import { bytesOf, concat, textBytes, tlv } from './encoding.ts';
import { simulatedPersonalNumber } from './text-application.ts';

const [birthDate, codeB, codeA] = ['0011', '0012', '0013'];

/** A white picture of one point: the simulated card has nothing drawn on it, so that nothing on it can be read. */
const picture = bytesOf(
  '89504e470d0a1a0a0000000d4948445200000001000000010100000000376ef9240000000a49444154789c636800000082008177cd72b60000000049454e44ae426082',
);
/** The beginning of a JPEG 2000 file, where the photograph would be. */
const photograph = bytesOf('0000000c6a5020200d0a870a00000014667479706a703220000000006a703220');

const sexDigit = { unknown: '0', male: '1', female: '2', other: '3' } as const;

/** 券面事項確認AP: what is printed on the card, opened by what is printed on it. */
export function surfaceApplication(card: CardDescription, checkCodeB: string): Record<string, ChipFile> {
  const born = textBytes(card.birthDate.replaceAll('-', ''));
  const publicKey = madeUpKey(`surface ${card.name}`);
  const face = [
    tlv('DF22', born),
    tlv('DF23', textBytes(sexDigit[card.sex])),
    tlv('DF24', publicKey),
    tlv('DF25', picture),
    tlv('DF26', picture),
    tlv('DF27', photograph),
    tlv('DF28', madeUpSignature(`face of ${card.name}`)),
    tlv('DF29', textBytes(card.expiry.replaceAll('-', ''))),
    tlv('DF2A', picture),
  ];
  const positions = positionsOf(face);
  return {
    '0001': openedBy(
      [birthDate],
      tlv(
        'FF10',
        concat(tlv('DF11', born), tlv('DF12', publicKey), tlv('DF13', madeUpSignature(`age of ${card.name}`))),
      ),
    ),
    '0002': openedBy([codeA, codeB], tlv('FF20', concat(positions, ...face), 'long')),
    '0003': free(
      tlv(
        'FF30',
        concat(
          tlv('DF31', bytesOf('06030E01')),
          tlv('DF32', keyName('x000024')),
          tlv('DF33', bytesOf('01')),
          tlv('DF34', textBytes(card.municipalityCode)),
          tlv('DF35', concat(keyName('x000025'), madeUp(`reference ${card.name}`, 256))),
        ),
      ),
    ),
    '0004': free(issuerCertificate(card.municipalityCode)),
    '0005': openedBy(
      [codeA],
      tlv(
        'FF40',
        concat(tlv('DF41', picture), tlv('DF42', publicKey), tlv('DF43', madeUpSignature(`number of ${card.name}`))),
      ),
    ),
    '0006': openedBy([codeA, codeB], new Uint8Array(16).fill(0xff)),
    [birthDate]: key(checkCodeB.slice(0, 6), 10),
    [codeB]: key(checkCodeB, 10),
    [codeA]: key(simulatedPersonalNumber, 10),
  };
}

/** The table of positions, counted from the first byte of the file, whose outer length takes three bytes. */
function positionsOf(objects: readonly Uint8Array[]): Uint8Array {
  const outer = 2 + 3;
  const table = 2 + 1 + objects.length * 2;
  let at = outer + table;
  return tlv(
    'DF21',
    Uint8Array.from(
      objects.flatMap((object) => {
        const position = [at >> 8, at & 0xff];
        at += object.length;
        return position;
      }),
    ),
  );
}
