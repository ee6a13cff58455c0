import { createCipheriv, createDecipheriv, randomBytes, randomInt } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { addDays, todayInTokyo } from '../../basics/index.ts';
import type { Booking } from '../../protocol/index.ts';
import { isMissing, privateFolder, writeDurably } from '../files/durable.ts';

/** So many days after its day a booking is still opened; then it is destroyed, opened or not. */
const DAYS_KEPT = 7;

interface Kept {
  day: string;
  booking: Booking;
}

/** Visits that staff prepared (予約), one encrypted file each: readable only with the key of this hub. */
export interface Bookings {
  /** Keeps it; resolves to its number when it is on the disk. */
  keep(day: string, booking: Booking): Promise<string>;
  /** The booking of a number; nothing where there is none, or none any more. */
  open(number: string): Promise<Booking | undefined>;
}

/** Opens the folder of the bookings, and destroys those whose time is over. */
export async function openBookings(folder: string, key: Uint8Array, now: () => Date): Promise<Bookings> {
  await privateFolder(folder);
  const fileOf = (number: string) => path.join(folder, `${number}.booking`);
  const read = async (number: string): Promise<Kept | undefined> => {
    let sealed: Buffer;
    try {
      sealed = await readFile(fileOf(number));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
    const kept = unsealed(sealed, key, number);
    if (kept && todayInTokyo(now()) <= addDays(kept.day, DAYS_KEPT)) return kept;
    await rm(fileOf(number), { force: true });
    return undefined;
  };
  for (const file of await readdir(folder)) if (/^\d{6}\.booking$/.test(file)) await read(file.slice(0, 6));
  return {
    keep: async (day, booking) => {
      let number = newNumber();
      while (await read(number)) number = newNumber();
      await writeDurably(fileOf(number), sealed({ day, booking }, key, number));
      return number;
    },
    open: async (number) => (await read(number))?.booking,
  };
}

const newNumber = () => String(randomInt(1_000_000)).padStart(6, '0');

/** AES-256-GCM: nonce, tag, then the ciphertext; bound to its number, so that no file passes for another. */
function sealed(kept: Kept, key: Uint8Array, number: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(number));
  const text = Buffer.concat([cipher.update(JSON.stringify(kept), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** Nothing where the file was damaged or exchanged: it is then as good as gone. */
function unsealed(bytes: Buffer, key: Uint8Array, number: string): Kept | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(number));
    decipher.setAuthTag(bytes.subarray(12, 28));
    const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    return JSON.parse(text) as Kept;
  } catch {
    return undefined;
  }
}
