import { useEffect, useEffectEvent, useRef } from 'react';
import { useKeypad, useScanning } from '../look/index.ts';
import { isPrivate, passagesIn, readAloud, spokenIn } from '../wording/index.ts';
import { useKiosk } from './kiosk-context.tsx';
import { useWords } from './words.tsx';

/** Seconds that one target is offered to a single switch. */
const SCAN_INTERVAL = 1800;

/** How many targets in a row may be offered before nobody is thought to be there any more: five minutes. */
const OFFERS = 166;

/** Keypad, one switch and voice for every screen at once. */
export function Access() {
  const { display, speech, callStaff, session, attempt, send } = useKiosk();
  const { t, plain, language } = useWords();
  const locale = language === 'ja-easy' ? 'ja' : language;
  const insteadOfPrivate = plain(t('speech.private'));
  const nameOf = (element: Element) => spokenIn(element, plain(t('speech.chosen')));
  const say = (element: Element) => {
    if (!display.speech) return;
    const hidden = isPrivate(element) && !display.headphones;
    speech.speak(hidden ? insteadOfPrivate : nameOf(element), locale);
  };
  const readPage = (andThen?: Element) => {
    const page = [...document.querySelectorAll('.look-frame-main, dialog[open]')].at(-1);
    if (!display.speech || !page) return;
    const passages = passagesIn(page);
    if (andThen) passages.push({ text: nameOf(andThen), private: isPrivate(andThen) });
    readAloud(speech, passages, { locale, headphones: display.headphones, insteadOfPrivate });
  };
  useKeypad({
    enabled: !display.scanning,
    onBack: () => {
      if (session?.backTo) attempt(session.back());
    },
    onNext: () => document.querySelector<HTMLElement>('.look-frame-footer > :last-child button')?.click(),
    onCall: () => callStaff('keypad'),
    onRepeat: () => {
      const { activeElement } = document;
      const onTarget = activeElement && activeElement !== document.body && !activeElement.matches(headings);
      readPage(onTarget ? activeElement : undefined);
    },
  });
  const offered = useRef(0);
  useScanning({
    enabled: display.scanning,
    interval: SCAN_INTERVAL,
    onHighlight: (element) => {
      // Who waits for a target to come round is still there.
      if (offered.current++ < OFFERS) send({ type: 'TOUCHED' });
      say(element);
    },
  });
  useEffect(() => {
    if (!display.scanning) return;
    const pressed = () => {
      offered.current = 0;
    };
    addEventListener('keydown', pressed, { capture: true });
    return () => removeEventListener('keydown', pressed, { capture: true });
  }, [display.scanning]);
  const focused = useEffectEvent((event: FocusEvent) => {
    if (!(event.target instanceof Element)) return;
    if (!event.target.matches(headings)) say(event.target);
    else if (event.target.closest('dialog')) readPage();
  });
  const shown = useRef<string>(undefined);
  const changed = useEffectEvent((changes: readonly MutationRecord[]) => {
    const screen = screenNow();
    if (screen !== shown.current && screen !== 'waiting') {
      shown.current = screen;
      return readPage();
    }
    const told = changes.map(({ target }) => elementOf(target)?.closest(telling)).find((one) => one?.textContent);
    if (told) say(told);
  });
  useEffect(() => {
    if (!display.speech) return;
    shown.current = screenNow();
    const watch = new MutationObserver((changes) => changed(changes));
    watch.observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ['data-screen'],
    });
    document.addEventListener('focusin', focused);
    return () => {
      watch.disconnect();
      document.removeEventListener('focusin', focused);
      speech.stop();
    };
  }, [display.speech, speech]);
  return undefined;
}

/** They take the focus when a screen or dialog appears; then all of it is read. */
const headings = 'h1, h2';

/** What is said when it changes: what is wrong, how many digits there are. A countdown would interrupt everything. */
const telling = '[role=alert], .look-hidden output';

const screenNow = (): string | undefined =>
  [...document.querySelectorAll<HTMLElement>('.look-frame')].at(-1)?.dataset.screen;

const elementOf = (node: Node): Element | null => (node instanceof Element ? node : node.parentElement);
