import type { ReactNode } from 'react';
import { Icon } from './icons.tsx';

export type NoticeProps = {
  /** `check` is amber and asks to look again; `error` is red and is read aloud at once. */
  kind: 'info' | 'check' | 'error';
  /** What it is about, in words: neither colour nor icon says it alone. */
  title: ReactNode;
  children?: ReactNode;
  id?: string | undefined;
};

/** A framed message: what happened, and the one thing to do. */
export function Notice({ kind, title, children, id }: NoticeProps) {
  return (
    <div className="look-notice" data-kind={kind} id={id} role={kind === 'error' ? 'alert' : undefined}>
      <Icon name={kind} />
      <div>
        <p className="look-notice-title">{title}</p>
        {children}
      </div>
    </div>
  );
}
