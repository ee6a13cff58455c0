import * as z from 'zod/mini';
import { isDate } from '../basics/index.ts';

/**
 * A case (受付) is an append-only list of actions. An action has its final id from birth, says who did it, where, when
 * and under which content. Everything else is a function of (actions, content, today).
 */

const id = z.string().check(z.minLength(1), z.maxLength(64));
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/), z.refine(isDate, 'this day does not exist'));
const source = z.enum(['card', 'register', 'certificate', 'home', 'resident', 'staff', 'computed']);

/** What somebody said or something holds: a value, or "I don't know". */
const said = z.union([
  z.strictObject({ value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]) }),
  z.strictObject({ unknown: z.literal(true) }),
]);

const statement = z.strictObject({
  /** A person's id, or `case`. */
  subject: id,
  fact: id,
  said,
  source,
});

const common = {
  id: z.uuid(),
  at: z.iso.datetime(),
  /** Who: a role and, for staff, an account. Never a name. */
  by: z.strictObject({ role: z.enum(['resident', 'staff', 'device']), account: z.optional(id) }),
  device: id,
  /** Hash of the content version under which it was made. */
  content: id,
};

/** 宛名番号 or 世帯番号: digits, as the register has them, with their zeros. */
const registerNumber = z.string().check(z.regex(/^\d{1,15}$/));

/** Where a signature (署名) stands. */
const signaturePlace = z.strictObject({
  procedure: id,
  /** A person's id, or `case`: the subject of the application. */
  subject: id,
  form: id,
  box: id,
});

/** One line of the pen: x and y in turn, from the upper left of a field of 3000 by 1000. */
const stroke = z.array(z.int().check(z.minimum(0), z.maximum(3000))).check(z.minLength(2), z.maxLength(2000));

export const action = z.discriminatedUnion('type', [
  z.strictObject({
    ...common,
    type: z.literal('opened'),
    format: z.literal(1),
    case: z.uuid(),
    today: day,
    municipality: id,
    events: z.array(id).check(z.minLength(1)),
    /** The person standing at the counter (来庁者). */
    visitor: id,
  }),
  z.strictObject({ ...common, type: z.literal('day-set'), today: day }),
  z.strictObject({ ...common, type: z.literal('person-added'), person: id }),
  z.strictObject({ ...common, type: z.literal('person-removed'), person: id }),
  /** An answer given at a step: one batch, kept or not kept as a whole. */
  z.strictObject({ ...common, type: z.literal('answered'), step: id, statements: z.array(statement) }),
  /** Facts that came by another way: a card, the register, a certificate, staff. */
  z.strictObject({ ...common, type: z.literal('recorded'), statements: z.array(statement) }),
  /** A screen that asks nothing was left forward. */
  z.strictObject({ ...common, type: z.literal('passed'), step: id }),
  /** `walk`: stepping back, forward again step by step; `change`: to mend one answer and come straight back. */
  z.strictObject({ ...common, type: z.literal('went-to'), step: id, why: z.enum(['walk', 'change']) }),
  z.strictObject({ ...common, type: z.literal('staff-called'), reason: id }),
  /** 今日はここまで: what is known is prepared, and nothing more is asked today. */
  z.strictObject({ ...common, type: z.literal('finished-early') }),
  /** Signed on the screen: what was signed, its SHA-256, and the strokes of the pen. It holds for that content alone. */
  z.strictObject({
    ...common,
    type: z.literal('signed'),
    place: signaturePlace,
    signed: z.string().check(z.minLength(1), z.maxLength(50_000)),
    digest: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    strokes: z.array(stroke).check(z.minLength(1), z.maxLength(200)),
  }),
  z.strictObject({ ...common, type: z.literal('signature-withdrawn'), place: signaturePlace }),
  z.strictObject({ ...common, type: z.literal('prepared'), receipt: id }),
  // What staff do with a case that was prepared:
  /** 受理: staff have accepted one application. */
  z.strictObject({ ...common, type: z.literal('accepted'), procedure: id, subject: id }),
  /** 住民票の記載が済んだ: the numbers that the register has for people of the case. Said again, the later one counts. */
  z.strictObject({
    ...common,
    type: z.literal('register-entered'),
    numbers: z
      .array(z.strictObject({ person: id, addresseeNumber: registerNumber, householdNumber: registerNumber }))
      .check(z.minLength(1), z.maxLength(100)),
  }),
]);

export type Action = z.infer<typeof action>;
export type Statement = z.infer<typeof statement>;
export type Said = z.infer<typeof said>;
export type SignaturePlace = z.infer<typeof signaturePlace>;
export type ActionOf<Type extends Action['type']> = Extract<Action, { type: Type }>;

/** An action before it is stamped with its id, time, author and device. */
export type Deed = Action extends infer One ? (One extends Action ? Omit<One, keyof typeof common> : never) : never;
