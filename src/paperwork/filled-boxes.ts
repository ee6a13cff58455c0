import type { SplitAddress } from '../basics/index.ts';
import type { KnownValue } from '../conditions/index.ts';
import type { Source } from '../content/index.ts';

/** Where what stands in a box came from (出どころ); boxes of the last four are empty. */
export const boxSources = [
  'card',
  'register',
  'certificate',
  'home',
  'resident',
  'staff',
  'computed',
  'office',
  'signature',
  'missing',
  'not-needed',
] as const satisfies readonly (Source | 'office' | 'signature' | 'missing' | 'not-needed')[];
export type BoxSource = (typeof boxSources)[number];

/** One box of a form: what stands in it and where that came from. `office` boxes are printed blank. */
export interface FilledBox {
  id: string;
  /** The form on which it stands, where that is not the application's first. */
  form?: string;
  /** Keys of the labels: the box, and in a table its column. */
  label: string;
  person?: string;
  fact?: string;
  value?: KnownValue;
  /** Of an address its parts, as far as they can be told apart. */
  address?: SplitAddress;
  source: BoxSource;
  /** Two sources say different things; staff look. */
  differs?: true;
  /** 署名 given on the screen, as long as it holds; without it the box is signed on the print. */
  signature?: { at: string; digest: string; strokes: readonly (readonly number[])[] };
}

/** 申請: the data of one procedure for its subject: what the paper form used to hold. */
export interface Application {
  procedure: string;
  /** Its form; of several the first. */
  form: string;
  /** The other forms of a procedure that takes several papers, in their order. */
  furtherForms?: string[];
  /** A person's id, or `case` where the application is one for all. */
  subject: string;
  applicant: string | undefined;
  people: string[];
  /** The boxes of all its forms. */
  boxes: FilledBox[];
}

/** The papers of an application: each of its forms with its own boxes. */
export const papersOf = ({
  form: first,
  furtherForms = [],
  boxes,
}: Pick<Application, 'form' | 'furtherForms' | 'boxes'>): { form: string; boxes: FilledBox[] }[] =>
  [first, ...furtherForms].map((form) => ({ form, boxes: boxes.filter((box) => (box.form ?? first) === form) }));

/** How many boxes came from where. */
export function boxesBySource(applications: readonly Application[]): Record<BoxSource, number> {
  const counts = Object.fromEntries(boxSources.map((source) => [source, 0])) as Record<BoxSource, number>;
  for (const { boxes } of applications) for (const { source } of boxes) counts[source]++;
  return counts;
}
