import * as z from 'zod/mini';
import { caseId } from './words.ts';

/**
 * What the hub says by itself while somebody listens, one JSON text a server-sent event: that something changed, never
 * what it says. Who wants to know more asks for it, with the right to see it.
 */
export const liveEvent = z.discriminatedUnion('what', [
  /** A delivered case was replayed and is in the tables, or needs a person. */
  z.strictObject({ what: z.literal('case'), case: caseId, state: z.enum(['whole', 'task', 'disposed']) }),
  /** A person dealt with a task. */
  z.strictObject({ what: z.literal('task'), task: z.number().check(z.int()) }),
  /** Events may have been missed: look again. */
  z.strictObject({ what: z.literal('anything') }),
]);

export type LiveEvent = z.infer<typeof liveEvent>;
