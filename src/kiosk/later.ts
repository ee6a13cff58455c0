import { preloadAnswers } from '../answers/index.ts';

/** Parts that the first question does not need. All of them are fetched before the network may be gone. */
export const later = {
  sheets: () => import('./SheetsAside.tsx'),
  display: () => import('./DisplayDialogs.tsx'),
  cards: () => import('./screens/Cards.tsx'),
  household: () => import('./screens/Household.tsx'),
  results: () => import('./screens/Results.tsx'),
  check: () => import('./screens/Check.tsx'),
  stop: () => import('./screens/Stop.tsx'),
  idle: () => import('./screens/Idle.tsx'),
  locked: () => import('./screens/Locked.tsx'),
  prepared: () => import('./screens/Prepared.tsx'),
  trouble: () => import('./screens/Trouble.tsx'),
  staffCalled: () => import('./StaffCalled.tsx'),
  code: () => import('./guidance-code.ts'),
};

/** Fetches everything of `later` and the answers that are typed. */
export async function fetchTheRest(): Promise<void> {
  await Promise.all([preloadAnswers(), ...Object.values(later).map((load) => load())]);
}
