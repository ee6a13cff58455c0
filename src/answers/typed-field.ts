import * as z from 'zod/mini';
import type { Result } from '../basics/index.ts';
import type { Complaint } from './complaint.ts';

/** A form field checked by `check`: its output is what will be kept, its error a complaint in JSON. */
export const field = (check: (text: string) => Result<string, Complaint>) =>
  z.pipe(
    z.string(),
    z.transform((text: string, context): string => {
      const checked = check(text);
      if (checked.ok) return checked.value;
      context.issues.push({ code: 'custom', message: JSON.stringify(checked.reason), input: text });
      return z.NEVER;
    }),
  );

/** The complaint that a field's error carries. */
export function complaintIn(message: string | undefined): Complaint | undefined {
  return message === undefined ? undefined : (JSON.parse(message) as Complaint);
}
