import type { ReactNode } from 'react';
import { Icon } from './icons.tsx';

export type DisclosureProps = {
  /** What is one tap away, in a few words. */
  summary: ReactNode;
  children: ReactNode;
  onToggle?: ((open: boolean) => void) | undefined;
};

/** Something that unfolds in place: the reason, what to bring. */
export function Disclosure({ summary, children, onToggle }: DisclosureProps) {
  return (
    <details className="look-disclosure" onToggle={(event) => onToggle?.(event.currentTarget.open)}>
      <summary>
        <Icon name="down" />
        <span>{summary}</span>
      </summary>
      <div>{children}</div>
    </details>
  );
}
