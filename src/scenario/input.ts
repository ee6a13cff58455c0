import * as z from 'zod/mini';
import { shaped } from '../content/authoring.ts';
import { fail, isDate, ok, type Result } from '../basics/index.ts';

/**
 * What `npm run determine` reads: a visit as a person would tell it. A fact is a value, or a value with where it comes
 * from; `unknown` means "I don't know". What the resident knows is spoken only when it is asked.
 */
const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const fact = z.union([
  value,
  z.strictObject({ value, source: z.enum(['card', 'register', 'certificate', 'home', 'resident', 'staff']) }),
]);
const day = z
  .string()
  .check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'write a day as "2026-04-10"'), z.refine(isDate, 'this day does not exist'));

const finding = z.strictObject({ procedure: z.string(), person: z.optional(z.string()), deadline: z.optional(day) });

const card = z.strictObject({
  pin: z.string().check(z.regex(/^\d{4}$/, 'a PIN has four digits')),
  expiry: z.optional(day),
  /** What is odd about the card: see the gallery in docs. */
  oddity: z.optional(z.enum(['expired', 'locked', 'pinless', 'phone', 'blank', 'transit', 'removed'])),
});

const person = z.strictObject({
  roles: z.optional(z.array(z.string())),
  /** A simulated card in this person's hand. */
  card: z.optional(card),
  /** The sample register of this municipality knows this person. */
  register: z.optional(z.boolean()),
  facts: z.optional(z.record(z.string(), fact)),
});

export const scenarioInput = z.strictObject({
  title: z.optional(z.string()),
  note: z.optional(z.string()),
  municipality: z.optional(z.string()),
  events: z.array(z.string()).check(z.minLength(1)),
  date: day,
  visitor: z.optional(z.string()),
  /** 転出証明書情報 is at hand: facts that a certificate may hold come from it instead of being asked. */
  certificate: z.optional(z.strictObject({ relations: z.optional(z.enum(['kept', 'new'])) })),
  people: z.record(z.string().check(z.regex(/^[a-z][a-z0-9-]*$/, 'name people in lower case')), person),
  facts: z.optional(z.record(z.string(), fact)),
  expect: z.optional(
    z.strictObject({
      applies: z.array(finding),
      'may-apply': z.optional(z.array(finding)),
      /** Procedures that must not appear. */
      not: z.array(z.string()),
      /** The stop at which the visit ends, where it does. */
      stop: z.optional(z.string()),
      /** Sentences that must be shown: `procedure/notes.id`. */
      notes: z.optional(z.array(z.string())),
    }),
  ),
});

export type ScenarioInput = z.infer<typeof scenarioInput>;

export interface InputProblem {
  path: (string | number)[];
  message: string;
}

/** Reads an input strictly: a key that is not known is refused, with what was probably meant. */
export function readInput(raw: unknown): Result<ScenarioInput, InputProblem[]> {
  const { complaints } = shaped(scenarioInput, raw);
  if (complaints.length === 0) return ok(scenarioInput.parse(raw));
  return fail(
    complaints.map(({ path, complaint: { message, advice } }) => ({
      path: [...path],
      message: `${message} ${advice}`,
    })),
  );
}
