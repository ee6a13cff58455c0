import * as z from 'zod/mini';
import { protocol } from './version.ts';

/** How the hub is. `degraded`: it serves, but somebody should look at the problems. */
export const health = z.strictObject({
  protocol,
  status: z.enum(['ok', 'degraded']),
  municipality: z.string(),
  content: z.strictObject({ hash: z.string(), label: z.string(), from: z.string() }),
  cases: z.strictObject({ stored: z.number(), accepting: z.boolean() }),
  problems: z.array(
    z.strictObject({ part: z.enum(['content', 'examples', 'cases', 'database']), message: z.string() }),
  ),
});

/** Whether the hub takes requests now. */
export const readiness = z.strictObject({ ready: z.boolean() });

export type Health = z.infer<typeof health>;
