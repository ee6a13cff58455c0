/** A screen that came, in milliseconds since navigation began. */
export interface ScreenSeen {
  /** `data-screen` of the screen. */
  screen: string;
  /** When its heading was painted. */
  painted: number;
  /** When the press that led to it began to be handled by the browser; null where none did. */
  pressed: number | null;
}

declare global {
  var screensSeen: ScreenSeen[];
}

/**
 * Runs in the page, before everything else: notes for each screen with a heading when that was painted, and the click
 * before it. The same for every page that marks its screens with `data-screen`. Painted is the first task after the
 * frame in which the heading was there.
 */
export function watchScreens(): void {
  const seen: ScreenSeen[] = [];
  globalThis.screensSeen = seen;
  let shown = '';
  let pressed: number | null = null;
  addEventListener('pointerdown', () => (pressed = null), true);
  // The first click of a press is the finger's; a label makes a second one for its input.
  addEventListener('click', (event) => (pressed ??= event.timeStamp), true);
  new MutationObserver(() => {
    const screen = [...document.querySelectorAll('[data-screen]')].at(-1);
    const name = screen?.getAttribute('data-screen') ?? '';
    if (name === '' || name === 'waiting' || name === shown || !screen?.querySelector('h1')?.textContent) return;
    shown = name;
    const from = pressed;
    pressed = null;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => seen.push({ screen: name, painted: performance.now(), pressed: from });
      port2.postMessage(0);
    });
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-screen'] });
}
