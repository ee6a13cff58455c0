import { createContext, useContext, useSyncExternalStore } from 'react';
import type { ReaderPort } from '../card/index.ts';
import type { Action } from '../case/index.ts';
import type { Texts, Town } from '../content/index.ts';
import type { Result } from '../basics/index.ts';
import type { CodeReader, SampleCard } from '../devices/index.ts';
import type { Outlook, Visit } from '../engine/index.ts';
import type { Booking, CardGallery, OpenedHomeCode } from '../protocol/index.ts';
import type { HubClient } from '../sync/index.ts';
import type { Language, SpeechOutput } from '../wording/index.ts';
import type { CaseSession } from './case-session.ts';
import type { MadeCode } from './home/make-code.ts';
import type { SessionEvent } from './session.ts';
import type { StaffDesk } from './staff-desk.ts';

/** How this person wants to see, hear and touch; forgotten with the person. */
export interface Display {
  language: Language;
  textSize: 100 | 125 | 150 | 200;
  contrast: 'normal' | 'high';
  furigana: boolean;
  speech: boolean;
  /** Only the person hears it: private questions may be read aloud too. */
  headphones: boolean;
  /** One switch: targets are offered in turn. */
  scanning: boolean;
  /** Single choices lead on by themselves. */
  advance: boolean;
  /** The digits of the PIN pad lie in another order each time; nobody reads a PIN off the hand, or learns it by hand. */
  shuffledPad: boolean;
}

/** Why somebody is called: what staff are to look at first. */
export type CallReason = string;

/** Answers from home: read on a kiosk, made at home. */
export interface HomeCodeWork {
  /** Shows the screen that reads them. */
  show: () => void;
  /** What reads the camera's pictures, loaded now. */
  reader: () => Promise<CodeReader>;
  /** The case that a code with this short id opens here. */
  caseFor: (code: string) => Promise<string>;
  /** Begins the visit with what the hub has opened. `came`: who of the people in it stands here. */
  begin: (from: { opened: OpenedHomeCode; caseId: string; came: string | undefined }) => void;
  make: (outlook: Outlook, language: string) => Promise<Result<MadeCode, 'too-large'>>;
}

export interface Kiosk {
  /** A kiosk in the office, or somebody's own device. */
  place: 'kiosk' | 'home';
  homeCodes: HomeCodeWork;
  municipality: string;
  /** 練習: a practice hub. */
  practice: boolean;
  /** The day on which the paper was received that staff enter next; its visit begins with a life event. */
  paperDay: string | undefined;
  enterPaper: (received: string) => void;
  today: string;
  /** `looking`: it is not known yet whether there is one. */
  reader: ReaderPort | 'looking' | 'none';
  gallery: CardGallery | undefined;
  /** Demonstrations only: one card of every kind. */
  samples: readonly SampleCard[];
  /** Demonstrations only: lays a simulated card on the simulated reader. */
  placeCard: ((id: string) => void) | undefined;
  hub: HubClient;
  /** What staff do here between visits. */
  desk: StaffDesk;
  speech: SpeechOutput;
  display: Display;
  setDisplay: (change: Partial<Display>) => void;
  session: CaseSession | undefined;
  send: (event: SessionEvent) => void;
  /** Begins a visit that staff prepared. */
  openBooking: (booking: Booking) => void;
  /** The events that the first screen offers. */
  opening: readonly string[];
  /** Begins a visit that continues a case which ended. */
  resumeCase: (earlier: readonly Action[]) => void;
  /** The number under which the case under way is found where it is left behind. */
  numberIfLeft: string | undefined;
  /** Runs a deed and turns a storage fault into the trouble screen. */
  attempt: (deed: Promise<void>) => void;
  callStaff: (reason: CallReason) => void;
  /** Who gives the answers now: staff may, behind their code, until they end it. */
  writer: 'resident' | 'staff';
  setWriter: (writer: 'resident' | 'staff') => void;
  /** Closes the case with its number and seals it. */
  finish: () => Promise<void>;
  /** The towns to tap for an address here; nothing where it is typed. */
  towns: readonly Town[] | undefined;
  /** The content's texts in Japanese. */
  japanese: Texts;
}

export const KioskContext = createContext<Kiosk | undefined>(undefined);

export function useKiosk(): Kiosk {
  const kiosk = useContext(KioskContext);
  if (!kiosk) throw new Error('a kiosk screen stands outside the kiosk');
  return kiosk;
}

/** The case under way, and its visit as it changes. */
export function useCase(): { session: CaseSession; visit: Visit } {
  const { session } = useKiosk();
  if (!session) throw new Error('this screen needs a case');
  const visit = useSyncExternalStore(session.subscribe, session.getVisit);
  return { session, visit };
}
