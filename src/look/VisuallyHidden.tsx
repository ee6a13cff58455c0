import type { ReactNode } from 'react';

/** Words for the ear only: read by a screen reader, not seen. */
export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className="look-hidden">{children}</span>;
}
