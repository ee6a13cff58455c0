import { timeInTokyo } from '../basics/index.ts';

/** The number of a case (受付番号): the device and the minute of the day in Tokyo; 練習 says so. Says nothing of a person. */
export const receiptNumber = (device: string, at: Date, practice = false): string =>
  `${practice ? 'RENSHU-' : ''}${device}-${timeInTokyo(at).replace(':', '')}`;
