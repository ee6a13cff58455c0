import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { Scroller } from './Scroller.tsx';

export type DialogProps = {
  title: ReactNode;
  children: ReactNode;
  /** Called when the person closes it with Escape. Without it the dialog stays until one of its buttons is pressed. */
  onClose?: (() => void) | undefined;
  /** Buttons below, the main one last. */
  actions?: ReactNode;
  /** `wide` for an enlarged sheet. */
  size?: 'wide' | undefined;
  /** Words of the button that scrolls down, for dialogs that may be long. */
  moreLabel?: string | undefined;
};

/**
 * A dialog over the screen, open as long as it is rendered. Its title takes the focus, so that no button is pressed by
 * a key that was meant for the screen below; afterwards the focus goes back to where it was.
 */
export function Dialog({ title, children, onClose, actions, size, moreLabel }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const view = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const opened = dialog.current;
    const before = document.activeElement;
    opened?.showModal();
    opened?.querySelector('h2')?.focus();
    return () => {
      opened?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);

  return (
    <dialog
      ref={dialog}
      className="look-dialog"
      data-size={size}
      aria-labelledby={id}
      closedby={onClose ? 'closerequest' : 'none'}
      onCancel={(event) => {
        event.preventDefault(); // who renders it decides when it goes
        onClose?.();
      }}
    >
      <h2 id={id} tabIndex={-1}>
        {title}
      </h2>
      <Scroller view={view} moreLabel={moreLabel}>
        {children}
      </Scroller>
      {actions && <div className="look-dialog-actions">{actions}</div>}
    </dialog>
  );
}
