/**
 * Compiled content: what `flows/` becomes for one municipality, overlay merged, conditions in normal form.
 * It carries no words a person reads; those are in one `Texts` a language, under the keys that `textKey` makes.
 */
import type { PlainDate } from '../basics/index.ts';
import type { Condition, PeopleSet, Scalar } from '../conditions/index.ts';

export interface Content {
  /** Version of this format. */
  format: 1;
  version: ContentVersion;
  municipality: Municipality;
  facts: Fact[];
  peopleSets: Record<string, PeopleSet>;
  conditions: Record<string, Condition>;
  /** 食い違い: named conditions that cannot be true; an answer that makes one so is asked again. */
  contradictions: string[];
  events: LifeEvent[];
  procedures: Procedure[];
  forms: Form[];
  rates: Record<string, Rate>;
  calendar: Calendar;
  /** 開庁の枠, in the order in which they are looked through; none where the overlay says nothing of hours. */
  sessions: OpeningSession[];
  /** 保存期間. Versions from before it was written down have none. */
  retention?: Retention;
  /** The first is the language in which the content is written. */
  languages: string[];
}

/** How long a delivered case is kept, and because of which rule. */
export interface Keeping {
  years: number;
  /** Counted from the day after the case came in, or from the 1 April after it (翌年度4月1日). */
  from: 'received' | 'next-fiscal-year';
  law: LawRef;
  confidence: Confidence;
}

/** 保存期間: what holds for a procedure is said for it, or for its field, or for all. */
export interface Retention {
  default: Keeping;
  fields: Record<string, Keeping>;
  procedures: Record<string, Keeping>;
}

/**
 * 開庁の枠: when the office is open, and what is accepted then (日曜窓口, 夜間窓口, 宿直). Without `days` it is all the
 * rest of the time.
 */
export interface OpeningSession {
  id: string;
  /** 0 is Sunday. */
  days?: number[];
  /** 第2・第4: which of the month's such weekdays. */
  weeks?: number[];
  /** `08:30` */
  from?: string;
  until?: string;
  /** Open on days on which the office is closed. */
  onClosedDays: boolean;
  /** Desks that are open then; without it all. */
  desks?: string[];
  /** Procedures that are accepted then, and no others. */
  only?: string[];
  /** Procedures that cannot be done then. */
  not: string[];
}

/** A content version is a hash, a label and the date from which it holds. */
export interface ContentVersion {
  hash: string;
  label: string;
  from: PlainDate;
}

/** 自治体: code of six digits with its check digit (全国地方公共団体コード), and what a sheet says of it. */
export interface Municipality {
  id: string;
  code: string;
  prefecture: string;
  name: string;
  phone?: string;
  emblem?: Emblem;
  settings: { sheetsOpen: boolean };
}

/** 市章: filled outlines as in an SVG file, the `d` of each path, in a field of this size. */
export interface Emblem {
  width: number;
  height: number;
  paths: string[];
}

/** 町: what of an address is tapped before its numbers. Served in a part of its own, for it is long. */
export interface Town {
  /** As an address has it: 「中央」, 「大字北」. */
  name: string;
  /** フリガナ */
  reading: string;
  /** 郵便番号: `000-0001`. A town with several codes stands once for each. */
  postcode: string;
  /** The 丁目 there are, first and last; `some` where there are 丁目 and nobody listed them. */
  chome?: { from: number; to: number } | 'some';
  /** Instead of 丁目: the 番地 there are, where they are few. */
  blocks?: string[];
}

export type FactType =
  | 'boolean'
  | 'choice'
  | 'set'
  | 'date'
  | 'partial-date'
  | 'number'
  | 'text'
  | 'name'
  | 'reading'
  | 'address'
  | 'phone'
  | 'digits'
  | 'person'
  | 'people';

/** 出どころ: where a fact came from. `office` is never a fact's source, only a box's. */
export type Source = 'card' | 'register' | 'certificate' | 'home' | 'resident' | 'staff' | 'computed';

