import { Suspense, useCallback, useEffect, useEffectEvent, useMemo, useState, useSyncExternalStore } from 'react';
import { createActor } from 'xstate';
import { type Action, CASE_SUBJECT } from '../case/index.ts';
import { loadFonts, setDisplay as applyDisplay } from '../look/index.ts';
import { createWording, isLanguage, type Language, type SpeechOutput, WordsProvider } from '../wording/index.ts';
import { Access } from './Access.tsx';
import { Band } from './Band.tsx';
import type { Delays } from './lifetimes.ts';
import type { KioskDevice } from './device.ts';
import { type Display, type Kiosk as KioskValue, KioskContext } from './kiosk-context.tsx';
import {
  CaseScreen,
  fetchTheRest,
  HomeCodeScreen,
  Idle,
  LanguageFailed,
  Locked,
  Prepared,
  StaffCalled,
  TroubleScreen,
} from './later.ts';
import { Attract } from './screens/Attract.tsx';
import { Waiting } from './screens/Waiting.tsx';
import { sessionMachine, type Trouble } from './session.ts';

/** How a person finds the kiosk: Japanese, ordinary size, choices lead on. */
const usualDisplay: Display = {
  language: 'ja',
  textSize: 100,
  contrast: 'normal',
  furigana: false,
  speech: false,
  headphones: false,
  scanning: false,
  advance: true,
  shuffledPad: false,
};

const EVENTS_THAT_TOUCH = ['pointerdown', 'keydown'] as const;
const EVENTS_THAT_COPY = ['copy', 'cut'] as const;

/** The language that somebody chose in a case, if it is one of these. */
function languageIn(actions: readonly Action[]): Language | undefined {
  const said = actions
    .flatMap((one) => (one.type === 'recorded' ? one.statements : []))
    .findLast(({ subject, fact }) => subject === CASE_SUBJECT && fact === 'language')?.said;
  return said && 'value' in said && isLanguage(String(said.value)) ? (String(said.value) as Language) : undefined;
}

/** What the device fetches behind the first screen. */
const equipmentOf = ({ devices, contents }: KioskDevice, settled: boolean) => ({
  devices,
  gallery: contents.gallery,
  towns: contents.towns,
  settled: settled || devices !== undefined,
});

