import type { Page } from 'playwright';

/** The smallest target that a finger hits, in CSS pixels. */
const TARGET = 48;

/**
 * What does not fit on the screen as it is shown now: targets too small for a finger, text that is cut, anything that
 * would have to be scrolled sideways, a header, footer or question out of sight. Empty when all is well.
 */
export function misfits(page: Page): Promise<string[]> {
  return page.evaluate((smallest) => {
    const found: string[] = [];
    const place = [...document.querySelectorAll<HTMLElement>('dialog[open]')].at(-1) ?? document.body;
    const nameOf = (element: Element) =>
      `${element.localName}.${element.className} 「${(element.textContent ?? '').trim().slice(0, 30)}」`;
    const isShown = (element: HTMLElement) =>
      element.checkVisibility() && !element.closest('details:not([open]) > :not(summary)');
    const all = <One extends HTMLElement>(selector: string) =>
      [...place.querySelectorAll<One>(selector)].filter(isShown);

    const width = document.documentElement.clientWidth;
    const height = document.documentElement.clientHeight;
    const { scrollWidth, scrollHeight } = document.documentElement;
    if (scrollWidth > width) found.push(`the page is ${scrollWidth} wide on ${width}`);
    if (scrollHeight > height) found.push(`the page is ${scrollHeight} high on ${height}`);

    for (const target of all(
      'button, summary, a[href], label.look-choice, input:not(.look-choice input), select, textarea',
    )) {
      const box = target.getBoundingClientRect();
      if (box.width < smallest - 0.5 || box.height < smallest - 0.5)
        found.push(`${nameOf(target)} is ${Math.round(box.width)}×${Math.round(box.height)}`);
    }
    for (const element of all('*')) {
      if (element.scrollWidth <= element.clientWidth + 1 || element.clientWidth === 0) continue;
      const { overflowX, display, position, clipPath } = getComputedStyle(element);
      if (display === 'inline' || (position === 'absolute' && clipPath !== 'none')) continue; // said, not shown
      if (element.matches('.look-frame-aside')) continue; // the sheets stand in a row that is looked at, not read
      const scrolls = element.matches('.look-scroller, .look-dialog');
      if (scrolls || overflowX !== 'visible')
        found.push(`${nameOf(element)} holds ${element.scrollWidth} on ${element.clientWidth}`);
    }
    for (const part of all('.look-frame-header *, .look-frame-footer *, .look-frame-main *, .look-dialog *')) {
      const box = part.getBoundingClientRect();
      const { position, clipPath } = getComputedStyle(part);
      if (box.width === 0 || (position === 'absolute' && clipPath !== 'none')) continue;
      if (box.left < -1 || box.right > width + 1)
        found.push(`${nameOf(part)} reaches from ${Math.round(box.left)} to ${Math.round(box.right)} on ${width}`);
    }
    const within = (inner: DOMRect, outer: { top: number; bottom: number }, what: string) => {
      if (inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1)
        found.push(
          `${what} reaches from ${Math.round(inner.top)} to ${Math.round(inner.bottom)}, and ${Math.round(outer.top)} to ${Math.round(outer.bottom)} is shown`,
        );
    };
    const frame = [...document.querySelectorAll('.look-frame')].at(-1);
    if (place === document.body && frame) {
      for (const name of ['header', 'footer'] as const) {
        const part = frame.querySelector(`.look-frame-${name}`);
        if (!part) continue;
        within(part.getBoundingClientRect(), { top: 0, bottom: height }, name);
        const buttons = [...part.querySelectorAll('button')].map((button) => ({
          button,
          box: button.getBoundingClientRect(),
        }));
        for (const [index, { button, box }] of buttons.entries())
          for (const other of buttons.slice(index + 1))
            if (
              box.left < other.box.right - 1 &&
              other.box.left < box.right - 1 &&
              box.top < other.box.bottom - 1 &&
              other.box.top < box.bottom - 1
            )
              found.push(`${nameOf(button)} lies over ${nameOf(other.button)}`);
      }
      const scroller = frame.querySelector('.look-scroller');
      const heading = frame.querySelector('h1');
      if (scroller && heading) {
        scroller.scrollTop = 0;
        // A question longer than the screen fills it, and goes on below.
        const view = scroller.getBoundingClientRect();
        const { top, bottom } = heading.getBoundingClientRect();
        const end = Math.min(bottom, Math.max(top, view.top + view.height * 0.9));
        within(new DOMRect(0, top, 1, end - top), view, 'the question');
      }
    }
    return [...new Set(found)];
  }, TARGET);
}
