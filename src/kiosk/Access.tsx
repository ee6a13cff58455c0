import { useEffect } from 'react';
import { useKeypad, useScanning } from '../look/index.ts';
import { spokenIn } from '../wording/index.ts';
import { useKiosk } from './kiosk-context.tsx';
import { useWords } from './words.tsx';

/** Seconds that one target is offered to a single switch. */
const SCAN_INTERVAL = 1800;

/** Keypad, one switch and voice for every screen at once. */
export function Access() {
  const { display, speech, callStaff, session, attempt } = useKiosk();
  const { t, language } = useWords();
  const locale = language === 'ja-easy' ? 'ja' : language;
  const say = (element: Element) => {
    if (display.speech) speech.speak(spokenIn(element, t('step.done')), locale);
  };
  useKeypad({
    enabled: !display.scanning,
    onBack: () => {
      if (session?.backTo) attempt(session.back());
    },
    onCall: () => callStaff('keypad'),
    onRepeat: () => {
      if (document.activeElement) say(document.activeElement);
    },
  });
  useScanning({ enabled: display.scanning, interval: SCAN_INTERVAL, onHighlight: say });
  useEffect(() => {
    if (!display.speech) return;
    const focused = (event: FocusEvent) => {
      if (event.target instanceof Element) speech.speak(spokenIn(event.target, t('step.done')), locale);
    };
    document.addEventListener('focusin', focused);
    return () => {
      document.removeEventListener('focusin', focused);
      speech.stop();
    };
  }, [display.speech, speech, locale, t]);
  return undefined;
}
