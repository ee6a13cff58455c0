import { useEffect, useEffectEvent } from 'react';
import { useKeypad, useScanning } from '../look/index.ts';
import { isPrivate, spokenIn } from '../wording/index.ts';
import { useKiosk } from './kiosk-context.tsx';
import { useWords } from './words.tsx';

/** Seconds that one target is offered to a single switch. */
const SCAN_INTERVAL = 1800;

/** Keypad, one switch and voice for every screen at once. */
export function Access() {
  const { display, speech, callStaff, session, attempt } = useKiosk();
  const { t, plain, language } = useWords();
  const locale = language === 'ja-easy' ? 'ja' : language;
  const say = (element: Element) => {
    if (!display.speech) return;
    const hidden = isPrivate(element) && !display.headphones;
    speech.speak(hidden ? plain(t('speech.private')) : spokenIn(element, plain(t('step.done'))), locale);
  };
  useKeypad({
    enabled: !display.scanning,
    onBack: () => {
      if (session?.backTo) attempt(session.back());
    },
    onNext: () => document.querySelector<HTMLElement>('.look-frame-footer > :last-child button')?.click(),
    onCall: () => callStaff('keypad'),
    onRepeat: () => {
      if (document.activeElement) say(document.activeElement);
    },
  });
  useScanning({ enabled: display.scanning, interval: SCAN_INTERVAL, onHighlight: say });
  const focused = useEffectEvent((event: FocusEvent) => {
    if (event.target instanceof Element) say(event.target);
  });
  useEffect(() => {
    if (!display.speech) return;
    document.addEventListener('focusin', focused);
    return () => {
      document.removeEventListener('focusin', focused);
      speech.stop();
    };
  }, [display.speech, speech]);
  return undefined;
}