/** How a computed fact comes about. All are functions of other facts and the day of the case. */
export type Computation =
  /** `on`: at a day of the case (of death) and not today. */
  | { age: string; on?: string; reached: 'birthday' | 'day-before' }
  | { fiscalYearAge: string }
  /** Days from the day in the fact until today; negative before it. */
  | { daysSince: string }
  | { condition: Condition }
  /** The first of these facts that has a value. */
  | { first: string[] }
  /** The fact of whoever holds a role. */
  | { of: string; fact: string }
  /** The one person of a set; none where there is nobody or several. */
  | { only: string }
  /** The last day of a period, so that two rules about one period read one date. */
  | { deadline: { after: string; days: number; first: Clock['firstDay']; closed: Clock['closed'] } }
  | { today: true }
  | { municipality: 'name' | 'code' | 'prefecture' }
  | { rate: string }
  | { constant: Scalar }
  /** The first of these that holds: a value, or another fact. The last may stand without a condition. */
  | { choose: { when?: Condition; value?: Scalar; fact?: string }[] };

export interface Fact {
  id: string;
  about: 'person' | 'case';
  type: FactType;
  options?: string[];
  /** `private`: of other adults it is shown to staff only; asked in a checklist, never large. */
  sensitivity: 'ordinary' | 'private';
  sources: Source[];
  computed?: Computation;
  /** When the fact has a meaning at all; where this is false its value is NONE, whatever was said before. */
  relevant?: Condition;
  /** What "I don't know" leads to. */
  ifUnknown: 'ask-staff' | 'look-up' | 'list-to-check';
  /** Limits for what is typed or picked. */
  limits?: {
    maxLength?: number;
    min?: number;
    max?: number;
    notAfter?: 'today';
    notBefore?: string;
    digits?: number[];
  };
  /** Resident may leave it open without being asked again by the form that wants it. */
  optional?: boolean;
  /** データ標準: which national data item it is, and the codes of its options. Only what a standard documents. */
  standard?: {
    /** `GIF Person.sex` */
    item?: string;
    /** The list of codes: `JIS X 0303 (ISO/IEC 5218)`. */
    list?: string;
    /** Code by option; an option for which the list has none is not in it. */
    codes?: Record<string, string>;
  };
  /** It depends on who comes, and when: an answer from home is not taken, the question is put again on the day. */
  onTheDay?: boolean;
}

/** One question: a fact of the case, a fact of each person of a set, or facts over people (tick whom it concerns). */
export interface Question {
  id: string;
  facts: string[];
  each?: string;
  over?: string;
  where?: Condition;
  /** Asked whether or not a procedure needs it. */
  always?: boolean;
}

export type Screen = 'purpose' | 'cards' | 'household' | 'results' | 'details' | 'check' | 'prepared';

export type Part =
  | { kind: 'group'; id: string; when?: Condition; questions: Question[] }
  | { kind: 'screen'; id: Screen }
  /** The visit cannot go on here: to staff by a neutral screen, or come back with what is missing. */
  | { kind: 'stop'; id: string; when: Condition; to: 'staff' | 'come-back'; bring: Bring[] };

export interface LifeEvent {
  id: string;
  tone: 'plain' | 'quiet';
  /** Order on the first screen. */
  place: number;
  parts: Part[];
  /** The sentences in which the resident checks the case; each leads to the question that changes it. */
  check: { id: string; when?: Condition; change: string }[];
}

export type Loss =
  | 'gone-for-good'
  | 'money-daily'
  | 'money-monthly'
  | 'lapse'
  | 'money-once'
  | 'duty'
  | 'convenience'
  | 'none';

export interface Clock {
  id: string;
  days?: number;
  months?: number;
  years?: number;
  /** The day from which it counts: the first of these facts that is known. */
  after: string[];
  /** `same-day`: the event's day is day 1 (戸籍法43条); `next-day`: the day after is (民法140条). */
  firstDay: 'same-day' | 'next-day';
  /** What a closed last day does (地方自治法4条の2第4項: the next open day). */
  closed: 'next-open-day' | 'last-open-day-before' | 'stands';
  kind: 'statutory' | 'local' | 'benefit-cutoff' | 'administrative' | 'system';
  /** Only while this holds. */
  when?: Condition;
  law?: LawRef;
  confidence: Confidence;
}

export type Confidence = 'high' | 'medium' | 'low';

export interface LawRef {
  article: string;
  checked: PlainDate;
}

/** Something to bring (持ち物); not needed while its condition does not hold. */
export interface Bring {
  document: string;
  when?: Condition;
}

/** A paper of a procedure; left out while its condition does not hold. */
export interface ProcedureForm {
  form: string;
  when?: Condition;
}

