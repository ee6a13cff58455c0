import type { Loss } from '../content/index.ts';

/** By what is lost first, not by the legal number: gone for good, then money each day or month, then what lapses. */
const ranks: Record<Loss, number> = {
  'gone-for-good': 0,
  'money-daily': 1,
  'money-monthly': 2,
  lapse: 3,
  'money-once': 4,
  duty: 5,
  convenience: 6,
  none: 7,
};

export const lossRank = (loss: Loss): number => ranks[loss];
