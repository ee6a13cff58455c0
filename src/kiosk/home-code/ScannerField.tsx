import { useEffect, useRef, useState } from 'react';
import { TextField } from '../../look/index.ts';
import { Said, useWords } from '../words.tsx';

/**
 * Takes what a hand scanner types, which ends in Enter. It has the focus; where somebody has moved it, the first letter
 * that only a code begins with brings it back, so that nobody has to know.
 */
export function ScannerField({ onText }: { onText: (text: string) => void }) {
  const { t } = useWords();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  useEffect(() => {
    // After the frame of the screen has given the focus to its heading.
    const frame = requestAnimationFrame(() => field.current?.focus({ preventScroll: true }));
    const attract = (event: KeyboardEvent) => {
      if (event.key.toUpperCase() === 'K' && !event.ctrlKey && !event.metaKey && !event.altKey)
        field.current?.focus({ preventScroll: true });
    };
    // Before the keypad sees it: the letter then goes into the field.
    addEventListener('keydown', attract, { capture: true });
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('keydown', attract, { capture: true });
    };
  }, []);
  return (
    <TextField
      ref={field}
      label={<Said of={t('home-code.scanner')} />}
      hint={<Said of={t('home-code.scanner.hint')} />}
      value={typed}
      inputMode="none"
      autoCapitalize="off"
      maxLength={1000}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        setTyped('');
        // Some scanners type small letters where the keyboard is set so; a code has none.
        if (typed !== '') onText(typed.toUpperCase());
      }}
    />
  );
}
