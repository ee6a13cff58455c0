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
    /** The case that it takes up again (再開), whose actions follow with the ids they have there. */
    continues: z.optional(z.uuid()),
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
  z.strictObject({ ...common, type: z.literal('prepared'), receipt: id }),
]);

export type Action = z.infer<typeof action>;
export type Statement = z.infer<typeof statement>;
export type Said = z.infer<typeof said>;
export type ActionOf<Type extends Action['type']> = Extract<Action, { type: Type }>;

/** An action before it is stamped with its id, time, author and device. */
export type Deed = Action extends infer One ? (One extends Action ? Omit<One, keyof typeof common> : never) : never;
