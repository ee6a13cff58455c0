import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { createActor } from 'xstate';
import { loadFonts, setDisplay as applyDisplay } from '../look/index.ts';
import { createWording, type SpeechOutput, WordsProvider } from '../wording/index.ts';
import { Access } from './Access.tsx';
import type { KioskDevice } from './device.ts';
import { type Display, type Kiosk as KioskValue, KioskContext } from './kiosk-context.tsx';
import { Attract } from './screens/Attract.tsx';
import { CaseScreen } from './screens/CaseScreen.tsx';
import { Idle } from './screens/Idle.tsx';
import { Locked } from './screens/Locked.tsx';
import { Prepared } from './screens/Prepared.tsx';
import { Waiting } from './screens/Waiting.tsx';
import { TroubleScreen } from './screens/Trouble.tsx';
import { type Delays, sessionMachine, type Trouble } from './session.ts';
import { StaffCalled } from './StaffCalled.tsx';

/** How a person finds the kiosk: Japanese, ordinary size, choices lead on. */
const usualDisplay: Display = {
  language: 'ja',
  textSize: 100,
  contrast: 'normal',
  furigana: false,
  speech: false,
  scanning: false,
  advance: true,
};

const EVENTS_THAT_TOUCH = ['pointerdown', 'keydown'] as const;

/** The whole kiosk: one session after the other. */
export function Kiosk({ device, delays, speech }: { device: KioskDevice; delays: Delays; speech: SpeechOutput }) {
  const [actor] = useState(() => createActor(sessionMachine(device, delays)));
  const snapshot = useSyncExternalStore(
    useCallback((listener: () => void) => {
      const { unsubscribe } = actor.subscribe(listener);
      return unsubscribe;
    }, [actor]),
    () => actor.getSnapshot(),
  );
  const [wording] = useState(() => createWording((language) => device.texts(language)));
  const [display, setDisplay] = useState(usualDisplay);
  const [called, setCalled] = useState(false);
  const [gallery, setGallery] = useState(device.gallery);
  useEffect(() => {
    actor.start();
    void loadFonts();
  }, [actor]);
  useEffect(() => {
    applyDisplay(display);
    document.documentElement.lang = display.language === 'ja-easy' ? 'ja' : display.language;
    void wording.choose(display.language);
  }, [display, wording]);
  const booting = snapshot.matches('booting');
  useEffect(() => {
    if (!booting) wording.addContent('ja', device.japanese);
  }, [booting, device, wording]);
  useEffect(() => {
    const touched = () => actor.send({ type: 'TOUCHED' });
    for (const name of EVENTS_THAT_TOUCH) addEventListener(name, touched, { passive: true });
    return () => {
      for (const name of EVENTS_THAT_TOUCH) removeEventListener(name, touched);
    };
  }, [actor]);

  const attracting = snapshot.matches('attract');
  useEffect(() => {
    // The next person finds the kiosk as if nobody had been here.
    if (attracting) setDisplay(usualDisplay);
  }, [attracting]);
  const visiting = snapshot.matches('visiting');
  useEffect(() => {
    if (visiting) void device.loadGallery().then(() => setGallery(device.gallery));
  }, [visiting, device]);

  const { session } = device;
  const value = useMemo((): KioskValue => {
    const attempt = (deed: Promise<void>) => {
      deed.catch((trouble: unknown) => actor.send({ type: 'TROUBLE', trouble: typeof trouble === 'string' ? (trouble as Trouble) : 'unknown' }));
    };
    return {
      municipality: contentName(device),
      today: device.today,
      reader: device.parts.reader,
      gallery,
      placeCard: device.parts.place && ((id) => {
        const card = gallery?.cards.find((one) => one.id === id);
        if (card) device.parts.place?.(card);
      }),
      hub: device.parts.hub,
      speech,
      display,
      setDisplay: (change) => setDisplay((before) => ({ ...before, ...change })),
      session,
      japanese: device.japanese,
      send: (event) => actor.send(event),
      attempt,
      callStaff: (reason) => {
        setCalled(true);
        if (session) attempt(session.act({ type: 'staff-called', reason }));
      },
      finish: async () => {
        if (!session) return;
        const receipt = session.visit.outlook.view.state.prepared?.receipt ?? device.nextReceipt();
        if (!session.visit.outlook.view.state.prepared) await session.act({ type: 'prepared', receipt });
        await device.finish(receipt);
        actor.send({ type: 'PREPARED' });
      },
    };
  }, [actor, device, display, gallery, session, speech, booting]);

  return (
    <KioskContext value={value}>
      <WordsProvider wording={wording} furigana={display.furigana}>
        <Access />
        {booting && <Waiting />}
        {snapshot.matches('attract') && <Attract events={device.content.events.map((event) => event.id)} />}
        {visiting && !snapshot.matches({ visiting: 'locked' }) && <CaseScreen />}
        {snapshot.matches({ visiting: 'warning' }) && <Idle seconds={Math.round(delays.lock / 1000)} />}
        {snapshot.matches({ visiting: 'locked' }) && <Locked />}
        {snapshot.matches('done') && <Prepared seconds={Math.round(delays.erase / 1000)} />}
        {snapshot.matches('trouble') && <TroubleScreen trouble={snapshot.context.trouble ?? 'unknown'} />}
        {called && <StaffCalled onClose={() => setCalled(false)} />}
      </WordsProvider>
    </KioskContext>
  );
}

/** Before content is there, the name of the municipality is not known. */
function contentName(device: KioskDevice): string {
  try {
    return device.content.municipality.name;
  } catch {
    return '';
  }
}
