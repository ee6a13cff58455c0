/** How the months and days of the calendar are read: half of the days are not read as their numbers. */

const months = ['いち', 'に', 'さん', 'し', 'ご', 'ろく', 'しち', 'はち', 'く', 'じゅう', 'じゅういち', 'じゅうに'];

const numbers = ['', 'いち', 'に', 'さん', 'し', 'ご', 'ろく', 'しち', 'はち', 'く'];

const ownReadings: Record<number, string> = {
  1: 'ついたち',
  2: 'ふつか',
  3: 'みっか',
  4: 'よっか',
  5: 'いつか',
  6: 'むいか',
  7: 'なのか',
  8: 'ようか',
  9: 'ここのか',
  10: 'とおか',
  14: 'じゅうよっか',
  20: 'はつか',
  24: 'にじゅうよっか',
};

/** しがつ for 4. */
export const monthReading = (month: number): string => `${months[month - 1] ?? month}がつ`;

/** ついたち for 1, じゅういちにち for 11. */
export function dayReading(day: number): string {
  const own = ownReadings[day];
  if (own !== undefined) return own;
  const tens = Math.floor(day / 10);
  return `${tens > 1 ? numbers[tens] : ''}じゅう${numbers[day % 10] ?? ''}にち`;
}
