import { fromHex, joinBytes } from './bytes.ts';

/** Instruction bytes of ISO/IEC 7816-4 that a My Number card is spoken to with. */
export const instruction = {
  verify: 0x20,
  select: 0xa4,
  readBinary: 0xb0,
  readRecord: 0xb2,
  getResponse: 0xc0,
} as const;

/** The longest answer of a short command; written `00` in the command. */
export const longestAnswer = 256;

const expected = (bytes: number): number => (bytes >= longestAnswer ? 0 : bytes);

/** Selects an application (DF) by its identifier in hexadecimal, without asking for file control data. */
export function selectApplication(aid: string): Uint8Array {
  const name = fromHex(aid);
  return joinBytes(Uint8Array.of(0x00, instruction.select, 0x04, 0x0c, name.length), name);
}

/** Selects a file (EF) of the current application, without asking for file control data. */
export const selectFile = (file: number): Uint8Array =>
  Uint8Array.of(0x00, instruction.select, 0x02, 0x0c, 0x02, file >> 8, file & 0xff);

/** Asks how many tries the selected key has left; consumes none. */
export const queryTriesCommand = (): Uint8Array => Uint8Array.of(0x00, instruction.verify, 0x00, 0x80);

/** Presents a code to the selected key. The caller wipes the command after use. */
export const verifyCommand = (code: Uint8Array): Uint8Array =>
  joinBytes(Uint8Array.of(0x00, instruction.verify, 0x00, 0x80, code.length), code);

/** Reads the selected transparent file. Offsets end at 7FFF; up to 256 bytes at a time. */
export const readBinary = (offset: number, bytes: number): Uint8Array =>
  Uint8Array.of(0x00, instruction.readBinary, (offset >> 8) & 0x7f, offset & 0xff, expected(bytes));

/** Reads one record of the selected record file. */
export const readRecord = (record: number): Uint8Array =>
  Uint8Array.of(0x00, instruction.readRecord, record, 0x04, 0x00);

/** Fetches an answer that the card holds ready (after status 61xx). */
export const getResponse = (bytes: number): Uint8Array =>
  Uint8Array.of(0x00, instruction.getResponse, 0x00, 0x00, expected(bytes));
