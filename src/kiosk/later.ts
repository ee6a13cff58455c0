import { lazily } from '../look/index.ts';

/** Parts that the first screen does not need. All of them are fetched before the network may be gone. */
export const later = {
  // Named, so that the checks of content, which need the engine too, stay out of the kiosk.
  engine: async () => {
    const { compile, Course, forgetCounts } = await import('../engine/index.ts');
    return { compile, Course, forgetCounts };
  },
  session: () => import('./case-session.ts'),
  storage: () => import('../storage/index.ts'),
  sealing: () => import('../sealing/index.ts'),
  answers: () => import('../answers/index.ts'),
  staff: () => import('./staff.ts'),
  booking: () => import('./booking.ts'),
  homeCode: () => import('./home-code/deeds.ts'),
  camera: async () => {
    const { openCamera, watchForCodes } = await import('../devices/index.ts');
    return { openCamera, watchForCodes };
  },
  // Of a page at home:
  atHome: () => import('./home/at-home.ts'),
  makeCode: () => import('./home/make-code.ts'),
  codePictures: () => import('./home/code-pictures.ts'),
};

export const CaseScreen = lazily(async () => (await import('./screens/CaseScreen.tsx')).CaseScreen);
export const Cards = lazily(async () => (await import('./screens/Cards.tsx')).Cards);
export const Household = lazily(async () => (await import('./screens/Household.tsx')).Household);
export const Results = lazily(async () => (await import('./screens/Results.tsx')).Results);
export const Check = lazily(async () => (await import('./screens/Check.tsx')).Check);
export const Stop = lazily(async () => (await import('./screens/Stop.tsx')).Stop);
export const Idle = lazily(async () => (await import('./screens/Idle.tsx')).Idle);
export const Locked = lazily(async () => (await import('./screens/Locked.tsx')).Locked);
export const Prepared = lazily(async () => (await import('./screens/Prepared.tsx')).Prepared);
export const Printed = lazily(async () => (await import('./Printed.tsx')).Printed);
export const GuidanceCodes = lazily(async () => (await import('./GuidanceCodes.tsx')).GuidanceCodes);
export const TroubleScreen = lazily(async () => (await import('./screens/Trouble.tsx')).TroubleScreen);
export const LanguageFailed = lazily(async () => (await import('./LanguageFailed.tsx')).LanguageFailed);
export const StaffCalled = lazily(async () => (await import('./StaffCalled.tsx')).StaffCalled);
export const SheetsAside = lazily(async () => (await import('./SheetsAside.tsx')).SheetsAside);
export const LanguageDialog = lazily(async () => (await import('./DisplayDialogs.tsx')).LanguageDialog);
export const DisplayDialog = lazily(async () => (await import('./DisplayDialogs.tsx')).DisplayDialog);

export const HomeCodeScreen = lazily(async () => (await import('./home-code/HomeCodeScreen.tsx')).HomeCodeScreen);
export const HomeCodes = lazily(async () => (await import('./home/HomeCodes.tsx')).HomeCodes);

const components = [
  HomeCodeScreen,
  HomeCodes,
  SheetsAside,
  Cards,
  Household,
  Results,
  Check,
  Stop,
  Idle,
  Locked,
  Prepared,
  Printed,
  GuidanceCodes,
  TroubleScreen,
  LanguageFailed,
  StaffCalled,
  LanguageDialog,
  DisplayDialog,
];

/** Fetches everything above and the answers that are typed, the next screens first. */
export async function fetchTheRest(): Promise<void> {
  await Promise.all([CaseScreen.preload(), later.engine(), later.storage()]);
  await Promise.all([
    ...Object.values(later).map((load) => load()),
    ...components.map((component) => component.preload()),
  ]);
  await (await later.answers()).preloadAnswers();
}
