import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { ActionButton } from './ActionButton.tsx';
import { Dialog } from './Dialog.tsx';

afterEach(cleanup);

function Page({ onClosed }: { onClosed?: () => void }) {
  const [open, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    onClosed?.();
  };
  return (
    <>
      <ActionButton onPress={() => setOpen(true)}>Open</ActionButton>
      {open && (
        <Dialog title="Are you still there?" onClose={close} actions={<ActionButton onPress={close}>Yes</ActionButton>}>
          Everything is kept.
        </Dialog>
      )}
    </>
  );
}

test('opens as a modal named by its title, and gives the focus back', async () => {
  render(<Page />);
  const opener = screen.getByRole('button', { name: 'Open' });
  opener.focus();
  await userEvent.click(opener);
  const dialog = screen.getByRole<HTMLDialogElement>('dialog', { name: 'Are you still there?' });
  expect(dialog.open).toBe(true);
  expect(document.activeElement?.textContent).toBe('Are you still there?');
  await userEvent.click(screen.getByRole('button', { name: 'Yes' }));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(document.activeElement).toBe(opener);
});

test('Escape asks its owner to close it', async () => {
  const closed = vi.fn<() => void>();
  render(<Page onClosed={closed} />);
  await userEvent.click(screen.getByRole('button', { name: 'Open' }));
  fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true }));
  expect(closed).toHaveBeenCalledTimes(1);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('without a way to close it Escape leaves it open', () => {
  render(<Dialog title="Please wait">…</Dialog>);
  const dialog = screen.getByRole<HTMLDialogElement>('dialog');
  expect(fireEvent(dialog, new Event('cancel', { cancelable: true }))).toBe(false);
  expect(dialog.open).toBe(true);
  expect(dialog.getAttribute('closedby')).toBe('none');
});