/** The whole kiosk: one session after the other. */
export function Kiosk({ device, delays, speech }: { device: KioskDevice; delays: Delays; speech: SpeechOutput }) {
  const [actor] = useState(() => createActor(sessionMachine(device, delays)));
  const snapshot = useSyncExternalStore(
    useCallback(
      (listener: () => void) => {
        const heard = actor.subscribe(listener);
        return () => heard.unsubscribe();
      },
      [actor],
    ),
    () => actor.getSnapshot(),
  );
  const [wording] = useState(() => createWording((language) => device.contents.texts(language)));
  const [display, setDisplay] = useState(usualDisplay);
  const [readingCode, setReadingCode] = useState(false);
  const [called, setCalled] = useState<string>();
  const [paperDay, setPaperDay] = useState<string>();
  const [writer, setWriter] = useState<KioskValue['writer']>('resident');
  const [complete, setComplete] = useState(false);
  const [failed, setFailed] = useState(false);
  const [{ devices, gallery, towns, settled }, setEquipment] = useState(() => equipmentOf(device, false));
  useEffect(() => {
    let covered = false;
    // The next person finds the kiosk as if nobody had been here.
    const attracted = actor.subscribe((now) => {
      const wasCovered = covered;
      covered = now.matches({ visiting: 'locked' });
      if (covered && !wasCovered) {
        // What staff were looking at is covered, too.
        setCalled(undefined);
        setWriter('resident');
      }
      if (!now.matches({ attract: 'untouched' })) return;
      setDisplay(usualDisplay);
      setCalled(undefined);
      setReadingCode(false);
      setWriter('resident');
      setPaperDay(undefined);
      device.expect(undefined);
      setFailed(false);
    });
    device.contents.tellJapanese((texts) => wording.addContent('ja', texts));
    actor.start();
    void loadFonts();
    return () => attracted.unsubscribe();
  }, [actor, device, wording]);
  useEffect(() => {
    applyDisplay(display);
    void wording.choose(display.language).then((chosen) => {
      document.documentElement.lang = wording.words.locale;
      const { language } = wording.words;
      if (chosen.ok || language === display.language) return;
      setFailed(true);
      setDisplay((before) => ({ ...before, language, furigana: language === 'ja-easy' }));
    });
  }, [display, wording]);
  const {
    session,
    contents: { opening },
  } = device;
  const booting = snapshot.matches('booting');
  useEffect(() => {
    const touched = () => actor.send({ type: 'TOUCHED' });
    // Before anybody stops the event: keypad and switch keep the keys they use to themselves.
    for (const name of EVENTS_THAT_TOUCH) addEventListener(name, touched, { passive: true, capture: true });
    return () => {
      for (const name of EVENTS_THAT_TOUCH) removeEventListener(name, touched, { capture: true });
    };
  }, [actor]);

  useEffect(() => {
    if (device.place === 'home') return undefined;
    // Whoever comes next could paste it into a field.
    const refuse = (event: Event) => event.preventDefault();
    for (const name of EVENTS_THAT_COPY) addEventListener(name, refuse);
    return () => {
      for (const name of EVENTS_THAT_COPY) removeEventListener(name, refuse);
    };
  }, [device]);

  const visiting = snapshot.matches('visiting');
  const completeWords = useEffectEvent(() =>
    wording.complete().then(
      () => setComplete(true),
      () => {
        // Without its words no screen is shown; in the background it is only tried again later.
        if (visiting) actor.send({ type: 'TROUBLE', trouble: 'content-broken' });
      },
    ),
  );
  const attracting = snapshot.matches('attract');
  useEffect(() => {
    // Behind the first screen: whoever cannot be kept is told before they answer anything.
    if (!attracting) return;
    // In the frame after the one in which the first screen is painted, so that nothing of this stands in its way.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        Promise.all([device.join(), device.storage(), device.contents.content()]).catch((trouble: unknown) =>
          actor.send({ type: 'TROUBLE', trouble: trouble as Trouble }),
        );
        // Last of all, but before the hub may be gone; what does not come now is asked for again when it is needed.
        void completeWords();
        void fetchTheRest().then(
          () => device.fetchAhead(),
          () => undefined,
        );
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [attracting, actor, device]);
  const untouched = snapshot.matches({ attract: 'untouched' });
  // A new version takes over between people, never under somebody's finger.
  useEffect(() => (untouched && device.place === 'kiosk' ? device.renewWhileIdle() : undefined), [untouched, device]);
  const [, drawAgain] = useState(0);
  useEffect(() => {
    if (!untouched) return undefined;
    // React keeps what it drew before the last time: the visit that has ended. Drawn once more, it keeps this screen.
    const timer = setTimeout(() => drawAgain((times) => times + 1));
    return () => clearTimeout(timer);
  }, [untouched]);
  const { language } = display;
  useEffect(() => {
    // Staff see which language to call in.
    if (!session || session.known(CASE_SUBJECT, 'language').value === language) return;
    session
      .record([{ subject: CASE_SUBJECT, fact: 'language', said: { value: language }, source: 'resident' }])
      .catch((trouble: unknown) => actor.send({ type: 'TROUBLE', trouble: trouble as Trouble }));
  }, [session, language, actor]);
  useEffect(() => {
    if (visiting) void completeWords();
    if (visiting) void fetchTheRest().catch(() => undefined);
    if (visiting) void device.fetchAhead().then(() => setEquipment(equipmentOf(device, true)));
  }, [visiting, device]);

  const value = useMemo((): KioskValue => {
    const attempt = (deed: Promise<void>) => {
      deed.catch((trouble: unknown) =>
        actor.send({ type: 'TROUBLE', trouble: typeof trouble === 'string' ? (trouble as Trouble) : 'unknown' }),
      );
    };
    return {
      place: device.place,
      homeCodes: {
        show: () => setReadingCode(true),
        reader: () => device.parts.codeReader?.() ?? Promise.reject(new Error('nothing here reads codes')),
        caseFor: (code) => device.caseFor(code),
        begin: (from) => {
          const { events, language } = from.opened;
          device.expect(from);
          if (isLanguage(language)) setDisplay((now) => ({ ...now, language, furigana: language === 'ja-easy' }));
          actor.send({ type: 'START', events: [...events] });
        },
        make: (outlook, language) => device.makeHomeCode(outlook, language),
      },
      municipality: opening?.municipality ?? '',
      practice: device.contents.practice,
      paperDay,
      enterPaper: (received) => {
        device.expect({ received });
        setPaperDay(received);
        setWriter('staff');
      },
      today: device.today,
      reader: devices?.reader ?? (settled ? 'none' : 'looking'),
      gallery,
      towns,
      samples: (gallery && devices?.samples) ?? [],
      placeCard:
        devices?.place &&
        ((id) => {
          const card = gallery?.cards.find((one) => one.id === id);
          const sample = devices.samples?.find((one) => `sample/${one.id}` === id);
          if (card) devices.place?.(card);
          else if (sample) devices.place?.({ id, card: sample.card });
        }),
      hub: device.parts.hub,
      desk: device.staffDesk,
      speech,
      display,
      setDisplay: (change) => setDisplay((before) => ({ ...before, ...change })),
      session,
      japanese: device.contents.japanese,
      send: (event) => actor.send(event),
      openBooking: (booking) => {
        device.expect({ booking });
        actor.send({ type: 'START', events: [...booking.events] });
      },
      opening: opening?.events.map(({ id }) => id) ?? [],
      resumeCase: (earlier) => {
        const [first] = earlier;
        if (first?.type !== 'opened') return;
        device.expect({ earlier });
        const spoken = languageIn(earlier);
        if (spoken) setDisplay((now) => ({ ...now, language: spoken, furigana: spoken === 'ja-easy' }));
        actor.send({ type: 'START', events: [...first.events] });
      },
      numberIfLeft: device.numberIfLeft,
      attempt,
      callStaff: (reason) => {
        setCalled(reason);
        // At home nobody comes: the dialog says where to ask.
        if (session && device.place === 'kiosk') attempt(session.act({ type: 'staff-called', reason }));
      },
      writer,
      setWriter,
      finish: async () => {
        if (!session) return;
        const receipt = session.visit.outlook.view.state.prepared?.receipt ?? device.nextReceipt();
        if (!session.visit.outlook.view.state.prepared) await session.act({ type: 'prepared', receipt });
        await device.finish(receipt);
        actor.send({ type: 'PREPARED' });
      },
    };
  }, [actor, device, opening, devices, display, gallery, towns, session, speech, writer, settled, paperDay]);

  return (
    <KioskContext value={value}>
      <WordsProvider wording={wording} furigana={display.furigana}>
        <Access />
        <Band />
        {booting && <Waiting />}
        {attracting && readingCode && complete && (
          <Suspense fallback={<Waiting />}>
            <HomeCodeScreen onClose={() => setReadingCode(false)} />
          </Suspense>
        )}
        {attracting && !(readingCode && complete) && (
          <Attract events={opening?.events.map((event) => event.id) ?? []} />
        )}
        {visiting && !complete && <Waiting />}
        {visiting && complete && !snapshot.matches({ visiting: 'locked' }) && (
          <Suspense fallback={<Waiting />}>
            <CaseScreen />
          </Suspense>
        )}
        <Suspense fallback={undefined}>
          {snapshot.matches({ visiting: 'warning' }) && <Idle seconds={Math.round(delays.lock / 1000)} />}
          {snapshot.matches({ visiting: 'locked' }) && <Locked />}
          {snapshot.matches('done') && <Prepared seconds={Math.round(delays.erase / 1000)} />}
          {snapshot.matches('trouble') && <TroubleScreen trouble={snapshot.context.trouble ?? 'unknown'} />}
          {failed && <LanguageFailed onClose={() => setFailed(false)} />}
          {called !== undefined && complete && <StaffCalled reason={called} onClose={() => setCalled(undefined)} />}
        </Suspense>
      </WordsProvider>
    </KioskContext>
  );
}
