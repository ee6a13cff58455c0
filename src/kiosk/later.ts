/** Parts that the first question does not need. All of them are fetched before the network may be gone. */
export const later = {
  // Named, so that the checks of content, which need the engine too, stay out of the kiosk.
  engine: async () => {
    const { compile, Course } = await import('../engine/index.ts');
    return { compile, Course };
  },
  session: () => import('./case-session.ts'),
  storage: () => import('../storage/index.ts'),
  sealing: () => import('../sealing/index.ts'),
  answers: () => import('../answers/index.ts'),
  caseScreen: () => import('./screens/CaseScreen.tsx'),
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
  languageFailed: () => import('./LanguageFailed.tsx'),
  staffCalled: () => import('./StaffCalled.tsx'),
  staff: () => import('./staff.ts'),
  code: () => import('./guidance-code.ts'),
};

/** Fetches everything of `later` and the answers that are typed, the next screens first. */
export async function fetchTheRest(): Promise<void> {
  await Promise.all([later.caseScreen(), later.engine(), later.storage()]);
  await Promise.all(Object.values(later).map((load) => load()));
  await (await later.answers()).preloadAnswers();
}
