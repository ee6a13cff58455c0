import type { Emblem } from '../../content/index.ts';

/** What is drawn. Lengths are points (1/72 inch) from the upper left corner; `y` of a text is its baseline. */
export type Mark =
  | { kind: 'text'; x: number; y: number; size: number; text: string; grey?: boolean }
  | { kind: 'rect'; x: number; y: number; width: number; height: number; line?: number; fill?: number }
  /** Large and faint over everything, its middle here, turned against the clock by so many degrees. */
  | { kind: 'across'; x: number; y: number; size: number; text: string; turn: number }
  /** A tick from corner to corner of a square. */
  | { kind: 'tick'; x: number; y: number; size: number }
  /** 市章, so high, its upper left corner here. */
  | { kind: 'emblem'; x: number; y: number; size: number; emblem: Emblem }
  /** One line of a pen: x and y in turn. */
  | { kind: 'stroke'; points: readonly number[] };

/** Where a box stands on its page. */
export interface Area {
  id: string;
  person: string | undefined;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Something is written or ticked in it. */
  filled: boolean;
  /** Nothing at all is drawn in it. */
  blank: boolean;
}

export interface Page {
  form: string;
  width: number;
  height: number;
  marks: Mark[];
  areas: Area[];
}

/** `desk`: with the source of each box, for the office. `copy`: 控え, for the resident. `letter`: to be signed elsewhere. `blank`: to be filled by hand. */
export type PaperSet = 'desk' | 'copy' | 'letter' | 'blank';