/** All papers of a procedure, in the order in which they are filed. */
export const formsOf = ({ form, forms = [] }: Pick<Procedure, 'form' | 'forms'>): ProcedureForm[] => [
  ...(form === undefined ? [] : [{ form }]),
  ...forms,
];

export type EndState = 'filed' | 'prepared-for-signature' | 'handed-over' | 'notice-only' | 'another-office';

export interface Procedure {
  id: string;
  field: string;
  events: string[];
  /** About the case as a whole. */
  when?: Condition;
  /** Whom it concerns: `one` procedure for all of them, or one for `each`. Without it: the case. */
  concerns?: { people: string; where?: Condition; as: 'one' | 'each' };
  /** The role that applies (申請者); `each` concerned person where not given and the procedure is per person. */
  applicant?: string;
  ifUnknown: 'include' | 'include-as-check' | 'look-up' | 'ask-staff' | 'notice';
  clocks: Clock[];
  loss: Loss;
  desk: string;
  channels: ('counter' | 'mail' | 'online')[];
  /** Who may act for the applicant, and whether with a letter of authority (委任状). */
  represented: { by: string[]; letter: 'never' | 'outside-household' | 'always' };
  bring: Bring[];
  fee: 'free' | { rate: string } | 'varies';
  /** The paper of a procedure that has one. */
  form?: string;
  /** Papers (besides `form`, where that is given), in their order: see `formsOf`. */
  forms?: ProcedureForm[];
  end: EndState;
  law: LawRef[];
  verifiedOn: PlainDate;
  confidence: Confidence;
  /** Advice a good clerk would give; each only while its condition holds. */
  notes: { id: string; when?: Condition; to: 'resident' | 'staff' }[];
  /** Procedures that must be done before this one. */
  after: string[];
  /** Never listed on a resident's screen or sheet: staff raise it in private. */
  discreet: boolean;
}

/** How a box stands on the paper; what is not said follows from what it holds. */
export interface BoxLook {
  /** Width in twenty-fourths of the paper. */
  span?: number;
  /** `ticks`: every option, the chosen ones ticked. `digits`: a square for each digit. */
  as?: 'text' | 'ticks' | 'digits';
  /** How many squares `digits` has. */
  digits?: number;
  /** Lines of text that have room before anything shrinks. */
  lines?: number;
  /** Printed above the box, over the whole width. */
  heading?: string;
  /** The box begins a new page. */
  newPage?: boolean;
}

export type Column = { id: string; look?: BoxLook } & ({ fact: string; optional?: boolean } | { office: true });

export type Box = { id: string; look?: BoxLook } & (
  | /** A box names a fact, never an expression; `of` names the role whose fact it is. */
  { kind: 'fact'; fact: string; of?: string; optional?: boolean }
  /** Left blank: the office fills it (個人番号 among them). */
  | { kind: 'office' }
  /** `onScreen`: it may be signed on the screen too, by this law; without it on the print alone. */
  | { kind: 'signature'; onScreen?: LawRef }
  /** Left white: somebody writes it by hand where they sign. */
  | { kind: 'by-hand' }
  /** The names of the procedures that the paper is for; a form with it is the letter of authority (委任状). */
  | { kind: 'procedures' }
  /** Words that stand on the paper: a declaration, a hint. */
  | { kind: 'note' }
  /** One row for each person. `concerned`: the people the procedure concerns. */
  | { kind: 'table'; rows: string; columns: Column[] }
);

/** 様式 */
export interface Form {
  id: string;
  /** A4 upright where not said. `number`: 様式番号, as the office writes it. */
  paper?: { size?: 'a4' | 'a3'; orientation?: 'portrait' | 'landscape'; number?: string };
  boxes: Box[];
}

/** An amount or limit that law or ordinance sets for a time. */
export interface Rate {
  unit: 'yen' | 'years' | 'days' | 'count' | 'yes-no';
  rows: { from: PlainDate; until?: PlainDate; value: number | boolean; law?: LawRef }[];
}

export interface Calendar {
  /** Days of the week on which the office is closed, 0 for Sunday. */
  closedWeekdays: number[];
  /** Holidays and closures, each a day. */
  closedDays: PlainDate[];
  /** The last day for which the table is complete. */
  knownUntil: PlainDate;
}

/** Words by key, one object a language. */
export type Texts = Record<string, string>;
