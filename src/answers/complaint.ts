import type { ShellKey } from '../wording/index.ts';

/** What is wrong with something typed, as words of the kiosk: each says how to mend it. */
export interface Complaint {
  key: ShellKey;
  values?: Record<string, string | number>;
}
