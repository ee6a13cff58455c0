/** Everything that can be pressed or written in, where the person now is: the open dialog, else the page. */

export type Direction = 'next' | 'previous' | 'up' | 'down';

const selector = 'a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex]';
const pressedInputs = new Set(['radio', 'checkbox', 'button', 'submit', 'reset', 'image', 'file', 'range', 'color']);

/** The dialog on top, or the body. */
export function placeNow(): HTMLElement {
  return [...document.querySelectorAll<HTMLElement>('dialog[open]')].at(-1) ?? document.body;
}

/** Tells whether keys write text into this element. */
export function isWritten(element: EventTarget | null): boolean {
  if (element instanceof HTMLInputElement) return !pressedInputs.has(element.type);
  return element instanceof HTMLTextAreaElement || (element instanceof HTMLElement && element.isContentEditable);
}

/** The targets in `place`, in the order of the document. */
export function targetsIn(place: HTMLElement): HTMLElement[] {
  return [...place.querySelectorAll<HTMLElement>(selector)].filter(
    (element) =>
      (element.tabIndex >= 0 || element.localName === 'summary') &&
      !element.matches(':disabled') &&
      !element.closest('[inert],[hidden]') &&
      !isFolded(element) &&
      element.checkVisibility(),
  );
}

function isFolded(element: Element): boolean {
  const folded = element.closest('details:not([open])');
  return folded !== null && element.parentElement !== folded;
}

/**
 * Moves the focus. `next` and `previous` walk the order of the document round and round, so that every target is
 * reached with one key; `up` and `down` go to the nearest target of another line, and walk the order where there is none.
 */
export function moveFocus(direction: Direction, place: HTMLElement = placeNow()): void {
  const targets = targetsIn(place);
  const from = document.activeElement instanceof HTMLElement ? document.activeElement : document.body;
  const vertical = direction === 'up' || direction === 'down';
  const to = (vertical ? nearestLine(from, targets, direction) : undefined) ?? inOrder(from, targets, direction);
  to?.focus();
  to?.scrollIntoView({ block: 'nearest' });
}

function inOrder(from: HTMLElement, targets: HTMLElement[], direction: Direction): HTMLElement | undefined {
  const forward = direction === 'next' || direction === 'down';
  const wanted = forward ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const outside = from === document.body;
  const ahead = outside ? targets : targets.filter((target) => from.compareDocumentPosition(target) & wanted);
  return forward ? (ahead[0] ?? targets[0]) : (ahead.at(-1) ?? targets.at(-1));
}

/** The target of another line that lies nearest, seen from the middle of `from`. */
function nearestLine(from: HTMLElement, targets: HTMLElement[], direction: 'up' | 'down'): HTMLElement | undefined {
  if (!targets.includes(from)) return undefined;
  const here = from.getBoundingClientRect();
  const sign = direction === 'down' ? 1 : -1;
  let best: HTMLElement | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const target of targets) {
    const there = target.getBoundingClientRect();
    const away = sign * (middle(there.top, there.bottom) - middle(here.top, here.bottom));
    if (away <= Math.min(here.height, there.height) / 2) continue; // the same line
    const aside = Math.abs(middle(there.left, there.right) - middle(here.left, here.right));
    const overlaps = there.left < here.right && here.left < there.right;
    const distance = away + (overlaps ? aside / 8 : aside * 2);
    if (distance < least) {
      least = distance;
      best = target;
    }
  }
  return best;
}

function middle(from: number, to: number): number {
  return (from + to) / 2;
}
