import type { PlainDate } from '../basics/index.ts';
import type { Said } from '../case/index.ts';
import type { KnownValue } from '../conditions/index.ts';
import type { Fact, Town } from '../content/index.ts';

/** What is already known of a fact when its question is put. */
export interface Known {
  value?: KnownValue | undefined;
  /** The person said before that they do not know. */
  unknown?: boolean | undefined;
  /** An answer whose branch was left and has come back: shown chosen, with the amber mark. */
  check: boolean;
}

/** A person of the case as an answer shows them. */
export interface PersonShown {
  id: string;
  /** With its reading as furigana, where there is one. */
  name: string;
  /** A second line: "39", "wife". */
  note?: string | undefined;
}

/** Tells the frame what its Next button does; nothing while there is no answer to take. */
export type OnReady = (submit: (() => void) | undefined) => void;

/** What every kind of answer gets to ask for one fact of one subject. */
export interface AskProps {
  fact: Fact;
  /** The fact's label: for the fields of typed answers. */
  label: string;
  /** Words of one option of the fact. */
  option: (id: string) => string;
  known: Known;
  people: readonly PersonShown[];
  today: PlainDate;
  /** The earliest day that is taken, where the fact has a limit. */
  notBefore: PlainDate | undefined;
  /** What every address begins with here, such as 「見本県みほん市」; only where it is sure. */
  addressStart: string | undefined;
  /** The towns to tap (町の一覧), where the address is in a municipality that lists them. */
  towns?: readonly Town[] | undefined;
  /** Answers that are complete in themselves lead on without Next. */
  advance: boolean;
  /** The id of the heading that asks. */
  labelledBy: string | undefined;
  onSaid: (said: Said) => void;
  onReady: OnReady;
}

export const dontKnow: Said = { unknown: true };

/** The value of a stored answer can only be shown chosen when it still is of the fact's kind. */
export const listIn = ({ value }: Known): readonly string[] => (Array.isArray(value) ? (value as string[]) : []);
export const textOf = ({ value }: Known): string | undefined => (typeof value === 'string' ? value : undefined);
