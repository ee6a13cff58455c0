import * as z from 'zod/mini';
import { boxSources } from './filled-boxes.ts';

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

const box = z.strictObject({
  /** The box of the form; in a table `table.column`. */
  id: z.string(),
  /** The form on which it stands, where that is not the application's first. */
  form: z.optional(z.string()),
  /** Key of its label below `form.<form>.boxes.`. */
  label: z.string(),
  /** Whose box it is, where it is somebody's: an id of the case. */
  person: z.optional(z.string()),
  /** The fact that fills it. */
  fact: z.optional(z.string()),
  /** Days as YYYY-MM-DD, people by their ids in the case, options by their ids. */
  value: z.optional(value),
  /**
   * The parts of an address (GIF 433), which joined give `value` back; `rest` is what could not be told apart. `code`: that
   * of the municipality.
   */
  address: z.optional(
    z.strictObject({
      prefecture: z.string(),
      municipality: z.string(),
      code: z.optional(z.string()),
      town: z.string(),
      block: z.string(),
      building: z.string(),
      rest: z.string(),
    }),
  ),
  /** Where the value came from; `office` and `signature` boxes are printed blank. */
  source: z.enum(boxSources),
  /** Two sources say different things: staff look. */
  differs: z.optional(z.literal(true)),
  /** Given on the screen: when, SHA-256 of what was signed, and the strokes of the pen in a field of 3000 by 1000. */
  signature: z.optional(z.strictObject({ at: z.string(), digest: z.string(), strokes: z.array(z.array(z.number())) })),
});

/** The data of one application (申請): what `applications()` gives and the hub stores. */
export const applicationSchema = z.strictObject({
  procedure: z.string(),
  form: z.string(),
  /** The other forms of a procedure that takes several papers. */
  furtherForms: z.optional(z.array(z.string())),
  /** A person's id, or `case` where one application is for all it concerns. */
  subject: z.string(),
  applicant: z.optional(z.string()),
  people: z.array(z.string()),
  boxes: z.array(box),
});
